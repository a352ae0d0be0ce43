import Testing

@testable import Reports
@testable import Verification

@Suite("CSVReport") struct CSVReportTests {
  /// RFC 4180 in a few lines, without the writer: cells by commas, rows by CRLF, quotes doubled.
  private func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          cell.unicodeScalars.append(scalar)
        } else if scalars.first == "\"" {
          cell.append("\"")
          scalars.removeFirst()
        } else {
          isQuoted = false
        }
        continue
      }
      switch scalar {
      case "\"": isQuoted = true
      case ",", "\n":
        rows[rows.count - 1].append(cell)
        cell = ""
        if scalar == "\n" { rows.append([]) }
      case "\r": break
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows.dropLast()
  }

  @Test("an independent parser reads back every cell")
  func parsesBack() throws {
    let rows = parse(Example.report.rendered(as: .csv))
    #expect(
      rows.first == [
        "file", "theorem", "claim", "statement", "verdict", "expected", "digits", "points",
        "counterexample", "left", "right", "reason",
      ])
    #expect(rows.count == 11)
    #expect(rows.allSatisfy { $0.count == 12 })
    let title = "50% of {x}, \"quoted\" & #1 | ~a^b\\c$ <é>"
    #expect(
      rows[2] == [
        "a/b_c.theorem", title, "value", "a | b = \"c\"", "supported", "holds", "", "4", "", "", "",
        "",
      ])
    #expect(
      rows[5] == [
        "a/b_c.theorem", title, "false", "a < b", "refuted", "refuted", "", "4",
        "N = 2, a_1 = 0.1, a_1' = 1/3", "<= 0.25", "0.5", "",
      ])
    #expect(rows[8].last == "it cannot be told, yet; at N = 2")
    #expect(
      rows[10] == ["broken.theorem", "", "", "", "error"] + Array(repeating: "", count: 6)
        + ["broken.theorem:1:1: error: \"what\"\n  1 | what"])
  }

  @Test("rows end in CRLF, and only cells that need it are quoted")
  func exactRow() {
    let text = Example.run([Example.good]).rendered(as: .csv)
    #expect(text.hasSuffix("\r\ngood.theorem,Good,one,a < b,supported,holds,9,4,,,,\r\n"))
  }

  @Test("a quote before a combining mark is doubled")
  func combining() {
    let title = "a\"" + "\u{301},b"
    let theorem = Example.theorem("t", title: title, [Example.claim("c", .supported)])
    let cell = parse(Example.run([theorem]).rendered(as: .csv))[1][1]
    #expect(cell.unicodeScalars.elementsEqual(title.unicodeScalars))
  }
}
