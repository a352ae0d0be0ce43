import Dispatch
import Synchronization

/// Applies a function to `0..<count` on several threads and returns the results in order.
///
/// The work is handed out one index at a time, so uneven work stays balanced; the result does not
/// depend on the number of threads. With one job, or one index, everything runs on the calling
/// thread.
public func parallelMap<Result: Sendable>(
  count: Int, jobs: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  parallelMap(count: count, jobs: jobs, workspace: ()) { _, index in body(index) }
}

/// The same with a workspace for each thread, which is made once there and passed to every call.
///
/// The results must not depend on what earlier calls left in the workspace.
public func parallelMap<Workspace, Result: Sendable>(
  count: Int, jobs: Int, workspace: @autoclosure @Sendable () -> Workspace,
  _ body: @Sendable (inout Workspace, Int) -> Result
) -> [Result] {
  guard jobs > 1, count > 1 else {
    var own = workspace()
    return (0..<count).map { body(&own, $0) }
  }
  let next = Atomic(0)
  let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: min(jobs, count)) { _ in
    var own = workspace()
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let result = body(&own, index)
      results.withLock { $0[index] = result }
    }
  }
  return results.withLock { $0.compactMap { $0 } }
}
