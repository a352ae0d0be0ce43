extension GaussianExpectation {
  /// `E softplus(m + s z)` in double precision, for scans; promises nothing.
  ///
  /// Relative error about 1e-15 for moderate arguments. Cost: about 25 exponentials for `|s| <=
  /// 0.3`.
  public static func approximateSoftplus(mean: Double, deviation: Double) -> Double {
    approximate(mean: mean, deviation: deviation, Approximate.softplus)
  }

  /// `E sigmoid(m + s z)` in double precision, for scans; promises nothing.
  public static func approximateSigmoid(mean: Double, deviation: Double) -> Double {
    approximate(mean: mean, deviation: deviation, Approximate.sigmoid)
  }

  /// `E sigmoid'(m + s z)` in double precision, for scans; promises nothing.
  public static func approximateSigmoidDerivative(mean: Double, deviation: Double) -> Double {
    approximate(mean: mean, deviation: deviation, Approximate.sigmoidDerivative)
  }

  private static func approximate(
    mean: Double, deviation: Double, _ function: (Double) -> Double
  ) -> Double {
    guard deviation != 0 else { return function(mean) }
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
}
