import Exact
import Kernel
import Models
import Reals
import TheoremLanguage

/// A problem of a theorem at one point: a model with all its arguments fixed.
struct ProblemInstance: Sendable {
  let model: any OptimizationModel

  /// Equal for equal problems, however they were written.
  let key: String

  /// The instance whose arguments are exact where they are rational in the parameters, and thin
  /// enclosures where they are not.
  init(
    _ problem: ProblemDeclaration, of theorem: ElaboratedTheorem, at point: ParameterPoint,
    precisionInBits: Int
  ) throws {
    let exact = theorem.exactEvaluator(at: point.values)
    let enclosing = try TermEvaluator(
      theorem, at: point.values, in: IntervalArithmetic(precisionInBits: precisionInBits))
    try self.init(problem) { term in
      // Where the exact value is refused, the enclosing evaluation says why.
      if let value = try? exact.value(of: term) { return .exact(value) }
      return .enclosed(try enclosing.value(of: term))
    }
  }

  /// The instance with arguments rounded to double precision: for scans.
  init(
    approximating problem: ProblemDeclaration,
    with evaluator: TermEvaluator<ApproximateArithmetic>
  ) throws {
    try self.init(problem) { term in
      .exact(try Fraction(exactly: try evaluator.value(of: term)))
    }
  }

  private init(
    _ problem: ProblemDeclaration, value: (Term) throws -> ModelNumber
  ) throws {
    var arguments: [String: ModelValue] = [:]
    for argument in problem.arguments {
      switch argument.value {
      case .number(let term): arguments[argument.name] = .number(try value(term))
      case .list(let terms): arguments[argument.name] = .list(try terms.map(value))
      }
    }
    do {
      model = try ModelCatalogue.makeModel(
        named: problem.model, arguments: ModelArguments(arguments))
    } catch {
      throw EvaluationError.invalidProblem(
        "\(error)", at: problem.span, isConstant: problem.isRefusedEverywhere(error))
    }
    let enclosures = problem.arguments.compactMap { argument in
      arguments[argument.name].flatMap(Self.enclosureKey).map { "\(argument.name) in \($0)" }
    }
    key =
      ([type(of: model).name] + model.parameters.map { "\($0.name)=\($0.value)" }
      + enclosures.sorted()).joined(separator: " ")
  }

  /// What the model's printed parameters leave out: they show the common digits of an enclosure,
  /// which two different enclosures may share.
  private static func enclosureKey(_ value: ModelValue) -> String? {
    let numbers: [ModelNumber] =
      switch value {
      case .number(let number): [number]
      case .list(let list): list
      }
    let keys = numbers.compactMap { number -> String? in
      guard case .enclosed(let interval) = number else { return nil }
      return "[\(interval.lower), \(interval.upper)]"
    }
    return keys.isEmpty ? nil : keys.joined(separator: " ")
  }
}

extension ProblemDeclaration {
  /// Whether a model refuses the arguments for the same reason at every point.
  fileprivate func isRefusedEverywhere(_ error: ModelError) -> Bool {
    if case .missingArgument = error { return true }
    return arguments.filter { error.argument == nil || $0.name == error.argument }
      .allSatisfy { argument in
        switch argument.value {
        case .number(let term): term.isConstant
        case .list(let terms): terms.allSatisfy(\.isConstant)
        }
      }
  }
}

extension Term {
  /// Whether the term mentions neither parameters nor definitions.
  fileprivate var isConstant: Bool {
    switch self {
    case .number: true
    case .unary(_, let argument): argument.isConstant
    case .binary(_, let left, let right): left.isConstant && right.isConstant
    default: false
    }
  }
}
