import Foundation
import TestSupport
import Testing

/// What the Markdown files show is what the program prints; CONTRIBUTING.md states the convention.
@Suite("The examples of the documentation") struct ReadmeTests {
  /// One example with the files of the text it stands in.
  struct Case: CustomTestStringConvertible, Sendable {
    let file: String
    let files: [String: String]
    let command: String
    let earlier: [String]
    let status: Int32
    let output: [String]?

    var testDescription: String { "\(file): \(command)" }
  }

  static let sample = """
    Prose, and a file:

    ```theorem sum.theorem
    theorem "Sums"
    define a = 1 + 1
    claim two: a = 2
    claim three: a = 3
    ```

        scripts/test --filter X  # indented
        export PATH=elsewhere

    ```sh
    closedform format sum.theorem
    scripts/verify
    ```

    ```console
    $ closedform eval sum.theorem
    Sums

    definitions
      a = 2
    $ closedform verify sum.theorem --points 1 # exit 1
    sum.theorem
    ...
    1 claim came out against the file
    ...
    ```

    ```text
    $ closedform is not run here
    ```
    """

  static var cases: [Case] {
    var texts = [("the sample", sample)]
    for name in (try? documents()) ?? [] {
      let url = Repository.url(of: name)
      texts.append((name, (try? String(contentsOf: url, encoding: .utf8)) ?? ""))
    }
    return texts.flatMap { name, text in
      let found = MarkdownExamples(text)
      return found.examples.map {
        Case(
          file: name, files: found.files, command: $0.command, earlier: $0.earlier,
          status: $0.status, output: $0.output)
      }
    }
  }

  static func documents() throws -> [String] {
    let files = FileManager.default
    let docs = try files.contentsOfDirectory(atPath: Repository.url(of: "docs").path)
    return ["README.md", "CONTRIBUTING.md"]
      + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
  }

  @Test("a command prints what is shown", arguments: cases)
  func example(_ example: Case) async throws {
    let scratch = try Scratch()
    for folder in ["theorems", "scripts"] { try scratch.copy(folder) }
    for (name, text) in example.files { try scratch.write(text, to: name) }
    // Only `prove` leaves files behind that later commands read.
    for command in example.earlier where command.hasPrefix("closedform prove ") {
      _ = try await Program.shell(command, in: scratch)
    }
    let outcome = try await Program.shell(example.command, in: scratch)
    #expect(outcome.status == example.status, "\(outcome.errorOutput)")
    guard let shown = example.output else { return }
    var printed = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    printed.removeLast()
    #expect(
      MarkdownExamples.matches(printed[...], shown[...]), "it prints\n\(outcome.output)")
  }

  @Test("a script that is named exists and can be run")
  func scripts() throws {
    for name in try Self.documents() {
      let url = Repository.url(of: name)
      for script in MarkdownExamples(try String(contentsOf: url, encoding: .utf8)).scripts {
        let path = Repository.url(of: script).path
        #expect(FileManager.default.isExecutableFile(atPath: path), "\(name) names \(script)")
      }
    }
  }

  @Test("the sample is read as the convention says")
  func convention() {
    let found = MarkdownExamples(Self.sample)
    #expect(found.scripts == ["scripts/test", "scripts/verify"])
    #expect(found.files.keys.sorted() == ["sum.theorem"])
    #expect(found.examples.map(\.status) == [0, 0, 1])
    #expect(found.examples.map(\.command.count) == [29, 27, 49])
    #expect(found.examples[1].output == ["Sums", "", "definitions", "  a = 2"])
  }

  @Test("three dots match any number of lines, and nothing else does")
  func dots() {
    func matches(_ lines: [String], _ shown: [String]) -> Bool {
      MarkdownExamples.matches(lines[...], shown[...])
    }
    #expect(matches(["a", "b", "c"], ["a", "...", "c"]))
    #expect(matches(["a", "c"], ["a", "...", "c", "..."]))
    #expect(matches([], ["..."]))
    #expect(!matches(["a", "b"], ["a"]))
    #expect(!matches(["a"], ["a", "b"]))
    #expect(!matches(["a", "b"], ["...", "a"]))
  }
}
