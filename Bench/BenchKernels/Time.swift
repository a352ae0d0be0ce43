import Glibc

/// Nanoseconds of CPU time an operation, when `body` performs `operations` of them.
///
/// All threads count: a second one may shorten the wait, but it costs.
/// The best of three batches of about 4 ms each, as in anchor.h.
func nanoseconds(operations: Int, _ body: () throws -> Void) rethrows -> Double {
  let batch = 4e6
  var repetitions = 1
  var best: [Double] = []
  while best.count < 3 {
    let start = cpuNanoseconds()
    for _ in 0..<repetitions { try body() }
    let elapsed = cpuNanoseconds() - start
    if elapsed < batch / 2, best.isEmpty {
      // Still finding how often to repeat.
      repetitions = 1 + Int(Double(repetitions) * batch / max(elapsed, batch / 50))
    } else {
      best.append(elapsed / Double(repetitions))
    }
  }
  return (best.min() ?? 0) / Double(operations)
}

private func cpuNanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return 1e9 * Double(time.tv_sec) + Double(time.tv_nsec)
}
