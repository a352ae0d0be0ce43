/// Expectations E f(m + s z) over a standard normal z by the trapezoidal rule, with its proved error.
///
/// The rule is section 8 of docs/certificate-format.md; the proofs are in
/// docs/gaussian-expectation.md and docs/proof-rules.md. Source: [TW14], theorem 5.1.
enum GaussianMean {
  /// The function whose expectation is taken.
  enum Integrand {
    case softplus, sigmoid, sigmoidDerivative, sigmoidSecondDerivative, sigmoidThirdDerivative
  }

  /// The most nodes on either side.
  static let largestNodeCount = 50_000

  /// Encloses the expectation for all m and s in two intervals; only |s| matters.
  static func value(
    of integrand: Integrand, mean m: DyadicInterval, deviation: DyadicInterval,
    precisionInBits p: Int
  ) throws(KernelError) -> DyadicInterval {
    let s = deviation.absolute
    guard m.isBounded, s.isBounded else {
      throw .refused("a Gaussian expectation needs arguments with ends on both sides")
    }
    func point(_ m: Dyadic, _ s: Dyadic) throws(KernelError) -> DyadicInterval {
      try pointValue(of: integrand, mean: m, deviation: s, precisionInBits: p)
    }
    var result: DyadicInterval
    if m.lower == m.upper && s.lower == s.upper {
      result = try point(m.lower, s.lower)
    } else if integrand == .softplus {
      // Increasing in m and, as the mean of a convex function, in s.
      result = try DyadicInterval(
        lower: try point(m.lower, s.lower).lower, upper: try point(m.upper, s.upper).upper)
    } else if integrand == .sigmoid {
      // Monotone in m for every s and in s for every m: extremes lie at corners.
      result = try point(m.lower, s.lower)
      for corner in [(m.lower, s.upper), (m.upper, s.lower), (m.upper, s.upper)] {
        result = result.hull(with: try point(corner.0, corner.1))
      }
    } else {
      result = try meanValueForm(of: integrand, m, s, precisionInBits: p)
    }
    result = try DyadicInterval(
      roundingOutwards: result.lower, result.upper, precisionInBits: p)
    if integrand == .sigmoidDerivative { result = try cut(result, at: quarter) }
    return result
  }

  /// The value at the midpoints plus slopes times distances: |f'| <= B for the integrand, and
  /// E|z| |f'| <= 4B/5.
  private static func meanValueForm(
    of integrand: Integrand, _ m: DyadicInterval, _ s: DyadicInterval, precisionInBits p: Int
  ) throws(KernelError) -> DyadicInterval {
    let c = Calculator(precisionInBits: p)
    let bound =
      switch integrand {
      case .sigmoidSecondDerivative: try c.divide(Calculator.one, c.integer(8))
      case .sigmoidThirdDerivative: try c.divide(Calculator.one, c.integer(2))
      default: try c.divide(Calculator.one, c.integer(10))
      }
    let inMean = bound.negated.hull(with: bound)
    let inDeviation = try c.divide(try c.multiply(c.integer(4), inMean), c.integer(5))
    let first = try c.multiply(inMean, try c.subtract(m, DyadicInterval(m.midpoint)))
    let second = try c.multiply(inDeviation, try c.subtract(s, DyadicInterval(s.midpoint)))
    if try c.add(first, second).upper >= Dyadic(BigInteger(1), exponent: -3) {
      return try crudeBound(of: integrand, deviation: s, c)
    }
    let centre = try pointValue(
      of: integrand, mean: m.midpoint, deviation: s.midpoint, precisionInBits: p)
    return try c.add(try c.add(centre, first), second)
  }

  /// Where arguments are wide: the derivatives of the sigmoid are at most 1/10 and 1/8 from the
  /// second on, and the mean of the first is at most 1/4 and at most 2/(5 s): it integrates to 1,
  /// and 2/(5 s) is above the density of s z.
  private static func crudeBound(
    of integrand: Integrand, deviation s: DyadicInterval, _ c: Calculator
  ) throws(KernelError) -> DyadicInterval {
    let denominator = integrand == .sigmoidSecondDerivative ? 10 : 8
    let end = try c.divide(Calculator.one, c.integer(denominator))
    guard integrand == .sigmoidDerivative else { return end.negated.hull(with: end) }
    guard s.isPositive else { return DyadicInterval(ordered: Dyadic(0), quarter) }
    let density = try c.divide(
      c.integer(2), try c.multiply(c.integer(5), DyadicInterval(s.lower)))
    return DyadicInterval(ordered: Dyadic(0), min(density.upper, quarter))
  }

  private static let quarter = Dyadic(BigInteger(1), exponent: -2)

  private static func cut(
    _ value: DyadicInterval, at limit: Dyadic
  ) throws(KernelError) -> DyadicInterval {
    guard let result = value.intersection(with: DyadicInterval(ordered: Dyadic(0), limit)) else {
      throw .refused("an expectation lies outside its range")
    }
    return result
  }

