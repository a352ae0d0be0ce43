import Verification

/// Verdicts as one Markdown table.
enum MarkdownReport {
  static func text(of report: VerificationReport) -> String {
    var lines = [
      "| theorem | claim | verdict | scope | evidence | digits | points | remark |",
      "|---|---|---|---|---|---:|---:|---|",
    ]
    for row in report.rows {
      let cells = [
        row.title, row.claim.name, row.verdict, row.scope, row.evidence, row.digits,
        String(row.claim.points), row.remark,
      ]
      lines.append("| " + cells.map(escaped).joined(separator: " | ") + " |")
    }
    for theorem in report.theorems where theorem.failure != nil {
      lines.append("| \(escaped(theorem.path)) | | error | | | | | invalid theorem file |")
    }
    lines += ["", RunNote.text(of: report)]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "|", "\\", "`", "*", "_", "<", ">", "[", "]", "~", "$", "&": result += "\\\(scalar)"
      case "\n": result += " "
      case "\r": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
