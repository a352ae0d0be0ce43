import Kernel
import TheoremLanguage

/// How much the theorems of a certificate show of one claim.
enum ShownLevel: String {
  /// No theorem is about the claim.
  case nothing = "nothing shown"
  /// The claim holds on a part of its domain.
  case part = "shown in part"
  /// The claim holds at points.
  case supported
  /// The claim holds on its whole domain.
  case proved
  /// The claim fails at a point of its domain.
  case refuted

  /// What theorems about one claim show together.
  init(_ theorems: [Theorem]) {
    let levels = theorems.map(\.conclusion).map(Self.level)
    self = [.refuted, .proved, .supported, .part].first { levels.contains($0) } ?? .nothing
  }

  private static func level(of conclusion: Theorem.Conclusion) -> ShownLevel {
    switch conclusion {
    case .domain(let openBoxes): openBoxes == 0 ? .proved : .part
    case .allPoints: .proved
    case .point: .supported
    case .inside: .nothing
    case .refuted: .refuted
    }
  }

  /// Whether the file expects no more than this.
  func meets(_ expectation: ExpectedVerdict, acceptsSupported: Bool) -> Bool {
    switch expectation {
    case .proved: self == .proved || acceptsSupported && self == .supported
    case .supported: self == .proved || self == .supported
    case .refuted: self == .refuted
    case .undecided: self != .refuted
    }
  }
}
