import CertificateFormat
import Certification
import Kernel
import Numbers

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

  /// What a proof leaves open, in terms of these parameters; `nil` where nothing is.
  init?(_ proof: DomainProof, parameters: [String], used: Set<Int>) {
    guard !proof.open.isEmpty else { return nil }
    count = proof.open.count
    percentage = CheckReport.percentage(proof.openShare)
    var seen: Set<String> = []
    boxes = proof.open.sorted { $0.share > $1.share }
      .map { OpenBoxText.text(of: $0, parameters: parameters, used: used) }
      .filter { seen.insert($0).inserted }
      .prefix(Self.largestBoxCount).map { $0 }
  }
}

/// An open box in words.
enum OpenBoxText {
  /// The most characters of a number.
  static let largestNumberLength = 20

  /// The intervals of the parameters that are used, rounded inwards: `x in [0.5, 1], y = 0`.
  static func text(of box: OpenBox, parameters: [String], used: Set<Int>) -> String {
    let texts = zip(parameters, box.ranges).enumerated().compactMap { index, pair in
      used.contains(index) ? "\(pair.0) \(text(of: pair.1))" : nil
    }
    return texts.isEmpty ? "the whole domain" : texts.joined(separator: ", ")
  }

  /// `in [0.5, 1]`, `in [2, infinity)` or `= 0`.
  private static func text(of range: Box.Range) -> String {
    guard let upper = range.upper else {
      return "in [\(number(range.lower, roundingUp: true)), infinity)"
    }
    if range.isPoint { return "= \(number(range.lower, roundingUp: false))" }
    for digits in [6, 12] {
      let (low, high) = (
        rounded(range.lower, up: true, digits), rounded(upper, up: false, digits)
      )
      if let low, let high, low < high { return "in [\(text(of: low)), \(text(of: high))]" }
    }
    return "near \(number(range.lower, roundingUp: true))"
  }

  private static func number(_ value: Fraction, roundingUp: Bool) -> String {
    rounded(value, up: roundingUp, 12).map(text) ?? "\(value)"
  }

  /// The value where it is short, else its first digits, on one side of it.
  private static func rounded(_ value: Fraction, up: Bool, _ digits: Int) -> Rational? {
    guard let exact = try? Rational(parsing: value.description) else { return nil }
    guard text(of: exact).utf8.count > digits + 2 else { return exact }
    var result = exact.rounded(toSignificantDigits: digits)
    if up ? result < exact : result > exact {
      // One part in 10^(digits - 1) is at least one unit of the last digit.
      guard let unit = try? Rational(parsing: "1e-\(digits - 1)") else { return nil }
      let step = exact.absolute * unit
      result = (up ? exact + step : exact - step).rounded(toSignificantDigits: digits)
    }
    return result
  }

  /// An exact decimal or fraction where that is short, else with an exponent: `5.8e59`.
  private static func text(of value: Rational) -> String {
    let plain = value.description
    guard plain.utf8.count > largestNumberLength || plain.contains("/") && plain.utf8.count > 9
    else { return plain }
    return Real(value, precisionInBits: 256).decimal(significantDigits: 12)
  }
}
