import Kernel

/// What a checker prints (docs/certificate-format.md, section 11).
public struct CheckReport: Sendable {
  /// The lines for what is established, without the outcome.
  public let lines: [String]
  /// Whether boxes were left open.
  public let isIncomplete: Bool

  /// The report of what a certificate establishes.
  public init(_ theorems: [Theorem], names: CertificateNames) {
    lines = theorems.map { Self.line(for: $0, names: names) }
    isIncomplete = theorems.contains {
      if case .domain(let openBoxes, _) = $0.conclusion { openBoxes > 0 } else { false }
    }
  }

  /// The last line.
  public var outcome: String { isIncomplete ? "INCOMPLETE" : "VERIFIED" }

  private static func line(for theorem: Theorem, names: CertificateNames) -> String {
    "claim \(names.claims[theorem.claim]): " + text(of: theorem.conclusion, names: names)
  }

  /// What is established, in words: `proved at N = 4, alpha = 1/10 to 50 digits`.
  public static func text(of conclusion: Theorem.Conclusion, names: CertificateNames) -> String {
    switch conclusion {
    case .domain(0, _): return "proved on the whole domain"
    case .domain(let count, let share):
      let boxes = count == 1 ? "1 box" : "\(count) boxes"
      return "proved but for \(boxes), \(percentage(share)) % of the volume"
    case .point(let values, let digits):
      let place = "proved" + at(values, names)
      return digits.map { "\(place) to \($0) digits" } ?? place
    case .refuted(let values, let versus):
      let place = "refuted" + at(values, names)
      return versus.map { "\(place) and \(names.parameters[$0.parameter]) = \($0.value)" } ?? place
    }
  }

  private static func at(_ values: [Fraction], _ names: CertificateNames) -> String {
    guard !values.isEmpty else { return "" }
    return " at " + zip(names.parameters, values).map { "\($0) = \($1)" }.joined(separator: ", ")
  }

  /// The share in percent, rounded up to four decimals.
  public static func percentage(_ share: Fraction) -> String {
    let units = (share * Fraction(1_000_000)).ceiling.description
    let padded = String(repeating: "0", count: max(0, 5 - units.utf8.count)) + units
    return "\(padded.dropLast(4)).\(padded.suffix(4))"
  }
}
