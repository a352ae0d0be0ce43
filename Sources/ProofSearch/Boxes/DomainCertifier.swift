import CertificateFormat
import Exact
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

  /// Tries each strategy on a few boxes; an earlier proof that left boxes open is only replayed.
  public func trial(
    ofClaim claim: Int, budget: SearchBudget, resuming earlier: [CertificateStep]? = nil
  ) -> DomainSearch {
    let root: Node
    do throws(KernelError) {
      root = try Node.root(of: statement, claim: claim)
    } catch {
      return DomainSearch(
        proof: nil, examinedBoxes: 0, end: .refused, refusal: error.message, strategy: nil)
    }
    var trial = budget
    trial.boxes = 0
    if let earlier, let search = resumed(root, earlier, trial) { return search }
    trial.boxes = isMatterOfBoxes(claim) ? min(budget.boxes, Self.trialBoxes) : 1
    let facts = FactSearch(root, names: names).run()
    let hasPremises = !root.problemsOfGoal.isEmpty || !root.neededSigns.isEmpty
    if hasPremises, let search = searchedByPremises(root, facts, budget) { return search }
    var (best, examinedBoxes): (DomainSearch?, Int) = (nil, 0)
    for strategy in strategies(for: root) {
      guard let search = search(tree(root, facts), strategy, trial) else { continue }
      examinedBoxes += search.examinedBoxes
      if search.isComplete { return search }
      if best.map({ search.isBetter(than: $0) }) ?? true { best = search }
    }
    if !hasPremises, let search = searchedByPremises(root, facts, budget) { return search }
    best?.examinedBoxes = examinedBoxes
    if !isMatterOfBoxes(claim) { best?.end = .noMatterOfBoxes }
    return best ?? DomainSearch(proof: nil, examinedBoxes: examinedBoxes, end: .refused)
  }

  /// Goes on with the best strategy of a trial, on as many boxes as the budget allows.
  public func continued(
    _ trial: DomainSearch, ofClaim claim: Int, budget: SearchBudget
  ) -> DomainSearch {
    guard let proof = trial.proof, let strategy = trial.strategy, trial.end == .boxes,
      trial.isResumed || budget.boxes > Self.trialBoxes,
      !budget.isExpired(), let root = try? Node.root(of: statement, claim: claim)
    else { return trial }
    var search: DomainSearch?
    if trial.isResumed {
      search = resumed(root, proof.steps, budget)
    } else {
      let facts = FactSearch(root, names: names).run()
      search = self.search(tree(root, facts), strategy, budget)
    }
    guard var search, !trial.isBetter(than: search) else { return trial }
    search.examinedBoxes += trial.examinedBoxes
    return search
  }

  /// Cases and functions are taken up first or not at all; without cases or ranges without end
  /// there is less to try.
  private func strategies(for root: Node) -> [BoxSearch.Strategy] {
    let hasCases =
      (try? root.distinguished(precisionInBits: ProofTree.precisionInBits)) != nil
    let isEndless = root.box.ranges.contains { $0.upper == nil }
    return BoxSearch.Strategy.all.filter {
      (hasCases || !$0.distinguishesCases) && (isEndless || $0.reciprocalPower == nil)
    }
  }

  private func resumed(
    _ root: Node, _ steps: [CertificateStep], _ budget: SearchBudget
  ) -> DomainSearch? {
    let tree = ProofTree(root: root, names: names)
    tree.resume(steps)
    guard !tree.top.children.isEmpty || tree.openVertices.isEmpty else { return nil }
    let strategy = BoxSearch.Strategy(
      takesOffFunctions: steps.contains { $0.keyword == CertificateStep.through.keyword },
      distinguishesCases: steps.contains { $0.keyword == CertificateStep.cases.keyword },
      reciprocalPower: steps.first { $0.keyword == CertificateStep.reciprocal.keyword }
        .flatMap { $0.operands.last as? Int })
    var search = search(tree, strategy, budget)
    search?.isResumed = true
    return search
  }

  private func tree(_ root: Node, _ facts: [CertificateStep]) -> ProofTree {
    let tree = ProofTree(root: root, names: names)
    for fact in facts { _ = tree.apply(fact, to: tree.top) }
    return tree
  }

  /// A whole proof that goes through premises, if one is found.
  private func searchedByPremises(
    _ root: Node, _ facts: [CertificateStep], _ budget: SearchBudget
  ) -> DomainSearch? {
    let tree = tree(root, facts)
    var premises = PremiseSearch(tree, names: names, isExpired: budget.isExpired)
    guard premises.run(), let proof = try? tree.proof(), proof.open.isEmpty else { return nil }
    return DomainSearch(proof: proof, examinedBoxes: 1, end: .complete)
  }

  /// The failure of a claim about optima at a point, by a proof of its contrary there, if one is
  /// found: enclosures never show that two sides are equal.
  public func refutation(
    ofClaim claim: Int, at point: [Fraction], budget: SearchBudget
  ) -> PointCertifier.PointProof? {
    guard let node = try? Node.at(point, of: statement, claim: claim),
      let root = try? node.contrary(), !root.problemsOfGoal.isEmpty
    else { return nil }
    let tree = ProofTree(root: root, names: names)
    var premises = PremiseSearch(tree, names: names, isExpired: budget.isExpired)
    guard premises.run(), let found = try? tree.refutation(at: point) else { return nil }
    return PointCertifier.PointProof(theorem: found.theorem, steps: found.steps)
  }

  /// Whether smaller boxes can help: not for equalities, nor where nothing is known about a
  /// minimum.
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
  ) -> DomainSearch? {
    let boxes = BoxSearch(tree, names: names, strategy: strategy, budget: budget)
    boxes.run()
    guard let proof = try? tree.proof() else { return nil }
    let end: DomainSearch.End =
      proof.open.isEmpty
      ? .complete : budget.isExpired() ? .expired : boxes.isStuck ? .stuck : .boxes
    return DomainSearch(
      proof: proof, examinedBoxes: boxes.examinedBoxes, end: end, strategy: strategy)
  }
}
