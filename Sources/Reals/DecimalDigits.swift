/// A nonzero decimal number `±0.d1 d2 d3 ... * 10^pointPosition` with d1 not zero.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  var digits: String
  var pointPosition: Int

  /// Numbers below 10^smallestPlainExponent in magnitude are written with an exponent.
  static let smallestPlainExponent = -5

  /// Exact whole numbers longer than that drop their trailing zeros for an exponent.
  static let largestPlainWholeDigits = 15

  /// Plain text when every place before the point has a digit, else one with an exponent.
  var text: String {
    (isNegative ? "-" : "") + (isPlain ? plainMagnitude : magnitudeWithExponent)
  }

  /// The same number with the fewest digits, but at most `limit`.
  ///
  /// Whole numbers of moderate size keep their zeros where the limit allows it.
  func withoutTrailingZeros(limit: Int) -> DecimalDigits {
    var short = self
    while short.digits.count > 1 && short.digits.last == "0" { short.digits.removeLast() }
    let missing = pointPosition - short.digits.count
    if missing > 0 && pointPosition <= min(limit, DecimalDigits.largestPlainWholeDigits) {
      short.digits += String(repeating: "0", count: missing)
    }
    return short
  }

  private var isPlain: Bool {
    pointPosition > DecimalDigits.smallestPlainExponent && pointPosition <= digits.count
  }

  private var plainMagnitude: String {
    if pointPosition <= 0 { return "0." + String(repeating: "0", count: -pointPosition) + digits }
    let fraction = digits.dropFirst(pointPosition)
    return digits.prefix(pointPosition) + (fraction.isEmpty ? "" : "." + fraction)
  }

  private var magnitudeWithExponent: String {
    let fraction = digits.dropFirst()
    return digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e\(pointPosition - 1)"
  }
}
