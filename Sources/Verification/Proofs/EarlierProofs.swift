import CertificateFormat
import Exact
import Kernel

/// The sections of an earlier certificate that still hold for the theorem file, replayed when a
/// claim asks for them: a second run can only add to what the first has shown.
struct EarlierProofs {
  private let certificate: Certificate
  private let checker: CertificateChecker

  /// What a certificate shows of a statement.
  init(_ certificate: Certificate, statement: Statement, names: CertificateNames) {
    self.certificate = certificate
    checker = CertificateChecker(statement: statement, names: names)
  }

  /// A section with what it establishes.
  typealias Proof = (section: Certificate.Section, theorem: Theorem)

  /// What still holds about a claim, in the order of the certificate.
  func proofs(ofClaim name: String) -> [Proof] {
    certificate.sections.filter { $0.claim == name }.compactMap { section in
      guard let theorem = try? checker.check(Certificate(sections: [section])).first?.theorem
      else {
        return nil
      }
      return (section, theorem)
    }
  }

  /// The steps with which the claim is proved on a part of its domain.
  static func partialSteps(_ proofs: [Proof]) -> [CertificateStep]? {
    proofs.lazy.compactMap { proof in
      if case .domain(let open) = proof.theorem.conclusion, open > 0 {
        proof.section.steps.map(\.step)
      } else {
        nil
      }
    }.first
  }

  /// The proof of the claim on its whole domain.
  static func onDomain(_ proofs: [Proof]) -> Proof? {
    proofs.first {
      if case .domain(0) = $0.theorem.conclusion { true } else { false }
    }
  }

  /// The proofs about points at which the claim holds, with the digits of an equality.
  static func atPoints(
    _ proofs: [Proof]
  ) -> [(point: [Fraction], digits: Int?, proof: Proof)] {
    proofs.compactMap { proof in
      if case .point(let point, let digits) = proof.theorem.conclusion {
        (point, digits, proof)
      } else {
        nil
      }
    }
  }

  /// The points at which the claim fails: its parameters, and the other value of a monotone
  /// claim's.
  static func failures(_ proofs: [Proof]) -> [(point: [Fraction], versus: Theorem.Versus?)] {
    proofs.compactMap { proof in
      if case .refuted(let point, let versus) = proof.theorem.conclusion {
        (point, versus)
      } else {
        nil
      }
    }
  }
}
