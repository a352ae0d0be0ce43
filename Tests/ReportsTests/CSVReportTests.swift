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
        "file", "theorem", "claim", "line", "statement", "verdict", "expected", "scope", "evidence",
        "digits", "points", "counterexample", "left", "right", "reason", "tried", "open", "next",
        "axioms",
      ])
    #expect(rows.count == 12)
    #expect(rows.allSatisfy { $0.count == 19 })
    let title = "50% of {x}, \"quoted\" & #1 | ~a^b\\c$ <é>"
    #expect(
      rows[2] == [
        "a/b_c.theorem", title, "value", "7", "a | b = \"c\"", "supported", "proved", "points",
        "certified at 4 points (30 digits)", "30", "4", "", "", "", "no rule proves it", "3 boxes",
        "", "more boxes: --max-boxes 30", "dilation-positive; gaussian-mean",
      ])
    #expect(
      rows[5] == [
        "a/b_c.theorem", title, "false", "7", "a < b", "refuted", "refuted", "counterexample",
        "the values shown", "", "4", "N = 2, a_1 = 0.1, a_1' = 1/3", "<= 0.25", "0.5", "", "", "",
        "", "",
      ])
    #expect(rows[9][14] == "it cannot be told, yet; at N = 2")
    #expect(
      rows[11] == ["broken.theorem", "", "", "", "", "error"] + Array(repeating: "", count: 8)
        + ["broken.theorem:1:1: error: \"what\"\n  1 | what", "", "", "", ""])
  }

  @Test("rows end in CRLF, and only cells that need it are quoted")
  func exactRow() {
    let text = Example.run([Example.good]).rendered(as: .csv)
    #expect(
      text.hasSuffix(
        "\r\ngood.theorem,Good,one,7,a < b,proved,proved,domain,theorem of the kernel,,4,,,,,,,,\r\n"
      ))
  }

  @Test("a quote before a combining mark is doubled")
  func combining() {
    let title = "a\"" + "\u{301},b"
    let theorem = Example.theorem("t", title: title, [Example.claim("c", .supported)])
    let cell = parse(Example.run([theorem]).rendered(as: .csv))[1][1]
    #expect(cell.unicodeScalars.elementsEqual(title.unicodeScalars))
  }
}
