import Exact
import Kernel

/// Where an interval is cut: at zero if it is inside, else near the middle, at a short number;
/// without an upper end, at a multiple of the lower one.
enum SplitPoint {
  /// Significant bits of the numbers at which intervals are cut.
  static let bits = 12

  static func value(in range: Box.Range, isInteger: Bool) -> Fraction {
    guard let upper = range.upper, let midpoint = range.midpoint else {
      if range.lower < Fraction(1) { return Fraction(range.lower.sign < 0 ? 0 : 1) }
      // Faster the further out, but no number becomes long.
      let eighth = range.lower * Fraction(mantissa: BigInteger(1), exponent: -3)
      return Fraction((range.lower * min(max(Fraction(2), eighth), Fraction(1 << 16))).floor)
    }
    if isInteger { return Fraction(midpoint.floor) }
    if range.lower.sign < 0, upper.sign > 0 { return Fraction(0) }
    var middle = midpoint
    // On a range of several octaves, the middle octave.
    if range.lower.sign > 0, upper > range.lower * Fraction(16) {
      middle = geometricMiddle(range.lower, upper)
    }
    guard let short = try? Dyadic(middle, .down, precisionInBits: bits).fraction,
      range.lower < short, short < upper
    else { return middle }
    return short
  }

  private static func geometricMiddle(_ lower: Fraction, _ upper: Fraction) -> Fraction {
    let exponents = [lower, upper].map {
      Dyadic($0, .down, precisionInBits: bits).magnitudeExponent
    }
    return Fraction(mantissa: BigInteger(1), exponent: (exponents[0] + exponents[1]) / 2)
  }
}

extension Box.Range {
  /// The interval itself; of one without upper end, the part in which a search looks around first.
  var finitePart: (lower: Fraction, upper: Fraction) {
    (lower, upper ?? lower + (lower.absolute + Fraction(1)) * Fraction(2))
  }

  /// The middle of that part.
  var middle: Fraction {
    (finitePart.lower + finitePart.upper) * Fraction(mantissa: BigInteger(1), exponent: -1)
  }
}
