import Foundation
import Testing

@testable import Reports
@testable import Verification

@Suite("SolutionReport") struct SolutionReportTests {
  private func solution(
    regime: String? = nil, limitation: String? = nil, failure: String? = nil
  ) -> PointSolution {
    var descent = DescentStatistics()
    (descent.starts, descent.startsReachingBest, descent.evaluations) = (8, 7, 120)
    return PointSolution(
      model: "some-model", parameters: [("N", "3"), ("alpha", "0.1")],
      rows: [
        .init(name: "objective", closedForm: "0.25", descent: "0.2500", agreeingDigits: 4),
        .init(name: "margin[2]", closedForm: nil, descent: "1.5", agreeingDigits: nil),
      ],
      regime: regime, limitation: limitation, failure: failure, descent: descent,
      gradientNorm: "1.0e-60", seconds: 0.5)
  }

  @Test("a solution as text")
  func text() {
    #expect(
      solution(regime: "interior").text == """
        model  some-model
        at     N = 3, alpha = 0.1
        regime interior

        objective
          closed form  0.25
          descent      0.2500
          agree to     4 digits
        margin[2]
          closed form  none
          descent      1.5

        descent: 7 of 8 starts reached the best value, 120 evaluations, gradient norm 1.0e-60

        """)
  }

  @Test("what is missing and what failed is said")
  func remarks() {
    let text = solution(limitation: "M < N", failure: "the descent ended early (stalled)").text
    #expect(
      text.contains("\n\nno closed form: M < N\nthe descent ended early (stalled)\ndescent: 7 of 8")
    )
    #expect(!text.contains("regime"))
  }

  @Test("a solution as JSON, every key always there")
  func json() throws {
    let parsed = try JSONSerialization.jsonObject(with: Data(solution().json.utf8))
    let record = try #require(parsed as? [String: Any])
    #expect(
      Set(record.keys) == [
        "schema", "model", "parameters", "regime", "limitation", "quantities", "descent",
      ])
    #expect(record["schema"] as? String == "closedform.solution/v1")
    #expect(record["regime"] is NSNull)
    let rows = try #require(record["quantities"] as? [[String: Any]])
    #expect(rows[0]["agreeingDigits"] as? Int == 4)
    #expect(rows[1]["closedForm"] is NSNull)
    let descent = try #require(record["descent"] as? [String: Any])
    #expect(descent["evaluations"] as? Int == 120)
    #expect(descent["failure"] is NSNull)
  }
}

@Suite("DefinitionReport") struct DefinitionReportTests {
  @Test("definitions as text, aligned, with what has no value and what lies outside")
  func text() {
    let values = DefinitionValues(
      title: "T", parameters: [.init(name: "alpha", value: "2", isDefined: true)],
      definitions: [
        .init(name: "p", value: "0.5", isDefined: true),
        .init(name: "longer", value: "division by zero", isDefined: false),
      ],
      optima: [
        .init(
          name: "minimum", value: "1.5", isDefined: true, source: .descent, remark: "it ended early"
        )
      ],
      assumptions: [.init(name: "p < 1", value: "holds", isDefined: true)],
      warnings: ["alpha = 2 lies outside [0, 1]"])
    #expect(
      values.text == """
        T

        parameters
          alpha = 2

        definitions
          p      = 0.5
          longer = no value: division by zero

        optima
          minimum = 1.5 (descent; it ended early)

        assumptions
          p < 1 : holds

        outside the domain: alpha = 2 lies outside [0, 1]

        """)
  }
}
