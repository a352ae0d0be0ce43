import CertificateFormat
import Kernel

extension PremiseSearch {
  /// Once the signs are shown that decide which branch a term takes, or that a term needs to have a
  /// value.
  mutating func showBySigns(_ vertex: ProofTree.Vertex, depth: Int) -> Bool {
    let node = vertex.node
    let needed = node.hasForm ? [] : node.neededSigns
    let signs = node.branchSigns.map { ($0, false) } + needed.map { ($0, true) }
    for (needed, isLikely) in signs where !node.isKnown(needed) {
      for relation in needed.relations {
        let premise = needed.term.compared(relation, 0)
        guard node.mayHold(premise, ifUnknown: isLikely),
          let rest = assume(premise, at: vertex, depth: depth + 1)
        else {
          continue
        }
        return show(rest, depth: depth) || reopen(vertex)
      }
    }
    return false
  }

  /// By what an increasing function is at 0, where the sign of its argument is known.
  mutating func showByValuesAtZero(_ vertex: ProofTree.Vertex, depth: Int) -> Bool {
    let node = vertex.node
    guard !node.hasMeans else { return false }
    for (function, argument) in node.increasingFunctions {
      for relation in [Relation.greaterOrEqual, .lessOrEqual] {
        guard let value = function.valueAtZero, node.gains(from: function, relation),
          node.mayHold(argument.compared(relation, 0), ifUnknown: false)
        else { continue }
        let term = Term.unary(function, argument)
        let premises = [Term.unary(function, 0), value].map { term.compared(relation, $0) }
        guard !node.assumptions.contains(premises[1]),
          let first = assume(premises[0], at: vertex, depth: depth + 1),
          let rest = assume(premises[1], at: first, depth: depth + 1)
        else {
          tree.reopen(vertex)
          continue
        }
        return show(rest, depth: depth) || reopen(vertex)
      }
    }
    return false
  }

  /// By an equation one side of which is what must be positive, and the other a product.
  mutating func showByProduct(
    _ vertex: ProofTree.Vertex, _ goal: Comparison, depth: Int
  ) -> Bool {
    guard goal.right == 0, goal.relation == .greater || goal.relation == .greaterOrEqual else {
      return false
    }
    for factors in vertex.node.products(equalTo: goal.left) {
      var place = vertex
      for factor in factors {
        guard let rest = assume(factor.compared(.greater, 0), at: place, depth: depth + 1) else {
          break
        }
        place = rest
      }
      if place !== vertex, showByElimination(place) { return true }
      tree.reopen(vertex)
    }
    return false
  }
}

extension Node {
  /// What decides which branch the absolute values, minima and maxima of the goal take.
  fileprivate var branchSigns: [NeededSign] {
    let terms: [Term] = termsOfGoal.compactMap { term in
      switch term {
      case .unary(.absolute, let a): a
      case .binary(.minimum, let a, let b), .binary(.maximum, let a, let b): a == 0 ? b : a - b
      default: nil
      }
    }
    // A sign may follow from those of terms that are not as high.
    let heights = statement.heightsOfDefinitions
    return terms.sorted { $0.height(through: heights) < $1.height(through: heights) }
      .map { NeededSign(term: $0, relations: [.greaterOrEqual, .lessOrEqual]) }
  }

  /// The increasing functions of the goal, inner ones first.
  fileprivate var increasingFunctions: [(UnaryFunction, Term)] {
    termsOfGoal.compactMap { term in
      if case .unary(let function, let a) = term, function.properties.course == .increasing {
        return (function, a)
      }
      return nil
    }
  }

  /// Whether the goal is the easier, the larger (`>=`) or the smaller a function is.
  fileprivate func gains(from function: UnaryFunction, _ relation: Relation) -> Bool {
    guard case .comparison(let goal) = goal,
      let normalizer = try? normalizer(.plain, precisionInBits: ProofTree.precisionInBits),
      let slack = try? normalizer.slack(of: goal)
    else { return false }
    return slack.atoms.contains { atom in
      guard case .function(function, _) = normalizer.table.atoms[atom] else { return false }
      let slope = slack.derivative(in: atom)
      let gain = relation == .greaterOrEqual ? slope : slope.negated
      return (try? normalizer.isPositive(gain, orZero: true)) == true
    }
  }

