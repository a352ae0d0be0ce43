import CMPFR
import Exact

// A comparison that returns true proves something about all points; false proves nothing.

extension Interval {
  /// Whether an exact number lies in the interval.
  public func contains(_ value: Fraction) -> Bool {
    lower.compare(with: value) <= 0 && upper.compare(with: value) >= 0
  }

  /// Whether a finite number lies in the interval.
  public func contains(_ value: Real) -> Bool {
    value.isFinite && lower <= value && value <= upper
  }

  /// Whether all points of another interval lie in this one.
  public func contains(_ other: Interval) -> Bool {
    lower <= other.lower && other.upper <= upper
  }

  /// Whether the intervals have a point in common.
  public func overlaps(_ other: Interval) -> Bool {
    lower <= other.upper && other.lower <= upper
  }

  /// Whether every point is below every point of the other interval.
  public func isCertainlyLess(than other: Interval) -> Bool { upper < other.lower }

  /// Whether every point is at most every point of the other interval.
  public func isCertainlyAtMost(_ other: Interval) -> Bool { upper <= other.lower }

  /// Whether every point is above every point of the other interval.
  public func isCertainlyGreater(than other: Interval) -> Bool { lower > other.upper }

  /// Whether every point is at least every point of the other interval.
  public func isCertainlyAtLeast(_ other: Interval) -> Bool { lower >= other.upper }

  /// Whether every point is above zero.
  public var isCertainlyPositive: Bool { lower.sign > 0 }

  /// Whether every point is below zero.
  public var isCertainlyNegative: Bool { upper.sign < 0 }

  /// Whether no point is below zero.
  public var isCertainlyNonnegative: Bool { lower.sign >= 0 }

  /// Whether no point is above zero.
  public var isCertainlyNonpositive: Bool { upper.sign <= 0 }

  /// Whether zero is the only point.
  public var isCertainlyZero: Bool { lower.sign == 0 && upper.sign == 0 }

  /// The smallest interval that contains both.
  public func hull(with other: Interval) -> Interval {
    Interval(ordered: min(lower, other.lower), max(upper, other.upper))
  }

  /// The points that both have; nil when there are none.
  public func intersection(with other: Interval) -> Interval? {
    guard overlaps(other) else { return nil }
    return Interval(ordered: max(lower, other.lower), min(upper, other.upper))
  }
}
