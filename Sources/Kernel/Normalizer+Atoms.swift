import Exact

// Functions as atoms (docs/certificate-format.md, section 6).

extension Normalizer {
  /// A function of a form as an atom, in which terms count as the same if their forms are.
  func function(
    _ function: UnaryFunction, of argument: Term, _ term: Term
  ) throws(KernelError) -> NormalForm {
    if kind == .rewriting, let form = try rewritten(function, argument) { return form }
    let value = try unlessRefused { () throws(KernelError) in try evaluator.value(of: term) }
    guard let form = try unlessRefused({ () throws(KernelError) in try form(of: argument) }) else {
      return try atom(term)
    }
    if function == .absolute {
      let sign = try certainSign(of: form)
      if let sign { return sign < 0 ? negated(form) : form }
      undecidedCount += 1
    }
    if let known = try valueAtRightAngles(function, form) { return known }
    if value == nil { try requireDomain(of: function, argument, form) }
    let atom = table.number(of: .function(function, try quotient(form)))
    if intervals[atom] == nil { intervals[atom] = value }
    return NormalForm(Polynomial(atom: atom))
  }

  /// The operand that is the smaller or the larger one, where that is certain; else an atom as it
  /// is written, or half the sum of both less or plus their distance.
  func extremum(
    _ function: BinaryFunction, _ a: Term, _ b: Term, _ term: Term
  ) throws(KernelError) -> NormalForm {
    let forms = try unlessRefused { () throws(KernelError) in
      (a: try form(of: a), b: try form(of: b))
    }
    guard let forms else { return try atom(term) }
    let difference = try sum(forms.a, forms.b, isDifference: true)
    if let sign = try certainSign(of: difference) {
      return (sign > 0) == (function == .maximum) ? forms.a : forms.b
    }
    undecidedCount += 1
    if kind == .plain,
      let form = try unlessRefused({ () throws(KernelError) in try atom(term) })
    {
      return form
    }
    let double = try sum(
      try sum(forms.a, forms.b), try magnitude(difference), isDifference: function == .minimum)
    return try product(double, try constant(Fraction.half))
  }

  /// 1 or -1 where a form is certainly >= 0 or <= 0, else `nil`.
  private func certainSign(of form: NormalForm) throws(KernelError) -> Int? {
    let numerator = form.signedNumerator
    if try isPositive(numerator, orZero: true) { return 1 }
    return try isPositive(numerator.negated, orZero: true) ? -1 : nil
  }

  func negated(_ form: NormalForm) -> NormalForm {
    NormalForm(form.numerator.negated, over: form.denominator, sign: form.denominatorSign)
  }

  /// An expectation as an atom, in which terms count as the same if their forms are.
  func mean(
    _ function: BinaryFunction, _ a: Term, _ b: Term, _ term: Term
  ) throws(KernelError) -> NormalForm {
    let value = try unlessRefused { () throws(KernelError) in try evaluator.value(of: term) }
    let forms = try unlessRefused { () throws(KernelError) in
      (a: try form(of: a), b: try form(of: b))
    }
    guard let forms else { return try atom(term) }
    let atom = table.number(of: .mean(function, try quotient(forms.a), try quotient(forms.b)))
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

  /// A form as part of an atom: without common monomials, a polynomial where the denominator
  /// divides the numerator, the denominator primitive.
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
    if denominator.coefficients.count > 1,
      let whole = try numerator.exactQuotient(denominator, table)
    {
      return Quotient(numerator: whole, denominator: .one)
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