  /// Whether the domain is open at an end, where sides may come as near as one likes.
  var hasOpenEnds: Bool {
    assumptions.contains { assumption in
      guard assumption.relation.isStrict, case .parameter = assumption.left else { return false }
      return true
    }
  }

  /// Whether enclosures on boxes will tell nothing: roots have none that are not facts, nor have
  /// expectations where there is no end, nor what has no value at an open end.
  var isBeyondBoxes: Bool {
    !rootsOfGoal.allSatisfy { root in facts.contains { $0.definition == root } }
      || box.ranges.contains { $0.upper == nil } && hasMeans
      || hasOpenEnds && !hasEnclosure
  }

  /// Whether the sides of the goal have values on the box, as far as enclosures tell.
  private var hasEnclosure: Bool {
    guard case .comparison(let goal) = goal,
      let evaluator = try? evaluator(precisionInBits: ProofTree.precisionInBits)
    else { return false }
    return (try? evaluator.slack(of: goal)) != nil
  }

  /// Whether there are expectations in the goal.
  var hasMeans: Bool {
    guard case .comparison(let goal) = goal else { return false }
    return statement.hasMeans(in: goal.sides)
  }

  /// All terms in the goal, definitions written out, inner ones first.
  private var termsOfGoal: [Term] {
    guard case .comparison(let goal) = goal else { return [] }
    var (found, seen): ([Term], Set<Term>) = ([], [])
    func visit(_ term: Term) {
      let term = statement.unfoldedAtTop(term)
      guard seen.insert(term).inserted else { return }
      term.operands.forEach(visit)
      found.append(term)
    }
    goal.sides.forEach(visit)
    return found
  }

  /// Whether the goal has a normal form: no sign is missing to divide or to take a root.
  fileprivate var hasForm: Bool {
    guard case .comparison(let goal) = goal,
      let normalizer = try? normalizer(.plain, precisionInBits: ProofTree.precisionInBits)
    else { return false }
    return (try? normalizer.slack(of: goal)) != nil
  }

  /// Whether algebra knows one of the signs.
  fileprivate func isKnown(_ needed: NeededSign) -> Bool {
    needed.relations.contains { isKnown(needed.term.compared($0, 0)) }
  }

  private func isKnown(_ comparison: Comparison) -> Bool {
    guard
      let normalizer = try? normalizer(.plain, precisionInBits: ProofTree.precisionInBits),
      let slack = try? normalizer.slack(of: comparison)
    else { return false }
    return (try? normalizer.isPositive(slack, orZero: !comparison.relation.isStrict)) == true
  }

  /// Whether algebra knows a comparison, or it holds at random points; without values there, what
  /// is said.
  fileprivate func mayHold(_ comparison: Comparison, ifUnknown isLikely: Bool) -> Bool {
    if isKnown(comparison) { return true }
    let answers = samples(count: 20).compactMap { place in
      let evaluator = try? place.evaluator(precisionInBits: ProofTree.precisionInBits)
      return (try? evaluator?.holds(comparison)) ?? nil
    }
    return answers.isEmpty ? isLikely : answers.allSatisfy(\.self)
  }

  /// The factors of products that are equal to a term by an assumption.
  fileprivate func products(equalTo term: Term) -> [[Term]] {
    func unfolded(_ term: Term) -> Term? {
      var budget = 10_000
      return try? statement.unfolded(term, budget: &budget)
    }
    guard let wanted = unfolded(term) else { return [] }
    var found: [[Term]] = []
    for assumption in assumptions where assumption.relation == .equal {
      let sides = [assumption.left, assumption.right]
      for (side, other) in zip(sides, sides.reversed()) where unfolded(side) == wanted {
        if case .binary(.multiply, let a, let b) = statement.unfoldedAtTop(other) {
          found.append([a, b])
        }
      }
    }
    return found
  }
}

extension UnaryFunction {
  /// The value at 0, where it is rational.
  fileprivate var valueAtZero: Term? {
    switch self {
    case .exp: 1
    case .sigmoid: 1 / 2
    default: properties.zero == 0 ? 0 : nil
    }
  }
}
