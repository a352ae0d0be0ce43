import Testing

@testable import Reports
@testable import Verification

@Suite("MarkdownReport") struct MarkdownReportTests {
  @Test("every verdict in one table")
  func table() {
    #expect(
      Example.report.rendered(as: .markdown) == #"""
        | theorem | claim | verdict | scope | evidence | digits | points | remark |
        |---|---|---|---|---|---:|---:|---|
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | proof | proved | domain | theorem of the kernel |  | 4 |  |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | value | supported, not proved | points | certified at 4 points (30 digits); rests on dilation-positive, gaussian-mean | 30 | 4 | no rule proves it |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | count | supported (expected) | all 12 points | descent agrees at 12 points |  | 12 | no rule proves it |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | less | contradicted | counterexample | the values shown |  | 4 | at N = 2, a\_1 = 0.1, a\_1' = 1/3: left \<= 0.25, right 0.5 |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | false | refuted (expected) | counterexample | the values shown |  | 4 | at N = 2, a\_1 = 0.1, a\_1' = 1/3: left \<= 0.25, right 0.5 |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | wrong | refuted | counterexample | the values shown |  | 4 | at N = 2, a\_1 = 0.1, a\_1' = 1/3: left \<= 0.25, right 0.5 |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | missed | supported, not refuted | points | descent agrees at 4 points |  | 4 |  |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | more | proved (supported expected) | all 4 points | certified at all 4 points |  | 4 |  |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | open\_1 | undecided | boxes left: 3, 0.5000 % |  |  | 4 | it cannot be told, yet; at N = 2 |
        | 50% of {x}, "quoted" \& #1 \| \~a^b\\c\$ \<é\> | bad | error |  |  |  | 0 | \`v\` has no value |
        | broken.theorem | | error | | | | | invalid theorem file |

        Seed 7, 30 digits, 4 points, 2 starts, method refine. Proved: the kernel returned a theorem for the scope shown. Supported: the claim holds at the points examined; nothing is proved beyond them. Contradicted: descent or evaluation disagrees, without a certificate. Refuted: the claim certainly fails at the counterexample. Undecided: nothing is established, for the reason shown. Error: the file is wrong where it says. The run was interrupted; the table is incomplete.

        """#)
  }

  @Test("every row has as many unescaped bars as the heading")
  func bars() {
    let rows = Example.report.rendered(as: .markdown).split(separator: "\n").filter {
      $0.hasPrefix("|")
    }
    #expect(rows.count == 13)
    for row in rows { #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 9, "\(row)") }
  }

  @Test("a special character before a combining mark is escaped too")
  func combining() {
    let theorem = Example.theorem("t", title: "a|\u{301}b\nc", [Example.claim("c", .supported)])
    #expect(Example.run([theorem]).rendered(as: .markdown).contains("a\\|\u{301}b c"))
  }
}
