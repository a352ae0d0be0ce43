import Solvers
import Synchronization

/// How hard a descent tries to find the global minimum.
enum Effort: Hashable, Sendable {
  /// The starts that were asked for.
  case usual
  /// Many times as many: before a claim is called contradicted, since a descent that ended in a
  /// local minimum contradicts a true claim.
  case thorough

  /// The factor by which the number of starts grows.
  var startFactor: Int { self == .thorough ? 32 : 1 }
}

/// The optima of one theorem, each solved once however many claims ask for it.
final class OptimumCache: Sendable {
  private let settings: DescentSettings
  private let isCancelled: @Sendable () -> Bool
  private let solved = Mutex<[Request: Result<Optimum, EvaluationError>]>([:])

  private struct Request: Hashable {
    let key: String
    let effort: Effort
  }

  init(settings: DescentSettings, isCancelled: @escaping @Sendable () -> Bool) {
    self.settings = settings
    self.isCancelled = isCancelled
  }

  /// The optimum of a problem; solved now unless it was before.
  ///
  /// Two threads that ask for the same problem at once both solve it and find the same; the caller
  /// hands out each problem to one thread.
  func optimum(
    of instance: ProblemInstance, effort: Effort
  ) throws(EvaluationError) -> Optimum {
    let request = Request(key: instance.key, effort: effort)
    if let known = solved.withLock({ $0[request] }) { return try known.get() }
    let result = solve(instance, effort: effort)
    solved.withLock { $0[request] = result }
    return try result.get()
  }

  /// How the starts of all descents fared.
  var statistics: DescentStatistics {
    solved.withLock { solved in
      solved.values.reduce(DescentStatistics()) {
        guard case .success(let optimum) = $1 else { return $0 }
        return $0 + optimum.statistics
      }
    }
  }

  private func solve(
    _ instance: ProblemInstance, effort: Effort
  ) -> Result<Optimum, EvaluationError> {
    var settings = settings
    settings.starts = min(
      settings.starts * effort.startFactor, DescentSettings.startsRange.upperBound)
    do {
      return .success(
        try Optimum(solving: instance, settings: settings, isCancelled: isCancelled))
    } catch let error as EvaluationError {
      return .failure(error)
    } catch {
      return .failure(.noOptimum("the descent failed: \(error)"))
    }
  }
}
