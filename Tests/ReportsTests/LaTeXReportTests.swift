import Testing

@testable import Reports
@testable import Verification

@Suite("LaTeXReport") struct LaTeXReportTests {
  @Test("every verdict in one table")
  func table() {
    #expect(
      Example.report.rendered(as: .latex) == ##"""
        % Needs \usepackage{booktabs}.
        \begin{tabular}{llllr}
        \toprule
        Claim & Verdict & Scope & Evidence & Digits \\
        \midrule
        \multicolumn{5}{l}{\emph{50\% of \{x\}, "quoted" \& \#1 | \textasciitilde{}a\textasciicircum{}b\textbackslash{}c\$ \textless{}é\textgreater{}}} \\
        proof & proved & domain & theorem of the kernel & -- \\
        value & supported, not proved & points & certified at 4 points (30 digits); rests on dilation-positive, gaussian-mean & 30 \\
        count & supported (expected) & all 12 points & descent agrees at 12 points & -- \\
        less & contradicted & counterexample & the values shown & -- \\
        false & refuted (expected) & counterexample & the values shown & -- \\
        wrong & refuted & counterexample & the values shown & -- \\
        missed & supported, not refuted & points & descent agrees at 4 points & -- \\
        more & proved (supported expected) & all 4 points & certified at all 4 points & -- \\
        open\_1 & undecided & boxes left: 3, 0.5000 \% & -- & -- \\
        bad & error & -- & -- & -- \\
        \midrule
        \multicolumn{5}{l}{\emph{broken.theorem}} \\
         & error & -- & -- & -- \\
        \bottomrule
        \end{tabular}
        % Seed 7, 30 digits, 4 points, 2 starts, method refine. Proved: the kernel returned a theorem for the scope shown. Supported: the claim holds at the points examined; nothing is proved beyond them. Contradicted: descent or evaluation disagrees, without a certificate. Refuted: the claim certainly fails at the counterexample. Undecided: nothing is established, for the reason shown. Error: the file is wrong where it says. The run was interrupted; the table is incomplete.

        """##)
  }

  @Test("braces balance, nothing special is left bare, every row has five columns")
  func wellFormed() {
    let text = Example.report.rendered(as: .latex)
    var depth = 0
    var previous: Character = " "
    for character in text {
      if character == "{", previous != "\\" { depth += 1 }
      if character == "}", previous != "\\" { depth -= 1 }
      #expect(depth >= 0)
      previous = character
    }
    #expect(depth == 0)
    for line in text.split(separator: "\n") where line.hasSuffix("\\\\") {
      let separators = line.replacing("\\&", with: "").count { $0 == "&" }
      #expect(separators == (line.hasPrefix("\\multicolumn") ? 0 : 4), "\(line)")
      #expect(!line.replacing(/\\[_#%$&{}]/, with: "").contains(/[_#%$~^<>]/), "\(line)")
    }
  }
}
