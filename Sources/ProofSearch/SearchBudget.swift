/// How much a search may spend.
public struct SearchBudget: Sendable {
  /// The most boxes that are examined.
  public var boxes: Int
  /// When the search must stop.
  public var isExpired: @Sendable () -> Bool
  /// The number of threads; what is found does not depend on it.
  public var jobs: Int

  /// Makes a budget.
  public init(
    boxes: Int, jobs: Int = 1, isExpired: @escaping @Sendable () -> Bool = { false }
  ) {
    self.boxes = boxes
    self.jobs = jobs
    self.isExpired = isExpired
  }
}
