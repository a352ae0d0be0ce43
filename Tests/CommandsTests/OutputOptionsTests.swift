import Foundation
import Reports
import Testing

@testable import Commands

@Suite("Several formats of one result") struct OutputOptionsTests {
  private static let theorem = "theorem \"T\"\nclaim c: 1 < 2\nclaim d: 2 < 3\n"
  private static let verify = "verify x.theorem --points 1 --starts 1 -j 1"

  private func pairs(_ words: String) throws -> [String] {
    let words = words.split(separator: " ").map(String.init)
    func values(after options: [String]) -> [String] {
      words.indices.dropLast().filter { options.contains(words[$0]) }.map { words[$0 + 1] }
    }
    return try OutputPairs.pairs(
      values(after: ["--format"]).compactMap { ReportFormat(rawValue: $0) },
      values(after: ["-o", "--output"]), fileOptions: ["-o", "--output"], words: words
    ).map { "\($0.format) \($0.file ?? "standard output")" }
  }

  @Test("each format goes to the file named after it; one may go to standard output")
  func order() throws {
    #expect(try pairs("") == ["text standard output"])
    #expect(try pairs("-o a") == ["text a"])
    #expect(try pairs("-o a --format csv") == ["csv a"])
    #expect(
      try pairs("--format json -o a --format text") == ["json a", "text standard output"])
    #expect(
      try pairs("--format text --format json -o a") == ["text standard output", "json a"])
    #expect(
      try pairs("--format csv --output a -j 2 --format text --format json -o b")
        == ["csv a", "text standard output", "json b"])
    #expect(try pairs("--format json -o - --format csv -o b") == ["json standard output", "csv b"])
  }

  @Test("formats and files that do not pair are refused")
  func refusals() {
    for words in [
      "-o a -o b", "--format json --format csv", "--format json -o a -o b",
      "--format json -o a --format csv -o a", "--format json -o - --format csv",
    ] {
      #expect(throws: (any Error).self, "\(words)") { try pairs(words) }
    }
  }

  @Test("one run writes what single runs write")
  func sameText() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.theorem, to: "x.theorem")
    let text = try await Program.run(Self.verify, in: scratch).output
    let csv = try await Program.run("\(Self.verify) --format csv", in: scratch).output
    let latex = try await Program.run("\(Self.verify) --format latex", in: scratch).output
    let outcome = try await Program.run(
      "\(Self.verify) --format csv -o a.csv --format text --format latex -o a.tex", in: scratch)
    #expect(outcome.status == 0 && outcome.errorOutput.isEmpty && outcome.output == text)
    #expect(try scratch.read("a.csv") == csv)
    #expect(try scratch.read("a.tex") == latex)
  }

  @Test("prove writes verdicts with --report, and certificates with -o")
  func prove() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.theorem, to: "x.theorem")
    let outcome = try await Program.run(
      "prove x.theorem -j 1 -o out --format json --report r.json --format csv", in: scratch)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("file,theorem,claim,"))
    #expect(try scratch.read("r.json").contains("\"schema\" : \"closedform.report/v"))
    #expect(try scratch.names() == ["out", "r.json", "x.theorem"])
  }

  @Test("a file that cannot be written stops the run before the work, and leaves the others alone")
  func unwritable() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.theorem, to: "x.theorem")
    let outcome = try await Program.run(
      "\(Self.verify) --format csv -o a.csv --format text -o nowhere/a.txt", in: scratch)
    #expect(outcome.status == 74 && outcome.output.isEmpty)
    #expect(
      outcome.errorOutput == "error: cannot write nowhere/a.txt: No such file or directory\n")
    #expect(try scratch.names() == ["x.theorem"])
  }
}
