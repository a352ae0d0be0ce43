import Verification

/// One claim as every table writes it.
struct ClaimRow {
  let path: String
  let title: String
  let claim: ClaimReport

  /// The verdict `proved` where it is not about the whole domain.
  static let provedAtPoints = "proved at points"

  /// The verdict, and whether the file expected it to be another; what is proved at points says so.
  var verdict: String {
    if claim.isProvedAtPointsOnly && !claim.isExpectedRefuted { return Self.provedAtPoints }
    if claim.isExpectedRefuted && claim.verdict == .refuted { return "refuted (expected)" }
    if claim.isExpectedRefuted { return "\(claim.verdict.rawValue) (expected refuted)" }
    return claim.verdict.rawValue
  }

  /// The digits of agreement; empty for an inequality or a claim that failed.
  var digits: String { claim.digits.map(String.init) ?? "" }

  /// The counterexample or the reason, on one line; empty for a claim that stands.
  var remark: String {
    if let counterexample = claim.counterexample { return counterexample.line }
    return claim.reason ?? claim.proof?.summary ?? ""
  }
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
