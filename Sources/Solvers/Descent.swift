import LinearAlgebra
import Models
import Reals

/// Minimises bound-constrained functions by descent; everything it returns is approximate.
public enum Descent {
  /// Minimises a problem to many digits.
  ///
  /// Random starts descend in double precision; from the best of them refinement or projected
  /// gradient descent raises the precision until the norm of the projected gradient is at most
  /// `10^-(digits + 3)`. Equal arguments give equal bits, whatever the number of threads. The
  /// result is a stationary point that survived a search for negative curvature and for lower
  /// points nearby; nothing is promised about its being the global minimum.
  ///
  /// Throws `DescentError` for settings out of range or an objective without finite values, and
  /// what the problem's evaluator throws. Running out of budget, stalling and cancellation are no
  /// errors: they are reported in `end`. Cost of `.refine`: about one gradient for each ten digits.
  public static func minimize(
    _ problem: some DescentProblem, settings: DescentSettings,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> DescentResult {
    try settings.validate()
    let starts = MultiStart(
      problem: problem, seed: settings.seed, usesCurvature: settings.method == .refine,
      iterationLimit: settings.approximateIterationLimit, jobs: settings.jobs,
      isCancelled: isCancelled)
    let outcome = starts.run(starts: settings.starts, shakesBest: true)
    guard outcome.best.value.isFinite else {
      throw DescentError.noFiniteStart(starts: outcome.starts)
    }
    let search = PreciseSearch(
      problem, digits: settings.digits, jobs: settings.jobs, isCancelled: isCancelled)
    search.record(
      Real(outcome.best.value, precisionInBits: ScaledNorm.precisionInBits),
      norm: ScaledNorm(mantissa: outcome.gradientNorm, exponent: 0),
      precisionInBits: ScaledNorm.precisionInBits, method: .approximate)
    let end = try raisePrecision(of: outcome, search, settings)
    return try result(of: outcome, search, end)
  }

  /// Minimises a problem in double precision only, from random starts; for scans.
  ///
  /// No shaking of the best point and no high precision: microseconds to milliseconds for small
  /// problems. A value that is not finite means that no start has a finite one.
  public static func approximateMinimize(
    _ problem: some DescentProblem, starts: Int = 4, seed: UInt64 = 1,
    iterationLimit: Int = 2_000
  ) -> ApproximateOptimum {
    let search = MultiStart(
      problem: problem, seed: seed, usesCurvature: true, iterationLimit: iterationLimit,
      isCancelled: { false })
    let outcome = search.run(starts: starts, shakesBest: false)
    return ApproximateOptimum(
      value: outcome.best.value, point: outcome.best.variables,
      gradientNorm: outcome.gradientNorm, starts: outcome.starts,
      startsReachingBest: outcome.startsReachingBest)
  }

  /// Minimises a problem in double precision only, from one given point (made feasible first).
  ///
  /// Starting from the minimiser of a neighbouring problem makes scans faster still.
  public static func approximateMinimize(
    _ problem: some DescentProblem, from start: [Double], iterationLimit: Int = 2_000
  ) -> ApproximateOptimum {
    precondition(
      start.count == problem.variableCount, "a start must have one entry for each variable")
    let search = ApproximateSearch(problem, isCancelled: { false })
    var descent = ApproximateDescent(
      search, usesCurvature: true, iterationLimit: iterationLimit)
    let point = descent.descend(from: start)
    return ApproximateOptimum(
      value: point.value, point: point.variables,
      gradientNorm: search.bounds.projectedGradientNorm(at: point), starts: 1,
      startsReachingBest: 1)
  }

  /// Refinement where it applies; gradient descent when asked for, or where refinement stalls.
  private static func raisePrecision(
    of outcome: MultiStart.Outcome, _ search: PreciseSearch, _ settings: DescentSettings
  ) throws -> PreciseEnd {
    let start = outcome.best.variables
    var inverseCurvature: Double?
    var origin = RealMatrix(
      start, rows: start.count, columns: 1, precisionInBits: ScaledNorm.precisionInBits)
    if search.isCancelled() {
      let point = try search.evaluate(origin.copy(precisionInBits: search.finalPrecision))
      return PreciseEnd(point: point, inverseCurvature: 1, end: .cancelled)
    }
    if settings.method == .refine, outcome.gradientNorm <= Refinement.largestStartNorm {
      var refinement = Refinement(
        search, limit: settings.refinementLimit ?? 20 + settings.digits / 2)
      let refined = try refinement.run(from: start, norm: outcome.gradientNorm)
      if refined.end != .stalled { return refined }
      origin = refined.point.variables
      inverseCurvature = refined.inverseCurvature
    }
    var gradientDescent = PreciseGradientDescent(
      search, limit: settings.gradientIterationLimit, inverseCurvature: inverseCurvature)
    return try gradientDescent.run(from: origin)
  }

  private static func result(
    of outcome: MultiStart.Outcome, _ search: PreciseSearch, _ end: PreciseEnd
  ) throws -> DescentResult {
    var point = end.point
    if point.precisionInBits != search.finalPrecision {
      point = try search.evaluate(
        point.variables.copy(precisionInBits: search.finalPrecision))
    }
    let norm = point.norm.real(precisionInBits: search.finalPrecision)
    return DescentResult(
      value: point.value, point: point.variables, gradientNorm: norm,
      valueErrorEstimate: errorEstimate(point, norm, end.inverseCurvature),
      starts: outcome.starts, startsReachingBest: outcome.startsReachingBest,
      approximateEvaluations: outcome.evaluations, evaluations: search.evaluationCount,
      trace: search.trace, end: end.end, precisionInBits: search.finalPrecision)
  }

  /// `|g|^2 |dx|/|dg|`, plus `2^10` units in the last place of `1 + |value|` for rounding.
  private static func errorEstimate(
    _ point: PrecisePoint, _ norm: Real, _ inverseCurvature: Double
  ) -> Real {
    let bits = point.precisionInBits
    let unit = Real.powerOfTwo(10 - bits, precisionInBits: bits)
    return norm * norm * Real(inverseCurvature, precisionInBits: bits)
      + unit * (Real(1, precisionInBits: bits) + point.value.absolute())
  }
}
