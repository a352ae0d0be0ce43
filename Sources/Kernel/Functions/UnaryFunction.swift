/// A function of one argument.
public enum UnaryFunction: Int, Sendable, CaseIterable {
  case negate, absolute, squareRoot, exp, expm1, log, log1p, softplus, sigmoid
  case tanh, sinh, cosh, sin, cos, tan, asin, atan, erf, erfc, floor

  /// Its row of the table of functions.
  public var properties: FunctionProperties {
    switch self {
    case .negate: .negate
    case .absolute: .absolute
    case .squareRoot: .squareRoot
    case .exp: .exp
    case .expm1: .expm1
    case .log: .log
    case .log1p: .log1p
    case .softplus: .softplus
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .sinh: .sinh
    case .cosh: .cosh
    case .sin: .sin
    case .cos: .cos
    case .tan: .tan
    case .asin: .asin
    case .atan: .atan
    case .erf: .erf
    case .erfc: .erfc
    case .floor: .floor
    }
  }

  /// Its name in the theorem language.
  public var name: String { properties.name }

  /// The functions that are called by a name, by name.
  public static let named = Dictionary(
    allCases.filter { $0 != .negate }.map { ($0.name, $0) },
    uniquingKeysWith: { first, _ in first })

  /// The strictly increasing ones among them, which the step `through` takes off.
  public static let increasing = named.filter { $0.value.properties.course == .increasing }
}
