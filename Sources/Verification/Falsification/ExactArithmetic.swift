import Exact
import Kernel
import Reals
import TheoremLanguage

/// Evaluation at an exact point that knows when a number is exactly zero.
///
/// What it decides is certain: signs come from enclosures, from forms in which everything cancels,
/// and from separation bounds. What none of them decides stays open.
final class ExactArithmetic: TermArithmetic {
  /// Larger powers of sums are not multiplied out.
  static let largestPower = 64

  /// Bits from which the name of a root is guessed.
  private static let recognitionBits = 100

  let precisionInBits: Int
  var literals: [ExactDecimal: ExactNumber] = [:]
  let enclosing: IntervalArithmetic
  private var count = 0
  private let isCancelled: @Sendable () -> Bool

  /// An arithmetic whose operations fail as soon as the search is cancelled.
  init(precisionInBits: Int, _ isCancelled: @escaping @Sendable () -> Bool = { false }) {
    self.precisionInBits = precisionInBits
    self.isCancelled = isCancelled
    enclosing = IntervalArithmetic(precisionInBits: precisionInBits)
  }

  func value(of number: Fraction) -> ExactNumber {
    ExactNumber(number, precisionInBits: precisionInBits)
  }

  /// A number of its own for each root, by which they are told apart.
  func nextNumber() -> Int {
    count += 1
    return count
  }

  func number(
    _ form: ExactQuotient?, _ enclosure: Interval, _ separation: SeparationBound? = nil
  ) -> ExactNumber {
    ExactNumber(
      form, enclosure: enclosure, separation: separation, precisionInBits: precisionInBits)
  }

  /// - Throws: an error when the search is cancelled.
  func requireTime() throws {
    if isCancelled() { throw EvaluationError.noOptimum("the search is cancelled") }
  }

  func apply(_ function: UnaryFunction, to a: ExactNumber) throws -> ExactNumber {
    try requireTime()
    switch function {
    case .negate: return number(a.form.map { -$0 }, -a.enclosure, a.separation)
    case .absolute:
      guard let sign = a.sign else { return .init(enclosing: a.enclosure.absolute()) }
      return sign < 0 ? try apply(.negate, to: a) : a
    case .squareRoot: return try squareRoot(a)
    case .exp: return exponential(a)
    case .log: return try logarithm(a, named: "log")
    case .expm1:
      return number(
        a.form.flatMap { form in Self.exponential(form).map { $0 + ExactQuotient(Fraction(-1)) } },
        a.enclosure.expm1())
    case .log1p: return try logarithmOfOnePlus(a)
    case .sigmoid: return sigmoid(a)
    case .softplus:
      let sum = Self.exponential(a.form).map { $0 + ExactQuotient(Fraction(1)) }
      return number(sum.flatMap { Self.logarithm($0) }, a.enclosure.softplus())
    default: return ExactNumber(enclosing: try enclosing.apply(function, to: a.enclosure))
    }
  }

  func apply(
    _ function: BinaryFunction, to a: ExactNumber, _ b: ExactNumber
  ) throws -> ExactNumber {
    try requireTime()
    switch function {
    case .add:
      return number(
        combine(a, b, +), a.enclosure + b.enclosure, bound(a, b) { $0.adding($1) })
    case .subtract:
      return number(
        combine(a, b) { $0 + -$1 }, a.enclosure - b.enclosure, bound(a, b) { $0.adding($1) })
    case .multiply:
      if a.sign == 0 || b.sign == 0 { return value(of: Fraction(0)) }
      return number(
        combine(a, b, *), a.enclosure * b.enclosure, bound(a, b) { $0.multiplied(by: $1) })
    case .divide: return try quotient(a, b)
    case .power: return try power(a, b)
    case .minimum, .maximum: return try extremum(function, a, b)
    case .meanSoftplus, .meanSigmoid, .meanSigmoidDerivative:
      return ExactNumber(
        enclosing: try enclosing.apply(function, to: a.enclosure, b.enclosure))
    }
  }

  private func extremum(
    _ function: BinaryFunction, _ a: ExactNumber, _ b: ExactNumber
  ) throws -> ExactNumber {
    if let isLess = holds(a, .lessOrEqual, b) {
      return isLess == (function == .minimum) ? a : b
    }
    return ExactNumber(enclosing: try enclosing.apply(function, to: a.enclosure, b.enclosure))
  }

  func combine(
    _ a: ExactNumber, _ b: ExactNumber,
    _ operation: (ExactQuotient, ExactQuotient) -> ExactQuotient
  ) -> ExactQuotient? {
    guard let left = a.form, let right = b.form,
      left.numerator.terms.count * right.numerator.terms.count <= ExactForm.largestCount
    else { return nil }
    return operation(left, right)
  }

  func bound(
    _ a: ExactNumber, _ b: ExactNumber,
    _ operation: (SeparationBound, SeparationBound) -> SeparationBound
  ) -> SeparationBound? {
    guard let left = a.separation, let right = b.separation else { return nil }
    return operation(left, right)
  }

  func holds(_ left: ExactNumber, _ relation: Relation, _ right: ExactNumber) -> Bool? {
    guard let sign = try? apply(.subtract, to: left, right).sign else { return nil }
    return relation.holds(sign, 0)
  }

  func root(
    between lower: ExactNumber, and upper: ExactNumber,
    of difference: (ExactNumber) throws -> ExactNumber
  ) throws -> ExactNumber {
    let enclosure = try withoutActuallyEscaping(difference) { difference in
      try enclosing.root(between: lower.enclosure, and: upper.enclosure) { x in
        try difference(ExactNumber(enclosing: x)).enclosure
      }
    }
    if let named = Recognition.coordinate(
      near: enclosure.midpoint, bits: min(precisionInBits - 16, Self.recognitionBits),
      largestDegree: 2),
      let root = try? named.number(in: self), holds(lower, .lessOrEqual, root) == true,
      holds(root, .lessOrEqual, upper) == true, (try? difference(root).sign) == 0
    {
      return root
    }
    return number(ExactQuotient(ExactForm(.opaque(nextNumber()))), enclosure)
  }
}
