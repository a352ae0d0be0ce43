import Kernel
import TheoremLanguage

/// The names of a theorem file that certificates may use.
public struct CertificateNames: Sendable {
  /// The parameters.
  public let parameters: [String]
  /// The definitions.
  public let definitions: [String]
  /// The claims.
  public let claims: [String]
  private let theorem: ElaboratedTheorem

  /// The names of a theorem, in the order of its file.
  public init(of theorem: ElaboratedTheorem) {
    parameters = theorem.parameters.map(\.name)
    definitions = theorem.definitions.map(\.name)
    claims = theorem.claims.map(\.name)
    self.theorem = theorem
  }

  /// What a term means that a line of a certificate holds.
  func term(_ text: String, line: Int) throws(CertificateRejection) -> Term {
    do { return try theorem.term(text) } catch { throw rejection(of: text, error, line) }
  }

  /// What a comparison means that a line of a certificate holds.
  func comparison(
    _ text: ComparisonText, line: Int
  ) throws(CertificateRejection) -> Comparison {
    do { return try theorem.comparison(text.text) } catch {
      throw rejection(of: text.text, error, line)
    }
  }

  /// A comparison as it is written in a certificate.
  package func text(of comparison: Comparison) -> ComparisonText {
    ComparisonText(TermPrinter.print(comparison, in: theorem))
  }

  /// A term as it is written in a certificate.
  package func text(of term: Term) -> String { TermPrinter.print(term, in: theorem) }

  private func rejection(
    of text: String, _ error: UnreadableTerm, _ line: Int
  ) -> CertificateRejection {
    CertificateRejection(line, "`\(text)`: \(error.message)")
  }
}
