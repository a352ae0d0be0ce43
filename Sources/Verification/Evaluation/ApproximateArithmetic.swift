import Exact
import Glibc
import Kernel
import Models
import Reals
import TheoremLanguage

/// Evaluation in double precision for the scan of a domain: fast, and it promises nothing.
///
/// Arguments outside a function's domain give NaN, which the scan passes over.
final class ApproximateArithmetic: TermArithmetic {
  private static let rootSteps = 100
  var literals: [ExactDecimal: Double] = [:]

  func value(of number: Fraction) -> Double { number.approximateDouble }

  func apply(_ function: UnaryFunction, to argument: Double) -> Double {
    Self.value(of: function, argument)
  }

  /// The value of a function of one argument.
  static func value(of function: UnaryFunction, _ argument: Double) -> Double {
    switch function {
    case .negate: -argument
    case .squareRoot: argument.squareRoot()
    case .exp: Glibc.exp(argument)
    case .log: Glibc.log(argument)
    case .log1p: Glibc.log1p(argument)
    case .expm1: Glibc.expm1(argument)
    case .softplus: max(argument, 0) + Glibc.log1p(Glibc.exp(-abs(argument)))
    case .sigmoid: 1 / (1 + Glibc.exp(-argument))
    case .tanh: Glibc.tanh(argument)
    case .sinh: Glibc.sinh(argument)
    case .cosh: Glibc.cosh(argument)
    case .sin: Glibc.sin(argument)
    case .cos: Glibc.cos(argument)
    case .tan: Glibc.tan(argument)
    case .asin: Glibc.asin(argument)
    case .atan: Glibc.atan(argument)
    case .erf: Glibc.erf(argument)
    case .erfc: Glibc.erfc(argument)
    case .floor: argument.rounded(.down)
    case .absolute: abs(argument)
    }
  }

  func apply(_ function: BinaryFunction, to left: Double, _ right: Double) -> Double {
    Self.value(of: function, left, right)
  }

  /// The value of a function of two arguments.
  static func value(of function: BinaryFunction, _ left: Double, _ right: Double) -> Double {
    switch function {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .power: Glibc.pow(left, right)
    case .minimum: min(left, right)
    case .maximum: max(left, right)
    case .meanSoftplus: GaussianExpectation.approximateSoftplus(mean: left, deviation: right)
    case .meanSigmoid: GaussianExpectation.approximateSigmoid(mean: left, deviation: right)
    case .meanSigmoidDerivative:
      GaussianExpectation.approximateSigmoidDerivative(mean: left, deviation: right)
    }
  }

  func holds(_ left: Double, _ relation: Relation, _ right: Double) -> Bool? {
    left.isNaN || right.isNaN ? nil : relation.holds(left, right)
  }

  func root(
    between lower: Double, and upper: Double, of difference: (Double) throws -> Double
  ) throws -> Double {
    var (lower, upper) = (lower, upper)
    let atLower = try difference(lower)
    guard atLower * (try difference(upper)) < 0 else { return .nan }
    for _ in 0..<Self.rootSteps {
      let middle = lower + (upper - lower) / 2
      if middle <= lower || middle >= upper { break }
      if (try difference(middle) < 0) == (atLower < 0) { lower = middle } else { upper = middle }
    }
    return lower
  }
}
