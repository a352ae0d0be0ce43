import Foundation
import Reals
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
    #expect(
      Set(report.keys) == [
        "schema", "program", "settings", "acceptsSupported", "interrupted", "theorems", "timing",
      ])
    #expect(report["schema"] as? String == "closedform.report/v2")
    let program = try #require(report["program"] as? [String: String])
    #expect(Set(program.keys) == ["version", "commit", "gmp", "mpfr"])
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
            "name", "line", "statement", "verdict", "expected", "asExpected", "scope", "evidence",
            "axioms", "digits", "points", "weakest", "counterexample", "reason", "tried", "left",
            "next",
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
        "proved", "undecided", "error",
      ])
    #expect(
      claims.compactMap { $0["asExpected"] as? Bool } == [
        true, false, true, false, true, false, false, true, false, false,
      ])
    #expect(claims[1]["digits"] as? Int == 30)
    #expect(claims[0]["digits"] is NSNull)
    #expect(
      claims.map { $0["scope"] as? String } == [
        "domain", "points", "all 12 points", "counterexample", "counterexample", "counterexample",
        "points", "all 4 points", "boxes left: 3, 0.5000 %", nil,
      ])
    #expect(claims[1]["evidence"] as? String == "certified at 4 points (30 digits)")
    #expect(claims[1]["axioms"] as? [String] == ["dilation-positive", "gaussian-mean"])
    #expect(claims[0]["axioms"] as? [String] == [])
    #expect(claims[1]["next"] as? String == "more boxes: --max-boxes 30")
    #expect(claims.allSatisfy { $0["line"] as? Int == 7 })
    #expect(claims[4]["expected"] as? String == "refuted")
    let counterexample = try #require(claims[3]["counterexample"] as? [String: Any])
    #expect(counterexample["certified"] as? Bool == false)
    #expect(counterexample["left"] as? String == "<= 0.25")
    #expect(
      counterexample["parameters"] as? [String: String] == ["N": "2", "a_1": "0.1", "a_1'": "1/3"])
    #expect(claims[8]["reason"] as? String == "it cannot be told, yet; at N = 2")
  }

  @Test("the settings leave out the jobs, and times stand apart")
  func settings() throws {
    let report = try parse(Example.report.rendered(as: .json))
    let settings = try #require(report["settings"] as? [String: Any])
    #expect(
      Set(settings.keys) == [
        "digits", "points", "descends", "starts", "seed", "method", "boxes", "secondsPerProof",
        "claims",
      ])
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
          "acceptsSupported" : false,
          "interrupted" : false,
          "program" : {
            "commit" : "\(ProgramVersion.current.commit)",
            "gmp" : "\(ProgramVersion.current.gmp)",
            "mpfr" : "\(ProgramVersion.current.mpfr)",
            "version" : "\(ProgramVersion.current.version)"
          },
          "schema" : "closedform.report/v2",
          "settings" : {
            "boxes" : 2000,
            "claims" : [

            ],
            "descends" : true,
            "digits" : 50,
            "method" : "refine",
            "points" : 8,
            "secondsPerProof" : 60,
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
