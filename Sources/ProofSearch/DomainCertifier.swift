import CertificateFormat
import Exact
import Kernel

/// Searches for the proof of one claim on its whole domain.
public struct DomainCertifier: Sendable {
  private let statement: Statement
  private let names: CertificateNames
  private let premiseProofs = PremiseProofs()

  /// A certifier for a theorem file with these names.
  public init(statement: Statement, names: CertificateNames) {
    self.statement = statement
    self.names = names
  }

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
    trial.boxes = root.isMatterOfBoxes ? min(budget.boxes, BoxSearch.trialBoxes) : 1
    let facts = FactSearch(root, names: names).run()
    let hasPremises = !root.problemsOfGoal.isEmpty || !root.neededSigns.isEmpty
    if hasPremises, let search = searchedByPremises(root, facts, budget) { return search }
    var (best, examinedBoxes): (DomainSearch?, Int) = (nil, 0)
    for strategy in BoxSearch.Strategy.all(for: root) {
      guard let search = search(ProofTree(root: root, names: names, facts: facts), strategy, trial)
      else { continue }
      examinedBoxes += search.examinedBoxes
      if search.isComplete { return search }
      if best.map({ search.isBetter(than: $0) }) ?? true { best = search }
    }
    if !hasPremises, let search = searchedByPremises(root, facts, budget) { return search }
    best?.examinedBoxes = examinedBoxes
    if !root.isMatterOfBoxes { best?.end = .noMatterOfBoxes }
    return best ?? DomainSearch(proof: nil, examinedBoxes: examinedBoxes, end: .refused)
  }

  /// Goes on with the best strategy of a trial, on as many boxes as the budget allows.
  public func continued(
    _ trial: DomainSearch, ofClaim claim: Int, budget: SearchBudget
  ) -> DomainSearch {
    guard let proof = trial.proof, let strategy = trial.strategy, trial.end == .boxes,
      trial.isResumed || budget.boxes > BoxSearch.trialBoxes,
      !budget.isExpired(), let root = try? Node.root(of: statement, claim: claim)
    else { return trial }
    var search: DomainSearch?
    if trial.isResumed {
      search = resumed(root, proof.steps, budget)
    } else {
      let facts = FactSearch(root, names: names).run()
      search = self.search(ProofTree(root: root, names: names, facts: facts), strategy, budget)
    }
    guard var search, !trial.isBetter(than: search) else { return trial }
    search.examinedBoxes += trial.examinedBoxes
    return search
  }

  /// A whole proof that goes through earlier claims, each shown in it anew, if one is found.
  public func search(
    ofClaim claim: Int, through premises: [Comparison], budget: SearchBudget
  ) -> DomainSearch? {
    guard let root = try? Node.root(of: statement, claim: claim) else { return nil }
    return completed(
      EarlierClaimSearch(names: names, budget: budget, known: premiseProofs)
        .proof(of: root, through: premises))
  }

  /// The most equations with which a claim is rewritten that does not ask for it.
  private static let largestEquationCount = 3

  /// A proof through the first of these equations with a side that stands in a claim, on a few
  /// boxes: for claims that nothing else has shown.
  public func rewriting(
    ofClaim claim: Int, by equations: [Comparison], budget: SearchBudget
  ) -> DomainSearch? {
    guard case .comparison(let goal) = statement.claims[claim] else { return nil }
    let found = equations.filter { !$0.rewritings(of: goal).isEmpty }
      .prefix(Self.largestEquationCount)
    var few = budget
    few.boxes = min(budget.boxes, BoxSearch.trialBoxes)
    return search(ofClaim: claim, through: found.reversed(), budget: few)
  }

  private func resumed(
    _ root: Node, _ steps: [CertificateStep], _ budget: SearchBudget
  ) -> DomainSearch? {
    let tree = ProofTree(root: root, names: names)
    tree.resume(steps.dropFirst())
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

  private func completed(_ tree: ProofTree?) -> DomainSearch? {
    guard let proof = try? tree?.proof(), proof.open.isEmpty else { return nil }
    return DomainSearch(proof: proof, examinedBoxes: 1, end: .complete)
  }

  /// A whole proof that goes through premises, if one is found.
  private func searchedByPremises(
    _ root: Node, _ facts: [CertificateStep], _ budget: SearchBudget
  ) -> DomainSearch? {
    let tree = ProofTree(root: root, names: names, facts: facts)
    var premises = PremiseSearch(
      tree, names: names, known: premiseProofs, isExpired: budget.isExpired)
    guard premises.run() else { return nil }
    premiseProofs.keep(try? tree.steps(), at: root)
    return completed(tree)
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
