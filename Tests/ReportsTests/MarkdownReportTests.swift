import Testing

@testable import Reports
@testable import Verification

@Suite("MarkdownReport") struct MarkdownReportTests {
  @Test("every verdict in one table")
  func table() {
    #expect(
      Example.report.rendered(as: .markdown) == #"""
        | theorem | claim | verdict | digits | points | remark |
        |---|---|---|---:|---:|---|
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | proof | proved | 30 | 4 |  |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | value | supported |  | 4 |  |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | count | supported | 30 | 12 |  |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | less | contradicted |  | 4 | at N = 2, a\_1 = 0.1, a\_1' = 1/3: left \<= 0.25, right 0.5 |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | false | refuted (expected) |  | 4 | at N = 2, a\_1 = 0.1, a\_1' = 1/3: left \<= 0.25, right 0.5 |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | wrong | refuted |  | 4 | at N = 2, a\_1 = 0.1, a\_1' = 1/3: left \<= 0.25, right 0.5 |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | missed | supported (expected refuted) |  | 4 |  |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | open\_1 | undecided |  | 4 | it cannot be told, yet; at N = 2 |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | bad | error |  | 0 | \`v\` has no value |
        | broken.theorem | | error | | | invalid theorem file |

        Seed 7, 30 digits, 4 points, 2 starts, method refine. Supported: independent descent agrees to the digits shown at the points examined; nothing is proved. The run was interrupted; the table is incomplete.

        """#)
  }

  @Test("every row has as many unescaped bars as the heading")
  func bars() {
    let rows = Example.report.rendered(as: .markdown).split(separator: "\n").filter {
      $0.hasPrefix("|")
    }
    #expect(rows.count == 12)
    for row in rows { #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 7, "\(row)") }
  }

  @Test("a special character before a combining mark is escaped too")
  func combining() {
    let theorem = Example.theorem("t", title: "a|\u{301}b\nc", [Example.claim("c", .supported)])
    #expect(Example.run([theorem]).rendered(as: .markdown).contains("a\\|\u{301}b c"))
  }
}
