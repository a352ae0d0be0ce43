/// When work on a step stops before its end.
///
/// It is asked every so many operations, and changes nothing of what is shown: a step that is
/// stopped shows nothing. The kernel knows no clock; who searches for proofs brings one.
public struct EvaluationLimit: Sendable {
  /// No limit.
  public static let none = EvaluationLimit { false }

  private let isExceeded: @Sendable () -> Bool

  /// A limit that is exceeded as soon as the closure says so, which threads may ask at once.
  public init(isExceeded: @escaping @Sendable () -> Bool) { self.isExceeded = isExceeded }

  /// - Throws: `KernelError.stopped` when it is exceeded.
  func check() throws(KernelError) {
    if isExceeded() { throw .stopped }
  }
}

/// Work that is counted as it is done; the limit is asked at the beginning, and whenever so much
/// more is done.
struct LimitedWork {
  private let limit: EvaluationLimit
  private let interval: Int
  private var untilNext = 0

  init(_ limit: EvaluationLimit, askingEvery interval: Int) {
    (self.limit, self.interval) = (limit, interval)
  }

  mutating func add(_ amount: Int = 1) throws(KernelError) {
    untilNext -= amount
    guard untilNext < 0 else { return }
    untilNext = interval
    try limit.check()
  }
}
