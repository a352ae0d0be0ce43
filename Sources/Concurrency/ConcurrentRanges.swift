/// Calls a body for consecutive ranges that cover `0..<count`, on several threads.
///
/// All ranges but the last are multiples of `step` long. What the body does in one range must not
/// depend on the others; then the result does not depend on the number of jobs.
public func concurrentRanges(
  count: Int, jobs: Int, step: Int = 1, _ body: (Range<Int>) -> Void
) {
  let steps = (count + step - 1) / step
  let parts = min(jobs, steps)
  guard parts > 1 else { return body(0..<count) }
  withoutActuallyEscaping(body) { body in
    // The ranges write to disjoint memory, which the compiler cannot see.
    nonisolated(unsafe) let body = body
    _ = parallelMap(count: parts, jobs: parts) { part in
      let (start, end) = (steps * part / parts * step, steps * (part + 1) / parts * step)
      body(start..<min(count, end))
    }
  }
}
