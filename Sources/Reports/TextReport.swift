import Verification

/// Verdicts as people read them in a terminal.
struct TextReport {
  let verbosity: Verbosity
  let style: TextStyle
  /// Open boxes that are listed below a claim.
  private static let openBoxCount = 3

  func text(of report: VerificationReport) -> String {
    var lines: [String] = []
    for theorem in report.theorems where verbosity != .quiet || !report.isAsExpected(theorem) {
      lines += self.lines(of: theorem, in: report) + [""]
    }
    return (lines + TextSummary(report).lines).joined(separator: "\n") + "\n"
  }

  private func lines(of theorem: TheoremReport, in report: VerificationReport) -> [String] {
    var lines = [style.bold(theorem.path)]
    if let title = theorem.title { lines.append("  \(title)") }
    let rows = theorem.claims
      .filter { verbosity != .quiet || !report.isAsExpected($0) }
      .map { ClaimRow(path: theorem.path, title: theorem.title ?? "", claim: $0) }
    let widths = Widths(rows)
    if !rows.isEmpty {
      lines.append(
        "  " + "claim".padded(to: widths.name) + "  " + "verdict".padded(to: widths.verdict) + "  "
          + "scope".padded(to: widths.scope) + "  digits  points")
    }
    for row in rows {
      let verdict = style.verdict(
        row.verdict.padded(to: widths.verdict), of: row.claim,
        isAsExpected: report.isAsExpected(row.claim))
      lines.append(
        "  " + row.claim.name.padded(to: widths.name) + "  " + verdict + "  "
          + (row.scope.isEmpty ? "-" : row.scope).padded(to: widths.scope) + "  "
          + (row.digits.isEmpty ? "-" : row.digits).leftPadded(to: 6) + "  "
          + String(row.claim.points).leftPadded(to: 6))
      lines += details(of: row)
    }
    if let failure = theorem.failure { lines.append(failure.trimmingFinalNewline) }
    return lines
  }

  /// The widths of the columns, those of their headings at least.
  private struct Widths {
    let name, verdict, scope: Int

    init(_ rows: [ClaimRow]) {
      name = max(5, rows.map(\.claim.name.count).max() ?? 0)
      verdict = max(7, rows.map(\.verdict.count).max() ?? 0)
      scope = max(5, rows.map(\.scope.count).max() ?? 0)
    }
  }

  /// What is left, and its largest boxes.
  private func lines(of part: OpenPart) -> [String] {
    if part.isWhole { return ["left    the whole domain"] }
    let count = part.count == 1 ? "1 box" : "\(part.count) boxes"
    return ["left    \(count), \(part.percentage) % of the volume"]
      + part.boxes.prefix(Self.openBoxCount).map { "  \($0)" }
  }

  private func details(of row: ClaimRow) -> [String] {
    let claim = row.claim
    var lines: [String] = []
    if verbosity == .verbose || ![.supported, .proved].contains(claim.verdict) {
      lines.append(claim.statement)
    }
    if let counterexample = claim.counterexample {
      let place = counterexample.place
      let kind = counterexample.isCertified ? "counterexample" : "fails in descent or evaluation"
      lines.append(kind + (place.isEmpty ? "" : ": \(place)"))
      // What the contrary of a claim shows at a point has no enclosures.
      if counterexample.hasSides {
        lines.append("  left   \(counterexample.left)")
        lines.append("  right  \(counterexample.right)")
      }
    }
    // Evidence for a whole domain is the same everywhere, and stands in the column of scopes.
    if let evidence = claim.evidence, claim.scope != .domain { lines.append(evidence) }
    if !row.axioms.isEmpty { lines.append("rests on \(row.axioms.joined(separator: ", "))") }
    if let reason = claim.reason { lines.append("because \(reason)") }
    if let part = claim.proof?.openPart { lines += self.lines(of: part) }
    if let shortfall = claim.shortfall {
      if !shortfall.tried.isEmpty { lines.append("tried   \(shortfall.tried)") }
      lines.append("next    \(shortfall.next)")
    }
    return lines.map { "    \($0)" }
  }
}

extension VerificationReport {
  /// Whether a claim came out as its file says it should, or better.
  func isAsExpected(_ claim: ClaimReport) -> Bool {
    claim.isAsExpected(acceptsSupported: acceptsSupported)
  }

  /// Whether the file is valid and every claim came out as it says.
  func isAsExpected(_ theorem: TheoremReport) -> Bool {
    theorem.failure == nil && theorem.claims.allSatisfy { isAsExpected($0) }
  }
}

extension String {
  /// The text without newlines at its end.
  var trimmingFinalNewline: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
