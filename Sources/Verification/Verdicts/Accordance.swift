import TheoremLanguage

/// How a verdict compares with the one that a file expects.
public enum Accordance: Sendable {
  /// As much is shown as the file expects.
  case met
  /// More is shown than the file expects.
  case exceeded
  /// Less is shown, and nothing speaks against the claim's file.
  case short
  /// The evidence speaks against what the file expects.
  case contrary
}

extension ClaimReport {
  /// How the verdict compares with what the file expects.
  ///
  /// A claim that is expected to be refuted needs a certified counterexample: `contradicted` is
  /// short of it.
  public var accordance: Accordance {
    switch (expectation, verdict) {
    case (.proved, .proved), (.supported, .supported), (.refuted, .refuted),
      (.undecided, .undecided):
      .met
    case (.supported, .proved), (.undecided, .proved), (.undecided, .supported): .exceeded
    case (.refuted, .proved), (.refuted, .supported): .contrary
    case (_, .refuted): .contrary
    case (.refuted, .contradicted): .short
    case (_, .contradicted): .contrary
    default: .short
    }
  }

  /// Whether the claim came out as the file says it should, or better; what is supported counts as
  /// proved where `acceptsSupported` is true.
  public func isAsExpected(acceptsSupported: Bool) -> Bool {
    switch accordance {
    case .met, .exceeded: true
    case .contrary: false
    case .short: acceptsSupported && expectation == .proved && verdict == .supported
    }
  }

  /// The verdict beside the expectation, as every report writes and counts it: `proved`,
  /// `refuted (expected)`, `supported, not proved`.
  public var outcome: String {
    let word = verdict.rawValue
    switch accordance {
    case .met: return expectation == .proved ? word : "\(word) (expected)"
    case .exceeded: return "\(word) (\(expectation.rawValue) expected)"
    case .short, .contrary:
      return verdict == .supported || expectation == .refuted
        ? "\(word), not \(expectation.rawValue)" : word
    }
  }
}
