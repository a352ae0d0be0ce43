import Kernel

/// A box with ends enclosed by doubles.
struct DoubleBox: Sendable {
  /// The interval of one parameter, each end enclosed.
  struct Range: Sendable {
    let lower: DoubleInterval
    let upper: DoubleInterval
    /// Whether the exact ends are one number.
    let isPoint: Bool

    /// `nil` where the range has no upper end.
    init?(_ range: Box.Range) {
      guard let end = range.upper else { return nil }
      lower = DoubleInterval(enclosing: range.lower)
      upper = range.isPoint ? lower : DoubleInterval(enclosing: end)
      isPoint = range.isPoint
    }

    /// All values.
    var hull: DoubleInterval { DoubleInterval(lower.lower, upper.upper) }
    /// The middle of the exact ends.
    var midpoint: DoubleInterval { isPoint ? lower : 0.5 * (lower + upper) }
    /// At least half the width.
    var radiusUpper: Double {
      isPoint ? 0 : 0.5 * DoubleInterval.sumUp(upper.upper, -lower.lower)
    }
  }

  let ranges: [Range]
  /// The parameters whose range is not a point, one bit each.
  let free: UInt64

  /// The box with exact ends, `nil` where one is missing; ranges that it shares with another are
  /// taken from there.
  init?(_ box: Box, near other: (box: Box, doubles: DoubleBox)? = nil) {
    let ranges = box.ranges.enumerated().compactMap { index, range in
      if let other, other.box.ranges[index] == range { return other.doubles.ranges[index] }
      return Range(range)
    }
    guard ranges.count == box.ranges.count else { return nil }
    self.ranges = ranges
    free = ranges.indices.reduce(0) { ranges[$1].isPoint ? $0 : $0 | 1 << UInt64($1) }
  }
}
