import CertificateFormat
import Exact
import Kernel

/// Looks for a proof that goes through premises; untrusted.
///
/// Premises are signs that terms need to have values, the conditions of a dual point, inequalities
/// from which the goal follows by algebra.
struct PremiseSearch {
  /// The most steps that are tried for a claim about optima, and for another.
  private static let largestAttemptCounts = (optima: 300, formulas: 150)
  /// The most boxes that are examined for a premise.
  private static let largestBoxCount = 20
  /// How deep premises of premises nest.
  static let largestDepth = 4

  let tree: ProofTree
  let names: CertificateNames
  /// The assumptions, by index, that are claimed equations and are not in use.
  var equations: [Int]
  private let known: PremiseProofs
  let isExpired: @Sendable () -> Bool
  /// Whether signs of parts and multipliers are looked for first, which takes longer.
  private(set) var isThorough = false
  /// Whether derivatives are tried, which takes long: not for claims about optima.
  private(set) var usesDerivatives = true
  private var attempts = 0
  private var largestAttemptCount = Self.largestAttemptCounts.formulas

  init(
    _ tree: ProofTree, names: CertificateNames, equations: [Int] = [],
    known: PremiseProofs = PremiseProofs(), isExpired: @escaping @Sendable () -> Bool
  ) {
    (self.tree, self.names, self.equations) = (tree, names, equations)
    (self.known, self.isExpired) = (known, isExpired)
  }

  /// Whether a proof was found; if not, the tree is as before.
  mutating func run() -> Bool {
    let top = tree.top
    guard case .comparison(let goal) = top.node.goal else {
      return tree.apply(.differentiate(), to: top) && show(top.children[0], depth: 1)
        || reopen(top)
    }
    let problems = top.node.problemsOfGoal
    let isLong = !top.node.rootsOfGoal.isEmpty || !problems.isEmpty || !equations.isEmpty
    if isLong { largestAttemptCount = Self.largestAttemptCounts.optima }
    usesDerivatives = problems.isEmpty
    // Earlier claims may say all that is needed of optima.
    let isAfterClaims = goal.relation != .equal && !top.node.hypotheses.isEmpty
    if !equations.isEmpty || !problems.isEmpty && isAfterClaims {
      if show(top, depth: 0) { return true }
      attempts = 0
    }
    for (isThorough, roots) in top.node.searches {
      (self.isThorough, attempts) = (isThorough, 0)
      let start = solveRoots(roots, at: top)
      let isShown =
        problems.isEmpty
        ? showSigns(at: start, start.node.neededSigns, depth: 0) : showOptima(at: start, problems)
      if isShown || reopen(top) { return true }
    }
    return false
  }

  /// Whether a proof was found of what a step asks for; if not, the tree is as before.
  mutating func runAsPremise() -> Bool {
    (isThorough, usesDerivatives) = (true, false)
    largestAttemptCount = Self.largestAttemptCounts.optima
    return show(tree.top, depth: 1) || reopen(tree.top)
  }

  /// Applies a step if one of the kernel's rules allows it.
  mutating func apply(_ step: CertificateStep, to vertex: ProofTree.Vertex) -> Bool {
    attempts += 1
    guard attempts <= largestAttemptCount, !isExpired() else { return false }
    return tree.apply(step, to: vertex)
  }

  /// Takes back what was done about a vertex; `false`, for nothing is shown then.
  func reopen(_ vertex: ProofTree.Vertex) -> Bool {
    tree.reopen(vertex)
    return false
  }

  // MARK: Signs

  /// Shows the signs of terms that the goal needs to have values, then the goal.
  private mutating func showSigns(
    at vertex: ProofTree.Vertex, _ needed: [NeededSign], depth: Int
  ) -> Bool {
    guard let first = needed.first else { return show(vertex, depth: depth) }
    let rest = Array(needed.dropFirst())
    for relation in first.relations {
      let premise = first.term.compared(relation, 0)
      guard let next = assume(premise, at: vertex, depth: depth + 1) else { continue }
      return showSigns(at: next, rest, depth: depth)
    }
    return showSigns(at: vertex, rest, depth: depth)
  }

  /// Shows a premise and returns what is left; `nil`, and nothing is changed, where that fails.
  mutating func assume(
    _ premise: Comparison, at vertex: ProofTree.Vertex, depth: Int
  ) -> ProofTree.Vertex? {
    guard depth <= Self.largestDepth, apply(.have(names.text(of: premise)), to: vertex),
      show(vertex.children[0], depth: depth)
    else {
      tree.reopen(vertex)
      return nil
    }
    return vertex.children[1]
  }

  /// Applies a step, shows what it asks for, and returns what is left; `nil`, and nothing is
  /// changed, where that fails.
  mutating func rest(
    after step: CertificateStep, at vertex: ProofTree.Vertex
  ) -> ProofTree.Vertex? {
    guard apply(step, to: vertex) else { return nil }
    var isShown = true
    for premise in vertex.children.dropLast() where isShown { isShown = showPremise(premise) }
    if isShown, let rest = vertex.children.last { return rest }
    tree.reopen(vertex)
    return nil
  }

  /// Shows what a step asks for, as has been found before if it has.
  private mutating func showPremise(_ vertex: ProofTree.Vertex) -> Bool {
    let found = known.proof(of: vertex.node, names: names) {
      show(vertex, depth: 1) ? tree.part(at: vertex) : nil
    }
    guard let found else { return false }
    if found.top !== vertex { tree.graft(found, onto: vertex) }
    return true
  }

  // MARK: Goals

