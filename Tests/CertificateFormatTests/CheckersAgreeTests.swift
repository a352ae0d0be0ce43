import CertificateFormat
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import TheoremLanguage

/// The two checkers never differ: on the corpora, on random theorem files, and around each limit.
///
/// `CHECKERS_TEST_MULTIPLIER` says how many times 2,000 theorem files there are; with 0, nothing
/// runs.
@Suite(
  "Both checkers", .serialized,
  .enabled(
    if: PythonProgram.isAvailable && Sweep.checkersMultiplier > 0,
    "python3 is missing, or not wanted"))
struct CheckersAgreeTests {
  /// What the first checker makes of a theorem file: its statement, or INVALID.
  private func statement(_ text: String) -> String {
    guard let loaded = try? LoadedTheorem(text),
      let statement = try? StatementText.text(of: loaded.theorem)
    else { return "INVALID" }
    return statement
  }

  private func compareStatements(_ texts: [String], _ expectedValid: ClosedRange<Int>) throws {
    try withTemporaryFolder { folder in
      var list: [String] = []
      for (index, text) in texts.enumerated() {
        let path = folder.appending(path: "\(index).theorem")
        try Data(text.utf8).write(to: path)
        list.append(path.path)
      }
      let answers = try PythonChecker.answers(list, in: folder)
      try #require(answers.count == texts.count)
      var valid = 0
      for (text, answer) in zip(texts, answers) {
        let own = statement(text)
        valid += own == "INVALID" ? 0 : 1
        if own != answer { Issue.record("Swift: \(own)\nPython: \(answer)\n\(text)") }
      }
      // Were nearly all files broken, or none, the test would not examine what it says.
      #expect(expectedValid.contains(valid * 100 / texts.count), "\(valid) of \(texts.count)")
    }
  }

  @Test("2,000 random theorem files are read as the same statement, or by none")
  func randomFiles() throws {
    var generator = TheoremGenerator(seed: 14, label: "theorem files")
    try compareStatements(
      (0..<2_000 * Sweep.checkersMultiplier).map { _ in generator.file() }, 40...80)
  }

  @Test("the files of the language's corpus and of the collection are read alike")
  func files() throws {
    var texts: [String] = []
    for folder in ["Tests/TheoremLanguageTests/Corpus", "Tests/Certificates/theorems", "theorems"] {
      let url = Repository.url(of: folder)
      let names = try #require(FileManager.default.enumerator(atPath: url.path))
      for case let name as String in names where name.hasSuffix(".theorem") {
        let bytes = try Data(contentsOf: url.appending(path: name))
        // What is not UTF-8 both refuse; here files are texts.
        if let text = String(validating: bytes, as: UTF8.self) { texts.append(text) }
      }
    }
    #expect(texts.count >= 150)
    try compareStatements(texts, 30...90)
  }

  // MARK: Certificates

  @Test("the corpora come out of the second checker as they must, with its own reasons")
  func corpora() throws {
    let accepted = try ["accept", "large"].flatMap { name in try corpus(name).map { (name, $0) } }
    let rejected = try corpus("reject").map { ("reject", $0) }
    let reasons = try RejectionReasons()
    var list: [String] = []
    var expected: [String] = []
    for (folder, file) in accepted + rejected {
      list.append("\(file.theorem) Tests/Certificates/\(folder)/\(file.name)")
      if folder != "reject" {
        expected.append(answer(try LoadedTheorem(path: file.theorem), file.bytes))
      } else {
        expected.append(try reasons.expected(of: file).python)
      }
    }
    try withTemporaryFolder { folder in
      let answers = try PythonChecker.answers(list, in: folder)
      try #require(answers.count == list.count)
      for ((path, found), wanted) in zip(zip(list, answers), expected) {
        #expect(found == wanted, "\(path)")
      }
    }
  }

  /// Without what the two say differently: the reason of a rejection.
  private func outcome(_ answer: String) -> Substring {
    answer.hasPrefix("REJECTED") ? answer.prefix { $0 != ":" } : answer[...]
  }

  /// What the first checker says, in one line.
  private func answer(_ theorem: LoadedTheorem, _ certificate: [UInt8]) -> String {
    theorem.output(certificate).replacing("\n", with: "; ")
  }

  @Test("300 random proofs by algebra, with premises and multipliers, come out alike")
  func randomProofs() throws {
    var generator = AlgebraGenerator(seed: 15, label: "proofs by algebra")
    let cases = (0..<300 * Sweep.checkersMultiplier).map { _ in generator.next() }
    try withTemporaryFolder { folder in
      var list: [String] = []
      for (index, each) in cases.enumerated() {
        let path = folder.appending(path: "\(index)")
        let proof = folder.appending(path: "\(index).certificate")
        try Data(each.theorem.utf8).write(to: path)
        try Data(each.certificate.utf8).write(to: proof)
        list.append("\(path.path) \(proof.path)")
      }
      let answers = try PythonChecker.answers(list, in: folder)
      try #require(answers.count == cases.count)
      var accepted = 0
      for (each, found) in zip(cases, answers) {
        let own = answer(try LoadedTheorem(each.theorem), Array(each.certificate.utf8))
        accepted += own.hasPrefix("REJECTED") ? 0 : 1
        #expect(
          outcome(own) == outcome(found),
          "Swift: \(own)\nPython: \(found)\n\(each.theorem)\n\(each.certificate)")
      }
      // Were nearly all accepted, or none, the test would not examine what it says.
      #expect((20...80).contains(accepted * 100 / cases.count), "\(accepted) of \(cases.count)")
    }
  }

  @Test("around each limit both say the same, and what is known of the limit")
  func limits() throws {
    let cases = LimitCases.all
    #expect(cases.count >= 200)
    try withTemporaryFolder { folder in
      var list: [String] = []
      for (index, each) in cases.enumerated() {
        let path = folder.appending(path: "\(index)")
        try Data(each.theorem.utf8).write(to: path)
        let proof = folder.appending(path: "\(index).certificate")
        if let certificate = each.certificate { try Data(certificate.utf8).write(to: proof) }
        list.append(each.certificate == nil ? path.path : "\(path.path) \(proof.path)")
      }
      let answers = try PythonChecker.answers(list, in: folder)
      try #require(answers.count == cases.count)
      var seen: [String: Set<Bool>] = [:]
      for (each, found) in zip(cases, answers) {
        let own =
          each.certificate.map { certificate in
            guard let loaded = try? LoadedTheorem(each.theorem) else { return "INVALID" }
            return answer(loaded, Array(certificate.utf8))
          } ?? statement(each.theorem)
        let isGood = own.hasSuffix("VERIFIED") || each.certificate == nil && own != "INVALID"
        seen[each.limit, default: []].insert(isGood)
        let isRight = isGood == each.isWithin ?? isGood && outcome(own) == outcome(found)
        #expect(
          isRight,
          "\(each.limit) \(each.size): \(own.prefix(200)) and \(found.prefix(200))")
      }
      for (limit, answers) in seen {
        #expect(answers.count == 2, "\(limit) is never met or always")
      }
    }
  }
}
