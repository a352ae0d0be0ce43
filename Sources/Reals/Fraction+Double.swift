import Exact

extension Fraction {
  /// The exact value of a finite double, for example 1/10 + 5.55e-18 for `0.1`.
  ///
  /// - Throws: `NumberError.malformedNumber` for infinities and NaN.
  public init(exactly value: Double) throws(NumberError) {
    guard value.isFinite else { throw .malformedNumber("\(value)") }
    if value == 0 {
      self.init(0)
      return
    }
    // The significand is in [1, 2), also of numbers that are not normal.
    let mantissa = BigInteger(Int(value.significand * 0x1p52))
    self.init(
      mantissa: value < 0 ? -mantissa : mantissa,
      exponent: Int(value.exponent) - Double.significandBitCount)
  }

  /// The value rounded to a double, with no promise about the last bit.
  ///
  /// Values beyond the double range give infinities or zero.
  public var approximateDouble: Double {
    Real(self, precisionInBits: Double.significandBitCount + 1).approximateDouble
  }
}
