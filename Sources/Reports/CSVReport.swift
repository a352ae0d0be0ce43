import Verification

/// Verdicts as comma-separated values (RFC 4180, UTF-8, CRLF).
enum CSVReport {
  static func text(of report: VerificationReport) -> String {
    var lines = [
      [
        "file", "theorem", "claim", "line", "statement", "verdict", "expected", "scope", "evidence",
        "digits", "points", "counterexample", "left", "right", "reason", "tried", "open", "next",
        "axioms",
      ]
    ]
    for row in report.rows {
      let claim = row.claim
      lines.append([
        row.path, row.title, claim.name, String(claim.line), claim.statement,
        claim.verdict.rawValue, claim.expectation.rawValue, row.scope, claim.evidence ?? "",
        row.digits, String(claim.points), claim.counterexample?.place ?? "",
        claim.counterexample?.left ?? "", claim.counterexample?.right ?? "", claim.reason ?? "",
        claim.shortfall?.tried ?? "",
        row.openBoxes.joined(separator: "; "), claim.shortfall?.next ?? "",
        row.axioms.joined(separator: "; "),
      ])
    }
    for theorem in report.theorems where theorem.failure != nil {
      lines.append(
        [theorem.path, theorem.title ?? "", "", "", "", "error"] + Array(repeating: "", count: 8)
          + [theorem.failure?.trimmingFinalNewline ?? "", "", "", "", ""])
    }
    return CSVText.text(of: lines)
  }
}
