import Concurrency
import Solvers
import Synchronization
import TheoremLanguage

/// The problems of one theorem at the points in use, and their optima.
final class ProblemBook: Sendable {
  private struct Place: Hashable {
    let problem: Int
    let point: ParameterPoint
  }

  private let theorem: ElaboratedTheorem
  private let precisionInBits: Int
  private let cache: OptimumCache
  private let instances = Mutex<[Place: ProblemInstance]>([:])

  init(
    theorem: ElaboratedTheorem, settings: DescentSettings,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.theorem = theorem
    precisionInBits = VerificationSettings.precisionInBits(forDigits: settings.digits)
    cache = OptimumCache(settings: settings, isCancelled: isCancelled)
  }

  /// The problem at a point.
  ///
  /// - Throws: `EvaluationError` when an argument has no value there or the model refuses it.
  func instance(_ problem: Int, at point: ParameterPoint) throws -> ProblemInstance {
    let place = Place(problem: problem, point: point)
    if let known = instances.withLock({ $0[place] }) { return known }
    let made = try ProblemInstance(
      theorem.problems[problem], of: theorem, at: point, precisionInBits: precisionInBits)
    instances.withLock { $0[place] = made }
    return made
  }

  /// The optimum of a problem at a point.
  func optimum(
    _ problem: Int, at point: ParameterPoint, effort: Effort
  ) throws -> Optimum {
    try cache.optimum(of: try instance(problem, at: point), effort: effort)
  }

  /// Solves the given problems on several threads, each different one once.
  ///
  /// What cannot be solved is kept too, and thrown when it is asked for. `progress` is called from
  /// any thread, with the number solved so far and the total.
  func solve(
    _ wanted: [(problem: Int, point: ParameterPoint)], jobs: Int,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) {
    var seen: Set<String> = []
    let different = wanted.compactMap { try? instance($0.problem, at: $0.point) }
      .filter { seen.insert($0.key).inserted }
    let done = Atomic(0)
    _ = parallelMap(count: different.count, jobs: jobs) { index in
      _ = try? cache.optimum(of: different[index], effort: .usual)
      progress(done.wrappingAdd(1, ordering: .relaxed).newValue, different.count)
    }
  }

  /// How the starts of all descents fared.
  var statistics: DescentStatistics { cache.statistics }
}
