import Exact

// Functions of intervals. Ends come from ends by Ziv's method: bounds at a working precision,
// doubled until both round to the same number. It ends: where the value is a dyadic number the
// bounds are that number, and elsewhere it is transcendental (Lindemann, for nonzero dyadic
// arguments), so no number of p bits is hit. Nothing is known about values of erf and erfc; the
// working precision has a limit.

extension DyadicInterval {
  /// The range of a function, as the least interval of numbers of p bits around it.
  ///
  /// - Throws: `KernelError.undefined` where a number may lie outside the domain.
  public func value(
    of function: UnaryFunction, precisionInBits p: Int
  ) throws(KernelError) -> DyadicInterval {
    let properties = function.properties
    try properties.requireDomain(self)
    switch function {
    case .negate: return negated
    case .absolute: return absolute
    case .squareRoot: return try squareRoot(precisionInBits: p)
    case .floor: return try roundedDown(p)
    case .sin, .cos: return try wave(function, p)
    case .tan: try requireOneBranch()
    default: break
    }
    let arguments = properties.course == .even ? absolute : self
    let (first, last) =
      properties.course == .decreasing
      ? (arguments.upper, arguments.lower) : (arguments.lower, arguments.upper)
    return try DyadicInterval(
      roundingOutwards: try Self.end(function, at: first, .down, p),
      try Self.end(function, at: last, .up, p), precisionInBits: p)
  }

  /// The value at an end, rounded to one side; where there is no end, the limit takes its place.
  static func end(
    _ function: UnaryFunction, at x: Dyadic, _ rounding: Dyadic.Rounding, _ p: Int
  ) throws(KernelError) -> Dyadic {
    let properties = function.properties
    if x.isInfinite {
      let isAbove = x.sign > 0
      guard let limit = isAbove ? properties.limits.above : properties.limits.below else {
        return properties.course == .increasing ? x : .infinity
      }
      let value = try Calculator(precisionInBits: p).value(of: limit) { _ in Calculator.zero }
      return rounding == .down ? value.lower : value.upper
    }
    if let exponent = properties.largestArgumentExponent {
      let largest = Dyadic(BigInteger(1), exponent: exponent)
      guard largest.negated <= x && x <= largest else {
        throw .limit("the argument of \(properties.name) is beyond 2^\(exponent)")
      }
    }
    var guardBits = 32
    while guardBits <= 1 << 17 {
      let (lower, upper) = try ElementarySeries.bounds(of: function, at: x, bits: p + guardBits)
      let end = lower.rounded(rounding, precisionInBits: p)
      if end == upper.rounded(rounding, precisionInBits: p) { return end }
      guardBits *= 2
    }
    throw .limit("a value lies too close to a number of \(p) bits")
  }
}
