import Exact

// Functions as atoms (docs/certificate-format.md, section 6).

extension Normalizer {
  /// A function of a form as an atom, in which terms count as the same if their forms are.
  func function(
    _ function: UnaryFunction, of argument: Term, _ term: Term
  ) throws(KernelError) -> NormalForm {
    if kind == .identity, let form = try rewritten(function, argument) { return form }
    let value = try unlessRefused { () throws(KernelError) in try evaluator.value(of: term) }
    guard let form = try unlessRefused({ () throws(KernelError) in try form(of: argument) }) else {
      return try atom(term)
    }
    if value == nil { try requireDomain(of: function, argument, form) }
    let atom = table.number(of: .function(function, try quotient(form)))
    if intervals[atom] == nil { intervals[atom] = value }
    return NormalForm(Polynomial(atom: atom))
  }

  /// Requires that a function is defined where enclosures do not show it.
  private func requireDomain(
    of function: UnaryFunction, _ argument: Term, _ form: NormalForm
  ) throws(KernelError) {
    switch function.properties.domain {
    case .all: return
    case .above(0):
      if try isPositive(form.signedNumerator, orZero: false) { return }
    default: break
    }
    throw .undefined("the argument of \(function.name) may lie outside its domain")
  }

  /// A form as part of an atom: without common monomials, the denominator primitive.
  func quotient(_ form: NormalForm) throws(KernelError) -> Quotient {
    var (numerator, denominator) = (form.signedNumerator, form.positiveDenominator)
    guard !numerator.isZero else { return Quotient(numerator: .zero, denominator: .one) }
    let shared = numerator.commonMonomial
    for (atom, exponent) in denominator.commonMonomial {
      let least = min(exponent, shared.first { $0.atom == atom }?.exponent ?? 0)
      guard least > 0 else { continue }
      numerator = numerator.divided(by: atom, least)
      denominator = denominator.divided(by: atom, least)
    }
    let content = try denominator.content
    if content != Fraction(1) {
      let scale = Polynomial(try exactly(Fraction(1).divided(by: content)))
      numerator = try numerator.multiplied(by: scale, table)
      denominator = try denominator.multiplied(by: scale, table)
    }
    return Quotient(numerator: numerator, denominator: denominator)
  }
}
