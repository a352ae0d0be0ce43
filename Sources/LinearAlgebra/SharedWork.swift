import Numbers

/// Multiply-adds below which starting a second thread takes longer than it saves.
private let leastSharedUnits = 400_000

/// Rows (or columns) that a thread takes at once are a multiple of this, the height of a panel.
private let shareStep = 4

/// Calls `body` for parts that together make up `0..<count`, on up to `jobs` threads.
///
/// `unitCount` says how much work it is in all, in multiply-adds; little work stays on this thread.
func shareOut(
  _ count: Int, unitCount: Int, jobs: Int, _ body: (Range<Int>) -> Void
) {
  let parts = min(jobs, count / shareStep)
  guard parts > 1, unitCount >= leastSharedUnits else { return body(0..<count) }
  let size = (count / parts + shareStep) / shareStep * shareStep
  withoutActuallyEscaping(body) { body in
    // The parts are disjoint, and what is written is written by one of them alone.
    nonisolated(unsafe) let body = body
    _ = parallelMap(count: parts, jobs: parts) { part in
      let start = min(count, part * size)
      body(start..<min(count, start + size))
    }
  }
}