  /// The step 2^-k and the number of nodes J on either side.
  private static func nodes(
    deviation s: Dyadic, workingBits w: Int
  ) throws(KernelError) -> (k: Int, count: Int) {
    let wanted = try Fraction(7 * w).divided(by: Fraction(10))
    var limit: Fraction?
    if s.sign > 0 {
      // A s <= 13/5 < 5 pi/6, rounded down to a multiple of 2^-20.
      let units = try Fraction(BigInteger(13 << 20), BigInteger(5)).divided(by: s.fraction).floor
      limit = Fraction(mantissa: units, exponent: -20)
    }
    for k in 0...12 {
      var width = Fraction(mantissa: BigInteger(25), exponent: k - 2)
      if let limit, limit < width { width = limit }
      let gain =
        Fraction(mantissa: BigInteger(25), exponent: k - 2) * width
        - width * width * Fraction.half
      guard gain >= wanted else { continue }
      // J h >= 1 and (J h)^2/2 >= wanted: J^2 >= 2 wanted 4^k.
      let square = (wanted * Fraction(mantissa: BigInteger(2), exponent: 2 * k)).ceiling
      var count = square.squareRootRoundedDown
      if count * count < square { count = count + BigInteger(1) }
      guard let count = max(count, BigInteger(1) << k).int, count <= largestNodeCount else { break }
      return (k, count)
    }
    throw .limit("a Gaussian expectation needs too many nodes")
  }

  /// The expectation at one m and one s >= 0.
  private static func pointValue(
    of integrand: Integrand, mean m: Dyadic, deviation s: Dyadic, precisionInBits p: Int
  ) throws(KernelError) -> DyadicInterval {
    let w = p + 32
    let c = Calculator(precisionInBits: w)
    let (k, count) = try nodes(deviation: s, workingBits: w)
    let (mean, deviation) = (DyadicInterval(m), DyadicInterval(s))
    var (sum, total) = (Calculator.zero, Calculator.zero)
    let half = DyadicInterval(Dyadic(BigInteger(1), exponent: -1))
    var weights: [DyadicInterval] = []
    for j in 0...count {
      let node = DyadicInterval(Dyadic(BigInteger(j), exponent: -k))
      weights.append(
        try c.function(.exp, try c.multiply(try c.power(node, 2), half).negated))
    }
    for j in -count...count {
      let node = DyadicInterval(Dyadic(BigInteger(j), exponent: -k))
      let x = try c.add(mean, try c.multiply(deviation, node))
      sum = try c.add(sum, try c.multiply(try value(of: integrand, at: x, c), weights[abs(j)]))
      total = try c.add(total, weights[abs(j)])
    }
    let step = DyadicInterval(Dyadic(BigInteger(1), exponent: -k))
    let unit = DyadicInterval(Dyadic(BigInteger(1), exponent: 5 - w))
    let error = try c.multiply(try bound(of: integrand, mean: mean, deviation: deviation, c), unit)
    let integral = try c.add(try c.multiply(sum, step), error.negated.hull(with: error))
    let normalizer = try c.add(try c.multiply(total, step), unit.negated.hull(with: unit))
    let quotient = try c.divide(integral, normalizer)
    switch integrand {
    case .sigmoid: return try cut(quotient, at: Dyadic(1))
    case .sigmoidDerivative: return try cut(quotient, at: quarter)
    default: return quotient
    }
  }

  private static func value(
    of integrand: Integrand, at x: DyadicInterval, _ c: Calculator
  ) throws(KernelError) -> DyadicInterval {
    if integrand == .softplus { return try c.function(.softplus, x) }
    let v = try c.function(.sigmoid, x)
    if integrand == .sigmoid { return v }
    let slope = try c.multiply(v, try c.subtract(Calculator.one, v))
    switch integrand {
    case .sigmoidSecondDerivative:
      return try c.multiply(
        slope, try c.subtract(Calculator.one, try c.multiply(c.integer(2), v)))
    case .sigmoidThirdDerivative:
      return try c.multiply(
        slope, try c.subtract(Calculator.one, try c.multiply(c.integer(6), slope)))
    default: return slope
    }
  }

  /// The constant C of the error bound: a bound of E|f| along lines in the strip.
  private static func bound(
    of integrand: Integrand, mean: DyadicInterval, deviation: DyadicInterval, _ c: Calculator
  ) throws(KernelError) -> DyadicInterval {
    switch integrand {
    case .softplus:
      try c.add(
        try c.add(mean.maximum(with: Calculator.zero), deviation), c.integer(5))
    case .sigmoid: c.integer(2)
    case .sigmoidDerivative: c.integer(4)
    case .sigmoidSecondDerivative: c.integer(20)
    case .sigmoidThirdDerivative: c.integer(148)
    }
  }
}
