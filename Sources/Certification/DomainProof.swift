import CertificateFormat
import Kernel

/// A box on which a search has shown nothing yet.
public struct OpenBox: Sendable {
  /// The intervals, in the order of the parameters.
  public let ranges: [Box.Range]
  /// Its share of the volume of the domain's box.
  public let share: Fraction
}

/// What a search for a proof on a domain ended with.
public struct DomainProof: Sendable {
  /// What the kernel returned.
  public let theorem: Theorem
  /// The steps of a certificate that replay it, the scope first.
  public let steps: [CertificateStep]
  /// The boxes that were left open, in the order of their steps.
  public let open: [OpenBox]

  /// The share of the volume that was left open.
  public var openShare: Fraction {
    if case .domain(_, let share) = theorem.conclusion { share } else { Fraction(0) }
  }
}
