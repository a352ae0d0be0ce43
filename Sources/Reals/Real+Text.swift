import CMPFR
import Glibc

extension Real: CustomStringConvertible {
  /// The number rounded to nearest with that many significant decimal digits.
  ///
  /// Plain (`0.0012`, `123.4`) when the digits reach the point and the number is not tiny, else
  /// with an exponent (`1.2e-12`). Zero is `0`, infinities are `inf` and `-inf`.
  ///
  /// - Parameter significantDigits: at least 1.
  public func decimal(significantDigits: Int) -> String {
    decimal(significantDigits: significantDigits, rounding: .nearest)
  }

  /// As `decimal(significantDigits:)`, with a choice of direction.
  func decimal(significantDigits: Int, rounding: RoundingDirection) -> String {
    precondition(significantDigits >= 1, "A number has at least one significant digit.")
    guard let digits = decimalDigits(count: significantDigits, rounding) else {
      return sign == 0 ? "0" : (sign < 0 ? "-inf" : "inf")
    }
    return digits.text
  }

  /// Enough digits to tell the number from its neighbours.
  public var description: String {
    decimal(significantDigits: Int(mpfr_get_str_ndigits(10, precisionInBits)))
  }

  /// log10 of the magnitude, for sizes and plots; works far outside the double range.
  ///
  /// `-infinity` for zero, `+infinity` for infinities.
  public var approximateLog10OfMagnitude: Double {
    guard isFinite else { return .infinity }
    var exponent = 0
    let significand = withPointer { mpfr_get_d_2exp(&exponent, $0, MPFR_RNDN) }
    return log10(abs(significand)) + Double(exponent) * log10(2)
  }

  /// The digits of the number rounded in the given direction; nil for zero and infinities.
  func decimalDigits(count: Int, _ rounding: RoundingDirection) -> DecimalDigits? {
    guard binaryExponent != nil else { return nil }
    // MPFR wants room for a sign and the closing zero, and never less than 7 characters.
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: max(count + 2, 7)) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var exponent = 0
      withPointer { _ = mpfr_get_str(start, &exponent, 10, count, $0, rounding.mode) }
      let text = String(cString: start)
      let isNegative = text.hasPrefix("-")
      return DecimalDigits(
        isNegative: isNegative, digits: isNegative ? String(text.dropFirst()) : text,
        pointPosition: exponent)
    }
  }
}
