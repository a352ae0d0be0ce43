/// From what points show of a claim to its verdict: proofs, refutations, and what is missing.
struct ClaimDecision {
  /// The index of the claim.
  let claim: Int
  let prover: ClaimProver
  let settings: VerificationSettings
  let limit: ProofLimit

  private var isAboutOptimum: Bool { prover.isAboutOptimum(claim) }
  private var hasRoots: Bool { prover.hasRoots(claim) }

  /// The report with what the kernel and the search for failures say about the claim.
  ///
  /// - Throws: `TheoremFailure` where the claim has no value at a point of its domain.
  func decided(_ examined: ClaimReport, at points: [ParameterPoint]) throws -> ClaimReport {
    var report = examined
    limit.begin(.failures)
    switch report.verdict {
    case .refuted, .contradicted:
      report.proof = report.failing.flatMap { prover.refutation(ofClaim: claim, at: $0) }
      if report.proof == nil, isAboutOptimum, report.verdict == .contradicted {
        // The descent may have missed the minimum: what is proved on the domain overrules it.
        let proof = prover.proof(ofClaim: claim, at: [])
        if proof.isOnDomain { return report.overruled(by: proof) }
      }
      report.settleFailure(restsOnRoots: hasRoots)
    case .supported, .undecided: try decide(&report, at: points)
    case .proved, .error: break
    }
    return report
  }

  private func decide(_ report: inout ClaimReport, at points: [ParameterPoint]) throws {
    // Where a proof would be searched on the whole domain, looking at points first costs little,
    // unless there are roots to enclose.
    let hasEarlyLook = !settings.descends && !isAboutOptimum && !hasRoots
    if hasEarlyLook, refute(&report, at: points) { return }
    let proof = prover.proof(ofClaim: claim, at: points)
    report.adopt(proof)
    // Without enclosures of the verifier, what holds at most points is all there is to say.
    if !settings.descends, prover.allowsEquality(claim) { report.adoptPoints(of: proof) }
    limit.enter(.failures)
    if report.verdict == .undecided, !hasEarlyLook,
      refute(&report, at: points)
    {
      return
    }
    if report.verdict != .proved {
      sayWhatIsMissing(in: &report, after: proof)
      let ends = prover.failingEnds(ofClaim: claim, proof, seed: settings.seed)
      if !ends.isEmpty, refute(&report, at: ends) { return }
    }
    try ClaimFalsification(
      theorem: prover.theorem(ofClaim: claim), claim: claim, seed: settings.seed, prover: prover,
      isCancelled: { limit.isExceeded }
    ).apply(to: &report, near: points)
    if report.shortfall != nil, let place = prover.meetingPlace(ofClaim: claim, proof) {
      let reason = place.reason(
        ofClaim: claim, of: prover.theorem(ofClaim: claim), seed: settings.seed)
      report.reason = proof.stop == .memory ? Shortfall.memoryReason(and: reason) : reason
    }
  }

  private func sayWhatIsMissing(in report: inout ClaimReport, after proof: ClaimProof) {
    report.shortfall = Shortfall(of: proof, isAboutOptimum: isAboutOptimum, settings: settings)
    let reason = Shortfall.reason(of: proof, isAboutOptimum: isAboutOptimum)
    report.reason = proof.stop == .memory ? reason : report.reason ?? reason
  }

  /// Whether the kernel finds the claim false at one of the points, or between it and a neighbour.
  private func refute(_ report: inout ClaimReport, at points: [ParameterPoint]) -> Bool {
    guard let proof = prover.refutation(ofClaim: claim, among: points) else { return false }
    report.adopt(refutation: proof)
    return true
  }
}
