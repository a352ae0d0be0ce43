import Kernel

/// A term that must have a sign for another to have a value.
struct NeededSign {
  let term: Term
  /// How it may compare with 0, the likeliest first.
  let relations: [Relation]
}

extension Node {
  /// The problems that the goal is about.
  var problemsOfGoal: [Int] {
    guard case .comparison(let goal) = goal else { return [] }
    return goal.left.problems.union(goal.right.problems).sorted()
  }

  /// The divisors and the arguments of logarithms and roots in the goal that do not certainly have
  /// the signs they need, inner ones first.
  var neededSigns: [NeededSign] {
    guard case .comparison(let goal) = goal else { return [] }
    var found: [NeededSign] = []
    var seen: Set<Term> = []
    func visit(_ term: Term) {
      let term = statement.unfoldedAtTop(term)
      guard seen.insert(term).inserted else { return }
      for operand in term.operands { visit(operand) }
      switch term {
      case .unary(.log, let a): need(a, [.greater])
      case .unary(.log1p, let a): need(1 + a, [.greater])
      case .unary(.squareRoot, let a): need(a, [.greater, .greaterOrEqual])
      case .binary(.divide, _, let b): need(b, [.greater, .less])
      default: break
      }
    }
    func need(_ term: Term, _ relations: [Relation]) {
      let value = try? enclosure(of: term, precisionInBits: ProofTree.precisionInBits)
      if let value, !value.containsZero { return }
      if value?.isNonnegative == true, relations.contains(.greaterOrEqual) { return }
      guard !found.contains(where: { $0.term == term }) else { return }
      found.append(NeededSign(term: term, relations: relations))
    }
    visit(goal.left)
    visit(goal.right)
    return found
  }

  /// Whether an assumption is one from which a goal may follow: it can be used, is an inequality
  /// and has a parameter in common.
  func mayHelp(_ assumption: Int, _ goal: Comparison) -> Bool {
    assumptions[assumption].relation != .equal && isUsable(assumption, fixing: fixed)
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

  /// The ends of ranges that depend on other parameters, as comparisons.
  var dependentRanges: [Comparison] {
    statement.parameters.enumerated().flatMap { index, parameter in
      let ends = [
        Term.parameter(index).compared(.greaterOrEqual, parameter.lower),
        parameter.upper.map { Term.parameter(index).compared(.lessOrEqual, $0) },
      ]
      return ends.compactMap { $0 }.filter { end in
        statement.parameters.indices.contains { statement.mentions(end.right, $0) }
      }
    }
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
