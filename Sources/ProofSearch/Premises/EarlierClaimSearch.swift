import CertificateFormat
import Exact
import Kernel

/// Looks for a proof that goes through earlier claims of the file; untrusted.
///
/// Each is shown anew, with those before it as assumptions, so that the proof stands alone.
struct EarlierClaimSearch {
  let names: CertificateNames
  let budget: SearchBudget
  let known: PremiseProofs

  /// A proof in which those of these comparisons that can be shown are assumed; `nil` where none is
  /// found.
  ///
  /// Those without roots first serve to show that the roots of the goal exist, and are done with.
  func proof(of root: Node, through premises: [Comparison]) -> ProofTree? {
    let tree = ProofTree(root: root, names: names)
    let isFree = { (premise: Comparison) in root.statement.roots(in: premise.sides).isEmpty }
    let free = premises.filter(isFree)
    let start = solvedRoots(of: tree, through: root.openRoots.isEmpty ? [] : shown(free, at: root))
    let left = start === tree.top ? premises : premises.filter { !isFree($0) }
    let (vertex, equations) = assuming(shown(left, at: start.node), at: start, of: tree)
    guard vertex !== tree.top, let part = proof(of: vertex.node, equations) else { return nil }
    tree.graft(part, onto: vertex)
    return tree
  }

  /// A comparison and the steps of a proof of it where others are assumed.
  private typealias Shown = (premise: Comparison, steps: [CertificateStep])

  /// Those of these comparisons that can be shown, each where those before it are assumed.
  private func shown(_ premises: [Comparison], at node: Node) -> [Shown] {
    let tree = ProofTree(root: node, names: names)
    var (vertex, found): (ProofTree.Vertex, [Shown]) = (tree.top, [])
    for premise in premises where !vertex.node.assumptions.contains(premise) {
      guard tree.apply(.have(names.text(of: premise)), to: vertex) else { continue }
      let first = node.assumptions.count
      let equations = found.indices.filter { found[$0].premise.relation == .equal }
      let goal = vertex.children[0].node
      let steps = try? proof(of: goal, equations.map { first + $0 })?.steps()
      guard let steps else {
        tree.reopen(vertex)
        continue
      }
      found.append((premise, steps))
      vertex = vertex.children[1]
    }
    return found
  }

  /// Where comparisons are assumed that have been shown, and which of them are equations.
  private func assuming(
    _ premises: [Shown], at start: ProofTree.Vertex, of tree: ProofTree
  ) -> (vertex: ProofTree.Vertex, equations: [Int]) {
    var (vertex, equations): (ProofTree.Vertex, [Int]) = (start, [])
    for (premise, steps) in premises {
      guard tree.apply(.have(names.text(of: premise)), to: vertex) else { continue }
      let proof = ProofTree(root: vertex.children[0].node, names: names)
      proof.resume(steps)
      tree.graft(proof, onto: vertex.children[0])
      if premise.relation == .equal { equations.append(vertex.node.assumptions.count) }
      vertex = vertex.children[1]
    }
    return (vertex, equations)
  }

  /// Where the roots of a goal are known to exist that can be shown to.
  private func solvedRoots(of tree: ProofTree, through premises: [Shown]) -> ProofTree.Vertex {
    var vertex = tree.top
    for root in vertex.node.openRoots {
      for relation in [Relation.lessOrEqual, .greaterOrEqual] {
        guard tree.apply(.solution(names.definitions[root], relation), to: vertex) else { continue }
        let parts = vertex.children.dropLast().lazy.map { ($0, part(of: $0.node, premises)) }
        var isShown = true
        for case (let child, let part) in parts where isShown {
          isShown = part != nil
          if let part { tree.graft(part, onto: child) }
        }
        if isShown, let last = vertex.children.last {
          vertex = last
          break
        }
        tree.reopen(vertex)
      }
    }
    return vertex
  }

  /// A proof of what a step asks for, in one step or with premises.
  private func part(of node: Node, _ premises: [Shown]) -> ProofTree? {
    known.proof(of: node, names: names) { searchedPart(of: node, premises) }
  }

  private func searchedPart(of node: Node, _ premises: [Shown]) -> ProofTree? {
    let tree = ProofTree(root: node, names: names)
    for step in [CertificateStep.evaluate(), .algebra([])] where tree.apply(step, to: tree.top) {
      return tree
    }
    let (vertex, equations) = assuming(premises, at: tree.top, of: tree)
    let last = ProofTree(root: vertex.node, names: names)
    var search = PremiseSearch(
      last, names: names, equations: equations, known: known, isExpired: budget.isExpired)
    guard search.runAsPremise() else { return nil }
    tree.graft(last, onto: vertex)
    return tree
  }

  /// A proof from the assumptions, some of which are claimed equations.
  private func proof(of node: Node, _ equations: [Int]) -> ProofTree? {
    let isFinal = { !budget.isExpired() }
    return known.proof(of: node, names: names, isFinal: isFinal) {
      searchedProof(of: node, equations)
    }
  }

  private func searchedProof(of node: Node, _ equations: [Int]) -> ProofTree? {
    let facts = FactSearch(node, names: names).run()
    let tree = ProofTree(root: node, names: names, facts: facts)
    var premises = PremiseSearch(
      tree, names: names, equations: equations, known: known, isExpired: budget.isExpired)
    if premises.run() { return tree }
    var trial = budget
    trial.boxes = node.isMatterOfBoxes ? min(budget.boxes, BoxSearch.trialBoxes) : 1
    var best: (openShare: Fraction, strategy: BoxSearch.Strategy)?
    for strategy in BoxSearch.Strategy.all(for: node) {
      let tree = searched(node, facts, strategy, trial)
      let openShare = tree.openVertices.reduce(Fraction(0)) { $0 + $1.share }
      if openShare == Fraction(0) { return tree }
      if best.map({ openShare < $0.openShare }) ?? true { best = (openShare, strategy) }
    }
    guard node.isMatterOfBoxes, budget.boxes > trial.boxes, let best else { return nil }
    let whole = searched(node, facts, best.strategy, budget)
    return whole.openVertices.isEmpty ? whole : nil
  }

  private func searched(
    _ node: Node, _ facts: [CertificateStep], _ strategy: BoxSearch.Strategy,
    _ budget: SearchBudget
  ) -> ProofTree {
    let tree = ProofTree(root: node, names: names, facts: facts)
    BoxSearch(tree, names: names, strategy: strategy, budget: budget).run()
    return tree
  }
}
