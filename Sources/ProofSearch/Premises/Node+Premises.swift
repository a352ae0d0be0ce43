import Kernel

// From what a goal may follow by algebra.

extension Node {
  /// Whether an assumption is one from which a goal may follow: it can be used, is an inequality
  /// and has a parameter in common.
  func mayHelp(_ assumption: Int, _ goal: Comparison) -> Bool {
    assumptions[assumption].relation != .equal && isUsable(assumption)
      && shareParameters(assumptions[assumption], goal)
  }

  /// Whether two comparisons depend on a common parameter.
  func shareParameters(_ a: Comparison, _ b: Comparison) -> Bool {
    func used(_ comparison: Comparison) -> Set<Int> {
      Set(
        statement.parameters.indices.filter { index in
          statement.mentions(comparison.left, index) || statement.mentions(comparison.right, index)
        })
    }
    return !used(a).isDisjoint(with: used(b))
  }

  /// Sums and parameters that are factors in a comparison: what a slack may have been multiplied
  /// by.
  func factors(of comparison: Comparison) -> [Term] {
    let largestCount = 6
    var found: [Term] = []
    func visit(_ term: Term, isFactor: Bool) {
      let term = statement.unfoldedAtTop(term)
      switch term {
      case .binary(let function, let a, let b) where function == .multiply || function == .divide:
        visit(a, isFactor: true)
        visit(b, isFactor: true)
      default:
        if case .number = term { return }
        if isFactor, found.count < largestCount, !found.contains(term), term.problems.isEmpty,
          term.height(through: statement.definitions.map { _ in 1 }) <= 3
        {
          found.append(term)
        }
        for operand in term.operands { visit(operand, isFactor: false) }
      }
    }
    visit(comparison.left, isFactor: false)
    visit(comparison.right, isFactor: false)
    return found
  }

  /// The goal with optima replaced by what assumptions say they equal; a > b for a - b > 0.
  func ordered(_ goal: Comparison) -> Comparison? {
    let equations = assumptions.filter { $0.relation == .equal && !$0.left.problems.isEmpty }
    func value(of term: Term) -> Term {
      let term = statement.unfoldedAtTop(term)
      return equations.first { $0.left == term }.map { statement.unfoldedAtTop($0.right) } ?? term
    }
    let (left, right) = (value(of: goal.left), value(of: goal.right))
    if right == 0, case .binary(.subtract, let a, let b) = left {
      return a.compared(goal.relation, b)
    }
    if left == 0, case .binary(.subtract, let a, let b) = right {
      return b.compared(goal.relation, a)
    }
    return left == goal.left && right == goal.right ? nil : left.compared(goal.relation, right)
  }
}
