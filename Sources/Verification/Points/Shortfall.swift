import ProofSearch

/// What stands between a claim and a proof: what was tried, and what to try next.
public struct Shortfall: Sendable {
  /// What was tried, in words.
  public let tried: String
  /// What to try next, in words.
  public let next: String

  /// A shortfall in these words.
  init(tried: String, next: String) {
    (self.tried, self.next) = (tried, next)
  }

  /// What is missing for a claim of which the kernel has shown this much.
  init(of proof: ClaimProof, isAboutOptimum: Bool, settings: VerificationSettings) {
    var tried: [String] = []
    if let search = proof.search, search.end != .refused {
      tried.append(
        "a proof on the domain (\(search.examinedBoxes) "
          + "\(search.examinedBoxes == 1 ? "box" : "boxes"))")
    }
    if let certified = proof.certified { tried.append("the kernel at \(certified.tried) points") }
    if settings.descends {
      tried.append(isAboutOptimum ? "descent at the points" : "enclosures at the points")
    }
    self.init(
      tried: tried.joined(separator: ", "),
      next: Self.next(proof, isAboutOptimum: isAboutOptimum, settings: settings))
  }

  private static func next(
    _ proof: ClaimProof, isAboutOptimum: Bool, settings: VerificationSettings
  ) -> String {
    switch proof.stop {
    case .time?: return "more time: --timeout \(settings.secondsPerProof * 10)"
    case .memory?: return "more memory: --memory \(2 * (settings.memoryInMebibytes ?? 1))"
    case nil: break
    }
    if isAboutOptimum {
      return "look at more points with --points"
    }
    switch proof.search?.end {
    case .boxes?:
      let boxes = min(settings.boxes * 10, VerificationSettings.boxesRange.upperBound)
      return "more boxes: --max-boxes \(boxes)"
    case .noMatterOfBoxes?:
      return "write both sides with the same functions of the parameters, so that algebra can "
        + "compare them"
    case .expired?, .stuck?, .complete?, .refused?, nil:
      return "narrow the domain with an assumption, or state the claim in parts"
    }
  }

  static let memoryReason = "the search for a proof met the limit on memory"

  /// The reason where the memory was met, and what is said of the boxes that are left.
  static func memoryReason(and reason: String) -> String { "\(memoryReason); \(reason)" }

  /// Why a claim that holds wherever it was examined is not proved.
  static func reason(of proof: ClaimProof, isAboutOptimum: Bool) -> String {
    switch proof.stop {
    case .time?: return "the time for the search for a proof is over"
    case .memory?: return memoryReason
    case nil: break
    }
    if isAboutOptimum { return "no rule bounds the optimum on a domain: it is enclosed at points" }
    return switch proof.search?.end {
    case .boxes?: "the search for a proof examined all boxes of its budget"
    case .noMatterOfBoxes?: "algebra does not show that the two sides are equal"
    case .stuck?: "no rule closes the boxes that are left"
    case .expired?, .refused?, .complete?, nil:
      "the kernel does not examine this claim on its domain"
        + (proof.search?.refusal.map { ": \($0)" } ?? "")
    }
  }
}
