import Kernel
import Theories

extension ElaboratedTheorem {
  /// What the theorem states, as the kernel knows it: the claims that are kept, then the others,
  /// which tell a search what the optimum may be.
  ///
  /// - Throws: `KernelError` when an index is out of range, which the elaborator rules out.
  public func statement(
    limit: EvaluationLimit = .none
  ) throws(KernelError) -> Statement {
    let kept = Set(claims.map(\.name))
    let stated = claims + declaredClaims.filter { !kept.contains($0.name) }
    return try Statement(
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
      claims: stated.map(\.statement),
      conditions: Dictionary(
        uniqueKeysWithValues: stated.indices.map { index in
          (index, stated[index].conditions.map(\.comparison))
        }), theory: .standard, limit: limit)
  }
}
