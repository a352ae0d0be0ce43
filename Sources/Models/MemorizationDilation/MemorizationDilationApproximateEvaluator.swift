/// The memorization-dilation risk and its gradient in double precision.
///
///     dR/du = F'(r) a grad d + eta [kappa (alpha/2 - sigmoid(-D)) (e_1 - e_2) + 2 lambda u]
///     dR/ds = F'(r)
///
/// At `u = rho e_2`, where `d` has no gradient, zero (a subgradient) takes its place.
/// Cost: one pass of the quadrature.
final class MemorizationDilationApproximateEvaluator: ApproximateEvaluator {
  private let full: MemorizationDilationModel
  private let model: MemorizationDilationModel.ApproximateParameters

  init(model full: MemorizationDilationModel) {
    self.full = full
    model = full.approximateParameters
  }

  func value(at point: [Double], gradient: inout [Double]) -> Double {
    precondition(
      point.count == full.variableCount && gradient.count == point.count,
      "The point and the gradient must have one entry per variable.")
    let dimension = model.dimension
    let (distance, direction) = full.approximateDistance(at: point)
    let clean = ApproximateCleanRisk(model, dilation: model.a * distance + point[dimension])
    let lead = model.kappa * (point[0] - point[1])
    let pull = model.kappa * (model.alpha / 2 - Approximate.sigmoid(-lead))
    var norm = 0.0
    for index in 0..<dimension {
      norm += point[index] * point[index]
      gradient[index] =
        clean.slope * model.a * direction[index] + 2 * model.eta * model.lambda * point[index]
    }
    gradient[0] += model.eta * pull
    gradient[1] -= model.eta * pull
    gradient[dimension] = clean.slope
    return clean.value
      + model.eta
      * (Approximate.softplus(-lead) + model.alpha / 2 * lead + model.lambda * norm)
  }
}
