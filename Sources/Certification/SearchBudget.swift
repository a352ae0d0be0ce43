/// How much a search may spend.
public struct SearchBudget: Sendable {
  /// The most boxes that are examined.
  public var boxes: Int
  /// When the search must stop.
  public var isExpired: @Sendable () -> Bool

  /// Makes a budget.
  public init(boxes: Int, isExpired: @escaping @Sendable () -> Bool = { false }) {
    self.boxes = boxes
    self.isExpired = isExpired
  }
}
