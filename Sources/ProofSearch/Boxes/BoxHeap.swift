/// Elements with the largest priority first; of those with the same, the first that came.
struct BoxHeap<Element> {
  private struct Entry {
    let priority: Double
    let number: Int
    let element: Element

    func precedes(_ other: Entry) -> Bool {
      priority != other.priority ? priority > other.priority : number < other.number
    }
  }

  /// A binary heap: the entry at i precedes those at 2i + 1 and 2i + 2.
  private var entries: [Entry] = []
  private var inserted = 0

  var isEmpty: Bool { entries.isEmpty }

  mutating func insert(_ element: Element, priority: Double) {
    entries.append(Entry(priority: priority, number: inserted, element: element))
    inserted += 1
    var index = entries.count - 1
    while index > 0, entries[index].precedes(entries[(index - 1) / 2]) {
      entries.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func removeFirst() -> Element? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first.element }
    entries[0] = last
    var index = 0
    while true {
      var least = 2 * index + 1
      guard least < entries.count else { break }
      if least + 1 < entries.count, entries[least + 1].precedes(entries[least]) { least += 1 }
      guard entries[least].precedes(entries[index]) else { break }
      entries.swapAt(index, least)
      index = least
    }
    return first.element
  }
}
