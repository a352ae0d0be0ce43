import Kernel

/// Where an interval is cut: at zero if it is inside, else near the middle, at a short number.
enum SplitPoint {
  /// Significant bits of the numbers at which intervals are cut.
  static let bits = 12

  static func value(in range: Box.Range, isInteger: Bool) -> Fraction {
    if isInteger { return Fraction(range.midpoint.floor) }
    if range.lower.sign < 0, range.upper.sign > 0 { return Fraction(0) }
    var middle = range.midpoint
    // On a range of several octaves, the middle octave.
    if range.lower.sign > 0, range.upper > range.lower * Fraction(16) {
      middle = geometricMiddle(range)
    }
    let short = Dyadic(middle, .down, precisionInBits: bits).fraction
    return range.lower < short && short < range.upper ? short : middle
  }

  private static func geometricMiddle(_ range: Box.Range) -> Fraction {
    let exponents = [range.lower, range.upper].map {
      Dyadic($0, .down, precisionInBits: bits).magnitudeExponent
    }
    return Fraction(mantissa: BigInteger(1), exponent: (exponents[0] + exponents[1]) / 2)
  }
}
