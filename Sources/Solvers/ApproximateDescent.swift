import Models

/// Descent from one start in double precision.
///
/// Rounds of: spectral projected gradient steps until the active set settles, then projected Newton
/// steps to the rounding floor. When Newton gets stuck (an active set guessed wrong, a kink, noise)
/// the next round begins from where it stopped. Without curvature only the first half is used.
struct ApproximateDescent {
  /// Gradient norm asked of Newton; about the floor of double precision for values near 1.
  static let tolerance = 1e-13
  /// Gradient norm asked when only gradients are used: the value is then good to about its square.
  static let firstOrderTolerance = 1e-8
  /// Stuck below this gradient norm is the rounding floor, and counts as done.
  static let roundingFloor = 1e-11
  /// Rounds of gradient and Newton steps.
  static let roundLimit = 20
  /// Newton steps of one round.
  static let newtonLimit = 60
  /// Iterations with an unchanged active set after which it counts as settled.
  static let settledAfter = 10
  /// Gradient steps of one round that precede Newton steps.
  static let gradientLimit = 300

  let search: ApproximateSearch
  let usesCurvature: Bool
  /// Gradient steps from one start when no curvature is used.
  let iterationLimit: Int
  private var gradientSteps: ProjectedGradient
  private var newtonSteps: ProjectedNewton

  init(_ search: ApproximateSearch, usesCurvature: Bool, iterationLimit: Int) {
    self.search = search
    self.usesCurvature = usesCurvature
    self.iterationLimit = iterationLimit
    gradientSteps = ProjectedGradient(search)
    newtonSteps = ProjectedNewton(search)
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
    _ = gradientSteps.improve(
      &point,
      until: .init(
        tolerance: Self.firstOrderTolerance, limit: iterationLimit, settledAfter: nil))
  }

  private mutating func descendWithCurvature(_ point: inout ApproximatePoint) {
    var spent = 0
    for _ in 0..<Self.roundLimit where spent < iterationLimit && !search.isCancelled() {
      spent += gradientSteps.improve(
        &point,
        until: .init(
          tolerance: Self.tolerance, limit: min(Self.gradientLimit, iterationLimit - spent),
          settledAfter: Self.settledAfter))
      let end = newtonSteps.improve(
        &point, tolerance: Self.tolerance, limit: Self.newtonLimit)
      let norm = search.bounds.projectedGradientNorm(at: point)
      if end == .stationary || !(norm > Self.roundingFloor) { return }
      spent += 1
    }
  }
}
