import CertificateFormat
import Diagnostics
import Foundation
import Kernel
import TestSupport
import Testing
import TheoremLanguage

/// The corpus of traps: theorem files and certificates with what must come of them in comments.
///
/// A claim is followed by `# ` and what must be said of it: `proved on the whole domain`, `refuted
/// at x = 1/2` (the beginning of it is enough), `error`, or `never proved; never refuted`.
///
/// A certificate lists after `#> ` the lines that checkers must print (but for `VERIFIED` at their
/// end), or marks the line that they must reject with `# REJECTED`, perhaps followed by the words
/// of the reason. The name of a certificate begins with that of its theorem.
enum Corpus {
  static let folder = "Tests/SoundnessTests/Traps"

  /// The names of the files with an ending, sorted.
  static func names(_ ending: String) throws -> [String] {
    try Repository.contents(of: folder, suffix: ending)
  }

  static func text(_ name: String) throws -> String {
    try Repository.text(of: "\(folder)/\(name)")
  }

  /// The theorem file of a certificate.
  static func theoremName(ofCertificate name: String) -> String {
    name.prefix { $0 != "." } + ".theorem"
  }

  /// What checkers must print about a certificate, and the words of the reason if it gives them.
  static func expected(_ certificate: String) throws -> (output: String, reason: String?) {
    let lines = certificate.components(separatedBy: "\n")
    if let index = lines.firstIndex(where: { $0.contains("# REJECTED") }) {
      let reason = lines[index].components(separatedBy: "# REJECTED")[1]
        .trimmingCharacters(in: .whitespaces)
      return ("REJECTED line \(index + 1)", reason.isEmpty ? nil : reason)
    }
    let printed = lines.filter { $0.hasPrefix("#> ") }.map { String($0.dropFirst(3)) }
    try #require(!printed.isEmpty, "the certificate says nothing about what must come")
    let outcome = printed.last == "INCOMPLETE" ? [] : ["VERIFIED"]
    return ((printed + outcome).joined(separator: "\n"), nil)
  }
}

/// The second checker, `scripts/check_certificate.py`.
enum PythonChecker {
  /// What it prints; a failed test without Python.
  ///
  /// A script that cannot run, or a theorem file that it cannot read, must not pass for a
  /// rejection.
  static func output(theorem: String, certificate: String) throws -> String {
    try withTemporaryFolder { folder in
      let files = ["t.theorem", "c.certificate"].map { folder.appending(path: $0) }
      try Data(theorem.utf8).write(to: files[0])
      try Data(certificate.utf8).write(to: files[1])
      return try PythonProgram.run(
        ["scripts/check_certificate.py"] + files.map(\.path), expecting: [0, 2, 3]
      ).trimmingCharacters(in: .newlines)
    }
  }
}

/// What both checkers must agree on: all but the words of a reason.
func comparable(_ output: String) -> String {
  guard output.hasPrefix("REJECTED"), let colon = output.firstIndex(of: ":") else { return output }
  return String(output[..<colon])
}
