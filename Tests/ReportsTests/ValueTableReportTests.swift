import Foundation
import Testing
import TheoremLanguage

@testable import Reports
@testable import Verification

@Suite("ValueTableReport") struct ValueTableReportTests {
  private func table(_ points: String) throws -> ValueTable {
    let theorem = try TheoremLoader.load(
      .init(
        name: "t.theorem",
        text: """
          theorem "A title"
          parameters
            N : integer in [2, 3]
            M : integer in [1, 3]
          define ratio = 1/(M - 1)
          problem positive_layer_peeled(N, K = 1, M, alpha = 0, lambda_W = 0.01, lambda_H = 0.01)
          claim c: minimizer.margin > 0
          """))
    return try ValueTable(
      of: theorem, at: [("N", points), ("M", "2")],
      settings: VerificationSettings(digits: 5, starts: 2))
  }

  @Test("a grid as text: aligned, descents marked, what is missing explained")
  func text() throws {
    let lines = try table("2..4").rendered(as: .text).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    #expect(lines[0] == "A title" && lines[1].isEmpty)
    #expect(lines[2] == "N  M  ratio  minimizer.margin  reason")
    #expect(lines[3] == "2  2  1      3.8918")
    #expect(lines[4].contains(#/^3  2  1      [0-9.]+ \(descent\)$/#))
    #expect(
      lines[5] == "4  2  -      -                 outside the domain: N = 4 lies outside [2, 3]")
    #expect(lines[6...] == [""])
  }

  @Test("a grid as CSV: empty cells, what optima rest on, the reason")
  func csv() throws {
    let lines = try table("2,4").rendered(as: .csv).split(separator: "\r\n").map(String.init)
    #expect(
      lines == [
        "N,M,ratio,minimizer.margin,minimizer.margin from,reason", "2,2,1,3.8918,closed form,",
        "4,2,,,,\"outside the domain: N = 4 lies outside [2, 3]\"",
      ])
  }

  @Test("a point as CSV and JSON has the form of a grid; as text it has sections")
  func onePoint() throws {
    let table = try table("2")
    #expect(table.rendered(as: .csv).split(separator: "\r\n").count == 2)
    #expect(
      table.rendered(as: .text).contains("optima\n  minimizer.margin = 3.8918 (closed form)\n"))
  }

  @Test("a grid as JSON, closedform.values/v1: every key always there, numbers as strings")
  func json() throws {
    let parsed = try JSONSerialization.jsonObject(
      with: Data(try table("2,4").rendered(as: .json).utf8))
    let record = try #require(parsed as? [String: Any])
    #expect(record.keys.sorted() == ["digits", "points", "schema", "theorem"])
    #expect(record["schema"] as? String == "closedform.values/v1")
    #expect(record["theorem"] as? String == "A title" && record["digits"] as? Int == 5)
    let points = try #require(record["points"] as? [[String: Any]])
    #expect(points.map { $0["isInDomain"] as? Bool } == [true, false])
    #expect(points[0].keys.sorted() == ["isInDomain", "parameters", "reason", "values"])
    #expect(points[0]["parameters"] as? [String: String] == ["N": "2", "M": "2"])
    #expect(points[0]["reason"] is NSNull && points[1]["reason"] is String)
    let values = try #require(points[0]["values"] as? [[String: String]])
    #expect(
      values == [
        ["name": "ratio", "value": "1", "source": "intervals"],
        ["name": "minimizer.margin", "value": "3.8918", "source": "closed form"],
      ])
    let missing = try #require(points[1]["values"] as? [[String: Any]])
    #expect(missing.allSatisfy { $0["value"] is NSNull && $0["source"] is NSNull })
  }
}
