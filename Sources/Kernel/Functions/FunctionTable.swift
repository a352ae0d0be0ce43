// The rows of the table of functions.

private let (x, value, slope) = (Formula.argument, Formula.value, Formula.slope)

extension FunctionProperties {
  /// Arguments of exponentials may be 2 to this power in magnitude.
  public static let largestExponentialArgument = 20

  static let negate = FunctionProperties("-", "the negative", .decreasing, .neither)
  static let absolute = FunctionProperties("abs", "the absolute value", .even, .convex)
  static let squareRoot = FunctionProperties(
    "sqrt", "the square root", on: .from(0), .increasing, .concave,
    (1 / (2 * value), -(slope / (2 * x))), zero: 0)
  static let exp = FunctionProperties(
    "exp", "e^x", .increasing, .convex, (value, slope), limits: (0, nil),
    largestArgumentExponent: largestExponentialArgument)
  static let expm1 = FunctionProperties(
    "expm1", "e^x - 1, without cancellation", .increasing, .convex,
    (.function(.exp, x), slope), zero: 0, limits: (-1, nil),
    largestArgumentExponent: largestExponentialArgument)
  static let log = FunctionProperties(
    "log", "the natural logarithm", latex: "ln", on: .above(0), .increasing, .concave,
    (1 / x, -(1 / .power(x, 2))), zero: 1)
  static let log1p = FunctionProperties(
    "log1p", "log(1 + x), without cancellation", on: .above(-1), .increasing, .concave,
    (1 / (1 + x), -(1 / .power(1 + x, 2))), zero: 0)
  static let softplus = FunctionProperties(
    "softplus", "log(1 + e^x)", .increasing, .convex,
    (.function(.sigmoid, x), slope * (1 - slope)), limits: (0, nil),
    largestArgumentExponent: largestExponentialArgument)
  static let sigmoid = FunctionProperties(
    "sigmoid", "1/(1 + e^-x)", .increasing, .neither,
    (value * (1 - value), slope * (1 - 2 * value)), limits: (0, 1),
    largestArgumentExponent: largestExponentialArgument)
}
