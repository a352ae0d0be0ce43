import Testing

@testable import LinearAlgebra

@Suite("Reusable memory") struct ReusableDoublesTests {
  @Test("it moves only when more is asked for, and stays aligned")
  func reserve() {
    let memory = ReusableDoubles()
    memory.reserve(1000)
    let start = memory.start
    memory.start[999] = 1
    memory.reserve(10)
    memory.reserve(1000)
    #expect(memory.start == start)
    #expect(memory.start[999] == 1)
    memory.reserve(1001)
    memory.start[1000] = 2
    #expect(UInt(bitPattern: memory.start) % 64 == 0)
  }
}
