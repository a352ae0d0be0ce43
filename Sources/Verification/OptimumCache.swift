import Solvers
import Synchronization

/// The optima of one theorem, each solved once however many claims ask for it.
final class OptimumCache: Sendable {
  private let settings: DescentSettings
  private let isCancelled: @Sendable () -> Bool
  private let solved = Mutex<[String: Result<Optimum, EvaluationError>]>([:])

  init(settings: DescentSettings, isCancelled: @escaping @Sendable () -> Bool) {
    self.settings = settings
    self.isCancelled = isCancelled
  }

  /// The optimum of a problem; solved now unless it was before.
  ///
  /// Two threads that ask for the same problem at once both solve it and find the same; the caller
  /// hands out each problem to one thread.
  func optimum(of instance: ProblemInstance) throws(EvaluationError) -> Optimum {
    if let known = solved.withLock({ $0[instance.key] }) { return try known.get() }
    let result = solve(instance)
    solved.withLock { $0[instance.key] = result }
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

  private func solve(_ instance: ProblemInstance) -> Result<Optimum, EvaluationError> {
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
