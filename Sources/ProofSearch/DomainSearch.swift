/// What a search for a proof on a domain came to.
public struct DomainSearch: Sendable {
  /// Why a search ended.
  public enum End: Sendable {
    /// Nothing is left open.
    case complete
    /// All boxes of the budget were examined.
    case boxes
    /// The time was over.
    case expired
    /// No open box has a next step.
    case stuck
    /// Smaller boxes cannot help: an equality, or a claim about an optimum.
    case noMatterOfBoxes
    /// The kernel refuses the domain.
    case refused
  }

  /// What is shown; `nil` where the claim has no meaning on the domain's box.
  public let proof: DomainProof?
  /// The boxes that were examined, by all strategies.
  public internal(set) var examinedBoxes: Int
  /// Why it ended.
  public internal(set) var end: End
  /// Why the kernel refuses the domain, in words.
  public var refusal: String?
  /// The strategy that showed most.
  var strategy: BoxSearch.Strategy?
  /// Whether the proof goes on from an earlier one.
  var isResumed = false

  /// Whether the claim is proved on its whole domain.
  public var isComplete: Bool { proof?.open.isEmpty == true }

  /// Whether more is shown; what is sharp at infinity stays open there, however small the share.
  func isBetter(than other: DomainSearch) -> Bool {
    guard let proof, let otherProof = other.proof else { return proof != nil }
    return proof.isOpenAtInfinity == otherProof.isOpenAtInfinity
      ? proof.openShare < otherProof.openShare : otherProof.isOpenAtInfinity
  }
}
