import Glibc

extension GaussianExpectation {
  /// The deviation beyond which the trapezoidal rule, whose nodes grow in number with it, gives way
  /// to moments.
  static let largeDeviation = 256.0

  /// `E softplus(m + s z)` in double precision, for scans; promises nothing.
  ///
  /// Relative error about 1e-15 for moderate arguments, 1e-12 for `|s| > 256`. Cost: about 25
  /// exponentials for `|s| <= 0.3`, a few functions for `|s| > 256`.
  public static func approximateSoftplus(mean: Double, deviation: Double) -> Double {
    approximate(mean: mean, deviation: deviation, order: 0, Approximate.softplus)
  }

  /// `E sigmoid(m + s z)` in double precision, for scans; promises nothing.
  public static func approximateSigmoid(mean: Double, deviation: Double) -> Double {
    approximate(mean: mean, deviation: deviation, order: 1, Approximate.sigmoid)
  }

  /// `E sigmoid'(m + s z)` in double precision, for scans; promises nothing.
  public static func approximateSigmoidDerivative(mean: Double, deviation: Double) -> Double {
    approximate(mean: mean, deviation: deviation, order: 2, Approximate.sigmoidDerivative)
  }

  private static func approximate(
    mean: Double, deviation: Double, order: Int, _ function: (Double) -> Double
  ) -> Double {
    guard deviation != 0 else { return function(mean) }
    if abs(deviation) > largeDeviation {
      return smoothed(mean: mean, deviation: abs(deviation), order: order)
    }
    let rule = ApproximateTrapezoidalRule(deviation: deviation)
    var (values, weights) = (function(mean), 1.0)
    for j in 1...rule.count {
      let z = rule.step * Double(j)
      let weight = Approximate.exponential(-z * z / 2)
      weights += 2 * weight
      values += weight * (function(mean + deviation * z) + function(mean - deviation * z))
    }
    return values / weights
  }

  /// The derivative `order` of `E max(0, u + s z)` in u, averaged over u = m + t where t has the
  /// logistic law: softplus is max(0, u) averaged so.
  ///
  /// Taylor's formula with the moments pi^2/3 and 7 pi^4/15 of that law; what follows is of the
  /// relative size 2 s^-6.
  static func smoothed(mean: Double, deviation: Double, order: Int) -> Double {
    let x = mean / deviation
    let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    func derivative(_ order: Int) -> Double {
      let scale = pow(deviation, Double(1 - order))
      let distribution = erfc(-x / 2.0.squareRoot()) / 2
      switch order {
      case 0: return scale * (x * distribution + density)
      case 1: return distribution
      default:
        // The density times a Hermite polynomial; far out the product of 0 and infinity is 0.
        guard density > 0 else { return 0 }
        var (last, next) = (1.0, -x)
        for k in 2..<max(order - 1, 2) { (last, next) = (next, -x * next - Double(k - 1) * last) }
        return scale * density * (order == 2 ? 1 : next)
      }
    }
    let square = Double.pi * Double.pi
    return derivative(order) + square / 6 * derivative(order + 2)
      + 7 * square * square / 360 * derivative(order + 4)
  }
}
