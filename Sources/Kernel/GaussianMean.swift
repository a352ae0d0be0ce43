import Exact

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
    by c: Calculator
  ) throws(KernelError) -> DyadicInterval {
    let s = deviation.absolute
    guard m.isBounded, s.isBounded else {
      throw .refused("a Gaussian expectation needs arguments with ends on both sides")
    }
    func point(_ m: Dyadic, _ s: Dyadic) throws(KernelError) -> DyadicInterval {
      try pointValue(of: integrand, mean: m, deviation: s, c)
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
      result = try meanValueForm(of: integrand, m, s, c)
    }
    result = try DyadicInterval(
      roundingOutwards: result.lower, result.upper, precisionInBits: c.precisionInBits)
    if integrand == .sigmoidDerivative { result = try cut(result, at: quarter) }
    return result
  }

  /// The value at the midpoints plus slopes times distances: |f'| <= B for the integrand, and
  /// E|z| |f'| <= 4B/5.
  private static func meanValueForm(
    of integrand: Integrand, _ m: DyadicInterval, _ s: DyadicInterval, _ c: Calculator
  ) throws(KernelError) -> DyadicInterval {
    let bound =
      switch integrand {
      case .sigmoidSecondDerivative: try c(1) / 8
      case .sigmoidThirdDerivative: try c(1) / 2
      default: try c(1) / 10
      }
    let first = try bound.around * (c(m) - c(DyadicInterval(m.midpoint)))
    let second = try 4 * bound.around / 5 * (c(s) - c(DyadicInterval(s.midpoint)))
    if try (first + second).upper >= Dyadic(BigInteger(1), exponent: -3) {
      return try crudeBound(of: integrand, deviation: s, c)
    }
    let centre = try pointValue(
      of: integrand, mean: m.midpoint, deviation: s.midpoint, c)
    return try (c(centre) + first + second).interval
  }

  /// Where arguments are wide: the derivatives of the sigmoid are at most 1/10 and 1/8 from the
  /// second on, and the mean of the first is at most 1/4 and at most 2/(5 s): it integrates to 1,
  /// and 2/(5 s) is above the density of s z.
  private static func crudeBound(
    of integrand: Integrand, deviation s: DyadicInterval, _ c: Calculator
  ) throws(KernelError) -> DyadicInterval {
    guard integrand == .sigmoidDerivative else {
      return (try c(1) / (integrand == .sigmoidSecondDerivative ? 10 : 8)).around.interval
    }
    guard s.isPositive else { return DyadicInterval(ordered: Dyadic(0), quarter) }
    let density = try 2 / (5 * c(DyadicInterval(s.lower)))
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
    let wanted = try exactly(Fraction(BigInteger(7 * w), BigInteger(10)))
    var limit: Fraction?
    if s.sign > 0 {
      // A s <= 13/5 < 5 pi/6, rounded down to a multiple of 2^-20.
      let reach = try exactly(Fraction(BigInteger(13), BigInteger(5)).divided(by: s.fraction))
      limit = Fraction(mantissa: (reach * Fraction(1 << 20)).floor, exponent: -20)
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
    of integrand: Integrand, mean m: Dyadic, deviation s: Dyadic, _ calculator: Calculator
  ) throws(KernelError) -> DyadicInterval {
    let w = calculator.precisionInBits + 32
    let c = Calculator(precisionInBits: w, limit: calculator.limit)
    let (k, count) = try nodes(deviation: s, workingBits: w)
    func scaled(_ value: Int, by exponent: Int) -> Enclosure {
      c(DyadicInterval(Dyadic(BigInteger(value), exponent: exponent)))
    }
    let (mean, deviation) = (c(DyadicInterval(m)), c(DyadicInterval(s)))
    let weights = try (0...count).map { j throws(KernelError) in
      try (-(scaled(j, by: -k).power(2) * scaled(1, by: -1))).function(.exp)
    }
    var (sum, total) = (c(0), c(0))
    for j in -count...count {
      let x = try mean + deviation * scaled(j, by: -k)
      sum = try sum + value(of: integrand, at: x) * weights[abs(j)]
      total = try total + weights[abs(j)]
    }
    let (step, unit) = (scaled(1, by: -k), scaled(1, by: 5 - w))
    let error = try bound(of: integrand, mean: mean, deviation: deviation) * unit
    let quotient = try (sum * step + error.around) / (total * step + unit.around)
    switch integrand {
    case .sigmoid: return try cut(quotient.interval, at: Dyadic(1))
    case .sigmoidDerivative: return try cut(quotient.interval, at: quarter)
    default: return quotient.interval
    }
  }

  private static func value(
    of integrand: Integrand, at x: Enclosure
  ) throws(KernelError) -> Enclosure {
    if integrand == .softplus { return try x.function(.softplus) }
    let v = try x.function(.sigmoid)
    if integrand == .sigmoid { return v }
    let slope = try v * (1 - v)
    return switch integrand {
    case .sigmoidSecondDerivative: try slope * (1 - 2 * v)
    case .sigmoidThirdDerivative: try slope * (1 - 6 * slope)
    default: slope
    }
  }

  /// The constant C of the error bound: a bound of E|f| along lines in the strip.
  private static func bound(
    of integrand: Integrand, mean: Enclosure, deviation: Enclosure
  ) throws(KernelError) -> Enclosure {
    let c = mean.calculator
    return switch integrand {
    case .softplus: try mean.maximum(with: c(0)) + deviation + 5
    case .sigmoid: c(2)
    case .sigmoidDerivative: c(4)
    case .sigmoidSecondDerivative: c(20)
    case .sigmoidThirdDerivative: c(148)
    }
  }
}
