import Verification

/// The last lines of a text report: how many claims came out how, and the settings of the run.
struct TextSummary {
  private let report: VerificationReport

  init(_ report: VerificationReport) {
    self.report = report
  }

  var lines: [String] { [counts] + [accordance].compactMap { $0 } + [settings] }

  /// `2 theorems, 15 claims: 12 proved, 2 refuted (expected), 1 supported, not proved`.
  private var counts: String {
    let claims = report.theorems.flatMap(\.claims)
    let outcomes = Verdict.allCases.flatMap { verdict in
      let found = claims.filter { $0.verdict == verdict }.map(\.outcome)
      return Set(found).sorted().map { outcome in
        "\(found.count { $0 == outcome }) \(outcome)"
      }
    }
    return Self.count(report.theorems.count, "theorem") + ", " + Self.count(claims.count, "claim")
      + (outcomes.isEmpty ? "" : ": " + outcomes.joined(separator: ", "))
  }

  /// What did not come out as the files expect; nothing where all did.
  private var accordance: String? {
    if report.wasInterrupted { return "interrupted: what was finished is shown" }
    let invalid = report.theorems.count { $0.failure != nil }
    if invalid > 0 { return Self.count(invalid, "invalid file") }
    let claims = report.theorems.flatMap(\.claims).filter { !report.isAsExpected($0) }
    let contrary = claims.count { $0.accordance == .contrary }
    let parts = [
      contrary == 0 ? nil : "\(Self.count(contrary, "claim")) came out against the file",
      claims.count == contrary
        ? nil
        : "less than the file expects is shown of \(Self.count(claims.count - contrary, "claim"))",
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private var settings: String {
    let settings = report.settings
    return "seed \(settings.seed), \(settings.digits) digits, \(settings.points) points"
      + (settings.descends
        ? ", \(settings.starts) starts, method \(settings.method.rawValue)" : "")
      + (settings.claims == .all
        ? "" : ", claims \(settings.claims.patterns.joined(separator: ", ")) only")
      + (report.acceptsSupported ? "; supported is accepted for proved" : "")
  }

  private static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }
}
