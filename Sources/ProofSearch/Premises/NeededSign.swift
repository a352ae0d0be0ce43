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

  /// Whether smaller boxes can help: not for equalities, nor where nothing is known about a
  /// minimum.
  var isMatterOfBoxes: Bool {
    switch goal {
    case .comparison(let comparison): comparison.relation != .equal && problemsOfGoal.isEmpty
    case .derivative(let term, _, _): term.problems.isEmpty
    }
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
}
