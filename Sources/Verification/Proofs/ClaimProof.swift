import CertificateFormat
import Kernel
import ProofSearch

/// What the kernel returned about one claim, and a certificate for it.
public struct ClaimProof: Sendable {
  /// Points at which the kernel shows a claim.
  public struct CertifiedPoints: Hashable, Sendable {
    /// Points at which it holds.
    public var count: Int
    /// Points that were tried.
    public var tried: Int
    /// The digits to which an equality holds; `nil` for an inequality.
    public var digits: Int?
    /// Whether these are all points of the domain.
    public var areAll: Bool

    /// Whether the claim is certified at every point that was tried.
    public var isComplete: Bool { count >= tried }

    /// The evidence in words: `certified at 11 points (50 digits)`.
    public var text: String {
      if areAll, isComplete, count == 1 {
        return "certified \(digits.map { "to \($0) digits " } ?? "")at its only point"
      }
      let points =
        !isComplete
        ? "\(count) of \(tried) points" : areAll ? "all \(count) points" : Self.text(count)
      return "certified at \(points)" + (digits.map { " (\($0) digits)" } ?? "")
    }

    private static func text(_ count: Int) -> String { count == 1 ? "1 point" : "\(count) points" }
  }

  /// Whether the claim holds on its whole domain.
  public var isOnDomain = false
  /// The points at which it holds.
  public var certified: CertifiedPoints?
  /// The number of points of the domain, where the kernel shows the claim at all of them.
  public var countOfAllPoints: Int?
  /// What the search for a proof on the domain left open; `nil` where nothing is, or none was made.
  public var openPart: OpenPart?
  /// Where the claim fails, in the words of a checker.
  public var refutation: String?
  /// The axioms, by name, on which that rests; none where it is about formulas alone.
  public internal(set) var axioms: [String] = []
  /// The search for a proof on the domain; `nil` where there was none.
  public var search: DomainSearch?
  /// What stopped the search, on the domain or at the points.
  var stop: ProofLimit.Cause?
  /// The sections of a certificate.
  public var sections: [Certificate.Section] = []
  /// All boxes on which nothing is shown, for the search for a place where the claim fails.
  var open: [OpenBox] { search?.proof?.open ?? [] }
  /// Where a claim fails.
  var counterexample: Counterexample?

  /// Takes over what theorems rest on.
  mutating func rest(on theorems: [Theorem]) {
    axioms = Set(axioms + theorems.flatMap(\.axioms).map(\.name)).sorted()
  }

  /// The scope on which the claim is proved; `nil` where it is not.
  ///
  /// An equality that is certified to digits at every point is not proved: the sides are close.
  var provedScope: Scope? {
    if isOnDomain { return .domain }
    return countOfAllPoints.map(Scope.allPoints)
  }
}
