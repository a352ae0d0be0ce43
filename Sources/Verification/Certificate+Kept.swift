import CertificateFormat
import Diagnostics
import TheoremLanguage

extension Certificate {
  /// The sections about claims that are not selected, as far as a checker still accepts them.
  ///
  /// A run for some claims writes them again: it must not lose what an earlier run has shown.
  public func sections(notSelectedBy selection: NameSelection, of source: SourceText) -> [Section] {
    guard let theorem = try? TheoremLoader.load(source), let statement = try? theorem.statement()
    else { return [] }
    let checker = CertificateChecker(
      statement: statement, names: CertificateNames(of: theorem))
    return sections.filter { section in
      !selection.selects(section.claim)
        && (try? checker.check(Certificate(sections: [section]))) != nil
    }
  }
}
