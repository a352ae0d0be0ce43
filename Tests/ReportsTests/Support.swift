import Testing
import TheoremLanguage

@testable import Reports
@testable import Verification

/// A run that holds every verdict, characters that formats must escape, an invalid file, and an end
/// before its time.
enum Example {
  static let report: VerificationReport = {
    var report = VerificationReport(
      settings: VerificationSettings(digits: 30, points: 4, starts: 2, seed: 7, jobs: 3))
    report.theorems = [everyVerdict, invalid]
    report.wasInterrupted = true
    return report
  }()

  static let everyVerdict = theorem(
    "a/b_c.theorem", title: "50% of {x}, \"quoted\" & #1 | ~a^b\\c$ <é>",
    [
      claim("proof", .proved, scope: .domain, evidence: "theorem of the kernel"),
      claim(
        "value", .supported, statement: "a | b = \"c\"", scope: .points,
        evidence: "certified at 4 points (30 digits)",
        axioms: ["dilation-positive", "gaussian-mean"], digits: 30, reason: "no rule proves it",
        shortfall: Shortfall(tried: "3 boxes", next: "more boxes: --max-boxes 30")),
      claim(
        "count", .supported, .supported, scope: .allPoints(12),
        evidence: "descent agrees at 12 points", points: 12, reason: "no rule proves it"),
      claim("less", .contradicted, counterexample: counterexample(isCertified: false)),
      claim("false", .refuted, .refuted, counterexample: counterexample()),
      claim("wrong", .refuted, counterexample: counterexample()),
      claim(
        "missed", .supported, .refuted, scope: .points, evidence: "descent agrees at 4 points"),
      claim(
        "more", .proved, .supported, scope: .allPoints(4), evidence: "certified at all 4 points"),
      claim(
        "open_1", .undecided, scope: .boxesLeft(count: 3, percentage: "0.5000"),
        reason: "it cannot be told, yet; at N = 2"),
      claim("bad", .error, points: 0, reason: "`v` has no value"),
    ])

  static let invalid = theorem(
    "broken.theorem", title: nil, [], failure: "broken.theorem:1:1: error: \"what\"\n  1 | what\n")

  static let good = theorem(
    "good.theorem", title: "Good",
    [claim("one", .proved, scope: .domain, evidence: "theorem of the kernel")])

  static func counterexample(isCertified: Bool = true) -> Counterexample {
    Counterexample(
      parameters: [("N", "2"), ("a_1", "0.1"), ("a_1'", "1/3")], left: "<= 0.25", right: "0.5",
      isCertified: isCertified)
  }

  static func claim(
    _ name: String, _ verdict: Verdict, _ expectation: ExpectedVerdict = .proved,
    statement: String = "a < b", scope: Scope? = nil, evidence: String? = nil,
    axioms: [String] = [], digits: Int? = nil, points: Int = 4,
    counterexample: Counterexample? = nil, reason: String? = nil, shortfall: Shortfall? = nil
  ) -> ClaimReport {
    var claim = ClaimReport(
      name: name, statement: statement, verdict: verdict, expectation: expectation, points: points)
    claim.line = 7
    claim.scope = scope ?? (counterexample == nil ? nil : .counterexample)
    claim.evidence = evidence ?? (counterexample == nil ? nil : "the values shown")
    if !axioms.isEmpty {
      claim.proof = ClaimProof()
      claim.proof?.axioms = axioms
    }
    claim.digits = digits
    claim.counterexample = counterexample
    claim.reason = reason
    claim.shortfall = shortfall
    return claim
  }

  static func theorem(
    _ path: String, title: String?, _ claims: [ClaimReport], failure: String? = nil
  ) -> TheoremReport {
    var descent = DescentStatistics()
    (descent.starts, descent.startsReachingBest, descent.evaluations) = (8, 5, 1_234)
    return TheoremReport(
      path: path, title: title, claims: claims, failure: failure, descent: descent, seconds: 1.5,
      wasInterrupted: false)
  }

  static func run(_ theorems: [TheoremReport]) -> VerificationReport {
    VerificationReport(settings: VerificationSettings(), theorems: theorems)
  }
}
