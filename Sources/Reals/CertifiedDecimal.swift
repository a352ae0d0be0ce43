/// A decimal number all of whose digits are certain, or an honest enclosure.
///
/// When `digits` is positive, `text` has that many significant digits and is the correct rounding,
/// to nearest, of every point of the interval it was made from. When `digits` is zero, not even one
/// digit is certain, and `text` is an enclosure such as `[-1.0e-60, 2.0e-60]` with endpoints
/// rounded outward.
public struct CertifiedDecimal: Sendable, Equatable, CustomStringConvertible {
  /// What to print.
  public let text: String

  /// How many significant digits `text` has; zero for an enclosure.
  public let digits: Int

  /// Whether the text is the exact value of the interval's only point.
  ///
  /// Exact numbers are printed without trailing zeros, so that they may have fewer `digits` than
  /// were asked for although nothing about them is uncertain.
  public let isExact: Bool

  /// The text.
  public var description: String { text }
}

extension Interval {
  /// The significant digits of each endpoint in a printed enclosure.
  private static let enclosureDigits = 2

  /// The largest number, up to a maximum, of decimal digits that all points of the interval share.
  ///
  /// The result is found by rounding both endpoints correctly to n digits: rounding is monotone, so
  /// when both give the same decimal, so does every point between them. Sharing n digits does not
  /// imply sharing fewer (0.149 and 0.151 share 0.15 but not 0.1), so n falls from an upper bound:
  /// sharing n digits needs a width of at most one unit in the n-th place. At most four
  /// roundings are made for any interval narrower than its magnitude.
  ///
  /// - Parameter maximumDigits: at least 1.
  public func certifiedDecimal(maximumDigits: Int) -> CertifiedDecimal {
    precondition(maximumDigits >= 1, "A number has at least one significant digit.")
    if isPoint { return exactOrRounded(maximumDigits: maximumDigits) }
    for count in stride(from: min(maximumDigits, sharedDigitsBound), to: 0, by: -1) {
      if let low = lower.decimalDigits(count: count, .nearest),
        low == upper.decimalDigits(count: count, .nearest)
      {
        return CertifiedDecimal(text: low.text, digits: count, isExact: false)
      }
    }
    return CertifiedDecimal(
      text: enclosureText(significantDigits: Interval.enclosureDigits), digits: 0, isExact: false)
  }

  /// No decimal with more digits can be the rounding of both endpoints.
  private var sharedDigitsBound: Int {
    guard isBounded, lower.sign == upper.sign else { return 0 }
    let magnitude = max(
      lower.approximateLog10OfMagnitude, upper.approximateLog10OfMagnitude)
    // One for the place of the first digit; one more pays for the approximate logarithms.
    return max(0, Int(magnitude - width.approximateLog10OfMagnitude) + 2)
  }

  private func exactOrRounded(maximumDigits: Int) -> CertifiedDecimal {
    guard let rounded = lower.decimalDigits(count: maximumDigits, .down) else {
      return CertifiedDecimal(text: "0", digits: 1, isExact: true)
    }
    // Equal roundings from both sides mean that nothing was lost.
    if rounded == lower.decimalDigits(count: maximumDigits, .up) {
      let short = rounded.withoutTrailingZeros(limit: maximumDigits)
      return CertifiedDecimal(text: short.text, digits: short.digits.count, isExact: true)
    }
    let nearest = lower.decimalDigits(count: maximumDigits, .nearest) ?? rounded
    return CertifiedDecimal(text: nearest.text, digits: maximumDigits, isExact: false)
  }
}
