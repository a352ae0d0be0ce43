import Models

/// Descent from one start in double precision.
///
/// Rounds of: spectral projected gradient steps until the active set settles, then projected Newton
/// steps to the rounding floor. When Newton gets stuck (an active set guessed wrong, a kink, noise)
/// single variables are moved, and the next round begins from there. Without curvature the Newton
/// steps are left out.
struct ApproximateDescent {
  /// Gradient norm asked of Newton; about the floor of double precision for values near 1.
  static let tolerance = 1e-13
  /// Gradient norm asked when only gradients are used: the value is then good to about its square.
  static let firstOrderTolerance = 1e-8
  /// Stuck below this gradient norm is the rounding floor, and counts as done.
  static let roundingFloor = 1e-11
  /// Evaluations allowed from one start, as a multiple of the iteration limit.
  static let evaluationsPerIteration = 3
  /// Rounds of gradient and Newton steps.
  static let roundLimit = 20
  /// Newton steps of one round.
  static let newtonLimit = 60
  /// Iterations with an unchanged active set after which it counts as settled.
  static let settledAfter = 10
  /// Gradient steps of one round when no Newton steps follow.
  static let firstOrderLimit = 1_000
  /// Gradient steps of one round that precede Newton steps.
  static let gradientLimit = 300

  let search: ApproximateSearch
  let usesCurvature: Bool
  /// Gradient steps from one start when no curvature is used.
  let iterationLimit: Int
  private var gradientSteps: ProjectedGradient
  private var newtonSteps: ProjectedNewton
  private var coordinateSteps: CoordinateSearch

  init(_ search: ApproximateSearch, usesCurvature: Bool, iterationLimit: Int) {
    self.search = search
    self.usesCurvature = usesCurvature
    self.iterationLimit = iterationLimit
    gradientSteps = ProjectedGradient(search)
    newtonSteps = ProjectedNewton(search)
    coordinateSteps = CoordinateSearch(search)
  }

  /// Descends from the start (made feasible first) to a point that is stationary up to rounding,
  /// or as far as the limits allow; the caller looks at the gradient norm.
  mutating func descend(from start: [Double]) -> ApproximatePoint {
    var point = search.point(at: start)
    guard point.value.isFinite else { return point }
    usesCurvature ? descendWithCurvature(&point) : descendWithGradients(&point)
    return point
  }

  private mutating func descendWithGradients(_ point: inout ApproximatePoint) {
    var spent = 0
    while spent < iterationLimit, !search.isCancelled() {
      let limit = min(Self.firstOrderLimit, iterationLimit - spent)
      let steps = gradientSteps.improve(
        &point,
        until: .init(tolerance: Self.firstOrderTolerance, limit: limit, settledAfter: nil))
      if isDone(point, within: 10 * Self.firstOrderTolerance) { return }
      if !coordinateSteps.improve(&point), steps < limit { return }
      spent += steps + 1
    }
  }

  private mutating func descendWithCurvature(_ point: inout ApproximatePoint) {
    let budget = search.evaluationCount + Self.evaluationsPerIteration * iterationLimit
    for _ in 0..<Self.roundLimit
    where search.evaluationCount < budget && !search.isCancelled() {
      _ = gradientSteps.improve(
        &point,
        until: .init(
          tolerance: Self.tolerance, limit: min(Self.gradientLimit, iterationLimit),
          settledAfter: Self.settledAfter))
      let end = newtonSteps.improve(
        &point, tolerance: Self.tolerance, limit: min(Self.newtonLimit, iterationLimit))
      if end == .stationary || isDone(point, within: Self.roundingFloor) { return }
      if end == .stuck, !coordinateSteps.improve(&point) { return }
    }
  }

  /// Whether the gradient is at most that large; a value that is not a number ends the search too.
  private func isDone(_ point: ApproximatePoint, within tolerance: Double) -> Bool {
    !(search.bounds.projectedGradientNorm(at: point) > tolerance)
  }
}
