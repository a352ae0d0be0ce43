import Verification

/// Verdicts as people read them in a terminal.
struct TextReport {
  let verbosity: Verbosity
  let style: TextStyle
  /// Open boxes that are listed below a claim.
  private static let openBoxCount = 3

  func text(of report: VerificationReport) -> String {
    var lines: [String] = []
    for theorem in report.theorems where verbosity != .quiet || !theorem.isAsExpected {
      lines += self.lines(of: theorem) + [""]
    }
    return (lines + summary(of: report)).joined(separator: "\n") + "\n"
  }

  private func lines(of theorem: TheoremReport) -> [String] {
    var lines = [style.bold(theorem.path)]
    if let title = theorem.title { lines.append("  \(title)") }
    let rows = theorem.claims
      .filter { verbosity != .quiet || !$0.isAsExpected }
      .map { ClaimRow(path: theorem.path, title: theorem.title ?? "", claim: $0) }
    let nameWidth = max(5, rows.map(\.claim.name.count).max() ?? 0)
    let verdictWidth = max(7, rows.map(\.verdict.count).max() ?? 0)
    if !rows.isEmpty {
      lines.append(
        "  " + "claim".padded(to: nameWidth) + "  " + "verdict".padded(to: verdictWidth)
          + "  digits  points")
    }
    for row in rows {
      let verdict = style.verdict(row.verdict.padded(to: verdictWidth), of: row.claim)
      lines.append(
        "  " + row.claim.name.padded(to: nameWidth) + "  " + verdict + "  "
          + (row.digits.isEmpty ? "-" : row.digits).leftPadded(to: 6) + "  "
          + String(row.claim.points).leftPadded(to: 6))
      lines += details(of: row)
    }
    if let failure = theorem.failure { lines.append(failure.trimmingFinalNewline) }
    return lines
  }

  private func details(of row: ClaimRow) -> [String] {
    var lines: [String] = []
    if verbosity == .verbose || ![.supported, .proved].contains(row.claim.verdict) {
      lines.append("    \(row.claim.statement)")
    }
    if let counterexample = row.claim.counterexample {
      let kind = counterexample.isCertified ? "counterexample" : "fails in descent"
      let place = counterexample.place
      lines.append("    \(kind)" + (place.isEmpty ? "" : ": \(place)"))
      lines.append("      left   \(counterexample.left)")
      lines.append("      right  \(counterexample.right)")
    }
    if let proof = row.claim.proof {
      lines.append("    \(proof.summary)")
      lines += proof.openBoxes.prefix(Self.openBoxCount).map { "      left: \($0.line)" }
    }
    if let reason = row.claim.reason { lines.append("    because \(reason)") }
    return lines
  }

  /// How many claims have each verdict; those proved at points only are counted apart.
  private func counts(of claims: [ClaimReport]) -> [String] {
    Verdict.allCases.flatMap { verdict in
      let found = claims.filter { $0.verdict == verdict }
      let atPoints = found.count { $0.isProvedAtPointsOnly }
      return [
        (found.count - atPoints, verdict.rawValue), (atPoints, ClaimRow.provedAtPoints),
      ].compactMap { count, words in count == 0 ? nil : "\(count) \(words)" }
    }
  }

  private func summary(of report: VerificationReport) -> [String] {
    let claims = report.theorems.flatMap(\.claims)
    let counts = counts(of: claims)
    let unexpected = claims.count { !$0.isAsExpected }
    let invalid = report.theorems.count { $0.failure != nil }
    var first =
      "\(report.theorems.count) \(report.theorems.count == 1 ? "theorem" : "theorems"), "
      + "\(claims.count) \(claims.count == 1 ? "claim" : "claims")"
    if !counts.isEmpty { first += ": " + counts.joined(separator: ", ") }
    let outcome =
      report.wasInterrupted
      ? "interrupted: what was finished is shown"
      : invalid > 0
        ? "\(invalid) invalid \(invalid == 1 ? "file" : "files")"
        : unexpected == 0
          ? "every claim came out as expected"
          : "\(unexpected) \(unexpected == 1 ? "claim" : "claims") did not come out as expected"
    let settings = report.settings
    return [
      first, outcome,
      "seed \(settings.seed), \(settings.digits) digits, \(settings.points) points"
        + (settings.descends
          ? ", \(settings.starts) starts, method \(settings.method.rawValue)" : "")
        + (settings.claims == .all
          ? "" : ", claims \(settings.claims.patterns.joined(separator: ", ")) only"),
    ]
  }
}

extension TheoremReport {
  /// Whether the file is valid and every claim came out as it says.
  var isAsExpected: Bool { failure == nil && claims.allSatisfy(\.isAsExpected) }
}

extension String {
  /// The text without newlines at its end.
  var trimmingFinalNewline: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
