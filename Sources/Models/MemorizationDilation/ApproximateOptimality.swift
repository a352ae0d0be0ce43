/// The optimality equation of `MemorizationDilationOptimality` in double precision.
///
/// It only supplies a starting point; nothing depends on its accuracy.
struct ApproximateOptimality {
  private let model: MemorizationDilationModel.ApproximateParameters

  init(_ model: MemorizationDilationModel.ApproximateParameters) { self.model = model }

  /// The root, by bisection on `(-t, D_max)` where `E(D_max) > 0`.
  func root() -> Double {
    var low = -model.t
    var high = model.t
    // mu <= 0 < Q for a large lead; doubling from the margin reaches it long before the limit.
    for _ in 0..<1_000 where mismatch(at: high) <= 0 {
      low = high
      high *= 2
    }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if mismatch(at: middle) > 0 { high = middle } else { low = middle }
    }
    return low + (high - low) / 2
  }

  /// `E(D)`; the formulas of `MemorizationDilationOptimality`.
  func mismatch(at lead: Double) -> Double {
    let (rho, lambda) = (model.rho, model.lambda)
    let delta = lead / model.kappa
    let g = model.kappa * (Approximate.sigmoid(-lead) - model.alpha / 2)
    let distance: Double
    let multiplier: Double
    if delta < rho, g * (rho - delta) > 2 * lambda * rho * delta {
      let other = g + 2 * lambda * rho
      distance = (rho + delta) * (g * g + other * other).squareRoot() / (2 * (g + lambda * rho))
      multiplier = 2 * (g - lambda * delta) / (rho + delta)
    } else {
      distance = (delta * delta + rho * rho).squareRoot()
      multiplier = g / delta - 2 * lambda
    }
    let expectation = GaussianExpectation.approximateSigmoidDerivative(
      mean: model.t, deviation: model.b * model.a * distance)
    let q = model.b * model.b * expectation + 2 * lambda * Double(model.dimension)
    return q * model.a * model.a / model.eta - multiplier
  }
}
