import Verification

/// Verdicts as a LaTeX table with booktabs rules, to be read in with `\input`.
enum LaTeXReport {
  static func text(of report: VerificationReport) -> String {
    var lines = [
      "% Needs \\usepackage{booktabs}.",
      "\\begin{tabular}{llllr}",
      "\\toprule",
      "Claim & Verdict & Scope & Evidence & Digits \\\\",
    ]
    for theorem in report.theorems {
      lines += [
        "\\midrule",
        "\\multicolumn{5}{l}{\\emph{\(escaped(theorem.title ?? theorem.path))}} \\\\",
      ]
      if theorem.failure != nil { lines.append(" & error & -- & -- & -- \\\\") }
      for claim in theorem.claims {
        let row = ClaimRow(path: theorem.path, title: theorem.title ?? "", claim: claim)
        let cells = [claim.name, row.verdict, row.scope, row.evidence, row.digits]
          .map { $0.isEmpty ? "--" : escaped($0) }
        lines.append(cells.joined(separator: " & ") + " \\\\")
      }
    }
    lines += ["\\bottomrule", "\\end{tabular}", "% " + RunNote.text(of: report)]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(scalar)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "\n", "\r": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
