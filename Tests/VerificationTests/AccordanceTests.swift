import Testing
import TheoremLanguage

@testable import Verification

@Suite("Accordance with the file") struct AccordanceTests {
  private func report(_ verdict: Verdict, _ expected: ExpectedVerdict) -> ClaimReport {
    ClaimReport(name: "c", statement: "1 < 2", verdict: verdict, expectation: expected, points: 1)
  }

  /// The table of docs/verdicts.md: a line a verdict, a column an expectation.
  private static let table: [(verdict: Verdict, row: [Accordance])] = [
    (.proved, [.met, .exceeded, .contrary, .exceeded]),
    (.supported, [.short, .met, .contrary, .exceeded]),
    (.contradicted, [.contrary, .contrary, .short, .contrary]),
    (.refuted, [.contrary, .contrary, .met, .contrary]),
    (.undecided, [.short, .short, .short, .met]),
    (.error, [.short, .short, .short, .short]),
  ]

  @Test("each verdict beside each expectation")
  func everyPair() {
    #expect(Self.table.map(\.verdict) == Verdict.allCases)
    for (verdict, row) in Self.table {
      for (expected, accordance) in zip(ExpectedVerdict.allCases, row) {
        let claim = report(verdict, expected)
        #expect(claim.accordance == accordance, "\(verdict), \(expected) expected")
        let isGood = accordance == .met || accordance == .exceeded
        #expect(claim.isAsExpected(acceptsSupported: false) == isGood)
        let isAccepted = isGood || (verdict == .supported && expected == .proved)
        #expect(claim.isAsExpected(acceptsSupported: true) == isAccepted)
      }
    }
  }

  @Test(
    "the words of tables and sums",
    arguments: [
      (Verdict.proved, ExpectedVerdict.proved, "proved"),
      (.proved, .supported, "proved (supported expected)"),
      (.proved, .refuted, "proved, not refuted"),
      (.supported, .proved, "supported, not proved"),
      (.supported, .supported, "supported (expected)"),
      (.supported, .refuted, "supported, not refuted"),
      (.refuted, .refuted, "refuted (expected)"),
      (.refuted, .proved, "refuted"),
      (.contradicted, .refuted, "contradicted, not refuted"),
      (.contradicted, .proved, "contradicted"),
      (.undecided, .proved, "undecided"),
      (.undecided, .undecided, "undecided (expected)"),
      (.error, .proved, "error"),
    ])
  func words(verdict: Verdict, expected: ExpectedVerdict, words: String) {
    #expect(report(verdict, expected).outcome == words)
  }
}
