// Functions at dyadic points, from exp and log.

extension ElementarySeries {
  /// Bounds of a value that is found at points.
  static func bounds(
    of function: UnaryFunction, at x: Dyadic, bits: Int
  ) throws(KernelError) -> Bounds {
    switch function {
    case .exp: exp(x, bits: bits)
    case .expm1: expm1(x, bits: bits)
    case .log: log1p(x - Dyadic(1), bits: bits)
    case .log1p: log1p(x, bits: bits)
    case .softplus: softplus(x, bits: bits)
    case .sigmoid: sigmoid(x, bits: bits)
    case .negate, .absolute, .squareRoot: throw .refused("\(function.name) is no series")
    }
  }

  /// e^x - 1.
  static func expm1(_ x: Dyadic, bits: Int) -> Bounds {
    if x.sign == 0 { return (x, x) }
    // x < e^x - 1 < x + x^2 for 0 < |x| < 1.
    if x.magnitudeExponent < -bits { return (x, x + x * x) }
    let (lower, upper) = exp(x, bits: bits + max(0, 2 - x.magnitudeExponent))
    return (lower - Dyadic(1), upper - Dyadic(1))
  }

  /// log(1 + e^x) = max(x, 0) + log1p(e^-|x|).
  private static func softplus(_ x: Dyadic, bits: Int) -> Bounds {
    let (lower, upper) = exp(x.sign > 0 ? x.negated : x, bits: bits + 4)
    let below = log1p(lower, bits: bits + 4).lower
    let above = log1p(upper, bits: bits + 4).upper
    return x.sign > 0 ? (x + below, x + above) : (below, above)
  }

  /// 1/(1 + e^-x): with q = e^-|x|, it is q/(1 + q) for x <= 0 and 1 - q/(1 + q) for x > 0.
  private static func sigmoid(_ x: Dyadic, bits: Int) -> Bounds {
    let (lower, upper) = exp(x.sign > 0 ? x.negated : x, bits: bits + 4)
    let below = Dyadic.quotient(lower, Dyadic(1) + lower, .down, precisionInBits: bits + 4)
    let above = Dyadic.quotient(upper, Dyadic(1) + upper, .up, precisionInBits: bits + 4)
    return x.sign > 0 ? (Dyadic(1) - above, Dyadic(1) - below) : (below, above)
  }
}
