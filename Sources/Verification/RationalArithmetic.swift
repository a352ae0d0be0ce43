import Exact
import Kernel
import Numbers
import TheoremLanguage

/// Exact evaluation: domains and model arguments that are rational functions of the parameters.
///
/// Anything transcendental throws `EvaluationError.notRational`; callers then enclose instead.
final class RationalArithmetic: TermArithmetic {
  /// Larger exponents would make numbers that no model or domain needs.
  static let largestExponent = 10_000

  var literals: [ExactDecimal: Rational] = [:]

  func value(of number: Rational) -> Rational { number }

  func apply(_ function: UnaryFunction, to argument: Rational) throws -> Rational {
    switch function {
    case .negate: return -argument
    case .absolute: return argument.absolute
    default: throw EvaluationError.notRational("\(function) is not rational")
    }
  }

  func apply(_ function: BinaryFunction, to left: Rational, _ right: Rational) throws -> Rational {
    switch function {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide: return try left.divided(by: right)
    case .minimum: return min(left, right)
    case .maximum: return max(left, right)
    case .power:
      guard let exponent = right.integer, abs(exponent) <= Self.largestExponent else {
        throw EvaluationError.notRational("a power with the exponent \(right)")
      }
      return try left.power(exponent)
    default: throw EvaluationError.notRational("\(function) is not rational")
    }
  }

  func holds(_ left: Rational, _ relation: Relation, _ right: Rational) -> Bool? {
    relation.holds(left, right)
  }

  func root(
    between lower: Rational, and upper: Rational, of difference: (Rational) throws -> Rational
  ) throws -> Rational {
    throw EvaluationError.notRational("a root is not rational")
  }
}
