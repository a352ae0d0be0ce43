import Exact
import Kernel

/// Expectations E f(m + s z) over a standard normal z by the trapezoidal rule, with its proved
/// error.
///
/// The rule is section 8 of docs/certificate-format.md; the proofs are in
/// docs/gaussian-expectation.md and docs/proof-rules.md. Source: [TW14], theorem 5.1.
struct GaussianMean: EnclosedFunction {
  static let softplus = GaussianMean(order: 0)
  static let sigmoid = GaussianMean(order: 1)
  static let sigmoidDerivative = GaussianMean(order: 2)

  /// The most nodes on either side.
  static let largestNodeCount = 50_000

  /// Which derivative of softplus f is, up to the fourth.
  private let order: Int

  var axiom: Axiom { .gaussianMean }

  var range: Box.Range {
    let upper: Fraction? =
      switch order {
      case 0: nil
      case 1: Fraction(1)
      default: Fraction(mantissa: BigInteger(1), exponent: -2)
      }
    return Box.Range(lower: Fraction(0), upper: upper)
  }

  /// E f' in m and s E f'' in s.
  func slopes(_ m: Enclosure, _ s: Enclosure) throws(KernelError) -> (Enclosure, Enclosure) {
    (
      try GaussianMean(order: order + 1).value(m, s),
      try s * GaussianMean(order: order + 2).value(m, s)
    )
  }

  /// Encloses the expectation for all m and s in two intervals; only |s| matters.
  func value(_ m: Enclosure, _ s: Enclosure) throws(KernelError) -> Enclosure {
    let s = s.magnitude
    guard m.interval.isBounded, s.interval.isBounded else {
      throw .refused("a Gaussian expectation needs arguments with ends on both sides")
    }
    var result: Enclosure
    if m.lower == m.upper && s.lower == s.upper {
      result = try pointValue(m, s)
    } else if order == 0 {
      // Increasing in m and, as the mean of a convex function, in s.
      let least = try pointValue(m.infimum, s.infimum)
      let most = try pointValue(m.supremum, s.supremum)
      result = m.with(try DyadicInterval(lower: least.lower, upper: most.upper))
    } else if order == 1 {
      // Monotone in m for every s and in s for every m: extremes lie at corners.
      result = try pointValue(m.infimum, s.infimum)
      for corner in [(m.infimum, s.supremum), (m.supremum, s.infimum), (m.supremum, s.supremum)] {
        result = result.hull(with: try pointValue(corner.0, corner.1))
      }
    } else {
      result = try meanValueForm(m, s)
    }
    result = try m.with(result.interval) + 0
    return order == 2 ? try cut(result) : result
  }

  /// The value at the midpoints plus slopes times distances: |f'| <= B for the integrand, and
  /// E|z| |f'| <= 4B/5.
  private func meanValueForm(_ m: Enclosure, _ s: Enclosure) throws(KernelError) -> Enclosure {
    let bound = try (1 / m.calculator([10, 8, 2][order - 2])).around
    let mean = m.with(DyadicInterval(m.interval.midpoint))
    let deviation = s.with(DyadicInterval(s.interval.midpoint))
    let first = try bound * (m - mean)
    let second = try 4 * bound / 5 * (s - deviation)
    let isNear = try (first + second).upper < Dyadic(BigInteger(1), exponent: -3)
    return isNear
      ? try m.with(pointValue(mean, deviation).interval) + first + second : try crudeBound(s)
  }

  /// Where arguments are wide: the derivatives of the sigmoid are at most 1/10 and 1/8 from the
  /// second on, and the mean of the first is at most 1/4 and at most 2/(5 s): it integrates to 1,
  /// and 2/(5 s) is above the density of s z.
  private func crudeBound(_ s: Enclosure) throws(KernelError) -> Enclosure {
    let c = s.calculator
    if order > 2 { return try (1 / c(order == 3 ? 10 : 8)).around }
    let quarter = try c(1) / 4
    guard s.interval.isPositive else { return quarter.fromZero }
    return try (2 / (5 * s.infimum)).minimum(with: quarter).fromZero
  }

  /// What is in the range of sigmoid, or of its derivative.
  private func cut(_ value: Enclosure) throws(KernelError) -> Enclosure {
    let range = try (value.calculator(1) / (order == 1 ? 1 : 4)).fromZero.interval
    guard let result = value.interval.intersection(with: range) else {
      throw .refused("an expectation lies outside its range")
    }
    return value.with(result)
  }

  /// The step 2^-k and the number of nodes J on either side.
  private func nodes(
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
      let most = Fraction(mantissa: BigInteger(25), exponent: k - 2)
      let width = min(most, limit ?? most)
      guard most * width - width * width * Fraction.half >= wanted else { continue }
      // J h >= 1 and (J h)^2/2 >= wanted: J^2 >= 2 wanted 4^k.
      let square = (wanted * Fraction(mantissa: BigInteger(2), exponent: 2 * k)).ceiling
      var count = square.squareRootRoundedDown
      if count * count < square { count = count + BigInteger(1) }
      guard let count = max(count, BigInteger(1) << k).int, count <= Self.largestNodeCount
      else { break }
      return (k, count)
    }
    throw .limit("a Gaussian expectation needs too many nodes")
  }

  /// The expectation at one m and one s >= 0.
  private func pointValue(_ m: Enclosure, _ s: Enclosure) throws(KernelError) -> Enclosure {
    let w = m.calculator.precisionInBits + 32
    let c = Calculator(precisionInBits: w, limit: m.calculator.limit)
    let (k, count) = try nodes(deviation: s.lower, workingBits: w)
    func scaled(_ value: Int, by exponent: Int) -> Enclosure {
      c(DyadicInterval(Dyadic(BigInteger(value), exponent: exponent)))
    }
    let (mean, deviation) = (c(m.interval), c(s.interval))
    let weights = try (0...count).map { j throws(KernelError) in
      try (-(scaled(j, by: -k).power(2) * scaled(1, by: -1))).function(.exp)
    }
    var (sum, total) = (c(0), c(0))
    for j in -count...count {
      let x = try mean + deviation * scaled(j, by: -k)
      sum = try sum + integrand(x) * weights[abs(j)]
      total = try total + weights[abs(j)]
    }
    let (step, unit) = (scaled(1, by: -k), scaled(1, by: 5 - w))
    // The constant C of the error bound: a bound of E|f| along lines in the strip.
    let bound =
      order == 0 ? try mean.maximum(with: c(0)) + deviation + 5 : c([2, 4, 20, 148][order - 1])
    let quotient = try (sum * step + (bound * unit).around) / (total * step + unit.around)
    return order == 1 || order == 2 ? try cut(quotient) : quotient
  }

  private func integrand(_ x: Enclosure) throws(KernelError) -> Enclosure {
    if order == 0 { return try x.function(.softplus) }
    let v = try x.function(.sigmoid)
    if order == 1 { return v }
    let slope = try v * (1 - v)
    return order == 2 ? slope : try slope * (1 - (order == 3 ? 2 * v : 6 * slope))
  }
}
