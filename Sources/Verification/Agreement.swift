import Numbers

/// How well two numbers agree.
enum Agreement {
  /// More digits than anybody asks for: two equal point values.
  static let unlimited = Int.max

  /// The decimal digits to which every point of one interval agrees with every point of the other.
  ///
  /// `floor(-log10(|x - y| / max(|x|, |y|)))` for the farthest pair; where one of the two may be
  /// zero, so that no relative error exists, the absolute one.
  static func digits(_ left: Interval, _ right: Interval) -> Int {
    let distance = (left - right).absolute().upper
    guard distance.sign > 0 else { return unlimited }
    guard distance.isFinite else { return 0 }
    let magnitude = max(left.absolute().upper, right.absolute().upper)
    let scale =
      left.certainSign == nil || right.certainSign == nil
      ? 0 : magnitude.approximateLog10OfMagnitude
    return max(0, Int((scale - distance.approximateLog10OfMagnitude).rounded(.down)))
  }
}
