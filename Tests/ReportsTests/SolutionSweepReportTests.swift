import Foundation
import Testing

@testable import Reports
@testable import Verification

@Suite("SolutionSweepReport") struct SolutionSweepReportTests {
  private func sweep(_ alphas: String) throws -> SolutionSweep {
    try SolutionSweep(
      solving: "positive-layer-peeled",
      arguments: [
        ("class_sizes", "2,1"), ("M", "2"), ("alpha", alphas), ("lambda_W", "0.01"),
        ("lambda_H", "0.01"),
      ],
      settings: VerificationSettings(digits: 6, starts: 1))
  }

  @Test("one point is written as a solution by itself")
  func onePoint() throws {
    let sweep = try sweep("0.1")
    let solution = try #require(sweep.points[0].solution)
    #expect(sweep.rendered(as: .text) == solution.text)
    #expect(sweep.rendered(as: .json) == solution.json)
  }

  @Test("CSV has a line for each quantity, and one for a point that is refused")
  func csv() throws {
    let sweep = try sweep("0.1,1")
    let lines = sweep.rendered(as: .csv).split(separator: "\r\n").map(String.init)
    #expect(
      lines[0] == "class_sizes,M,alpha,lambda_W,lambda_H,quantity,closed form,descent,"
        + "agreeing digits,reason")
    let rows = try #require(sweep.points[0].solution?.rows)
    #expect(lines.count == rows.count + 2)
    for (row, line) in zip(rows, lines.dropFirst()) {
      #expect(
        line == "\"[2, 1]\",2,0.1,0.01,0.01,\(row.name),\(row.closedForm ?? ""),"
          + "\(row.descent ?? ""),\(row.agreeingDigits ?? -1),")
    }
    #expect(lines.last == "\"[2, 1]\",2,1,0.01,0.01,,,,,\"alpha = 1 is outside [0, 1)\"")
  }

  @Test("several points as text and JSON, closedform.solutions/v1")
  func several() throws {
    let sweep = try sweep("0.1,1")
    let text = sweep.rendered(as: .text)
    #expect(text.hasPrefix(try #require(sweep.points[0].solution).text + "\n"))
    #expect(text.hasSuffix("lambda_H = 0.01\n\nno solution: alpha = 1 is outside [0, 1)\n"))
    let parsed = try JSONSerialization.jsonObject(with: Data(sweep.rendered(as: .json).utf8))
    let record = try #require(parsed as? [String: Any])
    #expect(record.keys.sorted() == ["model", "points", "schema"])
    #expect(record["schema"] as? String == "closedform.solutions/v1")
    let points = try #require(record["points"] as? [[String: Any]])
    #expect(points.allSatisfy { $0.keys.sorted() == ["arguments", "reason", "solution"] })
    #expect(
      (points[0]["solution"] as? [String: Any])?["schema"] as? String == "closedform.solution/v1")
    #expect(points[0]["reason"] is NSNull && points[1]["solution"] is NSNull)
    #expect(points[1]["reason"] as? String == "alpha = 1 is outside [0, 1)")
  }
}
