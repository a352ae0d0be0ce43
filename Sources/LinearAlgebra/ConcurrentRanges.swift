import Dispatch
import Glibc

/// The number of threads worth starting for so many products of limbs: the processors, or one.
public func concurrentJobs(limbProducts: Int) -> Int {
  // Below about a millisecond of work, starting threads costs more than it saves.
  limbProducts < 2_000_000 ? 1 : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// Calls a body for consecutive ranges that cover `0..<count`, on several threads.
///
/// What the body does in one range must not depend on the others; then the result does not depend on
/// the number of jobs.
public func concurrentRanges(count: Int, jobs: Int, _ body: (Range<Int>) -> Void) {
  let parts = min(jobs, count)
  guard parts > 1 else { return body(0..<count) }
  withoutActuallyEscaping(body) { body in
    // The ranges write to disjoint memory, which the compiler cannot see.
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      body(count * part / parts..<count * (part + 1) / parts)
    }
  }
}
