import Testing

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
      claim("proof", .proved, digits: 30), claim("value", .supported, statement: "a | b = \"c\""),
      claim("count", .supported, digits: 30, points: 12),
      claim("less", .contradicted, counterexample: counterexample(isCertified: false)),
      claim("false", .refuted, isExpectedRefuted: true, counterexample: counterexample()),
      claim("wrong", .refuted, counterexample: counterexample()),
      claim("missed", .supported, isExpectedRefuted: true),
      claim("open_1", .undecided, reason: "it cannot be told, yet; at N = 2"),
      claim("bad", .error, points: 0, reason: "`v` has no value"),
    ])

  static let invalid = theorem(
    "broken.theorem", title: nil, [], failure: "broken.theorem:1:1: error: \"what\"\n  1 | what\n")

  static let good = theorem("good.theorem", title: "Good", [claim("one", .supported, digits: 9)])

  static func counterexample(isCertified: Bool = true) -> Counterexample {
    Counterexample(
      parameters: [("N", "2"), ("a_1", "0.1"), ("a_1'", "1/3")], left: "<= 0.25", right: "0.5",
      isCertified: isCertified)
  }

  static func claim(
    _ name: String, _ verdict: Verdict, statement: String = "a < b", digits: Int? = nil,
    points: Int = 4, isExpectedRefuted: Bool = false, counterexample: Counterexample? = nil,
    reason: String? = nil
  ) -> ClaimReport {
    ClaimReport(
      name: name, statement: statement, verdict: verdict, isExpectedRefuted: isExpectedRefuted,
      digits: digits, points: points, counterexample: counterexample, reason: reason)
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
