import Glibc
import LinearAlgebra
import Models
import Reals

/// Projected gradient descent at high precision: gradients and values, nothing else.
///
/// Spectral steps along the projection arc `P(x - s g)` with the nonmonotone test of
/// `ProjectedGradient`. Linear convergence, hundreds of gradients for each ten digits or so; that
/// is the price of sharing nothing with refinement, whose check it is. The precision climbs a
/// ladder: a level that brings the gradient norm to `2^-b` works with `2 b + guardBits` bits,
/// because the test compares values and these differ by about the square of the gradient.
struct PreciseGradientDescent {
  /// Bits of the gradient norm at the first level; each level doubles them.
  static let firstLevel = 48.0
  /// Iterations within which the gradient norm must halve.
  static let patience = 3_000
  /// Halvings of one line search.
  static let backtrackingLimit = 60

  private let search: PreciseSearch
  private let limit: Int
  private var step = 1.0
  private var iterations = 0
  /// The last few ratios `|dx|^2 / <dx, dg>`, each the inverse of a curvature.
  private var inverseCurvatures: [Double]

  /// A descent that may take `limit` steps; `inverseCurvature` is what refinement saw before, if
  /// any.
  init(_ search: PreciseSearch, limit: Int, inverseCurvature: Double? = nil) {
    self.search = search
    self.limit = limit
    inverseCurvatures = inverseCurvature.map { [$0] } ?? []
  }

  /// Descends from the variables to the goal, or as far as the limit allows.
  mutating func run(from start: RealMatrix) throws -> PreciseEnd {
    var variables = start
    var level = Self.firstLevel
    var end = DescentEnd.converged
    repeat {
      level = min(level, goal)
      let state = try State(search, variables, level: level)
      if iterations == 0 { step = Self.firstStep(state.point.norm) }
      end = try descend(state, level: level)
      variables = state.variables
      search.record(state.point, method: .gradient)
      if level >= goal { break }
      level *= 2
    } while end == .converged
    let last = try search.evaluate(variables.copy(precisionInBits: search.finalPrecision))
    search.record(last, method: .gradient)
    if search.isReached(last.norm) {
      end = .converged
    } else if end == .converged {
      end = .stalled
    }
    return PreciseEnd(point: last, inverseCurvature: inverseCurvatures.max() ?? 1, end: end)
  }

  /// The bits to reach, given the curvatures seen so far; one more leaves room for the last
  /// rounding.
  private var goal: Double {
    search.goalBits + 1
      + search.extraBits(inverseCurvature: inverseCurvatures.max() ?? 1)
  }

  private static func firstStep(_ norm: ScaledNorm) -> Double {
    // Near a minimum the norm says nothing about the step; one is as good as any first guess.
    norm.log2 < 0 ? 1 : exp2(-norm.log2)
  }

  /// Steps at one precision until the norm is `2^-level`.
  private mutating func descend(_ state: State, level: Double) throws -> DescentEnd {
    var recent = [state.point.value]
    var milestone = state.point.norm.log2
    var traced = milestone
    var patience = Self.patience
    while state.point.norm.log2 > -level {
      if search.isCancelled() { return .cancelled }
      if iterations >= limit { return .budgetExhausted }
      if patience == 0 { return .stalled }
      iterations += 1
      guard try backtrack(state, ceiling: recent.max() ?? state.point.value) else {
        return .stalled
      }
      if recent.count == ProjectedGradient.memory { recent.removeFirst() }
      recent.append(state.point.value)
      let norm = state.point.norm.log2
      patience = norm < milestone - 1 ? Self.patience : patience - 1
      milestone = norm < milestone - 1 ? norm : milestone
      if norm < traced - Self.bitsPerTraceLine {
        search.record(state.point, method: .gradient)
        traced = norm
      }
    }
    return .converged
  }

  /// The trace shows about one line for each five digits.
  private static let bitsPerTraceLine = 16.0

  /// Shortens the step until the nonmonotone test holds, moves, and chooses the next step.
  private mutating func backtrack(_ state: State, ceiling: Real) throws -> Bool {
    for _ in 0..<Self.backtrackingLimit {
      let slope = try state.tryStep(step)
      guard slope.sign < 0 else { return false }
      let margin =
        slope
        * Real(
          ProjectedGradient.sufficientDecrease, precisionInBits: ScaledNorm.precisionInBits)
      if state.trialValue <= ceiling + margin {
        if let next = try state.spectralStep() { remember(next) }
        state.accept()
        return true
      }
      step *= 0.5
    }
    return false
  }

  /// Spectral steps sample the inverse eigenvalues of the curvature; the largest of the last few
  /// belongs to the flattest direction still moving, which decides how far the minimum may be.
  private mutating func remember(_ spectralStep: Double) {
    if inverseCurvatures.count == Self.window { inverseCurvatures.removeFirst() }
    inverseCurvatures.append(spectralStep)
    let range = ProjectedGradient.stepRange
    step = min(max(spectralStep, range.lowerBound), range.upperBound)
  }

  private static let window = 20
}

/// The matrices of one level: the current point, the trial point, and their gradients.
private final class State {
  private(set) var variables: RealMatrix
  private(set) var point: PrecisePoint
  private(set) var trialValue: Real
  private let search: PreciseSearch
  private let evaluator: any DescentEvaluator
  private var gradient: RealMatrix
  private var trial: RealMatrix
  private var trialGradient: RealMatrix
  private let difference: RealMatrix

  init(_ search: PreciseSearch, _ start: RealMatrix, level: Double) throws {
    let precision = PreciseSearch.roundedUp(2 * level + Double(PreciseSearch.guardBits))
    self.search = search
    evaluator = try search.problem.makeEvaluator(
      precisionInBits: precision, jobs: search.jobs)
    variables = start.copy(precisionInBits: precision)
    gradient = RealMatrix(rows: start.rows, columns: 1, precisionInBits: precision)
    trial = variables.copy(precisionInBits: precision)
    trialGradient = gradient.copy(precisionInBits: precision)
    difference = gradient.copy(precisionInBits: precision)
    trialValue = try search.evaluate(variables, with: evaluator, gradient: gradient)
    point = search.point(variables, value: trialValue, gradient: gradient)
  }

  /// Evaluates `P(x - step g)`; returns `<g, P(x - step g) - x>`.
  func tryStep(_ step: Double) throws(NumberError) -> Real {
    trial.assign(from: variables)
    trial.add(
      gradient, scaledBy: Real(-step, precisionInBits: ScaledNorm.precisionInBits))
    trial.clampNegativeEntriesToZero(where: search.isNonnegative)
    difference.assign(from: trial)
    difference.subtract(variables)
    trialValue = try search.evaluate(trial, with: evaluator, gradient: trialGradient)
    return gradient.innerProduct(with: difference)
  }

  /// `<dx, dx> / <dx, dg>` between the point and the trial; `nil` without positive curvature.
  func spectralStep() throws(NumberError) -> Double? {
    let bend =
      difference.innerProduct(with: trialGradient) - difference.innerProduct(with: gradient)
    guard bend.sign > 0 else { return nil }
    let ratio = try difference.squaredNorm / bend
    let step = ratio.approximateDouble
    return step.isFinite && step > 0 ? step : nil
  }

  /// Makes the trial the current point.
  func accept() {
    swap(&variables, &trial)
    swap(&gradient, &trialGradient)
    point = search.point(variables, value: trialValue, gradient: gradient)
  }
}
