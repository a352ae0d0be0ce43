import LinearAlgebra
import Models
import Reals

/// Projected Newton steps by conjugate gradients, in double precision.
///
/// The variables are split as by Bertsekas (SIAM J. Control Optim. 1982): those within `epsilon` of
/// their bound whose gradient pushes towards it go to the bound; on the others the Newton system is
/// solved approximately by conjugate gradients (to a tolerance that shrinks with the gradient, so
/// convergence is superlinear), and a backtracking search along the projection `P(x + t d)` accepts
/// the step. Negative curvature is followed, never taken for a minimum.
///
/// Near the minimum the decrease of the value drowns in rounding; there a step is accepted when it
/// lowers the gradient norm while the value stays equal up to noise (as Hager and Zhang, SIAM J.
/// Optim. 2005, propose). That reaches gradients near the double-precision floor, which a test on
/// the value alone cannot.
struct ProjectedNewton {
  /// The widest band around a bound whose variables are moved to it.
  static let widestBand = 1e-3
  /// Iterations of one solve.
  static let solveLimit = 250
  /// Halvings of one line search.
  static let backtrackingLimit = 30
  /// The value may rise by this fraction of `1 + |value|` when the gradient norm falls.
  static let valueNoise = 1e-13
  /// Fraction of the gradient norm that such a step must reach.
  static let noisyDecrease = 0.9

  /// Why the steps ended.
  enum End: Sendable, Equatable {
    case stationary
    case limit
    case stuck
  }

  private let search: ApproximateSearch
  private var solver: ConjugateGradients
  private var rightHandSide: [Double]
  private var step: [Double]
  private var moved: [Double]
  private var isFree: [Bool]
  private var trial: ApproximatePoint

  init(_ search: ApproximateSearch) {
    let count = search.bounds.count
    self.search = search
    solver = ConjugateGradients(count: count)
    rightHandSide = [Double](repeating: 0, count: count)
    step = rightHandSide
    moved = rightHandSide
    isFree = [Bool](repeating: true, count: count)
    trial = ApproximatePoint(variables: step, value: 0, gradient: step)
  }

  /// Improves the point until its projected gradient norm is at most `tolerance` and no negative
  /// curvature is found there, or until the limit or rounding noise stops it.
  mutating func improve(_ point: inout ApproximatePoint, tolerance: Double, limit: Int) -> End {
    for _ in 0..<limit {
      if search.isCancelled() { return .limit }
      let norm = search.bounds.projectedGradientNorm(at: point)
      guard norm.isFinite else { return .stuck }
      if norm <= tolerance {
        if !escapeSaddle(&point) { return .stationary }
        continue
      }
      if !advance(&point, norm: norm) { return .stuck }
    }
    return .limit
  }

  /// One Newton step; false when no step along it is accepted.
  private mutating func advance(_ point: inout ApproximatePoint, norm: Double) -> Bool {
    let band = min(Self.widestBand, norm)
    for i in 0..<step.count {
      isFree[i] = !isHeld(i, point, band: band)
      rightHandSide[i] = -point.gradient[i]
    }
    let end = solver.solve(
      search.curvature(at: point), rightHandSide: rightHandSide,
      isFree: isFree, tolerance: min(0.1, norm.squareRoot()), limit: Self.solveLimit)
    // Negative curvature at the first direction: there is no solution yet, the direction itself
    // (minus the gradient) descends.
    let isFirst = end == .negativeCurvature && largestMagnitude(solver.solution) == 0
    let followed = isFirst ? solver.direction : solver.solution
    for i in 0..<step.count {
      // Held variables go to their bound (downhill, because their gradient is positive).
      step[i] = isFree[i] ? followed[i] : -point.variables[i]
    }
    return backtrack(from: &point, norm: norm)
  }

  private func isHeld(_ i: Int, _ point: ApproximatePoint, band: Double) -> Bool {
    guard search.bounds.isNonnegative[i] else { return false }
    let push = point.gradient[i]
    return point.variables[i] <= band && push > 0 || point.variables[i] <= 0 && push >= 0
  }

  /// Backtracks along `P(x + t d)`; the point becomes the first accepted one.
  private mutating func backtrack(from point: inout ApproximatePoint, norm: Double) -> Bool {
    var fraction = 1.0
    for _ in 0..<Self.backtrackingLimit {
      search.bounds.move(
        from: point.variables, along: step, step: fraction, into: &trial.variables)
      search.evaluate(&trial)
      setSum(trial.variables, point.variables, scaledBy: -1, into: &moved)
      let slope = innerProduct(point.gradient, moved)
      let enough = ProjectedGradient.sufficientDecrease * slope
      if slope < 0, trial.value <= point.value + enough || isLevelAndFlatter(point, norm) {
        swap(&point, &trial)
        return true
      }
      fraction *= 0.5
    }
    return false
  }

  private func isLevelAndFlatter(_ point: ApproximatePoint, _ norm: Double) -> Bool {
    trial.value <= point.value + Self.valueNoise * (1 + abs(point.value))
      && search.bounds.projectedGradientNorm(at: trial) <= Self.noisyDecrease * norm
  }

  /// At a stationary point: looks for negative curvature on the free variables, and walks down it.
  ///
  /// Conjugate gradients for a right-hand side with components in all directions meet negative
  /// curvature if there is any that their Krylov space resolves. Returns whether the point moved.
  private mutating func escapeSaddle(_ point: inout ApproximatePoint) -> Bool {
    var generator = SeededGenerator(seed: 0, label: "curvature probe")
    for i in 0..<step.count {
      isFree[i] = !search.bounds.isNonnegative[i] || point.variables[i] > 0
      rightHandSide[i] = 2 * generator.uniform() - 1
    }
    let end = solver.solve(
      search.curvature(at: point), rightHandSide: rightHandSide,
      isFree: isFree, tolerance: 1e-6, limit: Self.solveLimit)
    guard end == .negativeCurvature else { return false }
    let size = largestMagnitude(solver.direction)
    let reach = max(1, largestMagnitude(point.variables)) / size
    let floor = point.value - 10 * Self.valueNoise * (1 + abs(point.value))
    for halving in 0..<Self.backtrackingLimit {
      for sign in [1.0, -1.0] {
        search.bounds.move(
          from: point.variables, along: solver.direction,
          step: sign * reach / Double(1 << halving), into: &trial.variables)
        search.evaluate(&trial)
        if trial.value < floor {
          swap(&point, &trial)
          return true
        }
      }
    }
    return false
  }
}
