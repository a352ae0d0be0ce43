/// Memory for doubles that grows when asked and is used again, so that repeated work allocates
/// nothing.
final class ReusableDoubles {
  /// The memory, aligned to 64 bytes; asking for more moves it.
  private(set) var start: UnsafeMutablePointer<Double>
  private var capacity: Int

  private static let alignment = 64

  init() {
    capacity = 8
    start = Self.allocate(capacity)
  }

  deinit { UnsafeMutableRawPointer(start).deallocate() }

  /// Makes room for so many doubles; what was there is lost.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    UnsafeMutableRawPointer(start).deallocate()
    capacity = count
    start = Self.allocate(capacity)
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Double>.stride, alignment: alignment
    ).bindMemory(to: Double.self, capacity: count)
  }
}
