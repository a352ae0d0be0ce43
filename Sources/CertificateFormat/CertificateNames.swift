import TheoremLanguage

/// The names of a theorem file that certificates may use.
public struct CertificateNames: Sendable {
  /// The parameters.
  public let parameters: [String]
  /// The definitions.
  public let definitions: [String]
  /// The claims.
  public let claims: [String]

  /// The names of a theorem, in the order of its file.
  public init(of theorem: ElaboratedTheorem) {
    parameters = theorem.parameters.map(\.name)
    definitions = theorem.definitions.map(\.name)
    claims = theorem.claims.map(\.name)
  }
}
