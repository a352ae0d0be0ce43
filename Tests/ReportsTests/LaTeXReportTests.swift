import Testing

@testable import Reports
@testable import Verification

@Suite("LaTeXReport") struct LaTeXReportTests {
  @Test("every verdict in one table")
  func table() {
    #expect(
      Example.report.rendered(as: .latex) == ##"""
        % Needs \usepackage{booktabs}.
        \begin{tabular}{llrr}
        \toprule
        Claim & Verdict & Digits & Points \\
        \midrule
        \multicolumn{4}{l}{\emph{50\% of \{x\}, "quoted" \& \#1 | \textasciitilde{}a\textasciicircum{}b\textbackslash{}c\$ \textless{}é\textgreater{}}} \\
        proof & proved & 30 & 4 \\
        value & supported & -- & 4 \\
        count & supported & 30 & 12 \\
        less & contradicted & -- & 4 \\
        false & refuted (expected) & -- & 4 \\
        wrong & refuted & -- & 4 \\
        missed & supported (expected refuted) & -- & 4 \\
        open\_1 & undecided & -- & 4 \\
        bad & error & -- & 0 \\
        \midrule
        \multicolumn{4}{l}{\emph{broken.theorem}} \\
         & error & -- & -- \\
        \bottomrule
        \end{tabular}
        % Seed 7, 30 digits, 4 points, 2 starts, method refine. Supported: independent descent agrees to the digits shown at the points examined; nothing is proved. The run was interrupted; the table is incomplete.

        """##)
  }

  @Test("braces balance, nothing special is left bare, every row has four columns")
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
      #expect(separators == (line.hasPrefix("\\multicolumn") ? 0 : 3), "\(line)")
      #expect(!line.replacing(/\\[_#%$&{}]/, with: "").contains(/[_#%$~^<>]/), "\(line)")
    }
  }
}
