import CertificateFormat
import Diagnostics
import Foundation
import Kernel
import TestSupport
import Testing
import Verification

/// Traps that a theorem file can express, from the file to the verdict and back from the
/// certificate.
///
/// Each fails when a trap is proved or refuted that must not be, and when a control beside it is
/// not.
@Suite("Trap theorems") struct TrapTheoremsTests {
  static let names = (try? Corpus.names(".theorem")) ?? []

  @Test("each claim comes out as the comment behind it says", arguments: names)
  func verdicts(name: String) throws {
    let text = try Corpus.text(name)
    let report = verify(text)
    for (claim, expectation) in try expectations(in: text) {
      let found = report.claims.first { $0.name == claim }.map(outcome) ?? "error"
      // A claim without a verdict stands in a file that is reported as a whole.
      #expect(found != "error" || report.failure != nil)
      for part in expectation.components(separatedBy: "; ") {
        let isAsExpected =
          part.hasPrefix("never ") ? !found.contains(part.dropFirst(6)) : found.hasPrefix(part)
        #expect(isAsExpected, "\(name): \(claim) must be \(expectation): \(found)")
      }
    }
    // What was said must be what a checker says that knows only the file and the certificate.
    let sections = report.claims.flatMap { $0.proof?.sections ?? [] }
    guard !sections.isEmpty else { return }
    let certificate = CertificatePrinter.print(Certificate(sections: sections))
    let output = try LoadedTheorem(text).output(certificate.utf8)
    #expect(output.hasSuffix("VERIFIED") || output.hasSuffix("INCOMPLETE"), "\(name): \(output)")
    #expect(try PythonChecker.output(theorem: text, certificate: certificate) == output, "\(name)")
  }

  private func verify(_ text: String) -> TheoremReport {
    // `# digits 80` in the first line asks for more digits than the usual 30.
    let first = text.prefix { $0 != "\n" }
    let digits = first.hasPrefix("# digits ") ? Int(first.dropFirst(9)) : nil
    let settings = VerificationSettings(digits: digits ?? 30, points: 4, starts: 2, boxes: 500)
    return TheoremVerifier(settings: settings).verify(SourceText(name: "t.theorem", text: text))
  }

  /// The verdict with what it rests on: `proved on the whole domain`, `refuted at x = 1/2`.
  private func outcome(_ claim: ClaimReport) -> String {
    switch (claim.verdict, claim.scope) {
    case (.proved, .domain): "proved on the whole domain"
    case (.proved, let scope?): "proved at \(scope)"
    case (.refuted, _): claim.proof?.refutation ?? "not certified: refuted"
    case (.supported, _): "supported: \(claim.evidence ?? "by nothing")"
    default: claim.verdict.rawValue
    }
  }

  private func expectations(in text: String) throws -> [(String, String)] {
    let claims = text.split(separator: "\n").filter { $0.hasPrefix("claim ") }
    return try claims.map { line in
      let name = try #require(line.dropFirst(6).split(separator: ":").first)
      let mark = try #require(line.lastIndex(of: "#"), "\(name) says nothing about what must come")
      return (
        String(name), line[line.index(after: mark)...].trimmingCharacters(in: .whitespaces)
      )
    }
  }

  @Test("the corpus holds both kinds of every trap that a theorem file can express")
  func complete() throws {
    let traps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 17, 19, 20, 21, 22]
    for trap in traps {
      let prefix = trap < 10 ? "0\(trap)-" : "\(trap)-"
      let texts = try Self.names.filter { $0.hasPrefix(prefix) }.map { try Corpus.text($0) }
      let expected = try texts.flatMap { try expectations(in: $0).map(\.1) }
      let isControl = { (text: String) in text.hasPrefix("proved") || text.hasPrefix("supported") }
      #expect(expected.contains(where: isControl), "trap \(trap) has no control")
      // Traps 17 and 19 are about certificates: the false steps are theirs.
      let isTrap = expected.contains { !isControl($0) }
      #expect(isTrap || [17, 19].contains(trap), "trap \(trap) has no trap")
    }
  }
}
