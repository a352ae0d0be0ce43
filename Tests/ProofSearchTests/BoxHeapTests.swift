import Reals
import Testing

@testable import ProofSearch

@Suite("Box heap") struct BoxHeapTests {
  @Test("the largest come first, and of equal ones the earliest")
  func order() {
    var generator = SeededGenerator(seed: 1, label: "heap")
    for count in [0, 1, 2, 3, 10, 500] {
      var heap = BoxHeap<Int>()
      let priorities = (0..<count).map { _ in Double(generator.next() % 20) }
      for (index, priority) in priorities.enumerated() { heap.insert(index, priority: priority) }
      var found: [Int] = []
      while let next = heap.removeFirst() { found.append(next) }
      // Sorting is stable.
      #expect(found == priorities.indices.sorted { priorities[$0] > priorities[$1] })
      #expect(heap.isEmpty)
    }
  }

  @Test("elements may come between")
  func between() {
    var heap = BoxHeap<String>()
    heap.insert("b", priority: 1)
    heap.insert("a", priority: 2)
    #expect(heap.removeFirst() == "a")
    heap.insert("c", priority: 1)
    heap.insert("d", priority: 0.5)
    #expect(heap.removeFirst() == "b")
    #expect(heap.removeFirst() == "c")
    #expect(heap.removeFirst() == "d" && heap.removeFirst() == nil)
  }
}
