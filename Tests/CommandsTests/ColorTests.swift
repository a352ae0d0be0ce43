import Reports
import Testing

@Suite("Colours") struct ColorTests {
  private static let escape: Character = "\u{1B}"

  private func output(
    _ options: String, _ environment: [String: String] = [:]
  ) async throws -> String {
    let scratch = try Scratch()
    try scratch.write("theorem \"T\"\nclaim c: 1 < 2\n", to: "x.theorem")
    let outcome = try await Program.run(
      "verify x.theorem --points 1 \(options)", in: scratch, environment: environment)
    #expect(outcome.status == 0 && outcome.errorOutput.isEmpty)
    return outcome.output
  }

  @Test(
    "the option, then NO_COLOR, then CLICOLOR_FORCE, then the terminal",
    arguments: [
      ("", [:], false), ("", ["TERM": "xterm-256color"], false),
      ("--color never", ["CLICOLOR_FORCE": "1"], false),
      ("--color always", ["NO_COLOR": "1"], true), ("--color always", [:], true),
      ("", ["CLICOLOR_FORCE": "1"], true), ("", ["CLICOLOR_FORCE": "0"], false),
      ("", ["CLICOLOR_FORCE": ""], false), ("", ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
      ("", ["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
      ("--color auto", ["CLICOLOR_FORCE": "1"], true),
    ])
  func precedence(
    _ options: String, _ environment: [String: String], _ isColored: Bool
  ) async throws {
    #expect(try await output(options, environment).contains(Self.escape) == isColored)
  }

  @Test("colour adds escape codes and nothing else; only text has any")
  func onlyText() async throws {
    let plain = try await output("--color never")
    let colored = try await output("--color always")
    #expect(colored.replacing(#/\x1B\[[0-9;]*m/#, with: "") == plain)
    for format in ReportFormat.allCases where format != .text {
      #expect(!(try await output("--color always --format \(format)").contains(Self.escape)))
    }
  }

  @Test("a terminal gets colours, a pipe beside it none; progress is shown there and cleared")
  func terminal() async throws {
    let scratch = try Scratch()
    try scratch.write("theorem \"T\"\nclaim c: 1 < 2\n", to: "x.theorem")
    let screen = try Terminal()
    let running = try Running(
      "exec closedform verify x.theorem --points 1", in: scratch, standardOutput: screen.screen)
    #expect(try await running.outcome().status == 0)
    #expect(screen.read().contains(Self.escape))
    let errors = try Terminal()
    let piped = try Running(
      "exec closedform verify x.theorem --points 1", in: scratch, standardError: errors.screen)
    #expect(!(try await piped.outcome().output.contains(Self.escape)))
    let shown = errors.read()
    #expect(shown.contains("x.theorem") && shown.hasSuffix("\r") && !shown.contains(Self.escape))
  }
}
