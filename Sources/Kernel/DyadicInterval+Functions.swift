import Exact

// Elementary functions. All are strictly increasing, so ends come from ends. An end is found by
// Ziv's method: bounds at a working precision, doubled until both round to the same number. It
// ends: where the value is a dyadic number the bounds are that number, and elsewhere it is
// transcendental (Lindemann, for nonzero dyadic arguments), so no number of p bits is hit.

extension DyadicInterval {
  /// Arguments of exp and its relatives may be this large in magnitude: 2^20.
  public static let largestArgumentExponent = 20

  /// The exponentials.
  public func exp(precisionInBits p: Int) throws(KernelError) -> DyadicInterval {
    try increasing(p, limitBelow: 0, ElementarySeries.exp)
  }

  /// The natural logarithms.
  ///
  /// - Throws: `KernelError.undefined` unless all numbers are > 0.
  public func log(precisionInBits p: Int) throws(KernelError) -> DyadicInterval {
    guard isPositive else { throw .undefined("the logarithm of what may not be positive") }
    return try increasing(p) { ElementarySeries.log1p($0 - Dyadic(1), bits: $1) }
  }

  /// log(1 + x).
  ///
  /// - Throws: `KernelError.undefined` unless all numbers are > -1.
  public func log1p(precisionInBits p: Int) throws(KernelError) -> DyadicInterval {
    guard lower > Dyadic(-1) else { throw .undefined("log1p of what may be -1 or less") }
    return try increasing(p, ElementarySeries.log1p)
  }

  /// e^x - 1.
  public func expm1(precisionInBits p: Int) throws(KernelError) -> DyadicInterval {
    try increasing(p, limitBelow: -1) { x, bits in
      if x.sign == 0 { return (x, x) }
      // x < e^x - 1 < x + x^2 for 0 < |x| < 1.
      if x.magnitudeExponent < -bits { return (x, x + x * x) }
      let (lower, upper) = ElementarySeries.exp(x, bits: bits + max(0, 2 - x.magnitudeExponent))
      return (lower - Dyadic(1), upper - Dyadic(1))
    }
  }

  /// log(1 + e^x) = max(x, 0) + log1p(e^-|x|).
  public func softplus(precisionInBits p: Int) throws(KernelError) -> DyadicInterval {
    try increasing(p, limitBelow: 0) { x, bits in
      let (lower, upper) = ElementarySeries.exp(x.sign > 0 ? x.negated : x, bits: bits + 4)
      let below = ElementarySeries.log1p(lower, bits: bits + 4).lower
      let above = ElementarySeries.log1p(upper, bits: bits + 4).upper
      return x.sign > 0 ? (x + below, x + above) : (below, above)
    }
  }

  /// 1/(1 + e^-x): with q = e^-|x|, it is q/(1 + q) for x <= 0 and 1 - q/(1 + q) for x > 0.
  public func sigmoid(precisionInBits p: Int) throws(KernelError) -> DyadicInterval {
    try increasing(p, limitBelow: 0, limitAbove: Dyadic(1)) { x, bits in
      let (lower, upper) = ElementarySeries.exp(x.sign > 0 ? x.negated : x, bits: bits + 4)
      let below = Dyadic.quotient(lower, Dyadic(1) + lower, .down, precisionInBits: bits + 4)
      let above = Dyadic.quotient(upper, Dyadic(1) + upper, .up, precisionInBits: bits + 4)
      return x.sign > 0 ? (Dyadic(1) - above, Dyadic(1) - below) : (below, above)
    }
  }

  /// The values between those at the ends; where there is no end, the limit takes its place.
  ///
  /// Logarithms have no limit below, and arguments of any size.
  private func increasing(
    _ p: Int, limitBelow: Int? = nil, limitAbove: Dyadic = .infinity,
    _ bounds: (Dyadic, Int) -> ElementarySeries.Bounds
  ) throws(KernelError) -> DyadicInterval {
    let limit = Dyadic(BigInteger(1), exponent: Self.largestArgumentExponent)
    func value(_ x: Dyadic, _ rounding: Dyadic.Rounding) throws(KernelError) -> Dyadic {
      if x.isInfinite { return x.sign > 0 ? limitAbove : Dyadic(limitBelow ?? 0) }
      guard limitBelow == nil || (limit.negated <= x && x <= limit) else {
        throw .limit("the argument of an exponential is beyond 2^\(Self.largestArgumentExponent)")
      }
      return try Self.end(rounding, p) { bounds(x, $0) }
    }
    return try DyadicInterval(
      roundingOutwards: try value(lower, .down), try value(upper, .up), precisionInBits: p)
  }

  private static func end(
    _ rounding: Dyadic.Rounding, _ p: Int, _ bounds: (Int) -> ElementarySeries.Bounds
  ) throws(KernelError) -> Dyadic {
    var guardBits = 32
    while guardBits <= 1 << 17 {
      let (lower, upper) = bounds(p + guardBits)
      let end = lower.rounded(rounding, precisionInBits: p)
      if end == upper.rounded(rounding, precisionInBits: p) { return end }
      guardBits *= 2
    }
    throw .limit("a value lies too close to a number of \(p) bits")
  }
}
