/// A closed interval of rationals for every parameter.
public struct Box: Hashable, Sendable {
  /// The interval of one parameter; `lower <= upper`.
  public struct Range: Hashable, Sendable {
    /// The lower end.
    public let lower: Fraction
    /// The upper end.
    public let upper: Fraction

    /// Makes an interval; the ends must be in order, which operations on it check.
    public init(lower: Fraction, upper: Fraction) {
      self.lower = lower
      self.upper = upper
    }

    /// Whether there is but one value.
    public var isPoint: Bool { lower == upper }
    /// The middle.
    public var midpoint: Fraction { (lower + upper) * Fraction.half }
  }

  /// The intervals, in the order of the parameters.
  public internal(set) var ranges: [Range]

  /// The box of one point.
  init(point: [Fraction]) { ranges = point.map { Range(lower: $0, upper: $0) } }

  /// The middle.
  var midpoint: [Fraction] { ranges.map(\.midpoint) }

  /// Whether a point lies in the box.
  func contains(_ point: [Fraction]) -> Bool {
    point.count == ranges.count
      && zip(point, ranges).allSatisfy { $1.lower <= $0 && $0 <= $1.upper }
  }

  /// The box with the interval of one parameter replaced.
  func replacing(_ parameter: Int, lower: Fraction, upper: Fraction) -> Box {
    var box = self
    box.ranges[parameter] = Range(lower: lower, upper: upper)
    return box
  }
}

extension Fraction {
  static let half = Fraction(mantissa: BigInteger(1), exponent: -1)
}