  /// Shows the goal of a vertex, or leaves it open.
  mutating func show(_ vertex: ProofTree.Vertex, depth: Int) -> Bool {
    for step in [CertificateStep.evaluate(), .algebra([])] where apply(step, to: vertex) {
      return true
    }
    guard case .comparison(let goal) = vertex.node.goal, depth <= Self.largestDepth else {
      return false
    }
    if showByEquations(vertex, goal, depth: depth) { return true }
    let shape = GoalShape(vertex.node)
    if shape.hasBranches {
      // Cases come first where an equation follows from others: then its forms are short.
      if goal.relation == .equal, showByParts(vertex, [.cases()], depth: depth) { return true }
      let isShown = isThorough && (showByElimination(vertex) || showBySigns(vertex, depth: depth))
      return isShown || goal.relation != .equal && showByParts(vertex, [.cases()], depth: depth)
    }
    guard isThorough else {
      return showByWeights(vertex, goal, factors: [1])
        || showByParts(vertex, shape.functions, depth: depth)
        || showByRanges(vertex, goal, depth: depth)
        || showByBoxes(vertex)
        || showByDerivatives(vertex, goal, depth: depth)
        || showByWeights(vertex, goal, factors: vertex.node.factors(of: goal))
        || showByOrder(vertex, goal, depth: depth)
        || showByElimination(vertex)
    }
    return showByElimination(vertex)
      || showBySigns(vertex, depth: depth)
      || showByParts(vertex, shape.functions, depth: depth)
      || showByRanges(vertex, goal, depth: depth)
      || showByBoxes(vertex)
      || showByDerivatives(vertex, goal, depth: depth)
      || showByValuesAtZero(vertex, depth: depth)
      || showByRootSigns(vertex, depth: depth)
      || showByProduct(vertex, goal, depth: depth)
      || showByOrder(vertex, goal, depth: depth)
      || showByWeights(vertex, goal, factors: vertex.node.factors(of: goal))
  }

  /// By assumptions with the multipliers that eliminate atoms.
  mutating func showByElimination(_ vertex: ProofTree.Vertex) -> Bool {
    for kind in [AlgebraKind.plain, .rewriting] {
      guard let search = Elimination(vertex.node, kind, names: names) else { continue }
      if let weights = search.unitWeight() ?? search.weights(),
        apply(.algebra(weights), to: vertex)
      {
        return true
      }
    }
    return false
  }

  /// By one assumption, times one of these factors.
  private mutating func showByWeights(
    _ vertex: ProofTree.Vertex, _ goal: Comparison, factors: [Term]
  ) -> Bool {
    let node = vertex.node
    guard goal.relation != .equal else { return false }
    for index in node.assumptions.indices.reversed() where node.mayHelp(index, goal) {
      for factor in factors {
        let multiplier: StepMultiplier =
          factor == 1
          ? .number(Fraction(1)) : .term(names.text(of: factor).filter { $0 != " " })
        let weight = StepWeight(assumption: index + 1, multiplier: multiplier)
        if apply(.algebra([weight]), to: vertex) { return true }
      }
    }
    return false
  }

  /// From a range that depends on another parameter.
  private mutating func showByRanges(
    _ vertex: ProofTree.Vertex, _ goal: Comparison, depth: Int
  ) -> Bool {
    let node = vertex.node
    for range in node.statement.dependentRanges where !node.assumptions.contains(range) {
      guard node.shareParameters(range, goal), range != goal,
        let rest = assume(range, at: vertex, depth: depth + 1)
      else { continue }
      return showByWeights(rest, goal, factors: [1]) || reopen(vertex)
    }
    return false
  }

  /// By a few boxes.
  private mutating func showByBoxes(_ vertex: ProofTree.Vertex) -> Bool {
    guard case .comparison(let goal) = vertex.node.goal, goal.relation != .equal,
      vertex.node.problemsOfGoal.isEmpty, !vertex.node.isBeyondBoxes
    else { return false }
    let part = ProofTree(root: vertex.node, names: names)
    let budget = SearchBudget(boxes: Self.largestBoxCount, isExpired: isExpired)
    BoxSearch(part, names: names, strategy: .plain, budget: budget).run()
    guard part.openVertices.isEmpty else { return false }
    tree.graft(part, onto: vertex)
    return true
  }

  /// By a step that leaves parts.
  private mutating func showByParts(
    _ vertex: ProofTree.Vertex, _ steps: [CertificateStep], depth: Int
  ) -> Bool {
    for step in steps {
      guard apply(step, to: vertex) else { continue }
      var isShown = true
      for child in vertex.children where isShown { isShown = show(child, depth: depth + 1) }
      if isShown { return true }
      tree.reopen(vertex)
    }
    return false
  }

  /// From a > b, where the goal is a - b > 0; with optima replaced by what they equal.
  private mutating func showByOrder(
    _ vertex: ProofTree.Vertex, _ goal: Comparison, depth: Int
  ) -> Bool {
    guard goal.relation != .equal, let other = vertex.node.ordered(goal), other != goal,
      let rest = assume(other, at: vertex, depth: depth + 1)
    else { return false }
    return apply(.algebra([]), to: rest) || reopen(vertex)
  }
}

extension Node {
  /// The searches through premises that are worth the time: how thorough, and of which roots the
  /// equation is used.
  fileprivate var searches: [(isThorough: Bool, roots: [Int])] {
    let (all, open) = (rootsOfGoal, openRoots)
    guard all.isEmpty else { return (open == all ? [open] : [open, all]).map { (true, $0) } }
    let isWorthThought = problemsOfGoal.isEmpty && (hasOpenEnds || GoalShape(self).hasBranches)
    return (isWorthThought ? [false, true] : [false]).map { ($0, []) }
  }
}
