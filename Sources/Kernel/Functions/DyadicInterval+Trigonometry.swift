import Exact

// Ranges of sin, cos and tan: each is monotone between certain multiples of pi/2, its branches.

extension DyadicInterval {
  /// Larger angles than 2 to this power are not reduced: they may be any.
  static let largestAngleExponent = 4096

  /// The numbers of the branches of the ends, or `nil` for ends that are too large.
  ///
  /// Branch k of cos reaches from k pi on, of sin and tan from (k - 1/2) pi on.
  private func branches(
    areCosines: Bool
  ) throws(KernelError) -> (first: BigInteger, last: BigInteger)? {
    guard isBounded, lower.magnitudeExponent <= Self.largestAngleExponent,
      upper.magnitudeExponent <= Self.largestAngleExponent
    else { return nil }
    let offset = BigInteger(areCosines ? 0 : 1)
    return (
      try (ElementarySeries.quadrant(of: lower) + offset) >> 1,
      try (ElementarySeries.quadrant(of: upper) + offset) >> 1
    )
  }

  /// The range of sin or cos.
  func wave(_ function: UnaryFunction, _ p: Int) throws(KernelError) -> DyadicInterval {
    let all = DyadicInterval(ordered: Dyadic(-1), Dyadic(1))
    guard let (first, last) = try branches(areCosines: function == .cos),
      last - first < BigInteger(2)
    else { return all }
    let isEven = ((first >> 1) << 1) == first
    let rises = isEven == (function == .sin)
    func value(_ x: Dyadic, _ rounding: Dyadic.Rounding) throws(KernelError) -> Dyadic {
      try Self.end(function, at: x, rounding, p)
    }
    if first == last {
      let (least, largest) = rises ? (lower, upper) : (upper, lower)
      return DyadicInterval(ordered: try value(least, .down), try value(largest, .up))
    }
    if rises {
      let least = min(try value(lower, .down), try value(upper, .down))
      return DyadicInterval(ordered: least, all.upper)
    }
    let largest = max(try value(lower, .up), try value(upper, .up))
    return DyadicInterval(ordered: all.lower, largest)
  }

  /// Requires that no pole of tan may lie in the interval.
  func requireOneBranch() throws(KernelError) {
    guard let (first, last) = try branches(areCosines: false), first == last else {
      throw .undefined("the argument of tan may be a pole")
    }
  }

  /// The largest integers that are not larger.
  func roundedDown(_ p: Int) throws(KernelError) -> DyadicInterval {
    try DyadicInterval(
      roundingOutwards: lower.integerBelow, upper.integerBelow, precisionInBits: p)
  }
}

extension Dyadic {
  /// The largest integer that is not larger.
  var integerBelow: Dyadic { exponent >= 0 ? self : Dyadic(mantissa >> -exponent) }
}
