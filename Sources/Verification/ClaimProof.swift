import CertificateFormat
import Certification
import Kernel
import Numbers

/// What the kernel returned about one claim, and a certificate for it.
public struct ClaimProof: Sendable {
  /// Open boxes that are named in reports; the certificate names all of them.
  public static let largestOpenBoxCount = 20

  /// What of the claim is established.
  public enum Extent: Hashable, Sendable {
    /// It holds on the whole domain.
    case domain
    /// It holds at the points examined, which may be all there are; an equality to so many digits.
    case points(digits: Int?, areAll: Bool)
    /// It holds on a part of the domain.
    case part
    /// It fails at a point, or between two.
    case failure
  }

  /// What is established.
  public let extent: Extent
  /// For which points, in words: `on the whole domain`.
  public let scope: String
  /// The largest boxes of the domain on which nothing is shown.
  public let openBoxes: [OpenBoxText]
  /// One line for reports: `proved on the whole domain`.
  public var summary: String { extent == .failure ? "certified: \(scope)" : "proved \(scope)" }
  /// Whether the claim is proved, on its domain or at all points examined.
  public var isComplete: Bool {
    switch extent {
    case .domain, .points: true
    case .part, .failure: false
    }
  }
  /// All boxes on which nothing is shown, for the search for a place where the claim fails.
  var open: [OpenBox] = []
  /// Where a claim fails.
  var counterexample: Counterexample?
  /// The sections of a certificate.
  public let sections: [Certificate.Section]
}

/// A box that was left open, as reports and certificates write it.
public struct OpenBoxText: Sendable {
  /// The box: `x in [0.5, 1], n = 3`.
  public let box: String
  /// Its share of the volume in percent, rounded up.
  public let percentage: String
  /// Both on one line.
  public var line: String { "\(box); \(percentage) %" }

  init(_ open: OpenBox, names: [String]) {
    box = zip(names, open.ranges).map { name, range in
      range.isPoint
        ? "\(name) = \(Self.text(range.lower))"
        : "\(name) in [\(Self.text(range.lower)), "
          + (range.upper.map { Self.text($0) + "]" } ?? "infinity)")
    }.joined(separator: ", ")
    percentage = CheckReport.percentage(open.share)
  }

  /// An exact decimal or fraction where that is short, else the first digits of the decimal.
  private static func text(_ value: Fraction) -> String {
    let exact = (try? Rational(parsing: value.description))?.description ?? value.description
    guard exact.utf8.count > 16 else { return exact }
    let scaled = (value.absolute * Fraction(100_000_000)).floor.description
    let digits = String(repeating: "0", count: max(0, 9 - scaled.utf8.count)) + scaled
    return "\(value.sign < 0 ? "-" : "")\(digits.dropLast(8)).\(digits.suffix(8))..."
  }
}
