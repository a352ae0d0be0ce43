import TheoremLanguage

/// The verdict of one claim, with what it rests on.
public struct ClaimReport: Sendable {
  /// The claim's name in its file.
  public let name: String
  /// The elaborated statement.
  public let statement: String
  /// How the claim ended.
  public internal(set) var verdict: Verdict
  /// Whether the file says `expect refuted`.
  public let isExpectedRefuted: Bool
  /// The digits to which an equality was confirmed at every point; `nil` for inequalities.
  public internal(set) var digits: Int?
  /// Points of the domain at which the claim was examined.
  public let points: Int
  /// Where the claim fails, when it was found to.
  public internal(set) var counterexample: Counterexample?
  /// Why nothing was established, where, and what to try next.
  public internal(set) var reason: String?
  /// What the kernel returned, if anything.
  public internal(set) var proof: ClaimProof?
  /// Where a claim failed.
  var failing: FailingPoints?

  /// The report of a claim that has no value at some point.
  static func failed(
    _ claim: ClaimDeclaration, in theorem: ElaboratedTheorem, reason: String
  ) -> ClaimReport {
    ClaimReport(
      name: claim.name, statement: TermPrinter.print(claim.statement, in: theorem),
      verdict: .error, isExpectedRefuted: claim.isExpectedRefuted, digits: nil, points: 0,
      counterexample: nil, reason: reason)
  }

  /// The report of a claim of which nothing is known yet but what may be proved.
  static func unexamined(
    _ claim: ClaimDeclaration, in theorem: ElaboratedTheorem, points: Int
  ) -> ClaimReport {
    ClaimReport(
      name: claim.name, statement: TermPrinter.print(claim.statement, in: theorem),
      verdict: .undecided, isExpectedRefuted: claim.isExpectedRefuted, digits: nil, points: points,
      counterexample: nil,
      reason: "neither a proof nor a refutation was found; `verify` shows what descent says")
  }

  /// Replaces a verdict by one that the kernel has returned.
  mutating func establish(_ verdict: Verdict) {
    self.verdict = verdict
    reason = nil
    if case .points(let stated?, _) = proof?.extent { digits = stated }
  }

  /// Whether the claim is proved at the points examined and not on its domain.
  public var isProvedAtPointsOnly: Bool {
    if verdict == .proved, case .points(_, areAll: false) = proof?.extent { true } else { false }
  }

  /// Settles how certain a failure is: what the kernel confirms is refuted, also where descent alone
  /// contradicted it; what rests on a root that the kernel does not confirm is but contradicted,
  /// because that the root is the only one was seen at sample points and not proved.
  mutating func settleFailure(restsOnRoots: Bool) {
    if proof != nil {
      verdict = .refuted
    } else if restsOnRoots {
      verdict = .contradicted
    }
    counterexample?.isCertified = verdict == .refuted
  }

  /// Whether the claim came out as the file says it should.
  ///
  /// A claim that is expected to be refuted needs a certified counterexample: `contradicted` is
  /// not enough.
  public var isAsExpected: Bool {
    isExpectedRefuted ? verdict == .refuted : verdict == .supported || verdict == .proved
  }
}

/// The verdicts of one theorem file.
public struct TheoremReport: Sendable {
  /// The file, as it was named.
  public let path: String
  /// The theorem's title; `nil` when the file is invalid.
  public let title: String?
  /// The claims, in the order of the file.
  public let claims: [ClaimReport]
  /// The rendered diagnostics of an invalid file.
  public let failure: String?
  /// How the starts of all descents fared.
  public let descent: DescentStatistics
  /// Wall-clock time.
  public let seconds: Double
  /// Whether the run was stopped before all verdicts were reached.
  public let wasInterrupted: Bool
}

/// The verdicts of a run.
public struct VerificationReport: Sendable {
  /// The settings of the run.
  public let settings: VerificationSettings
  /// The theorems, in the order in which they were named or found.
  public var theorems: [TheoremReport]
  /// Whether the run was stopped before it had finished.
  public var wasInterrupted: Bool

  /// Collects the verdicts of a run.
  public init(
    settings: VerificationSettings, theorems: [TheoremReport] = [], wasInterrupted: Bool = false
  ) {
    self.settings = settings
    self.theorems = theorems
    self.wasInterrupted = wasInterrupted
  }
}
