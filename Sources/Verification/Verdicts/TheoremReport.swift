/// The verdicts of one theorem file.
public struct TheoremReport: Sendable {
  /// The file, as it was named.
  public let path: String
  /// The theorem's title; `nil` when the file is invalid.
  public let title: String?
  /// The claims, in the order of the file.
  public let claims: [ClaimReport]
  /// The rendered diagnostics of an invalid file.
  public let failure: String?
  /// How the starts of all descents fared.
  public let descent: DescentStatistics
  /// Wall-clock time.
  public let seconds: Double
  /// Whether the run was stopped before all verdicts were reached.
  public let wasInterrupted: Bool
}

/// The verdicts of a run.
public struct VerificationReport: Sendable {
  /// The settings of the run.
  public let settings: VerificationSettings
  /// The theorems, in the order in which they were named or found.
  public var theorems: [TheoremReport]
  /// Whether the run was stopped before it had finished.
  public var wasInterrupted: Bool
  /// Whether claims that are expected to be proved need only be supported.
  public var acceptsSupported: Bool

  /// Collects the verdicts of a run.
  public init(
    settings: VerificationSettings, theorems: [TheoremReport] = [], wasInterrupted: Bool = false,
    acceptsSupported: Bool = false
  ) {
    self.settings = settings
    self.theorems = theorems
    self.wasInterrupted = wasInterrupted
    self.acceptsSupported = acceptsSupported
  }
}
