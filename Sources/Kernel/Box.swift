import Exact

/// A closed interval with rational ends for every parameter, perhaps without an upper end.
public struct Box: Hashable, Sendable {
  /// The interval of one parameter; `lower <= upper`.
  public struct Range: Hashable, Sendable {
    /// The lower end.
    public let lower: Fraction
    /// The upper end; `nil` where there is none.
    public let upper: Fraction?

    /// Makes an interval; the ends must be in order, which operations on it check.
    public init(lower: Fraction, upper: Fraction?) {
      self.lower = lower
      self.upper = upper
    }

    /// Whether there is but one value.
    public var isPoint: Bool { lower == upper }
    /// The middle; `nil` where there is no upper end.
    public var midpoint: Fraction? { upper.map { (lower + $0) * Fraction.half } }
    /// Whether a value lies in the interval.
    public func contains(_ value: Fraction) -> Bool { lower <= value && value <= upper ?? value }
  }

  /// The intervals, in the order of the parameters.
  public internal(set) var ranges: [Range]

  /// The box of one point.
  package init(point: [Fraction]) { ranges = point.map { Range(lower: $0, upper: $0) } }

  /// The middle.
  ///
  /// - Throws: `KernelError.refused` where an interval has no upper end.
  public var midpoint: [Fraction] {
    get throws(KernelError) {
      let middles = ranges.compactMap(\.midpoint)
      guard middles.count == ranges.count else {
        throw .refused("the range of a parameter has no end on this box")
      }
      return middles
    }
  }

  /// Whether a point lies in the box.
  func contains(_ point: [Fraction]) -> Bool {
    point.count == ranges.count && zip(point, ranges).allSatisfy { $1.contains($0) }
  }

  /// The box with the interval of one parameter replaced.
  func replacing(_ parameter: Int, lower: Fraction, upper: Fraction?) -> Box {
    var box = self
    box.ranges[parameter] = Range(lower: lower, upper: upper)
    return box
  }
}
