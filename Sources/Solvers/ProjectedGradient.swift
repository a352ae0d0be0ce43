import LinearAlgebra
import Models

/// Projected gradient descent with spectral steps, in double precision.
///
/// Direction `d = P(x - s g) - x` with the step of Barzilai and Borwein `s = <dx, dx>/<dx, dg>`
/// (1988), accepted by the nonmonotone test of Grippo, Lampariello and Lucidi (1986): the value
/// must fall below the largest of the last `memory` ones by a fraction of the expected decrease.
/// Together: the spectral projected gradient method (Birgin, Martinez, Raydan, SIAM J. Optim.
/// 2000). Its limit points satisfy the first-order conditions; nothing is promised about their
/// value.
struct ProjectedGradient {
  /// How many earlier values the nonmonotone test remembers.
  static let memory = 10
  /// The fraction of the linearly expected decrease that must be realised.
  static let sufficientDecrease = 1e-4
  /// Spectral steps stay in this range.
  static let stepRange = 1e-10...1e10
  /// Halvings of one line search before it counts as failed (rounding noise).
  static let backtrackingLimit = 40

  private let search: ApproximateSearch
  private var direction: [Double]
  private var gradientChange: [Double]
  private var trial: ApproximatePoint

  init(_ search: ApproximateSearch) {
    self.search = search
    direction = [Double](repeating: 0, count: search.bounds.count)
    gradientChange = direction
    trial = ApproximatePoint(variables: direction, value: 0, gradient: direction)
  }

  /// Iterations within which value or gradient norm must make progress.
  static let patience = 200
  /// Progress of the value within that many iterations, as a fraction of `1 + |value|`.
  static let leastProgress = 1e-10

  /// When to stop.
  struct Stop {
    /// Projected gradient norm at or below which the point counts as stationary.
    var tolerance: Double
    /// Iterations.
    var limit: Int
    /// Stop once the active set did not change for this many iterations (nil: never) and the
    /// gradient norm is below `settledNorm`.
    var settledAfter: Int?
    /// See `settledAfter`.
    var settledNorm = 1e-2
  }

  /// Improves the point until it is stationary, settled, out of budget or stuck at rounding noise.
  ///
  /// Returns the number of iterations.
  mutating func improve(_ point: inout ApproximatePoint, until stop: Stop) -> Int {
    var recent = [point.value]
    var step = Self.firstStep(search.bounds, point)
    var calm = 0
    var progress = Progress(point.value)
    for iteration in 0..<stop.limit {
      let norm = search.bounds.projectedGradientNorm(at: point)
      if !(norm > stop.tolerance) || search.isCancelled() { return iteration }
      if !progress.goesOn(at: iteration, value: point.value, norm: norm) { return iteration }
      if let limit = stop.settledAfter, calm >= limit, norm < stop.settledNorm {
        return iteration
      }
      guard accept(from: point, step: step, ceiling: recent.max() ?? point.value) else {
        return iteration
      }
      step = spectralStep(from: point)
      calm = search.bounds.haveSameActiveSet(point.variables, trial.variables) ? calm + 1 : 0
      swap(&point, &trial)
      if recent.count == Self.memory { recent.removeFirst() }
      recent.append(point.value)
    }
    return stop.limit
  }

  /// The best value and gradient norm when progress was last seen.
  private struct Progress {
    private var value: Double
    private var norm = Double.infinity
    private var iteration = 0

    init(_ value: Double) { self.value = value }

    /// False when the last `patience` iterations brought nothing.
    mutating func goesOn(at iteration: Int, value: Double, norm: Double) -> Bool {
      if value < self.value - leastProgress * (1 + abs(value)) || norm < 0.5 * self.norm {
        self.value = min(value, self.value)
        self.norm = min(norm, self.norm)
        self.iteration = iteration
      }
      return iteration - self.iteration < patience
    }
  }

  /// The step that moves the largest entry by about one.
  private static func firstStep(_ bounds: BoundConstraints, _ point: ApproximatePoint) -> Double {
    clamp(1 / bounds.projectedGradientNorm(at: point))
  }

  private static func clamp(_ step: Double) -> Double {
    step.isFinite ? min(max(step, stepRange.lowerBound), stepRange.upperBound) : 1
  }

  /// Backtracks along `x + t d` until the nonmonotone test holds; the point is left in `trial`.
  private mutating func accept(
    from point: ApproximatePoint, step: Double, ceiling: Double
  ) -> Bool {
    search.bounds.move(
      from: point.variables, along: point.gradient, step: -step, into: &trial.variables)
    setSum(trial.variables, point.variables, scaledBy: -1, into: &direction)
    let slope = innerProduct(point.gradient, direction)
    guard slope < 0 else { return false }
    var fraction = 1.0
    for _ in 0..<Self.backtrackingLimit {
      search.evaluate(&trial)
      if trial.value <= ceiling + Self.sufficientDecrease * fraction * slope { return true }
      // The minimiser of the parabola through the two values and the slope, kept within [0.1, 0.5].
      let excess = trial.value - point.value - fraction * slope
      let parabola = -0.5 * fraction * fraction * slope / excess
      fraction =
        excess > 0 ? max(0.1 * fraction, min(0.5 * fraction, parabola)) : 0.5 * fraction
      search.bounds.move(
        from: point.variables, along: direction, step: fraction, into: &trial.variables)
    }
    return false
  }

  private mutating func spectralStep(from point: ApproximatePoint) -> Double {
    setSum(trial.variables, point.variables, scaledBy: -1, into: &direction)
    setSum(trial.gradient, point.gradient, scaledBy: -1, into: &gradientChange)
    let bend = innerProduct(direction, gradientChange)
    return bend > 0
      ? Self.clamp(innerProduct(direction, direction) / bend)
      : Self.firstStep(search.bounds, trial)
  }
}
