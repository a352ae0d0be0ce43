import CertificateFormat
import Kernel

/// Searches for the proof of one claim on its whole domain.
public struct DomainCertifier: Sendable {
  private let statement: Statement
  private let names: CertificateNames

  /// A certifier for a theorem file with these names.
  public init(statement: Statement, names: CertificateNames) {
    self.statement = statement
    self.names = names
  }

  /// Boxes that each strategy may examine before the best of them gets the whole budget.
  private static let trialBoxes = 250

  /// A proof, perhaps with open boxes; `nil` when the claim has no meaning on the domain's box.
  ///
  /// The steps of an earlier proof that left boxes open are taken up where they end.
  public func proof(
    ofClaim claim: Int, budget: SearchBudget, resuming earlier: [CertificateStep]? = nil
  ) -> DomainProof? {
    guard let root = try? Situation.root(of: statement, claim: claim) else { return nil }
    var budget = budget
    if !isMatterOfBoxes(claim) { budget.boxes = min(budget.boxes, 1) }
    if let earlier, let proof = resumed(root, earlier, budget) { return proof }
    let facts = FactSearch(root, names: names).run()
    var best: (proof: DomainProof, strategy: BoxSearch.Strategy)?
    func isBetter(_ proof: DomainProof, than other: DomainProof) -> Bool {
      // What is sharp at infinity stays open there, however small the share.
      proof.isOpenAtInfinity == other.isOpenAtInfinity
        ? proof.openShare < other.openShare : other.isOpenAtInfinity
    }
    for strategy in strategies(for: root) {
      var trial = budget
      trial.boxes = min(budget.boxes, Self.trialBoxes)
      guard let proof = search(tree(root, facts), strategy, trial) else { continue }
      if proof.open.isEmpty { return proof }
      if best.map({ isBetter(proof, than: $0.proof) }) ?? true { best = (proof, strategy) }
    }
    guard let best, budget.boxes > Self.trialBoxes, !budget.isExpired() else { return best?.proof }
    return search(tree(root, facts), best.strategy, budget) ?? best.proof
  }

  /// Cases and functions are taken up first or not at all; without cases or ranges without end there
  /// is less to try.
  private func strategies(for root: Situation) -> [BoxSearch.Strategy] {
    let hasCases =
      (try? root.distinguished(precisionInBits: ProofTree.precisionInBits)) != nil
    let isEndless = root.box.ranges.contains { $0.upper == nil }
    return BoxSearch.Strategy.all.filter {
      (hasCases || !$0.distinguishesCases) && (isEndless || $0.reciprocalPower == nil)
    }
  }

  private func resumed(
    _ root: Situation, _ steps: [CertificateStep], _ budget: SearchBudget
  ) -> DomainProof? {
    let tree = ProofTree(root: root, names: names)
    tree.resume(steps)
    guard !tree.top.children.isEmpty || tree.openNodes.isEmpty else { return nil }
    let strategy = BoxSearch.Strategy(
      takesOffFunctions: steps.contains { if case .through = $0 { true } else { false } },
      distinguishesCases: steps.contains(.cases),
      reciprocalPower: steps.lazy.compactMap { step in
        if case .reciprocal(_, let power) = step { power } else { nil }
      }.first)
    return search(tree, strategy, budget)
  }

  private func tree(_ root: Situation, _ facts: [CertificateStep]) -> ProofTree {
    let tree = ProofTree(root: root, names: names)
    for fact in facts { _ = tree.apply(fact, to: tree.top) }
    return tree
  }

  /// Whether smaller boxes can help: not for equalities, nor where nothing is known about a minimum.
  private func isMatterOfBoxes(_ claim: Int) -> Bool {
    switch statement.claims[claim] {
    case .comparison(let comparison):
      comparison.relation != .equal && comparison.left.problems.isEmpty
        && comparison.right.problems.isEmpty
    case .monotone(let term, _, _): term.problems.isEmpty
    }
  }

  private func search(
    _ tree: ProofTree, _ strategy: BoxSearch.Strategy, _ budget: SearchBudget
  ) -> DomainProof? {
    BoxSearch(tree, names: names, strategy: strategy, budget: budget).run()
    return try? tree.proof()
  }
}
