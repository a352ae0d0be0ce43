import Concurrency
import Synchronization
import Testing

@Suite("ParallelMap") struct ParallelMapTests {
  @Test("results are in order, every index once", arguments: [1, 2, 8, 50], [0, 1, 7, 1_000])
  func order(jobs: Int, count: Int) {
    // An atomic number, for the thread sanitizer does not see the locks of `Mutex`.
    let calls = Atomic(0)
    let results = parallelMap(count: count, jobs: jobs) { index in
      calls.wrappingAdd(1, ordering: .relaxed)
      return index * index
    }
    #expect(results == (0..<count).map { $0 * $0 })
    #expect(calls.load(ordering: .relaxed) == count)
  }

  @Test("optional results keep their places")
  func optionals() {
    let results = parallelMap(count: 5, jobs: 2) { $0 % 2 == 0 ? nil : $0 }
    #expect(results == [nil, 1, nil, 3, nil])
  }

  @Test("each thread has one workspace, and no two share one", arguments: [1, 3])
  func workspaces(jobs: Int) {
    let made = Mutex(0)
    @Sendable func workspace() -> [Int] {
      made.withLock { $0 += 1 }
      return []
    }
    let counts = parallelMap(count: 100, jobs: jobs, workspace: workspace()) { workspace, index in
      workspace.append(index)
      return workspace.count
    }
    // Every call finds what the earlier ones on its thread left: so many ones as threads worked.
    #expect(counts.count { $0 == 1 } <= made.withLock { $0 })
    #expect(made.withLock { $0 } <= jobs && counts.count == 100)
    let longest = counts.max() ?? 0
    #expect(longest * jobs >= 100 && Set(counts) == Set(1...longest))
  }
}
