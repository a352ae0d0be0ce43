/// The Hessian of the memorization-dilation risk at one point, as a linear map.
///
/// With `e = grad d`, a direction `(v, w)` and `p = <e, v>`,
///
///     u part:  F'' a (a p + w) e + (F' a/d)(v - p e)
///              + eta [sigmoid'(D) kappa^2 (v_1 - v_2)(e_1 - e_2) + 2 lambda v]
///     s part:  F'' (a p + w)
///
/// As `d -> 0` on the constraint, `F' a/d -> F'' a^2`; that limit stands in at the kink.
struct MemorizationDilationCurvature: Curvature {
  private let model: MemorizationDilationModel.ApproximateParameters
  private let clean: ApproximateCleanRisk
  /// `e`.
  private let direction: [Double]
  /// `F' a/d`.
  private let tangential: Double
  /// `eta sigmoid'(D) kappa^2`.
  private let leadCurvature: Double

  init(model full: MemorizationDilationModel, point: [Double]) {
    model = full.approximateParameters
    let distance: Double
    (distance, direction) = full.approximateDistance(at: point)
    clean = ApproximateCleanRisk(
      model, dilation: model.a * distance + point[model.dimension])
    tangential =
      distance > 1e-12 * model.rho
      ? clean.slope * model.a / distance : clean.curvature * model.a * model.a
    let lead = model.kappa * (point[0] - point[1])
    leadCurvature =
      model.eta * Approximate.sigmoidDerivative(lead) * model.kappa * model.kappa
  }

  func product(with vector: [Double], into result: inout [Double]) {
    precondition(
      vector.count == model.dimension + 1 && result.count == vector.count,
      "The direction and the result must have one entry per variable.")
    let along = zip(direction, vector).reduce(0) { $0 + $1.0 * $1.1 }
    let change = clean.curvature * (model.a * along + vector[model.dimension])
    let decay = 2 * model.eta * model.lambda
    for index in 0..<model.dimension {
      result[index] =
        model.a * change * direction[index]
        + tangential * (vector[index] - along * direction[index]) + decay * vector[index]
    }
    let twist = leadCurvature * (vector[0] - vector[1])
    result[0] += twist
    result[1] -= twist
    result[model.dimension] = change
  }
}
