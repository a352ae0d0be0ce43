import Exact
import Kernel
import Models
import Reals
import TheoremLanguage

/// Enclosing evaluation: every value contains the true one, whatever the precision.
final class IntervalArithmetic: TermArithmetic {
  /// The largest integer power: the kernel stops earlier, at `DyadicInterval.largestPower`, and
  /// takes larger ones of positive numbers alone.
  static let largestPower = 10_000

  let precisionInBits: Int
  var literals: [ExactDecimal: Interval] = [:]

  init(precisionInBits: Int) {
    self.precisionInBits = precisionInBits
  }

  func value(of number: Fraction) -> Interval {
    Interval(number, precisionInBits: precisionInBits)
  }

  func apply(_ function: UnaryFunction, to argument: Interval) throws -> Interval {
    switch function {
    case .negate: -argument
    case .squareRoot: try argument.squareRoot()
    case .exp: argument.exp()
    case .log: try argument.log()
    case .log1p: try argument.log1p()
    case .expm1: argument.expm1()
    case .softplus: argument.softplus()
    case .sigmoid: argument.sigmoid()
    case .tanh: argument.tanh()
    case .sinh: argument.sinh()
    case .cosh: argument.cosh()
    case .sin: argument.sin()
    case .cos: argument.cos()
    case .tan: try argument.tan()
    case .asin: try argument.asin()
    case .atan: argument.atan()
    case .erf: argument.erf()
    case .erfc: argument.erfc()
    case .floor: argument.floor()
    case .absolute: argument.absolute()
    }
  }

  func apply(_ function: BinaryFunction, to left: Interval, _ right: Interval) throws -> Interval {
    switch function {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: try left / right
    case .power: try power(left, right)
    case .minimum: Interval.minimum(left, right)
    case .maximum: Interval.maximum(left, right)
    case .meanSoftplus: try GaussianExpectation.softplus(mean: left, deviation: right)
    case .meanSigmoid: try GaussianExpectation.sigmoid(mean: left, deviation: right)
    case .meanSigmoidDerivative:
      try GaussianExpectation.sigmoidDerivative(mean: left, deviation: right)
    }
  }

  /// A point exponent that is an integer allows any base; other exponents need a positive one.
  private func power(_ base: Interval, _ exponent: Interval) throws -> Interval {
    if exponent.lower == exponent.upper, let integer = exponent.lower.rational?.integer,
      integer.magnitude <= Self.largestPower
    {
      return try base.power(integer)
    }
    return try base.power(exponent)
  }

  func holds(_ left: Interval, _ relation: Relation, _ right: Interval) -> Bool? {
    switch relation {
    case .less: decide(left.isCertainlyLess(than: right), right.isCertainlyAtMost(left))
    case .lessOrEqual: decide(left.isCertainlyAtMost(right), right.isCertainlyLess(than: left))
    case .greater: holds(right, .less, left)
    case .greaterOrEqual: holds(right, .lessOrEqual, left)
    case .equal: decide(isSamePoint(left, right), !left.overlaps(right))
    }
  }

  private func decide(_ isTrue: Bool, _ isFalse: Bool) -> Bool? {
    isTrue ? true : isFalse ? false : nil
  }

  private func isSamePoint(_ left: Interval, _ right: Interval) -> Bool {
    left.lower == left.upper && right.lower == right.upper && left.lower == right.lower
  }

  func root(
    between lower: Interval, and upper: Interval, of difference: (Interval) throws -> Interval
  ) throws -> Interval {
    if lower.overlaps(upper) && !(lower.isPoint && upper.isPoint) {
      throw EvaluationError.needsPrecision("the ends of a root's interval cannot be told apart")
    }
    return try withoutActuallyEscaping(difference) { difference in
      try RootEnclosure(
        lower: lower.upper, upper: upper.lower, precisionInBits: precisionInBits,
        difference: difference
      ).enclosure()
    }
  }
}
