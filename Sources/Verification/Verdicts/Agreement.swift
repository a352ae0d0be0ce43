import Reals

/// How well two numbers agree.
enum Agreement {
  /// More digits than anybody asks for: two equal point values.
  static let unlimited = Int.max
  /// Digits beyond these are not counted.
  static let largestCount = 100_000

  /// The decimal digits to which every point of one interval certainly agrees with every point of
  /// the other: the largest D with `|x - y| <= 10^-D max(|x|, |y|)` for the farthest pair.
  ///
  /// Where one of the two may be zero, so that no relative error exists, `|x - y| <= 10^-D` counts.
  static func digits(_ left: Interval, _ right: Interval) -> Int {
    let distance = (left - right).absolute().upper
    guard distance.sign > 0 else { return unlimited }
    guard distance.isFinite else { return 0 }
    let scale =
      mayBeZero(left, right)
      ? Real(1, precisionInBits: distance.precisionInBits)
      : max(left.absolute().lower, right.absolute().lower)
    let ratio = scale.approximateLog10OfMagnitude - distance.approximateLog10OfMagnitude
    // The logarithms are approximate, so the count starts one too high and is checked exactly.
    var count = min(Int(min(ratio, Double(largestCount)).rounded(.down)) + 1, largestCount)
    while count > 0, !fits(distance, timesTenToThe: count, into: scale) { count -= 1 }
    return max(count, 0)
  }

  /// Whether digits are counted absolutely although neither number is known to be zero.
  static func isAbsoluteForWantOfPrecision(_ left: Interval, _ right: Interval) -> Bool {
    mayBeZero(left, right) && !left.isCertainlyZero && !right.isCertainlyZero
  }

  private static func mayBeZero(_ left: Interval, _ right: Interval) -> Bool {
    left.certainSign == nil || right.certainSign == nil
  }

  /// With four bits for each digit the power and the product are exact.
  private static func fits(_ distance: Real, timesTenToThe count: Int, into scale: Real) -> Bool {
    let bits = distance.precisionInBits + 4 * count + 8
    guard let power = try? Interval(10, precisionInBits: bits).power(count) else { return false }
    return (Interval(distance) * power).upper <= scale
  }
}
