/// The clean part `F(r)` of the memorization-dilation risk and two derivatives, in double
/// precision.
///
///     F(r)   = E softplus(-(t + b r z)) + alpha t/2 + lambda (rho^2 + M r^2)
///     F'(r)  = -b E[z sigmoid(-(t + b r z))] + 2 lambda M r
///     F''(r) = b^2 E[z^2 sigmoid'(t + b r z)] + 2 lambda M
///
/// by the trapezoidal rule (docs/gaussian-expectation.md), with relative error about 1e-15. `F` is
/// differentiated as it stands; the closed form uses Stein's identity instead, so that an error in
/// one is not an error in both. For `b r > 256` derivatives of `E softplus` take its place, as
/// `d/ds E f(m + s z) = s E f''(m + s z)`, with relative error about 1e-12. Cost: about 25 nodes
/// for small `b r`, growing in proportion to `b r` up to 256.
struct ApproximateCleanRisk {
  let value: Double
  let slope: Double
  let curvature: Double

  init(_ model: MemorizationDilationModel.ApproximateParameters, dilation r: Double) {
    let noise = Self.noise(model, deviation: model.b * r)
    let decay = model.lambda * Double(model.dimension)
    value =
      noise.softplus + model.alpha * model.t / 2 + model.lambda * model.rho * model.rho
      + decay * r * r
    slope = -model.b * noise.tilted + 2 * decay * r
    curvature = model.b * model.b * noise.curved + 2 * decay
  }

  /// `E softplus(-(t + s z))`, `E[z sigmoid(-(t + s z))]` and `E[z^2 sigmoid'(t + s z)]`.
  private static func noise(
    _ model: MemorizationDilationModel.ApproximateParameters, deviation s: Double
  ) -> (softplus: Double, tilted: Double, curved: Double) {
    if s > GaussianExpectation.largeDeviation {
      func derivative(_ order: Int) -> Double {
        GaussianExpectation.smoothed(mean: -model.t, deviation: s, order: order)
      }
      let second = derivative(2)
      return (derivative(0), -s * second, second + s * s * derivative(4))
    }
    let rule = ApproximateTrapezoidalRule(deviation: s)
    var (weights, softplus, tilted, curved) = (0.0, 0.0, 0.0, 0.0)
    for j in -rule.count...rule.count {
      let z = rule.step * Double(j)
      let weight = Approximate.exponential(-z * z / 2)
      let lead = model.t + s * z
      let small = Approximate.exponential(-abs(lead))
      let sigmoid = (lead > 0 ? small : 1) / (1 + small)
      weights += weight
      softplus += weight * Approximate.softplus(-lead)
      tilted += weight * z * sigmoid
      curved += weight * z * z * small / ((1 + small) * (1 + small))
    }
    return (softplus / weights, tilted / weights, curved / weights)
  }
}
