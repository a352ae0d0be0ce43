import Exact
import Kernel
import Reals
import TheoremLanguage

/// Exact evaluation: domains and model arguments that are rational functions of the parameters.
///
/// Anything transcendental throws `EvaluationError.notRational`; callers then enclose instead.
final class RationalArithmetic: TermArithmetic {
  /// Larger exponents would make numbers that no model or domain needs.
  static let largestExponent = 10_000

  var literals: [ExactDecimal: Fraction] = [:]

  func value(of number: Fraction) -> Fraction { number }

  func apply(_ function: UnaryFunction, to argument: Fraction) throws -> Fraction {
    switch function {
    case .negate: return -argument
    case .absolute: return argument.absolute
    default: throw EvaluationError.notRational("\(function) is not rational")
    }
  }

  func apply(_ function: BinaryFunction, to left: Fraction, _ right: Fraction) throws -> Fraction {
    switch function {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide: return try left.divided(by: right)
    case .minimum: return min(left, right)
    case .maximum: return max(left, right)
    case .power:
      guard let exponent = right.integer, abs(exponent) <= Self.largestExponent else {
        throw EvaluationError.notRational("a power with the exponent \(right.decimalText)")
      }
      return try left.power(exponent)
    default: throw EvaluationError.notRational("\(function) is not rational")
    }
  }

  func holds(_ left: Fraction, _ relation: Relation, _ right: Fraction) -> Bool? {
    relation.holds(left, right)
  }

  func root(
    between lower: Fraction, and upper: Fraction, of difference: (Fraction) throws -> Fraction
  ) throws -> Fraction {
    throw EvaluationError.notRational("a root is not rational")
  }
}
