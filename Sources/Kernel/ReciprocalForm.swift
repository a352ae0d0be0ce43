import Exact

// Terms in which a parameter is a power of another number, for the step `reciprocal`
// (docs/certificate-format.md, section 5).

/// A term written as y^exponent times a factor.
struct ReciprocalForm {
  let exponent: Int
  let factor: Term
}

/// Writes terms in y > 0, where a parameter is y^-power and its index stands for y from there on.
struct ReciprocalWriter {
  /// The largest exponent of y, in either direction.
  static let largestExponent = DyadicInterval.largestPower

  private let statement: Statement
  private let parameter: Int
  private let power: Int
  private var budget = Statement.operationBudget

  init(_ statement: Statement, parameter: Int, power: Int) {
    (self.statement, self.parameter, self.power) = (statement, parameter, power)
  }

  /// The comparison, both sides divided by the largest power of y that both have.
  mutating func comparison(_ comparison: Comparison) throws(KernelError) -> Comparison {
    let written = try divided(comparison)
    for side in [written.left, written.right] { try statement.requireLimitedHeight(side) }
    return written
  }

  /// A term that is monotone in a parameter where another one is: without its power of y where that
  /// parameter is not y itself.
  mutating func monotone(_ term: Term, in direction: Int) throws(KernelError) -> Term {
    let form = try form(of: term)
    let written = direction == parameter ? self.term(form) : form.factor
    try statement.requireLimitedHeight(written)
    return written
  }

  // MARK: Terms

  private mutating func divided(_ comparison: Comparison) throws(KernelError) -> Comparison {
    let sides = try pair(comparison.left, comparison.right)
    return Comparison(relation: comparison.relation, left: sides.first, right: sides.second)
  }

  /// Both terms over their shared exponent, and that.
  private mutating func pair(
    _ a: Term, _ b: Term
  ) throws(KernelError) -> (first: Term, second: Term, exponent: Int) {
    let (a, b) = (try form(of: a), try form(of: b))
    let shared = Self.sharedExponent(a, b)
    return (term(a, over: shared), term(b, over: shared), shared)
  }

  private mutating func form(of term: Term) throws(KernelError) -> ReciprocalForm {
    budget -= 1
    guard budget > 0 else { throw .limit("a term has too many operations when written out") }
    switch term {
    case .parameter(parameter): return try checked(-power, .number(.one))
    case .definition(let index) where statement.mentions(term, parameter):
      guard case .term(let body) = statement.definitions[index] else {
        throw .refused("a root depends on parameter \(parameter + 1)")
      }
      return try form(of: body)
    case .minimum, .minimizer:
      guard !statement.mentions(term, parameter) else {
        throw .refused("a problem depends on parameter \(parameter + 1)")
      }
      return try checked(0, term)
    case .unary(let function, let a) where function == .negate || function == .absolute:
      let a = try form(of: a)
      return try checked(a.exponent, .unary(function, a.factor))
    case .unary(.squareRoot, let a): return try squareRoot(try form(of: a))
    case .binary(.power, let a, let b):
      guard let n = b.integerLiteral, n.magnitude <= Self.largestExponent else { break }
      let a = try form(of: a)
      return try checked(
        a.exponent * n, a.factor == .number(.one) ? a.factor : .binary(.power, a.factor, b))
    case .conditional(let condition, let then, let otherwise):
      let condition = try divided(condition)
      let branches = try pair(then, otherwise)
      return try checked(
        branches.exponent,
        .conditional(condition, then: branches.first, else: branches.second))
    case .binary(let function, let a, let b):
      if let form = try binary(function, a, b) { return form }
    default: break
    }
    let rest = try term.mapOperands { operand throws(KernelError) in
      self.term(try form(of: operand))
    }
    return try checked(0, rest)
  }

  /// `nil` for functions through which no power of y can be taken.
  private mutating func binary(
    _ function: BinaryFunction, _ a: Term, _ b: Term
  ) throws(KernelError) -> ReciprocalForm? {
    switch function {
    case .add, .subtract, .minimum, .maximum:
      let operands = try pair(a, b)
      return try checked(operands.exponent, .binary(function, operands.first, operands.second))
    case .multiply:
      let (a, b) = (try form(of: a), try form(of: b))
      return try checked(a.exponent + b.exponent, Self.product(a.factor, b.factor))
    case .divide:
      let (a, b) = (try form(of: a), try form(of: b))
      return try checked(
        a.exponent - b.exponent,
        b.factor == .number(.one) ? a.factor : .binary(.divide, a.factor, b.factor))
    default: return nil
    }
  }

  /// sqrt(y^k F) = y^(k/2) sqrt(F), or y^((k - 1)/2) sqrt(y F) for odd k.
  private func squareRoot(_ a: ReciprocalForm) throws(KernelError) -> ReciprocalForm {
    let half = a.exponent >> 1
    let inside = term(a, over: 2 * half)
    return try checked(half, inside == .number(.one) ? inside : .unary(.squareRoot, inside))
  }

  private func checked(_ exponent: Int, _ factor: Term) throws(KernelError) -> ReciprocalForm {
    guard abs(exponent) <= Self.largestExponent else {
      throw .limit("an exponent is beyond \(Self.largestExponent)")
    }
    return ReciprocalForm(exponent: exponent, factor: factor)
  }

  /// The lesser exponent; 0 has every one.
  private static func sharedExponent(_ a: ReciprocalForm, _ b: ReciprocalForm) -> Int {
    if a.factor == .number(.zero) { return b.exponent }
    if b.factor == .number(.zero) { return a.exponent }
    return min(a.exponent, b.exponent)
  }

  /// The product; the factor 1 is left out.
  private static func product(_ a: Term, _ b: Term) -> Term {
    if a == .number(.one) { return b }
    return b == .number(.one) ? a : .binary(.multiply, a, b)
  }

  /// The term that a form stands for, divided by a power of y.
  private func term(_ form: ReciprocalForm, over shared: Int = 0) -> Term {
    let exponent = form.exponent - shared
    if exponent == 0 || form.factor == .number(.zero) { return form.factor }
    let y = Term.parameter(parameter)
    let magnitude = Term.number(ExactDecimal(abs(exponent)))
    let power = abs(exponent) == 1 ? y : .binary(.power, y, magnitude)
    return exponent > 0 ? Self.product(power, form.factor) : .binary(.divide, form.factor, power)
  }
}
