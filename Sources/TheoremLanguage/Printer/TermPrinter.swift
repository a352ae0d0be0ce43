import Kernel

/// Prints elaborated statements, as they are shown beside verdicts.
public enum TermPrinter {
  /// The term with the names of the theorem and no more parentheses than needed.
  ///
  /// The variable of a root has no name in a term and is printed as `x`, with a prime for as long
  /// as the theorem uses that name. An index the theorem does not have is printed as `?`.
  public static func print(_ term: Term, in theorem: ElaboratedTheorem) -> String {
    ExpressionPrinter.print(syntax(of: term, in: theorem))
  }

  /// The comparison with the names of the theorem.
  public static func print(_ comparison: Comparison, in theorem: ElaboratedTheorem) -> String {
    ExpressionPrinter.print(syntax(of: comparison, in: theorem))
  }

  /// The statement of a claim and its conditions, with the names of the theorem.
  public static func print(_ claim: ClaimDeclaration, in theorem: ElaboratedTheorem) -> String {
    let conditions = claim.conditions.map { print($0.comparison, in: theorem) }
    return print(claim.statement, in: theorem)
      + (conditions.isEmpty ? "" : " where " + conditions.joined(separator: " and "))
  }

  /// The statement of a claim with the names of the theorem.
  static func print(_ statement: ClaimStatement, in theorem: ElaboratedTheorem) -> String {
    switch statement {
    case .comparison(let comparison): print(comparison, in: theorem)
    case .monotone(let term, let direction, let parameter):
      "\(print(term, in: theorem)) \(direction.rawValue) in "
        + name(parameter, of: theorem.parameters.map(\.name))
    }
  }

  private static func syntax(of comparison: Comparison, in theorem: ElaboratedTheorem)
    -> ComparisonSyntax
  {
    ComparisonSyntax(
      relation: comparison.relation, left: syntax(of: comparison.left, in: theorem),
      right: syntax(of: comparison.right, in: theorem))
  }

  private static func syntax(of term: Term, in theorem: ElaboratedTheorem) -> Expression {
    switch term {
    case .number(let value): Expression(.number(Literal(spelling: value.literal, value: value)))
    case .parameter(let index): Expression(.name(name(index, of: theorem.parameters.map(\.name))))
    case .definition(let index): Expression(.name(name(index, of: theorem.definitions.map(\.name))))
    case .bound: Expression(.name(boundName(in: theorem)))
    case .unary(.negate, let operand): Expression(.negative(syntax(of: operand, in: theorem)))
    case .unary(let function, let operand):
      Expression(.call(Name(function.name), [syntax(of: operand, in: theorem)]))
    case .binary(let function, let left, let right):
      syntax(of: function, left, right, in: theorem)
    case .conditional(let condition, let then, let otherwise):
      Expression(
        .conditional(
          syntax(of: condition, in: theorem), then: syntax(of: then, in: theorem),
          else: syntax(of: otherwise, in: theorem)))
    case .minimum(let problem): Expression(.minimum(problem: problemName(problem, in: theorem)))
    case .minimizer(let problem, let quantity, let index):
      Expression(
        .minimizer(
          problem: problemName(problem, in: theorem), quantity: Name(quantity), index: index))
    }
  }

  private static func syntax(
    of function: BinaryFunction, _ left: Term, _ right: Term, in theorem: ElaboratedTheorem
  ) -> Expression {
    let left = syntax(of: left, in: theorem)
    let right = syntax(of: right, in: theorem)
    if let infix = InfixOperator.allCases.first(where: { $0.function == function }) {
      return Expression(.infix(infix, left, right))
    }
    let name = Vocabulary.binaryFunctions.first { $0.value == function }?.key ?? "?"
    // A minimum of several is held as minima of two; it is shown as it was written.
    if function == .minimum || function == .maximum, case .call(Name(name), let first) = left.kind {
      return Expression(.call(Name(name), first + [right]))
    }
    return Expression(.call(Name(name), [left, right]))
  }

  private static func name(_ index: Int, of names: [String]) -> String {
    names.indices.contains(index) ? names[index] : "?"
  }

  private static func problemName(_ index: Int, in theorem: ElaboratedTheorem) -> Name? {
    theorem.problems.indices.contains(index) ? theorem.problems[index].name.map { Name($0) } : nil
  }

  private static func boundName(in theorem: ElaboratedTheorem) -> String {
    let taken = Set(theorem.parameters.map(\.name) + theorem.definitions.map(\.name))
    var name = "x"
    while taken.contains(name) { name += "'" }
    return name
  }
}
