// Terms that take one of two branches, for the step `cases` (docs/certificate-format.md, section
// 5).

extension Term {
  /// One branch of such a term: where the condition holds, the term has this value.
  struct Branch {
    let condition: Comparison
    let value: Term
  }

  /// The first `abs`, `min`, `max` or `if` that is evaluated wherever the term is: operands before
  /// what they are operands of, but a condition before the branches it decides about.
  var firstBranching: Term? {
    for operand in comparedOperands {
      if let found = operand.firstBranching { return found }
    }
    switch self {
    case .unary(.absolute, _), .binary(.minimum, _, _), .binary(.maximum, _, _), .conditional:
      return self
    default: return nil
    }
  }

  /// The operands whose comparison decides the branch.
  var comparedOperands: [Term] {
    if case .conditional(let condition, _, _) = self { return [condition.left, condition.right] }
    return operands
  }

  /// Both branches; at every point where the operands have values, one condition holds.
  var branches: (first: Branch, second: Branch) {
    get throws(KernelError) {
      func pair(
        _ a: Term, _ relation: Relation, _ b: Term, _ first: Term, _ second: Term
      ) throws(KernelError) -> (first: Branch, second: Branch) {
        let opposite = try relation.opposite
        return (
          Branch(condition: Comparison(relation: relation, left: a, right: b), value: first),
          Branch(condition: Comparison(relation: opposite, left: a, right: b), value: second)
        )
      }
      switch self {
      case .unary(.absolute, let a):
        return try pair(a, .greaterOrEqual, .number(.zero), a, .unary(.negate, a))
      case .binary(.minimum, let a, let b): return try pair(a, .lessOrEqual, b, a, b)
      case .binary(.maximum, let a, let b): return try pair(a, .greaterOrEqual, b, a, b)
      case .conditional(let condition, let then, let otherwise):
        return try pair(condition.left, condition.relation, condition.right, then, otherwise)
      default: throw .refused("the term has no branches")
      }
    }
  }

  /// The term with another in place of one, wherever it stands.
  package func replacing(_ term: Term, by other: Term) -> Term {
    self == term ? other : mapOperands { $0.replacing(term, by: other) }
  }
}

extension Relation {
  /// The relation that holds between two numbers where this one does not.
  var opposite: Relation {
    get throws(KernelError) {
      switch self {
      case .less: .greaterOrEqual
      case .lessOrEqual: .greater
      case .greater: .lessOrEqual
      case .greaterOrEqual: .less
      case .equal: throw .refused("a condition that is an equation has no second case")
      }
    }
  }
}
