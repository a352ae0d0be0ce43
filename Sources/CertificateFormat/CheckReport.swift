import Exact
import Kernel
import TheoremLanguage

/// What a checker prints (docs/certificate-format.md, section 11).
public struct CheckReport: Sendable {
  /// The lines about what is established, and about claims of which less is shown than their file
  /// expects, without the outcome.
  public let lines: [String]
  /// Whether less is shown of a claim than its file expects.
  public let isIncomplete: Bool

  /// The report of what a certificate establishes about a theorem file.
  ///
  /// What is supported counts as proved where `acceptsSupported` is true.
  public init(
    _ checked: [CheckedTheorem], of theorem: ElaboratedTheorem, acceptsSupported: Bool = false
  ) {
    let names = CertificateNames(of: theorem)
    func line(_ claim: Int, _ text: String) -> String { "claim \(names.claims[claim]): \(text)" }
    let theorems = checked.map(\.theorem)
    var lines = checked.map { one in
      line(
        one.theorem.claim,
        Self.text(of: one.theorem.conclusion, names: names, openShare: one.openShare)
          + Self.text(of: one.theorem.axioms))
    }
    let byClaim = Dictionary(grouping: theorems, by: \.claim)
    var shortfalls: [String] = []
    for (index, claim) in theorem.claims.enumerated() {
      var about = byClaim[index] ?? []
      if let all = Self.allPoints(about) {
        lines.append(
          line(index, Self.text(of: all.conclusion, names: names) + Self.text(of: all.axioms)))
        about.append(all)
      }
      let shown = ShownLevel(about)
      if !shown.meets(claim.expectation, acceptsSupported: acceptsSupported) {
        shortfalls.append(line(index, "\(shown.rawValue), not \(claim.expectation.rawValue)"))
      }
    }
    lines += Self.missingPoints(theorems, of: theorem).map { index in
      index.map { line($0, "no point of its domain is shown") }
        ?? "no point of the domain is shown"
    }
    self.lines = lines + shortfalls
    isIncomplete = !shortfalls.isEmpty
  }

  /// The last line.
  public var outcome: String { isIncomplete ? "INCOMPLETE" : "VERIFIED" }

  /// The theorem about all points of a finite domain, if the theorems about a claim give one.
  private static func allPoints(_ theorems: [Theorem]) -> Theorem? {
    let points = theorems.filter {
      if case .point(_, digits: nil) = $0.conclusion { true } else { false }
    }
    return points.isEmpty ? nil : try? Theorem.allPoints(points)
  }

  /// The domains of which no point is shown though something is proved there: that of the theorem
  /// as `nil`, then those of claims with conditions.
  private static func missingPoints(
    _ theorems: [Theorem], of theorem: ElaboratedTheorem
  ) -> [Int?] {
    func areMissing(_ theorems: [Theorem]) -> Bool {
      !theorems.isEmpty
        && theorems.allSatisfy { if case .domain = $0.conclusion { true } else { false } }
    }
    // Where there are neither parameters nor assumptions, the only point needs no proof.
    let needsPoint = !theorem.parameters.isEmpty || !theorem.assumptions.isEmpty
    let claims = theorem.claims.indices.filter { index in
      let claim = theorem.claims[index]
      let shared = theorems.filter { theorem.claims[$0.claim].hasConditions(of: claim) }
      return !claim.conditions.isEmpty && theorems.contains { $0.claim == index }
        && areMissing(shared)
    }
    return (needsPoint && areMissing(theorems) ? [nil] : []) + claims.map { $0 }
  }

  /// What is established, in words: `proved at N = 4, alpha = 1/10 to 50 digits`.
  public static func text(
    of conclusion: Theorem.Conclusion, names: CertificateNames, openShare: Fraction = Fraction(0)
  ) -> String {
    switch conclusion {
    case .domain(0): return "proved on the whole domain"
    case .domain(let count):
      let boxes = count == 1 ? "1 box" : "\(count) boxes"
      return "proved but for \(boxes), \(percentage(openShare)) % of the volume"
    case .point(let values, let digits):
      let place = "proved" + at(values, names)
      return digits.map { "\(place) to \($0) digits" } ?? place
    case .allPoints(let count):
      return "proved at " + (count == 1 ? "the only point" : "all \(count) points")
        + " of the domain"
    case .inside(let values):
      return "a point of the domain lies" + at(values, names)
    case .refuted(let values, let versus):
      let place = "refuted" + at(values, names)
      return versus.map { "\(place) and \(names.parameters[$0.parameter]) = \($0.value)" } ?? place
    }
  }

  /// What a theorem rests on: `; rests on gaussian-mean`, or nothing.
  private static func text(of axioms: [Axiom]) -> String {
    axioms.isEmpty ? "" : "; rests on " + axioms.map(\.name).joined(separator: ", ")
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
