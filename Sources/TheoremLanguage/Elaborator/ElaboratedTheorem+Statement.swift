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
      definitions: definitions.map(\.body),
      assumptions: assumptions.map(\.comparison),
      problems: problems.map { problem in
        Statement.Problem(
          model: problem.model,
          arguments: Dictionary(
            problem.arguments.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
      },
      claims: claims.map(\.statement),
      conditions: Dictionary(
        uniqueKeysWithValues: claims.indices.map { index in
          (index, claims[index].conditions.map(\.comparison))
        }), theory: .standard, limit: limit)
  }
}
