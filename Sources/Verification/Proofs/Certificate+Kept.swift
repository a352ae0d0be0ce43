import CertificateFormat
import Diagnostics
import TheoremLanguage

extension Certificate {
  /// The sections about claims that a run has not come to, as far as a checker still accepts them.
  ///
  /// A run for some claims, or one that was interrupted, writes them again: it must not lose what
  /// an earlier run has shown.
  public func sections(aboutOthersThan claims: [ClaimReport], of source: SourceText) -> [Section] {
    guard let theorem = try? TheoremLoader.load(source), let statement = try? theorem.statement()
    else { return [] }
    let checker = CertificateChecker(statement: statement, names: CertificateNames(of: theorem))
    let finished = Set(claims.map(\.name))
    return sections.filter { section in
      !finished.contains(section.claim)
        && (try? checker.check(Certificate(sections: [section]))) != nil
    }
  }
}
