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

  static let tanh = FunctionProperties(
    "tanh", "the hyperbolic tangent", .increasing, .neither,
    (1 - .power(value, 2), -(2 * (value * slope))), zero: 0, limits: (-1, 1),
    largestArgumentExponent: largestExponentialArgument)
  static let sinh = FunctionProperties(
    "sinh", "the hyperbolic sine", .increasing, .neither, (.function(.cosh, x), value), zero: 0,
    largestArgumentExponent: largestExponentialArgument)
  static let cosh = FunctionProperties(
    "cosh", "the hyperbolic cosine", .even, .convex, (.function(.sinh, x), value),
    largestArgumentExponent: largestExponentialArgument)
}

extension FunctionProperties {
  private static let rightAngle = 2 * Formula.function(.atan, 1)

  static let sin = FunctionProperties(
    "sin", "the sine of an angle in radians", .other, .neither, (.function(.cos, x), -value))
  static let cos = FunctionProperties(
    "cos", "the cosine", .other, .neither, (-.function(.sin, x), -value))
  static let tan = FunctionProperties(
    "tan", "the tangent", on: .offPoles, .other, .neither,
    (1 + .power(value, 2), 2 * (value * slope)))
  static let asin = FunctionProperties(
    "asin", "the inverse of the sine, from -pi/2 to pi/2", latex: "arcsin", on: .withinOne,
    .increasing, .neither,
    (1 / .function(.squareRoot, 1 - .power(x, 2)), x * .power(slope, 3)), zero: 0)
  static let atan = FunctionProperties(
    "atan", "the inverse of the tangent, between -pi/2 and pi/2", latex: "arctan", .increasing,
    .neither, (1 / (1 + .power(x, 2)), -(2 * (x * .power(slope, 2)))), zero: 0,
    limits: (-rightAngle, rightAngle))
}

extension FunctionProperties {
  /// Arguments of error functions may be 2 to this power in magnitude.
  public static let largestErrorFunctionArgument = 10

  /// 2 exp(-x^2)/sqrt(pi).
  private static let bell =
    2 * .function(.exp, -.power(x, 2)) / Formula.function(.squareRoot, 4 * .function(.atan, 1))

  static let erf = FunctionProperties(
    "erf", "the error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x",
    .increasing, .neither, (bell, -(2 * (x * slope))), zero: 0, limits: (-1, 1),
    largestArgumentExponent: largestErrorFunctionArgument)
  static let erfc = FunctionProperties(
    "erfc", "1 - erf(x), without cancellation", .decreasing, .neither,
    (-bell, -(2 * (x * slope))), limits: (2, 0),
    largestArgumentExponent: largestErrorFunctionArgument)
}

extension FunctionProperties {
  static let floor = FunctionProperties(
    "floor", "the largest integer that is not larger", .steps, .neither)
}
