import Exact
import Reals
import TheoremLanguage

/// Gathers what was found at the points of one claim, and forms its verdict.
///
/// The verdict starts as undecided. One certified failure refutes; one approximate failure
/// contradicts; one point without an answer leaves the claim undecided; only a claim that held at
/// every point examined is supported.
struct ClaimSummary {
  private var points: Set<ParameterPoint> = []
  private var digits: Int?
  private var refutation: (Finding, ClaimCheck)?
  private var contradiction: (Finding, ClaimCheck)?
  private var undecided: (reason: String, point: ParameterPoint)?
  private var restsOnDescent = false
  private var weakest = WeakestPoint.Search()

  var isRefuted: Bool { refutation != nil }

  mutating func add(_ finding: Finding, of check: ClaimCheck) {
    points.insert(check.left.point)
    if check.dependsOnOptimum { restsOnDescent = true }
    weakest.add(finding, of: check)
    switch finding.outcome {
    case .holds(let found):
      if let found { digits = min(digits ?? found, found) }
    case .refuted:
      if refutation == nil { refutation = (finding, check) }
    case .contradicted:
      if contradiction == nil { contradiction = (finding, check) }
    case .undecided(let reason):
      add(undecided: reason, at: check.left.point)
    }
  }

  mutating func add(undecided reason: String, at point: ParameterPoint) {
    points.insert(point)
    if undecided == nil { undecided = (reason, point) }
  }

  func report(of claim: ClaimDeclaration, in theorem: ElaboratedTheorem) -> ClaimReport {
    let verdict: Verdict =
      refutation != nil
      ? .refuted
      : contradiction != nil
        ? .contradicted : undecided != nil || points.isEmpty ? .undecided : .supported
    var report = ClaimReport(claim, in: theorem, verdict: verdict, points: points.count)
    report.counterexample = counterexample(in: theorem)
    report.weakest = weakest.weakest(of: theorem)
    report.failing = (refutation ?? contradiction).map {
      FailingPoints(left: $1.left.point, right: $1.right.point)
    }
    switch verdict {
    case .supported:
      report.digits = digits
      report.scope = .points
      report.evidence = evidence
    case .undecided: report.reason = reason(in: theorem)
    default: break
    }
    return report
  }

  /// What a supported claim rests on: `descent agrees at 8 points (50 digits)`.
  private var evidence: String {
    "\(restsOnDescent ? "descent agrees" : "enclosures agree") at "
      + (points.count == 1 ? "1 point" : "\(points.count) points")
      + (digits.map { " (\($0) digits)" } ?? "")
  }

  private func reason(in theorem: ElaboratedTheorem) -> String {
    guard let undecided else { return "no point of the domain could be examined" }
    let place = theorem.named(undecided.point.values)
      .map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return place.isEmpty ? undecided.reason : "\(undecided.reason); at \(place)"
  }

  private func counterexample(in theorem: ElaboratedTheorem) -> Counterexample? {
    guard let (finding, check) = refutation ?? contradiction else { return nil }
    return Counterexample(
      of: theorem, at: FailingPoints(left: check.left.point, right: check.right.point),
      left: finding.left, right: finding.right, isCertified: refutation != nil)
  }
}

extension ElaboratedTheorem {
  /// The parameters by name with exact values.
  func named(_ values: [Fraction]) -> [(name: String, value: String)] {
    zip(parameters, values).map { (name: $0.name, value: $1.decimalText) }
  }
}
