import Exact
import Kernel

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
