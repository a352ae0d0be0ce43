import CertificateFormat
import Diagnostics
import Foundation
import Kernel
import TheoremLanguage

/// The repository's root, from the place of this file.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// A theorem file, ready for checking.
struct LoadedTheorem {
  let theorem: ElaboratedTheorem
  let checker: CertificateChecker
  let names: CertificateNames

  init(text: String, name: String = "test.theorem") throws {
    let source = SourceText(name: name, bytes: Array(text.utf8))
    theorem = try Elaborator.elaborate(
      try TheoremParser.parse(source), source: source, signatures: ModelSignatures.all)
    names = CertificateNames(of: theorem)
    checker = CertificateChecker(statement: try theorem.statement(), names: names)
  }

  init(path: String) throws {
    let file = repository.appending(path: path)
    try self.init(text: try String(contentsOf: file, encoding: .utf8), name: path)
  }

  /// What a checker prints about a certificate.
  func output(_ certificate: some Sequence<UInt8>) -> String {
    do throws(CertificateRejection) {
      let parsed = try CertificateParser.parse(Array(certificate))
      let report = CheckReport(try checker.check(parsed), of: theorem)
      return (report.lines + [report.outcome]).joined(separator: "\n")
    } catch {
      return "REJECTED line \(error.line): \(error.reason)"
    }
  }

  /// What is established; `nil` for a rejected certificate.
  func theorems(_ certificate: some Sequence<UInt8>) -> [CheckedTheorem]? {
    guard let parsed = try? CertificateParser.parse(Array(certificate)) else { return nil }
    return try? checker.check(parsed)
  }
}

/// A certificate, and the theorem file it names.
typealias CorpusFile = (name: String, theorem: String, bytes: [UInt8])

/// The certificates of a folder of Tests/Certificates, with the theorem file each one names.
func corpus(_ folder: String) throws -> [CorpusFile] {
  let url = repository.appending(path: "Tests/Certificates/\(folder)")
  let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
  return try names.filter { $0.hasSuffix(".certificate") }.sorted().map { name in
    let bytes = Array(try Data(contentsOf: url.appending(path: name)))
    let first = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    return (name, first.replacingOccurrences(of: "# theorem: ", with: ""), bytes)
  }
}
