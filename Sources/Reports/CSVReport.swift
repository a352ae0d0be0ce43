import Verification

/// Verdicts as comma-separated values (RFC 4180, UTF-8, CRLF).
enum CSVReport {
  static func text(of report: VerificationReport) -> String {
    var lines = [
      [
        "file", "theorem", "claim", "statement", "verdict", "expected", "digits", "points",
        "counterexample", "left", "right", "reason",
      ]
    ]
    for row in report.rows {
      let claim = row.claim
      lines.append([
        row.path, row.title, claim.name, claim.statement, claim.verdict.rawValue,
        claim.isExpectedRefuted ? "refuted" : "holds", row.digits, String(claim.points),
        claim.counterexample?.place ?? "", claim.counterexample?.left ?? "",
        claim.counterexample?.right ?? "", claim.reason ?? "",
      ])
    }
    for theorem in report.theorems where theorem.failure != nil {
      lines.append(
        [theorem.path, theorem.title ?? "", "", "", "error"] + Array(repeating: "", count: 6)
          + [theorem.failure?.trimmingFinalNewline ?? ""])
    }
    return CSVText.text(of: lines)
  }
}
