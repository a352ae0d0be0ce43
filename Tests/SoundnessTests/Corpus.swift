import CertificateFormat
import Diagnostics
import Foundation
import Kernel
import Testing
import TheoremLanguage

/// The corpus of traps: theorem files and certificates with what must come of them in comments.
///
/// A claim is followed by `# ` and what must be said of it: `proved on the whole domain`, `refuted at
/// x = 1/2` (the beginning of it is enough), `error`, or `never proved; never refuted`.
///
/// A certificate lists after `#> ` the lines that checkers must print (but for `VERIFIED` at their
/// end), or marks the line that they must reject with `# REJECTED`, perhaps followed by the words of
/// the reason. The name of a certificate begins with that of its theorem.
enum Corpus {
  /// The folder of this checkout.
  static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = checkout.appending(path: "Tests/SoundnessTests/Traps")

  /// The names of the files with an ending, sorted.
  static func names(_ ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(ending) }.sorted()
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
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

/// A theorem file, ready for checking.
struct LoadedTheorem {
  let theorem: ElaboratedTheorem
  let statement: Statement
  let names: CertificateNames

  init(_ text: String) throws {
    let source = SourceText(name: "trap.theorem", text: text)
    theorem = try Elaborator.elaborate(
      try TheoremParser.parse(source), source: source, signatures: ModelSignatures.all)
    statement = try theorem.statement()
    names = CertificateNames(of: theorem)
  }

  /// What `closedform-check` prints about a certificate.
  func output(_ certificate: String) -> String {
    do throws(CertificateRejection) {
      let parsed = try CertificateParser.parse(Array(certificate.utf8))
      let theorems = try CertificateChecker(statement: statement, names: names).check(parsed)
      let report = CheckReport(theorems, of: theorem)
      return (report.lines + [report.outcome]).joined(separator: "\n")
    } catch {
      return "REJECTED line \(error.line): \(error.reason)"
    }
  }
}

/// The second checker, `scripts/check_certificate.py`.
enum PythonChecker {
  /// What it prints; a failed test without Python.
  static func output(theorem: String, certificate: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "closedform-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["t.theorem", "c.certificate"].map { folder.appending(path: $0) }
    try Data(theorem.utf8).write(to: files[0])
    try Data(certificate.utf8).write(to: files[1])
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = Corpus.checkout.appending(path: "scripts/check_certificate.py")
    process.arguments = ["python3", script.path] + files.map(\.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    // A script that cannot run, or a theorem file that it cannot read, must not pass for a rejection.
    try #require([0, 2, 3].contains(process.terminationStatus), "python3 \(script.path) failed")
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}

/// What both checkers must agree on: all but the words of a reason.
func comparable(_ output: String) -> String {
  guard output.hasPrefix("REJECTED"), let colon = output.firstIndex(of: ":") else { return output }
  return String(output[..<colon])
}
