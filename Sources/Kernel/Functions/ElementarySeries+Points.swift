import Exact

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
    case .tanh: try tanh(x, bits: bits)
    case .sinh: try sinh(x, bits: bits)
    case .cosh: try cosh(x, bits: bits)
    case .sin: wave(x, isSine: true, bits: bits)
    case .cos: wave(x, isSine: false, bits: bits)
    case .tan: try tangent(x, bits: bits)
    case .asin: try arcsine(x, bits: bits)
    case .atan: arctangent(x, bits: bits)
    case .erf: try errorFunction(x, bits: bits)
    case .erfc: try complementaryErrorFunction(x, bits: bits)
    case .negate, .absolute, .squareRoot, .floor:
      throw .refused("\(function.name) is no series")
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

  /// With e = e^(-2|x|) - 1, tanh |x| = -e/(2 + e).
  private static func tanh(_ x: Dyadic, bits: Int) throws(KernelError) -> Bounds {
    // x - x^3/2 < tanh x < x - x^3/4 for 0 < x < 1/2.
    if 2 * x.magnitudeExponent < -bits { return nearArgument(x, -1, 2) }
    let calculator = Calculator(precisionInBits: bits + 8)
    let e = calculator(enclosing: expm1((x.sign < 0 ? x : x.negated).scaled(1), bits: bits + 8))
    return signed(try -(e / (e + 2)), as: x)
  }

  /// With e = e^|x| - 1, sinh |x| = (e + e/(e + 1))/2.
  private static func sinh(_ x: Dyadic, bits: Int) throws(KernelError) -> Bounds {
    // x + x^3/8 < sinh x < x + x^3/4 for 0 < x < 1.
    if 2 * x.magnitudeExponent < -bits { return nearArgument(x, 1, 3) }
    let calculator = Calculator(precisionInBits: bits + 8)
    let e = calculator(enclosing: expm1(x.sign < 0 ? x.negated : x, bits: bits + 8))
    return signed(try (e + e / (e + 1)) / 2, as: x)
  }

  /// With e = e^|x|, cosh x = (e + 1/e)/2.
  private static func cosh(_ x: Dyadic, bits: Int) throws(KernelError) -> Bounds {
    if x.sign == 0 { return (Dyadic(1), Dyadic(1)) }
    if 2 * x.magnitudeExponent < -bits {
      // 1 + x^2/2 < cosh x < 1 + x^2 for 0 < |x| < 1.
      return (Dyadic(1) + (x * x).scaled(-1), Dyadic(1) + x * x)
    }
    let calculator = Calculator(precisionInBits: bits + 8)
    let e = calculator(enclosing: exp(x.sign < 0 ? x.negated : x, bits: bits + 8))
    let value = try (e + 1 / e) / 2
    return (value.lower, value.upper)
  }

  private static func tangent(_ x: Dyadic, bits: Int) throws(KernelError) -> Bounds {
    // x + x^3/4 < tan x < x + x^3/2 for 0 < x < 1/2.
    if 2 * x.magnitudeExponent < -bits { return nearArgument(x, 1, 2) }
    let point = Calculator(precisionInBits: bits + 8)(DyadicInterval(x))
    let value = try point.function(.sin) / point.function(.cos)
    return (value.lower, value.upper)
  }

  /// asin x = 2 atan(x/(1 + sqrt((1 - x)(1 + x)))).
  private static func arcsine(_ x: Dyadic, bits: Int) throws(KernelError) -> Bounds {
    // x + x^3/8 < asin x < x + x^3/4 for 0 < x < 1/2.
    if 2 * x.magnitudeExponent < -bits { return nearArgument(x, 1, 3) }
    let point = Calculator(precisionInBits: bits + 8)(DyadicInterval(x))
    let root = try ((1 - point) * (point + 1)).function(.squareRoot)
    let value = try 2 * (point / (root + 1)).function(.atan)
    return (value.lower, value.upper)
  }

  /// The value at x of an odd function, from the value at |x|.
  private static func signed(_ value: Enclosure, as x: Dyadic) -> Bounds {
    x.sign < 0 ? (value.upper.negated, value.lower.negated) : (value.lower, value.upper)
  }
}

extension Calculator {
  fileprivate func callAsFunction(enclosing bounds: ElementarySeries.Bounds) -> Enclosure {
    self(DyadicInterval(ordered: bounds.lower, bounds.upper))
  }
}
