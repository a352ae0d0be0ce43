import CertificateFormat
import Diagnostics
import Kernel
import TheoremLanguage

/// A theorem file, ready for a search and for checking.
package struct LoadedTheorem {
  package let theorem: ElaboratedTheorem
  package let statement: Statement
  package let names: CertificateNames

  package init(
    _ text: String, name: String = "t.theorem", limit: EvaluationLimit = .none
  ) throws {
    let source = SourceText(name: name, text: text)
    theorem = try Elaborator.elaborate(
      try TheoremParser.parse(source), source: source, signatures: ModelSignatures.all)
    statement = try theorem.statement(limit: limit)
    names = CertificateNames(of: theorem)
  }

  /// The theorem of a file of the repository.
  package init(path: String) throws { try self.init(try Repository.text(of: path), name: path) }

  /// What checks certificates of the file.
  package var checker: CertificateChecker {
    CertificateChecker(statement: statement, names: names)
  }

  /// What `closedform-check` prints about a certificate.
  package func output(_ certificate: some Sequence<UInt8>) -> String {
    do throws(CertificateRejection) {
      let parsed = try CertificateParser.parse(Array(certificate))
      let report = CheckReport(try checker.check(parsed), of: theorem)
      return (report.lines + [report.outcome]).joined(separator: "\n")
    } catch {
      return "REJECTED line \(error.line): \(error.reason)"
    }
  }

  /// What is established; `nil` for a rejected certificate.
  package func theorems(_ certificate: some Sequence<UInt8>) -> [CheckedTheorem]? {
    guard let parsed = try? CertificateParser.parse(Array(certificate)) else { return nil }
    return try? checker.check(parsed)
  }
}
