import CertificateFormat
import Certification
import Kernel
import Numbers
import TheoremLanguage

/// What the kernel returned about one claim, and a certificate for it.
public struct ClaimProof: Sendable {
  /// For which points the claim is proved, in words: `on the whole domain`.
  public let scope: String
  /// Whether the claim is shown to fail.
  public let isRefutation: Bool
  /// Whether nothing is left open: neither boxes nor points.
  public let isComplete: Bool
  /// One line for reports: `proved on the whole domain`.
  public var summary: String { isRefutation ? "certified: \(scope)" : "proved \(scope)" }
  /// The sections of a certificate.
  public let sections: [Certificate.Section]
}

/// The points at which the two sides of a claim were compared and it failed.
struct FailingPoints: Sendable {
  let left: ParameterPoint
  let right: ParameterPoint
}

/// From the claims of a theorem to proofs; every proof ends in the kernel.
struct ClaimProver {
  private let theorem: ElaboratedTheorem
  private let statement: Statement
  private let names: CertificateNames
  private let domains: DomainCertifier
  private let points: PointCertifier
  private let digits: Int

  init(theorem: ElaboratedTheorem, digits: Int) throws(KernelError) {
    self.theorem = theorem
    self.digits = digits
    statement = try theorem.statement()
    names = CertificateNames(
      parameters: theorem.parameters.map(\.name), definitions: theorem.definitions.map(\.name),
      claims: theorem.claims.map(\.name))
    domains = DomainCertifier(
      statement: statement, parameters: theorem.parameters.map(\.name),
      definitions: theorem.definitions.map(\.name))
    points = PointCertifier(
      statement: statement, parameters: theorem.parameters.map(\.name),
      definitions: theorem.definitions.map(\.name), digits: digits)
  }

  private func section(_ claim: Int, _ steps: [CertificateStep]) -> Certificate.Section {
    Certificate.Section(
      claim: theorem.claims[claim].name, steps: steps.map { Certificate.NumberedStep($0) })
  }

  /// The claim on its whole domain, or at the points, or on a part of the domain; `nil` where the
  /// kernel returns nothing.
  func proof(
    ofClaim claim: Int, at points: [ParameterPoint], budget: SearchBudget
  ) -> ClaimProof? {
    let domain = domains.proof(ofClaim: claim, budget: budget)
    if let domain, domain.openBoxes == 0 {
      return ClaimProof(
        scope: "on the whole domain", isRefutation: false, isComplete: true,
        sections: [section(claim, domain.steps)])
    }
    if let proof = pointwiseProof(ofClaim: claim, at: points, budget: budget) { return proof }
    guard let domain, case .domain(let boxes, let share) = domain.theorem.conclusion,
      share < Fraction(1)
    else { return nil }
    let percentage = CheckReport.percentage(share)
    return ClaimProof(
      scope: "but for \(boxes) box\(boxes == 1 ? "" : "es"), \(percentage) % of the volume",
      isRefutation: false, isComplete: false, sections: [section(claim, domain.steps)])
  }

  private func pointwiseProof(
    ofClaim claim: Int, at places: [ParameterPoint], budget: SearchBudget
  ) -> ClaimProof? {
    guard case .comparison(let comparison) = statement.claims[claim], !places.isEmpty else {
      return nil
    }
    var sections: [Certificate.Section] = []
    for place in places {
      guard !budget.isExpired(), let values = fractions(place.values),
        let proof = try? points.proof(ofClaim: claim, at: values)
      else { return nil }
      sections.append(section(claim, proof.steps))
    }
    let count = places.count == 1 ? "1 point" : "\(places.count) points"
    return ClaimProof(
      scope: "at \(count)" + (comparison.relation == .equal ? " to \(digits) digits" : ""),
      isRefutation: false, isComplete: true, sections: sections)
  }

  /// The failure of the claim at a point that the intervals of the verifier found.
  func refutation(ofClaim claim: Int, at failing: FailingPoints) -> ClaimProof? {
    guard let left = fractions(failing.left.values),
      let right = fractions(failing.right.values)
    else { return nil }
    let changed = left.indices.first { left[$0] != right[$0] }
    guard
      let proof = try? points.refutation(
        ofClaim: claim, at: left, versus: changed.map { right[$0] })
    else { return nil }
    return ClaimProof(
      scope: CheckReport.text(of: proof.theorem.conclusion, names: names), isRefutation: true,
      isComplete: true, sections: [section(claim, proof.steps)])
  }

  private func fractions(_ values: [Rational]) -> [Fraction]? {
    let result = values.compactMap { Fraction($0) }
    return result.count == values.count ? result : nil
  }
}
