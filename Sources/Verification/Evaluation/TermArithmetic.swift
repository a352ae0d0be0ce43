import Diagnostics
import Exact
import Kernel
import Reals
import TheoremLanguage

/// What it takes to evaluate a term in one kind of number.
///
/// Three kinds exist: enclosing intervals (every statement that is printed), doubles (the scan that
/// looks for weak points, which promises nothing), and numbers in which equality can be told (the
/// search for counterexamples). One evaluator walks the terms for all three.
protocol TermArithmetic: AnyObject {
  associatedtype Value

  /// The literals met so far: converting a decimal costs more than looking it up.
  var literals: [ExactDecimal: Value] { get set }

  /// The value of an exact number.
  func value(of number: Fraction) throws -> Value

  /// One-argument functions, negation included.
  func apply(_ function: UnaryFunction, to argument: Value) throws -> Value

  /// Two-argument functions, the four operations and powers included.
  func apply(_ function: BinaryFunction, to left: Value, _ right: Value) throws -> Value

  /// Whether `left relation right` holds; `nil` when this kind of number cannot tell.
  func holds(_ left: Value, _ relation: Relation, _ right: Value) -> Bool?

  /// The root of `left = right` between `lower` and `upper`, given the difference as a function.
  func root(
    between lower: Value, and upper: Value, of difference: (Value) throws -> Value
  ) throws -> Value
}

/// Why a term has no value at a point.
enum EvaluationError: Error {
  /// A function met an argument outside its domain.
  ///
  /// `isCertain` is false when the enclosure merely touches the outside: more precision may help.
  case outsideDomain(function: String, argument: String, isCertain: Bool)

  /// The condition of an `if` or the bracket of a root cannot be told at this precision.
  case needsPrecision(String)

  /// The equation of a root has the same sign at both ends, or several roots.
  case noUniqueRoot(String)

  /// A problem's arguments are not accepted by its model; with the place of the problem.
  case invalidProblem(String, at: Span, isConstant: Bool)

  /// The optimum is not available to this evaluation: no bound, or the descent did not converge.
  case noOptimum(String)
}

extension TermArithmetic {
  /// The value of a literal of a theorem file.
  func value(of literal: ExactDecimal) throws -> Value {
    if let known = literals[literal] { return known }
    let converted = try value(of: try Fraction(parsing: "\(literal.digits)e\(literal.exponent)"))
    literals[literal] = converted
    return converted
  }
}

extension EvaluationError {
  /// Carries over what the number types report.
  init(_ error: NumberError) {
    switch error {
    case .outsideDomain(let function, let argument, let certainly):
      self = .outsideDomain(function: function, argument: argument, isCertain: certainly)
    case .divisionByZero:
      self = .outsideDomain(function: "division", argument: "0", isCertain: true)
    default:
      self = .needsPrecision("\(error)")
    }
  }

  /// Whether a higher precision may make the term evaluable.
  var mayVanishWithPrecision: Bool {
    switch self {
    case .outsideDomain(_, _, let isCertain): !isCertain
    case .needsPrecision: true
    case .noUniqueRoot, .invalidProblem, .noOptimum: false
    }
  }

  /// Whether the equation of a root is at fault.
  var isAboutRoot: Bool {
    if case .noUniqueRoot = self { true } else { false }
  }

  /// The reason in words, without the place.
  var reason: String {
    switch self {
    case .outsideDomain("division", let argument, let isCertain):
      isCertain ? "division by zero" : "division by a number that may be zero (\(argument))"
    case .outsideDomain(let function, let argument, true):
      "\(function) of \(argument), which lies outside its domain"
    case .outsideDomain(let function, let argument, false):
      "\(function) of \(argument), which may lie outside its domain"
    case .needsPrecision(let text), .noUniqueRoot(let text),
      .invalidProblem(let text, _, _), .noOptimum(let text):
      text
    }
  }
}
