import Exact
import Kernel

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
