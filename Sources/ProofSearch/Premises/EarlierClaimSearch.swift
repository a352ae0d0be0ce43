import CertificateFormat
import Exact
import Kernel

/// Looks for a proof that goes through earlier claims of the file; untrusted.
///
/// Each is shown anew, with those before it as assumptions, so that the proof stands alone.
struct EarlierClaimSearch {
  let names: CertificateNames
  let budget: SearchBudget

  /// A proof in which those of these comparisons that can be shown are assumed; `nil` where none is
  /// found.
  func proof(of root: Node, through premises: [Comparison]) -> ProofTree? {
    let tree = ProofTree(root: root, names: names)
    var vertex = tree.top
    var equations: [Int] = []
    for premise in premises where !vertex.node.assumptions.contains(premise) {
      guard tree.apply(.have(names.text(of: premise)), to: vertex) else { continue }
      guard let part = proof(of: vertex.children[0].node, equations) else {
        tree.reopen(vertex)
        continue
      }
      tree.graft(part, onto: vertex.children[0])
      if premise.relation == .equal { equations.append(vertex.node.assumptions.count) }
      vertex = vertex.children[1]
    }
    guard vertex !== tree.top, let part = proof(of: vertex.node, equations) else { return nil }
    tree.graft(part, onto: vertex)
    return tree
  }

  /// A proof from the assumptions, some of which are claimed equations.
  private func proof(of node: Node, _ equations: [Int]) -> ProofTree? {
    let facts = FactSearch(node, names: names).run()
    let tree = ProofTree(root: node, names: names, facts: facts)
    var premises = PremiseSearch(
      tree, names: names, equations: equations, isExpired: budget.isExpired)
    if premises.run() { return tree }
    guard node.isMatterOfBoxes else { return nil }
    var trial = budget
    trial.boxes = min(budget.boxes, BoxSearch.trialBoxes)
    var best: (openShare: Fraction, strategy: BoxSearch.Strategy)?
    for strategy in BoxSearch.Strategy.all(for: node) {
      let tree = searched(node, facts, strategy, trial)
      let openShare = tree.openVertices.reduce(Fraction(0)) { $0 + $1.share }
      if openShare == Fraction(0) { return tree }
      if best.map({ openShare < $0.openShare }) ?? true { best = (openShare, strategy) }
    }
    guard budget.boxes > trial.boxes, let best else { return nil }
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
