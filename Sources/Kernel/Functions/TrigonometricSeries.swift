import Exact

// Bounds of pi, sin, cos and atan at dyadic points; docs/functions.md has the errors, in ulps.

extension ElementarySeries {
  private static let keptPiBits = 2048
  private static let keptPi = computedPi(bits: keptPiBits)

  /// At most 2^bits pi, and less than 2 below it.
  static func pi(bits: Int) -> BigInteger {
    bits < keptPiBits ? keptPi >> (keptPiBits - bits) : computedPi(bits: bits)
  }

  /// pi = 16 atan(1/5) - 4 atan(1/239), for up to 2^18 bits.
  private static func computedPi(bits: Int) -> BigInteger {
    let guardBits = 32
    func inverseTangent(_ q: Int) -> BigInteger {
      inverseTangentOfInverse(q, isAlternating: true, bits: bits + guardBits)
    }
    let sum = BigInteger(16) * inverseTangent(5) - BigInteger(4) * inverseTangent(239)
    return (sum - (BigInteger(1) << 22)) >> guardBits
  }

  /// For x >= 0 an integer n and an r with x = n pi/2 + r', where r' is in (r - 1, r + 2) ulps.
  private static func reduced(
    _ x: Dyadic, fractionBits: Int
  ) -> (quadrant: BigInteger, remainder: BigInteger) {
    let extra = max(0, x.magnitudeExponent) + 8
    let scaled = x.mantissa.shifted(x.exponent + fractionBits + extra)
    let half = pi(bits: fractionBits + extra - 1)
    let quadrant = scaled.floorQuotient(half)
    return (quadrant, (scaled - quadrant * half) >> extra)
  }

  /// The integer n with n pi/2 <= x < (n + 1) pi/2.
  static func quadrant(of x: Dyadic) throws(KernelError) -> BigInteger {
    if x.sign == 0 { return BigInteger(0) }
    if x.magnitudeExponent <= 0 { return BigInteger(x.sign < 0 ? -1 : 0) }
    var fractionBits = 64
    while fractionBits <= 1 << 17 {
      let (n, r) = reduced(x.sign < 0 ? x.negated : x, fractionBits: fractionBits)
      if r > BigInteger(1), r + BigInteger(2) < pi(bits: fractionBits - 1) {
        return x.sign < 0 ? -n - BigInteger(1) : n
      }
      fractionBits *= 2
    }
    throw .limit("an angle lies too close to a multiple of a right one")
  }

  /// Bounds of sin x, or of cos x.
  static func wave(_ x: Dyadic, isSine: Bool, bits w: Int) -> Bounds {
    if x.sign == 0 { return isSine ? (x, x) : (Dyadic(1), Dyadic(1)) }
    if x.sign < 0 {
      let (lower, upper) = wave(x.negated, isSine: isSine, bits: w)
      return isSine ? (upper.negated, lower.negated) : (lower, upper)
    }
    if 2 * x.magnitudeExponent < -w {
      // x - x^3/4 < sin x < x - x^3/8 and 1 - x^2/2 < cos x < 1 - x^2/4 for 0 < x < 1.
      if isSine { return nearArgument(x, -1, 3) }
      let square = x * x
      return (Dyadic(1) - square.scaled(-1), Dyadic(1) - square.scaled(-2))
    }
    let fractionBits = w + max(0, -x.magnitudeExponent) + 16
    let (n, r) = reduced(x, fractionBits: fractionBits)
    let turn = Int(n - ((n >> 2) << 2))
    let isOdd = isSine == (turn % 2 == 0)
    let (sum, error) = alternatingSum(r, isOdd: isOdd, fractionBits)
    let value = (isSine ? turn >= 2 : turn == 1 || turn == 2) ? -sum : sum
    return (
      Dyadic(value - error, exponent: -fractionBits), Dyadic(value + error, exponent: -fractionBits)
    )
  }

  /// The Taylor sum of sin (the odd one) or cos at r in [0, pi/2], and a bound of its error.
  private static func alternatingSum(
    _ r: BigInteger, isOdd: Bool, _ fractionBits: Int
  ) -> (BigInteger, error: BigInteger) {
    let square = (r * r) >> fractionBits
    var term = isOdd ? r : BigInteger(1) << fractionBits
    var sum = BigInteger(0)
    var (count, k) = (0, isOdd ? 1 : 0)
    while term.sign > 0 {
      sum = count % 2 == 0 ? sum + term : sum - term
      let divisor = BigInteger((k + 1) * (k + 2))
      term = ((term * square) >> fractionBits).floorQuotient(divisor)
      (count, k) = (count + 1, k + 2)
    }
    // Each term is known to 3 ulps, the tail is below 3, and r to 2.
    return (sum, BigInteger(3 * count + 8))
  }

  /// Bounds of atan x.
  static func arctangent(_ x: Dyadic, bits w: Int) -> Bounds {
    if x.sign == 0 { return (x, x) }
    if x.sign < 0 {
      let (lower, upper) = arctangent(x.negated, bits: w)
      return (upper.negated, lower.negated)
    }
    // x - x^3/2 < atan x < x - x^3/4 for 0 < x < 1/2.
    if 2 * x.magnitudeExponent < -w { return nearArgument(x, -1, 2) }
    let halvings = 3 + BigInteger(w).squareRootRoundedDown.bitWidth * 2
    let fractionBits = w + halvings + 20 + max(0, -x.magnitudeExponent)
    let one = BigInteger(1) << fractionBits
    let isLarge = x > Dyadic(1)
    var z = x.mantissa.shifted(x.exponent + fractionBits)
    if isLarge {
      let shift = fractionBits - x.exponent
      z = shift < 0 ? BigInteger(0) : (BigInteger(1) << shift).floorQuotient(x.mantissa)
    }
    // atan z = 2 atan(z/(1 + sqrt(1 + z^2))): an error e becomes less than e/2 + 1.3, so e < 3.
    for _ in 0..<halvings {
      let root = (one * one + z * z).squareRootRoundedDown
      z = (z << fractionBits).floorQuotient(one + root)
    }
    let square = (z * z) >> fractionBits
    var (power, sum, count) = (z, BigInteger(0), 0)
    while power.sign > 0 {
      let term = power.floorQuotient(BigInteger(2 * count + 1))
      sum = count % 2 == 0 ? sum + term : sum - term
      power = (power * square) >> fractionBits
      count += 1
    }
    // Each term is known to 3 ulps, the tail is below 2, z is known to 3; pi/2 to 2.
    let error = (BigInteger(3 * count + 8) << halvings) + BigInteger(2)
    let angle = sum << halvings
    let value = isLarge ? pi(bits: fractionBits - 1) - angle : angle
    return (
      Dyadic(value - error, exponent: -fractionBits), Dyadic(value + error, exponent: -fractionBits)
    )
  }

  /// x + sign x^3/2^scale and x + sign x^3/2^(scale - 1), in order.
  static func nearArgument(_ x: Dyadic, _ sign: Int, _ scale: Int) -> Bounds {
    let cube = x * x * x * Dyadic(sign)
    let (a, b) = (x + cube.scaled(-scale), x + cube.scaled(1 - scale))
    return (min(a, b), max(a, b))
  }
}

extension Dyadic {
  /// 2^power times the number.
  func scaled(_ power: Int) -> Dyadic { Dyadic(mantissa, exponent: exponent + power) }
}
