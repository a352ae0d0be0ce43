import Foundation
import TestSupport
import Testing

/// Why files of Tests/Certificates/reject are rejected, by reasons.txt beside them.
struct RejectionReasons {
  /// The names of the files, in order.
  let names: [String]
  private let reasons: [String: (swift: String, python: String)]

  init() throws {
    let url = Repository.url(of: "Tests/Certificates/reasons.txt")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
    let parts = lines.map { $0.split(separator: "\t").map(String.init) }
    names = parts.map { $0[0] }
    reasons = Dictionary(
      parts.map { ($0[0], (swift: $0[1], python: $0[$0.count - 1])) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What each checker prints about a file, which names the line in its second line.
  func expected(of file: CorpusFile) throws -> (swift: String, python: String) {
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    let line = try #require(lines[1].split(separator: " ").last)
    let name = file.name.replacing(".certificate", with: "")
    let reason = try #require(reasons[name], "reasons.txt does not say why \(name) is rejected")
    return (
      "REJECTED line \(line): \(reason.swift)", "REJECTED line \(line): \(reason.python)"
    )
  }
}
