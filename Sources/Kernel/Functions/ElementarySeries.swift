import Exact

/// Bounds of exp and log at dyadic points, with proved remainders, in integer fixed point.
///
/// Each function returns (lower, upper) around the true value, as close together as 2^-bits of its
/// magnitude. F is the number of fraction bits; errors are counted in units of 2^-F ("ulps").
enum ElementarySeries {
  typealias Bounds = (lower: Dyadic, upper: Dyadic)

  /// log 2 to this many bits is kept.
  private static let keptBits = 2048
  private static let keptLogarithm = computedLogarithmOfTwo(bits: keptBits)

  /// floor(2^bits log 2), at most 1 too small.
  static func logarithmOfTwo(bits: Int) -> BigInteger {
    bits <= keptBits ? keptLogarithm >> (keptBits - bits) : computedLogarithmOfTwo(bits: bits)
  }

  /// log 2 = 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749).
  ///
  /// The sum of floors is off by less than 28 (terms + 2) ulps, which the guard bits absorb.
  private static func computedLogarithmOfTwo(bits: Int) -> BigInteger {
    let guardBits = 32
    func inverseTangent(_ q: Int) -> BigInteger {
      inverseTangentOfInverse(q, isAlternating: false, bits: bits + guardBits)
    }
    let sum =
      BigInteger(18) * inverseTangent(26) - BigInteger(2) * inverseTangent(4801)
      + BigInteger(8) * inverseTangent(8749)
    return (sum - (BigInteger(1) << 20)) >> guardBits
  }

  /// The sum of the floors of 1/(k q^k), k odd: atanh(1/q), or atan(1/q) where the signs alternate.
  static func inverseTangentOfInverse(_ q: Int, isAlternating: Bool, bits: Int) -> BigInteger {
    let square = BigInteger(q * q)
    var power = (BigInteger(1) << bits).floorQuotient(BigInteger(q))
    var (sum, k) = (BigInteger(0), 1)
    while power.sign > 0 {
      let term = power.floorQuotient(BigInteger(k))
      sum = isAlternating && k % 4 == 3 ? sum - term : sum + term
      power = power.floorQuotient(square)
      k += 2
    }
    return sum
  }

  /// Bounds of exp(x), |x| <= 2^20.
  static func exp(_ x: Dyadic, bits w: Int) -> Bounds {
    if x.sign == 0 { return (Dyadic(1), Dyadic(1)) }
    if x.magnitudeExponent < -w {
      // 1 + x < exp(x) < 1 + x + x^2 for 0 < |x| < 1.
      return (Dyadic(1) + x, Dyadic(1) + x + x * x)
    }
    let halvings = 4 + w.squareRoot
    let fractionBits = w + 2 * halvings + 24
    // x = k log 2 + r with 0 <= r < 0.7; r is known to 2 ulps, as k log 2 and x are to 1 each.
    let extra = 24
    let scaled = (x.mantissa).shifted(x.exponent + fractionBits + extra)
    let logarithm = logarithmOfTwo(bits: fractionBits + extra)
    let quotient = scaled.floorQuotient(logarithm)
    let k = Int(quotient)
    let r = (scaled - quotient * logarithm) >> extra
    // r/2^halvings is known to 3 ulps. Each of n terms loses less than 2 ulps, the tail after the
    // first term that vanishes is below 2 ulps, and the slope is below 2: 2n + 8 ulps in all.
    let small = r >> halvings
    var term = BigInteger(1) << fractionBits
    var sum = term
    var count = 0
    while term.sign > 0 {
      count += 1
      term = ((term * small) >> fractionBits).floorQuotient(BigInteger(count))
      sum = sum + term
    }
    // Squaring v < 2 with error e gives at most 4 e + 2 (e^2 is below one ulp): 4^halvings (2n +
    // 9).
    for _ in 0..<halvings { sum = (sum * sum) >> fractionBits }
    let error = BigInteger(2 * count + 10) << (2 * halvings)
    return (
      Dyadic(sum - error, exponent: k - fractionBits),
      Dyadic(sum + error, exponent: k - fractionBits)
    )
  }

  /// Bounds of log(1 + u), u > -1.
  static func log1p(_ u: Dyadic, bits w: Int) -> Bounds {
    if u.sign == 0 { return (u, u) }
    if u.magnitudeExponent < -w {
      // u - u^2 < log(1 + u) < u for 0 < |u| < 1/2.
      return (u - u * u, u)
    }
    let x = Dyadic(1) + u
    // x = m 2^k with 3/4 <= m < 3/2.
    var k = x.magnitudeExponent
    if x.mantissa.bitWidth < 2 || !x.mantissa.testSecondBit { k -= 1 }
    let roots = 3 + w.squareRoot / 2
    // |log x| >= 2^-(d+1) when k = 0, where x = 1 + u, |u| >= 2^-d; it is above 1/4 otherwise.
    let closeness = k == 0 ? max(0, 1 - u.magnitudeExponent) : 0
    let fractionBits = w + closeness + roots + 20
    let one = BigInteger(1) << fractionBits
    var m = x.mantissa.shifted(x.exponent - k + fractionBits)
    // m is at most 1 ulp too small; each root maps an error e to less than 0.6 e + 1, so e < 3.
    for _ in 0..<roots { m = (m << fractionBits).squareRootRoundedDown }
    // log m^(1/2^roots) = 2 atanh z; z is off by less than 4 ulps.
    let numerator = m - one
    let z = (numerator.magnitude << fractionBits).floorQuotient(m + one)
    let square = (z * z) >> fractionBits
    var power = z
    var sum = BigInteger(0)
    var count = 0
    while power.sign > 0 {
      sum = sum + power.floorQuotient(BigInteger(2 * count + 1))
      power = (power * square) >> fractionBits
      count += 1
    }
    // Each of n terms loses less than 2 ulps, the tail less than 2, z's error less than 5.
    let error = (BigInteger(2 * count + 8) << (roots + 1)) + BigInteger(4)
    let logarithm = (numerator.sign < 0 ? -sum : sum) << (roots + 1)
    let extra = 24
    let total =
      logarithm + ((BigInteger(k) * logarithmOfTwo(bits: fractionBits + extra)) >> extra)
    return (
      Dyadic(total - error, exponent: -fractionBits), Dyadic(total + error, exponent: -fractionBits)
    )
  }
}

extension Int {
  /// The same number, which must be in the range of `Int`.
  init(_ value: BigInteger) {
    guard let int = value.int else { preconditionFailure("a number is beyond the range of Int") }
    self = int
  }

  /// The square root of a nonnegative integer, rounded down.
  fileprivate var squareRoot: Int { Int(BigInteger(self).squareRootRoundedDown) }
}

extension BigInteger {
  /// Whether the bit after the leading one is set.
  fileprivate var testSecondBit: Bool { (self >> (bitWidth - 2)) == BigInteger(3) }
}
