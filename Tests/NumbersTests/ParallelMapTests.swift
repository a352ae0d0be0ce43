import Numbers
import Synchronization
import Testing

@Suite("ParallelMap") struct ParallelMapTests {
  @Test("results are in order, every index once", arguments: [1, 2, 8, 50], [0, 1, 7, 1_000])
  func order(jobs: Int, count: Int) {
    let calls = Mutex(0)
    let results = parallelMap(count: count, jobs: jobs) { index in
      calls.withLock { $0 += 1 }
      return index * index
    }
    #expect(results == (0..<count).map { $0 * $0 })
    #expect(calls.withLock { $0 } == count)
  }

  @Test("optional results keep their places")
  func optionals() {
    let results = parallelMap(count: 5, jobs: 2) { $0 % 2 == 0 ? nil : $0 }
    #expect(results == [nil, 1, nil, 3, nil])
  }
}
