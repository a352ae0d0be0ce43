import Verification

/// The sentences under a table that say what its verdicts rest on in this run.
enum RunNote {
  static func text(of report: VerificationReport) -> String {
    let settings = report.settings
    var sentences = [
      "Seed \(settings.seed), \(settings.digits) digits, \(settings.points) points"
        + (settings.descends
          ? ", \(settings.starts) starts, method \(settings.method.rawValue)." : ".")
    ]
    let claims = report.theorems.flatMap(\.claims)
    sentences += explained.filter { pair in claims.contains { $0.verdict == pair.verdict } }
      .map(\.sentence)
    if !claims.contains(where: { $0.verdict == .proved }) { sentences.append("Nothing is proved.") }
    if report.wasInterrupted {
      sentences.append("The run was interrupted; the table is incomplete.")
    }
    return sentences.joined(separator: " ")
  }

  /// What each verdict means, in the order of the verdicts.
  private static let explained: [(verdict: Verdict, sentence: String)] = [
    (.proved, "Proved: the kernel returned a theorem for the scope shown."),
    (
      .supported,
      "Supported: the claim holds at the points examined; nothing is proved beyond them."
    ),
    (.contradicted, "Contradicted: descent or evaluation disagrees, without a certificate."),
    (.refuted, "Refuted: the claim certainly fails at the counterexample."),
    (.undecided, "Undecided: nothing is established, for the reason shown."),
    (.error, "Error: the file is wrong where it says."),
  ]
}
