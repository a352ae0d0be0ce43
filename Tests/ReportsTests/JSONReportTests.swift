import Foundation
import Testing

@testable import Reports
@testable import Verification

@Suite("JSONReport") struct JSONReportTests {
  private func parse(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The keys are those of docs/command-line.md; all of them are there, whatever the verdict.
  @Test("the documented keys are always there")
  func keys() throws {
    let report = try parse(Example.report.rendered(as: .json))
    #expect(Set(report.keys) == ["schema", "settings", "interrupted", "theorems", "timing"])
    #expect(report["schema"] as? String == "closedform.report/v1")
    #expect(report["interrupted"] as? Bool == true)
    let theorems = try #require(report["theorems"] as? [[String: Any]])
    #expect(theorems.count == 2)
    for theorem in theorems {
      #expect(
        Set(theorem.keys) == [
          "file", "title", "error", "starts", "startsReachingBest", "evaluations", "claims",
        ])
      for claim in try #require(theorem["claims"] as? [[String: Any]]) {
        #expect(
          Set(claim.keys) == [
            "name", "statement", "verdict", "expected", "asExpected", "digits", "points",
            "counterexample", "reason", "proof", "largestOpenBoxes",
          ])
      }
    }
    #expect(theorems[1]["title"] is NSNull)
    #expect(theorems[1]["error"] as? String == "broken.theorem:1:1: error: \"what\"\n  1 | what")
  }

  @Test("claims carry their values")
  func claims() throws {
    let report = try parse(Example.report.rendered(as: .json))
    let theorems = try #require(report["theorems"] as? [[String: Any]])
    let claims = try #require(theorems[0]["claims"] as? [[String: Any]])
    #expect(
      claims.compactMap { $0["verdict"] as? String } == [
        "proved", "supported", "supported", "contradicted", "refuted", "refuted", "supported",
        "undecided", "error",
      ])
    #expect(
      claims.compactMap { $0["asExpected"] as? Bool } == [
        true, true, true, false, true, false, false, false, false,
      ])
    #expect(claims[0]["digits"] as? Int == 30)
    #expect(claims[1]["digits"] is NSNull)
    #expect(claims[4]["expected"] as? String == "refuted")
    let counterexample = try #require(claims[3]["counterexample"] as? [String: Any])
    #expect(counterexample["certified"] as? Bool == false)
    #expect(counterexample["left"] as? String == "<= 0.25")
    #expect(
      counterexample["parameters"] as? [String: String] == ["N": "2", "a_1": "0.1", "a_1'": "1/3"])
    #expect(claims[7]["reason"] as? String == "it cannot be told, yet; at N = 2")
  }

  @Test("the settings leave out the jobs, and times stand apart")
  func settings() throws {
    let report = try parse(Example.report.rendered(as: .json))
    let settings = try #require(report["settings"] as? [String: Any])
    #expect(Set(settings.keys) == ["digits", "points", "starts", "seed", "method"])
    #expect(settings["seed"] as? String == "7")
    let timing = try #require(report["timing"] as? [[String: Any]])
    #expect(timing.compactMap { $0["seconds"] as? Double } == [1.5, 1.5])
  }

  @Test("the exact bytes of a small report")
  func snapshot() {
    let report = VerificationReport(settings: VerificationSettings(), theorems: [])
    #expect(
      report.rendered(as: .json) == """
        {
          "interrupted" : false,
          "schema" : "closedform.report/v1",
          "settings" : {
            "digits" : 50,
            "method" : "refine",
            "points" : 8,
            "seed" : "1",
            "starts" : 8
          },
          "theorems" : [

          ],
          "timing" : [

          ]
        }

        """)
  }
}
