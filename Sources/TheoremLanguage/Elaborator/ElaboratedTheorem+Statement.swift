import Kernel
import Theories

extension ElaboratedTheorem {
  /// What the theorem states, as the kernel knows it.
  ///
  /// - Throws: `KernelError` when an index is out of range, which the elaborator rules out.
  public func statement(
    limit: EvaluationLimit = .none
  ) throws(KernelError) -> Statement {
    try Statement(
      parameters: parameters.map {
        Statement.Parameter(isInteger: $0.isInteger, lower: $0.lower, upper: $0.upper)
      },
      definitions: definitions.map { definition in
        switch definition.body {
        case .term(let term): .term(term)
        case .root(let lower, let upper, let left, let right):
          .root(lower: lower, upper: upper, left: left, right: right)
        }
      },
      assumptions: assumptions.map(\.comparison),
      problems: problems.map { problem in
        Statement.Problem(
          model: problem.model,
          arguments: Dictionary(
            problem.arguments.map { argument -> (String, Statement.Argument) in
              switch argument.value {
              case .number(let term): (argument.name, .number(term))
              case .list(let terms): (argument.name, .list(terms))
              }
            }, uniquingKeysWith: { first, _ in first }))
      },
      claims: claims.map(\.statement), theory: .standard, limit: limit)
  }
}
