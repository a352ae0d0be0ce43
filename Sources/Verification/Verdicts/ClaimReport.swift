import TheoremLanguage

/// The verdict of one claim, with what it rests on.
public struct ClaimReport: Sendable {
  /// The claim's name in its file.
  public let name: String
  /// The elaborated statement with its conditions.
  public let statement: String
  /// The line of the statement in the file, from 1.
  public internal(set) var line = 1
  /// How the claim ended.
  public internal(set) var verdict: Verdict
  /// The verdict that the file expects.
  public let expectation: ExpectedVerdict
  /// For which points the verdict speaks; `nil` where nothing is established.
  public internal(set) var scope: Scope?
  /// What the verdict rests on: `certified at 11 points (50 digits)`; `nil` where nothing is
  /// established.
  public internal(set) var evidence: String?
  /// The digits to which an equality was confirmed at every point; `nil` for inequalities.
  public internal(set) var digits: Int?
  /// Points of the domain at which the claim was examined.
  public let points: Int
  /// The point examined at which the claim is nearest to failing.
  public internal(set) var weakest: WeakestPoint?
  /// Where the claim fails, when it was found to.
  public internal(set) var counterexample: Counterexample?
  /// Why no more than this is established.
  public internal(set) var reason: String?
  /// What was tried in vain, and what to try next; `nil` where nothing is missing.
  public internal(set) var shortfall: Shortfall?
  /// What the kernel returned, if anything.
  public internal(set) var proof: ClaimProof?
  /// Where a claim failed.
  var failing: FailingPoints?

  /// The report of a claim of which nothing is known yet.
  init(
    _ claim: ClaimDeclaration, in theorem: ElaboratedTheorem, verdict: Verdict, points: Int
  ) {
    name = claim.name
    statement = TermPrinter.print(claim, in: theorem)
    expectation = claim.expectation
    self.verdict = verdict
    self.points = points
  }

  /// A report made by hand, for tests of what writes reports.
  init(
    name: String, statement: String, verdict: Verdict, expectation: ExpectedVerdict, points: Int
  ) {
    self.name = name
    self.statement = statement
    self.verdict = verdict
    self.expectation = expectation
    self.points = points
  }

  /// The report of a claim that has no value at some point.
  static func failed(
    _ claim: ClaimDeclaration, in theorem: ElaboratedTheorem, reason: String
  ) -> ClaimReport {
    var report = ClaimReport(claim, in: theorem, verdict: .error, points: 0)
    report.reason = reason
    return report
  }

  /// The report of a claim of which nothing is known yet but what may be proved.
  static func unexamined(
    _ claim: ClaimDeclaration, in theorem: ElaboratedTheorem, points: Int
  ) -> ClaimReport {
    var report = ClaimReport(claim, in: theorem, verdict: .undecided, points: points)
    report.reason = "neither a proof nor a refutation was found"
    return report
  }

  /// Takes over what the kernel shows: `proved` for the whole domain alone, `supported` where the
  /// claim is certified at all points examined.
  mutating func adopt(_ proof: ClaimProof) {
    self.proof = proof
    if let scope = proof.provedScope {
      (verdict, self.scope, reason, digits) = (.proved, scope, nil, nil)
      evidence =
        proof.isOnDomain ? "theorem of the kernel on the whole domain" : proof.certified?.text
      return
    }
    if let certified = proof.certified, certified.isComplete {
      (verdict, reason, digits) = (.supported, nil, certified.digits)
      scope = certified.areAll ? .allPoints(certified.count) : .points
      evidence = certified.text
    } else if verdict == .undecided, let part = proof.openPart, !part.isWhole {
      scope = .boxesLeft(count: part.count, percentage: part.percentage)
    }
  }

  /// The report of a claim that is proved on its domain, where a descent had contradicted it.
  func overruled(by proof: ClaimProof) -> ClaimReport {
    var report = self
    (report.counterexample, report.failing) = (nil, nil)
    report.adopt(proof)
    return report
  }

  /// Takes the points at which the kernel shows the claim for support, though others are open.
  mutating func adoptPoints(of proof: ClaimProof) {
    guard verdict == .undecided, let certified = proof.certified else { return }
    (verdict, scope, evidence) = (.supported, .points, certified.text)
    (digits, reason) = (certified.digits, nil)
  }

  /// Takes over a refutation that the kernel has returned.
  mutating func adopt(refutation: ClaimProof) {
    proof = refutation
    counterexample = refutation.counterexample
    (verdict, reason, digits, shortfall) = (.refuted, nil, nil, nil)
    (scope, evidence) = (.counterexample, "certified counterexample")
  }

  /// Settles how certain a failure is: what the kernel confirms is refuted, also where descent
  /// alone contradicted it; what rests on a root that the kernel does not confirm is but
  /// contradicted, because that the root is the only one was seen at sample points and not proved.
  mutating func settleFailure(restsOnRoots: Bool) {
    if proof?.refutation != nil {
      verdict = .refuted
    } else if restsOnRoots {
      verdict = .contradicted
    }
    counterexample?.isCertified = verdict == .refuted
    scope = .counterexample
    evidence =
      proof?.refutation != nil
      ? "certified counterexample"
      : verdict == .refuted
        ? "enclosures or exact arithmetic at the counterexample"
        : "descent or evaluation at the point shown"
  }
}
