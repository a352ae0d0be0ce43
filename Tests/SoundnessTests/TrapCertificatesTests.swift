import CertificateFormat
import Foundation
import TestSupport
import Testing

/// Traps that only a certificate written by hand can express, and valid ones beside them.
///
/// Each fails when a checker accepts a marked line, rejects another one, or rejects a control.
@Suite("Trap certificates") struct TrapCertificatesTests {
  static let names = (try? Corpus.names(".certificate")) ?? []

  @Test("both checkers say what the comments say", arguments: names)
  func outcome(name: String) throws {
    let (theorem, certificate) = (
      try Corpus.text(Corpus.theoremName(ofCertificate: name)), try Corpus.text(name)
    )
    let output = try LoadedTheorem(theorem).output(certificate.utf8)
    let expected = try Corpus.expected(certificate)
    #expect(comparable(output) == expected.output, "\(name): \(output)")
    if let reason = expected.reason { #expect(output.hasSuffix(": \(reason)"), "\(output)") }
    let second = try PythonChecker.output(theorem: theorem, certificate: certificate)
    #expect(comparable(second) == expected.output, "\(name): \(second)")
  }

  @Test("the corpus holds accepted and rejected certificates")
  func complete() throws {
    let rejected = try Self.names.filter { try Corpus.text($0).contains("# REJECTED") }
    #expect(rejected.count >= 15)
    #expect(Self.names.count - rejected.count >= 7)
  }

  @Test("printing and reading an accepted certificate ten times changes nothing", arguments: names)
  func printing(name: String) throws {
    let text = try Corpus.text(name)
    guard !text.contains("# REJECTED") else { return }
    let theorem = try LoadedTheorem(Corpus.text(Corpus.theoremName(ofCertificate: name)))
    let first = try CertificateParser.parse(Array(text.utf8))
    var certificate = first
    for _ in 0..<10 {
      let printed = CertificatePrinter.print(certificate)
      certificate = try CertificateParser.parse(Array(printed.utf8))
      #expect(theorem.output(printed.utf8) == theorem.output(text.utf8))
    }
    #expect(
      certificate.sections.map { $0.steps.map(\.step) }
        == first.sections.map { $0.steps.map(\.step) }
    )
  }
}
