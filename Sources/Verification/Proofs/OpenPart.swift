import CertificateFormat
import Exact
import Kernel
import ProofSearch
import Reals
import TheoremLanguage

/// The part of a domain on which a search has shown nothing.
public struct OpenPart: Sendable {
  /// Open boxes that are named in reports; a certificate names all of them.
  public static let largestBoxCount = 20

  /// The number of boxes.
  public let count: Int
  /// Their share of the volume in percent, rounded up.
  public let percentage: String
  /// The largest boxes, each in words: `x in [0.5, 1], n = 3`.
  public let boxes: [String]
  /// Whether nothing is shown on any part of the domain.
  public let isWhole: Bool

  /// What a proof leaves open, in terms of the parameters that are used; `nil` where nothing is.
  init?(_ proof: DomainProof, parameters: [ParameterDeclaration], used: Set<Int>) {
    guard !proof.open.isEmpty else { return nil }
    count = proof.open.count
    isWhole = proof.openShare >= Fraction(1)
    percentage = CheckReport.percentage(proof.openShare)
    var seen: Set<String> = []
    boxes = proof.open.sorted { $0.share > $1.share }
      .compactMap { OpenBoxText.text(of: $0, parameters: parameters, used: used) }
      .filter { seen.insert($0).inserted }
      .prefix(Self.largestBoxCount).map { $0 }
  }
}

/// An open box in words.
enum OpenBoxText {
  /// The intervals of the parameters that are used, rounded inwards: `x in [0.5, 1], y = 0`; `nil`
  /// for a box outside the ranges, or without an integer where there must be one.
  static func text(
    of box: OpenBox, parameters: [ParameterDeclaration], used: Set<Int>
  ) -> String? {
    guard box.meetsRanges else { return nil }
    var texts: [String] = []
    for (index, (parameter, range)) in zip(parameters, box.ranges).enumerated()
    where used.contains(index) {
      guard let text = text(of: range, isInteger: parameter.isInteger) else { return nil }
      texts.append("\(parameter.name) \(text)")
    }
    return texts.isEmpty ? "the whole domain" : texts.joined(separator: ", ")
  }

  /// `in [0.5, 1]`, `in [2, infinity)`, `= 0` or `near 0.333333333333`.
  private static func text(of range: Box.Range, isInteger: Bool) -> String? {
    let lower = isInteger ? Fraction(range.lower.ceiling) : range.lower
    guard let end = range.upper else { return "in [\(number(lower, up: true)), infinity)" }
    let upper = isInteger ? Fraction(end.floor) : end
    guard lower <= upper else { return nil }
    if lower == upper { return "= \(number(lower, up: false))" }
    for digits in [6, 12] {
      let low = ShortNumber.rounded(lower, up: true, digits: digits)
      let high = ShortNumber.rounded(upper, up: false, digits: digits)
      let (first, last) = (ShortNumber.text(of: low), ShortNumber.text(of: high))
      if low < high, first != last { return "in [\(first), \(last)]" }
    }
    return "near \(number(lower, up: true))"
  }

  private static func number(_ value: Fraction, up: Bool) -> String {
    ShortNumber.text(of: ShortNumber.rounded(value, up: up, digits: 12))
  }
}
