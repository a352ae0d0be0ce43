import Exact
import Kernel

// Between exact numbers and doubles; what is searched in doubles is always checked exactly.

extension Fraction {
  /// The value to about 53 bits; infinite or zero beyond the range of doubles.
  public var approximateDouble: Double {
    Dyadic(self, .down, precisionInBits: 53).approximateDouble
  }

  /// The exact value of a finite double, else zero.
  init(exactly value: Double) {
    guard value.isFinite, value != 0 else {
      self.init(0)
      return
    }
    let mantissa = Int((value.significand * 0x1p52).rounded())
    let magnitude = Fraction(
      mantissa: BigInteger(mantissa), exponent: Int(value.exponent) - 52)
    self = value < 0 ? -magnitude : magnitude
  }

  /// The value of a number of a theorem file; `nil` beyond the size of fractions.
  init?(_ value: ExactDecimal) {
    guard let digits = BigInteger(value.digits), let power = try? Fraction(10).power(value.exponent)
    else { return nil }
    self = Fraction(digits) * power
  }

  /// A fraction with a small denominator near a double: the first convergent of its continued
  /// fraction that is close enough, or its exact value.
  init(simplestNear value: Double, within tolerance: Double) {
    var (before, last) = ((0.0, 1.0), (1.0, 0.0))
    var rest = value
    for _ in 0..<24 {
      let digit = rest.rounded(.down)
      (before, last) = (
        last, (digit * last.0 + before.0, digit * last.1 + before.1)
      )
      guard abs(last.0) < 1e9, last.1 < 1e9 else { break }
      if abs(last.0 / last.1 - value) <= tolerance,
        let found = try? Fraction(BigInteger(Int(last.0)), BigInteger(Int(last.1)))
      {
        self = found
        return
      }
      guard rest != digit else { break }
      rest = 1 / (rest - digit)
    }
    self.init(exactly: value)
  }
}

extension Dyadic {
  /// The value to about 53 bits; infinite or zero beyond the range of doubles.
  public var approximateDouble: Double {
    let short = rounded(.down, precisionInBits: 53)
    guard let mantissa = short.mantissa.int else { return 0 }
    // Twice half the exponent: neither factor alone leaves the range of doubles first.
    let (half, rest) = (short.exponent / 2, short.exponent - short.exponent / 2)
    return Double(mantissa) * Double(sign: .plus, exponent: clamped(half), significand: 1)
      * Double(sign: .plus, exponent: clamped(rest), significand: 1)
  }

  private func clamped(_ exponent: Int) -> Int { min(max(exponent, -1100), 1100) }
}

extension DyadicInterval {
  /// The middle to about 53 bits.
  var approximateMidpoint: Double { midpoint.approximateDouble }
}
