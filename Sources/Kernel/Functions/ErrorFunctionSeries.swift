import Exact

// Bounds of erf and erfc at dyadic points; docs/functions.md has the sources.

extension ElementarySeries {
  /// Bounds of erf x, |x| <= 2^10.
  static func errorFunction(_ x: Dyadic, bits: Int) throws(KernelError) -> Bounds {
    if x.sign == 0 { return (x, x) }
    if x.sign < 0 {
      let (lower, upper) = try errorFunction(x.negated, bits: bits)
      return (upper.negated, lower.negated)
    }
    let calculator = Calculator(precisionInBits: bits + 16)
    let square = x * x
    if square >= Dyadic(bits) {
      let rest = try tail(x, calculator)
      return (Dyadic(1) - rest.upper, Dyadic(1) - rest.lower)
    }
    // erf x is 2 x/sqrt(pi) times a number in (1 - x^2, 1) for 0 < x < 1, and times exp(-x^2) times
    // the sum of (2 x^2)^k/(1*3*...*(2 k + 1)) (DLMF 7.6.2).
    let factor =
      2 * x.magnitudeExponent < -bits
      ? calculator(DyadicInterval(ordered: Dyadic(1) - square, Dyadic(1)))
      : try calculator(DyadicInterval(square.negated)).function(.exp)
        * calculator(sumOfPowers(square, bits: bits + 16))
    let value = try 2 * calculator(DyadicInterval(x)) * factor / calculator.rootOfPi()
    return (value.lower, value.upper)
  }

  /// Bounds of erfc x = 1 - erf x, |x| <= 2^10.
  static func complementaryErrorFunction(_ x: Dyadic, bits: Int) throws(KernelError) -> Bounds {
    let square = x * x
    if x.sign > 0, square >= Dyadic(bits) {
      let value = try tail(x, Calculator(precisionInBits: bits + 16))
      return (value.lower, value.upper)
    }
    // erfc x > exp(-x^2)/(2 x + 2) for x > 0: what cancels are at most 3 x^2/2 bits and 12.
    let cancelled = x.sign > 0 ? 2 * Int(square.mantissa.shifted(square.exponent)) + 16 : 0
    let (lower, upper) = try errorFunction(x, bits: bits + cancelled)
    return (Dyadic(1) - upper, Dyadic(1) - lower)
  }

  /// erfc x where x^2 is at least the number of bits, by its asymptotic series (DLMF 7.12.1).
  ///
  /// The terms alternate, so neighbouring partial sums enclose the value; the least term is below
  /// 2 exp(-x^2).
  private static func tail(
    _ x: Dyadic, _ calculator: Calculator
  ) throws(KernelError) -> DyadicInterval {
    let square = calculator(DyadicInterval(x * x))
    let negligible = Dyadic(BigInteger(1), exponent: -calculator.precisionInBits)
    var (term, sum) = (calculator(1), calculator(1))
    var k = 0
    while term.magnitude.upper > negligible, k < 2 * calculator.precisionInBits {
      k += 1
      term = try -(term * (2 * k - 1) / (2 * square))
      sum = try sum + term
    }
    let enclosed = try sum.hull(with: sum - term)
    let scale =
      try (-square).function(.exp) / (calculator(DyadicInterval(x)) * calculator.rootOfPi())
    return try (scale * enclosed).interval
  }

  /// The sum of (2 z)^k/(1*3*...*(2 k + 1)): every operation is rounded down in the one sum and up
  /// in the other.
  static func sumOfPowers(_ z: Dyadic, bits: Int) -> DyadicInterval {
    let one = BigInteger(1) << bits
    let below = z.mantissa.shifted(z.exponent + bits + 1)
    let above = below + BigInteger(1)
    var (low, high, least, largest) = (one, one, one, one)
    var divisor = BigInteger(1)
    // From where the terms become half as large each, the tail is not above the last one.
    while high > BigInteger(2) || above > one * divisor {
      divisor = divisor + BigInteger(2)
      low = ((low * below) >> bits).floorQuotient(divisor)
      high = (((high * above) >> bits) + BigInteger(1)).ceilingQuotient(divisor)
      (least, largest) = (least + low, largest + high)
    }
    return DyadicInterval(
      ordered: Dyadic(least, exponent: -bits), Dyadic(largest + high, exponent: -bits))
  }
}

extension Calculator {
  /// sqrt(pi).
  fileprivate func rootOfPi() throws(KernelError) -> Enclosure {
    try (4 * self(1).function(.atan)).function(.squareRoot)
  }
}
