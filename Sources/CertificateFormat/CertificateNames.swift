/// The names of a theorem file that certificates may use.
public struct CertificateNames: Sendable {
  /// The parameters.
  public let parameters: [String]
  /// The definitions.
  public let definitions: [String]
  /// The claims.
  public let claims: [String]

  /// Collects the names, in the order of the file.
  public init(parameters: [String], definitions: [String], claims: [String]) {
    self.parameters = parameters
    self.definitions = definitions
    self.claims = claims
  }
}
