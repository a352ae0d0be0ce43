import Verification

/// One claim as every table writes it.
struct ClaimRow {
  let path: String
  let title: String
  let claim: ClaimReport

  /// The verdict beside the expectation: `supported, not proved`.
  var verdict: String { claim.outcome }

  /// For which points the verdict speaks; empty where nothing is established.
  var scope: String { claim.scope?.description ?? "" }

  /// What the verdict rests on, axioms included; empty where nothing is established.
  var evidence: String {
    [claim.evidence, axioms.isEmpty ? nil : "rests on \(axioms.joined(separator: ", "))"]
      .compactMap { $0 }.joined(separator: "; ")
  }

  /// The axioms on which rests what the kernel shows; empty for a claim about formulas.
  var axioms: [String] { claim.proof?.axioms ?? [] }

  /// The digits of agreement; empty for an inequality or a claim that failed.
  var digits: String { claim.digits.map(String.init) ?? "" }

  /// The largest boxes on which nothing is shown, each in words.
  var openBoxes: [String] { claim.proof?.openPart?.boxes ?? [] }

  /// The counterexample or the reason, on one line; empty for a claim that is proved.
  var remark: String { claim.counterexample?.line ?? claim.reason ?? "" }
}

extension VerificationReport {
  /// The claims of all theorems, in order.
  var rows: [ClaimRow] {
    theorems.flatMap { theorem in
      theorem.claims.map { ClaimRow(path: theorem.path, title: theorem.title ?? "", claim: $0) }
    }
  }
}

extension Counterexample {
  /// The point: `N = 2, alpha = 0.1`.
  var place: String {
    parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
  }

  /// The point and both sides on one line.
  var line: String {
    let values = "left \(left), right \(right)"
    return place.isEmpty ? values : "at \(place): \(values)"
  }
}
