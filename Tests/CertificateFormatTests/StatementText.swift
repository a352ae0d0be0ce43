import CertificateFormat
import Exact
import Kernel
import TheoremLanguage

/// The statement of a theorem file in one canonical form, as Tests/Certificates/statement.py prints
/// it too.
enum StatementText {
  static func text(of theorem: ElaboratedTheorem) throws -> String {
    let statement = try theorem.statement()
    let parameters = zip(theorem.parameters, statement.parameters).map { declared, parameter in
      let upper = parameter.upper.map(text) ?? "infinity"
      let kind = parameter.isInteger ? "integer" : "real"
      return "(parameter \(declared.name) \(kind) \(text(parameter.lower)) \(upper))"
    }
    let definitions = zip(theorem.definitions, statement.definitions).map { declared, definition in
      "(define \(declared.name) \(text(definition)))"
    }
    let problems = statement.problems.map { problem in
      let arguments = problem.arguments.sorted { $0.key < $1.key }
        .map { "(\($0.key) \(text($0.value)))" }
      return "(problem \(problem.model) \(arguments.joined(separator: " ")))"
    }
    let claims = theorem.claims.enumerated().flatMap { index, claim in
      ["(claim \(claim.name) \(text(statement.claims[index])))"]
        + (statement.conditions[index] ?? []).map { "(where \(claim.name) \(text($0)))" }
    }
    let assumptions = statement.assumptions.map { "(assume \(text($0)))" }
    return (parameters + definitions + assumptions + problems + claims).joined(separator: " ")
  }

  private static func text(_ definition: Statement.Definition) -> String {
    switch definition {
    case .term(let term): text(term)
    case .root(let lower, let upper, let left, let right):
      "(root \([lower, upper, left, right].map(text).joined(separator: " ")))"
    }
  }

  private static func text(_ argument: Statement.Argument) -> String {
    switch argument {
    case .number(let term): text(term)
    case .list(let terms): "[\(terms.map(text).joined(separator: " "))]"
    }
  }

  private static func text(_ comparison: Comparison) -> String {
    "(\(comparison.relation.rawValue) \(text(comparison.left)) \(text(comparison.right)))"
  }

  private static func text(_ claim: ClaimStatement) -> String {
    switch claim {
    case .comparison(let comparison): text(comparison)
    case .monotone(let term, let direction, let parameter):
      "(\(direction.rawValue) \(text(term)) x\(parameter))"
    }
  }

  private static func text(_ term: Term) -> String {
    switch term {
    case .number(let value): number(value)
    case .parameter(let index): "x\(index)"
    case .definition(let index): "d\(index)"
    case .bound: "v"
    case .unary(let function, let a): "(\(name(function)) \(text(a)))"
    case .binary(let function, let a, let b): "(\(name(function)) \(text(a)) \(text(b)))"
    case .conditional(let condition, let then, let otherwise):
      "(if \(text(condition)) \(text(then)) \(text(otherwise)))"
    case .minimum(let problem): "(minimum \(problem))"
    case .minimizer(let problem, let quantity, let index):
      "(minimizer \(problem) \(quantity) \(index.map(String.init) ?? "-"))"
    }
  }

  /// The value as a fraction in lowest terms, by the digits alone.
  private static func number(_ value: ExactDecimal) -> String {
    let power = BigInteger(10).power(abs(value.exponent))
    let digits = BigInteger(value.digits) ?? BigInteger(0)
    if value.exponent >= 0 { return (digits * power).description }
    return (try? Fraction(digits, power).description) ?? "?"
  }

  private static func name(_ function: UnaryFunction) -> String {
    switch function {
    case .negate: "neg"
    case .squareRoot: "sqrt"
    case .absolute: "abs"
    default: "\(function)"
    }
  }

  private static func name(_ function: BinaryFunction) -> String {
    switch function {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "^"
    case .minimum: "min"
    case .maximum: "max"
    case .meanSoftplus: "mean_softplus"
    case .meanSigmoid: "mean_sigmoid"
    case .meanSigmoidDerivative: "mean_sigmoid_derivative"
    }
  }
}
