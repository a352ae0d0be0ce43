import Testing

@testable import LinearAlgebra

@Suite("Concurrent jobs") struct ConcurrentJobsTests {
  @Test("small work stays on one thread")
  func jobs() {
    #expect(concurrentJobs(8, limbProducts: 1000) == 1)
    #expect(concurrentJobs(8, limbProducts: 1 << 40) == 8)
  }
}
