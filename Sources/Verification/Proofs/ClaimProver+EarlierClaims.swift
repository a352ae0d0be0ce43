import ProofSearch
import TheoremLanguage

extension ClaimProver {
  /// A proof through the claims that a claim uses, as the file says.
  func searchThroughUsed(_ claim: Int) -> DomainSearch? {
    let premises = theorem.comparisons(usedBy: theorem.claims[claim])
    guard !premises.isEmpty else { return nil }
    limit.enter(.earlierClaims)
    return domains.search(ofClaim: claim, through: premises, budget: budget)
  }

  /// A proof through equations above a claim, where nothing else has shown it.
  func rewritten(_ claim: Int) -> DomainSearch? {
    limit.enter(.earlierClaims)
    return domains.rewriting(
      ofClaim: claim, by: theorem.equations(above: theorem.claims[claim]), budget: budget)
  }
}
