import Concurrency
import Synchronization
import Testing

@Suite("Concurrent ranges") struct ConcurrentRangesTests {
  @Test("the ranges cover everything once, for any number of jobs", arguments: [0, 1, 2, 7, 100])
  func covers(count: Int) {
    for (jobs, step) in [(1, 1), (2, 1), (3, 4), (8, 1), (8, 4), (200, 3)] {
      let visits = Mutex([Int](repeating: 0, count: count))
      concurrentRanges(count: count, jobs: jobs, step: step) { range in
        #expect(range.upperBound == count || range.count % step == 0)
        visits.withLock { for index in range { $0[index] += 1 } }
      }
      #expect(visits.withLock { $0.allSatisfy { $0 == 1 } })
    }
  }
}
