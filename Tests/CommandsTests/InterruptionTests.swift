import Foundation
import Glibc
import Testing

@Suite("Ctrl-C", .timeLimit(.minutes(2))) struct InterruptionTests {
  private static let quick = "theorem \"Quick\"\nclaim c: 1 < 2\n"
  /// More work than anybody waits for, in small steps.
  private static let endless = """
    theorem "Endless"
    problem positive_layer_peeled(
      N = 3, K = 2, M = 3, alpha = 0, lambda_W = 0.001, lambda_H = 0.001)
    claim c: minimum < 0
    """
  private static let effort = "--digits 2000 --starts 10000 -j 2"

  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(Self.quick, to: "quick.theorem")
    try scratch.write(Self.endless, to: "endless.theorem")
    return scratch
  }

  /// Starts a run and interrupts it once the endless theorem has begun.
  private func interrupted(
    _ options: String, in scratch: Scratch
  ) async throws -> (outcome: Program.Outcome, shown: String) {
    let terminal = try Terminal()
    let running = try Running(
      "exec closedform verify quick.theorem endless.theorem \(Self.effort) \(options)",
      in: scratch, standardError: terminal.screen)
    var shown = try await terminal.wait(for: "endless.theorem")
    kill(running.identifier, SIGINT)
    let outcome = try await running.outcome()
    shown += terminal.read()
    return (outcome, shown)
  }

  @Test("what was finished is printed, with exit code 130")
  func finishedPart() async throws {
    let scratch = try scratch()
    let outcome = try await interrupted("", in: scratch).outcome
    #expect(outcome.status == 130)
    #expect(
      outcome.output == """
        quick.theorem
          Quick
          claim  verdict  scope   digits  points
          c      proved   domain       -       1

        1 theorem, 1 claim: 1 proved
        interrupted: what was finished is shown
        seed 1, 2000 digits, 8 points, 10000 starts, method refine

        """)
    #expect(try scratch.names() == ["endless.theorem", "quick.theorem"])
  }

  @Test("the old file is left as it was, no other is left, and the finished part is printed")
  func oldFile() async throws {
    let scratch = try scratch()
    try scratch.write("old\n", to: "old.json")
    let (outcome, shown) = try await interrupted("--format json -o old.json", in: scratch)
    #expect(outcome.status == 130)
    #expect(shown.contains("interrupted: old.json is left as it was"))
    #expect(outcome.output.contains("\"interrupted\" : true"))
    #expect(outcome.output.contains("quick.theorem"))
    #expect(!outcome.output.contains("endless.theorem"))
    #expect(try scratch.read("old.json") == "old\n")
    #expect(try scratch.names() == ["endless.theorem", "old.json", "quick.theorem"])
  }

  @Test("a second Ctrl-C kills")
  func second() async throws {
    let scratch = try scratch()
    // The report is larger than a pipe, and nobody reads it: printing it never ends.
    let claims = (1...900).map { "claim a_rather_long_name_for_a_claim_\($0): 1 < 2" }
    try scratch.write("theorem \"T\"\n" + claims.joined(separator: "\n"), to: "quick.theorem")
    let (terminal, pipe) = (try Terminal(), Pipe())
    let running = try Running(
      "exec closedform verify -v quick.theorem endless.theorem \(Self.effort)", in: scratch,
      standardOutput: pipe.fileHandleForWriting, standardError: terminal.screen)
    _ = try await terminal.wait(for: "endless.theorem")
    kill(running.identifier, SIGINT)
    var waiting = pollfd(
      fd: pipe.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
    kill(running.identifier, SIGINT)
    #expect(try await running.outcome().status == -SIGINT)
    #expect(try scratch.names() == ["endless.theorem", "quick.theorem"])
  }

  /// Whether the program has its handler in place, which nothing that it prints shows.
  private func catchesInterrupts(_ running: Running) -> Bool {
    let status = try? String(
      contentsOfFile: "/proc/\(running.identifier)/status", encoding: .utf8)
    guard let status, status.hasPrefix("Name:\tclosedform\n"),
      let mask = status.firstMatch(of: #/SigCgt:\t([0-9a-f]+)/#).flatMap({ UInt64($0.1, radix: 16) }
      )
    else { return false }
    return mask & (1 << UInt64(SIGINT - 1)) != 0
  }

  @Test("solve writes nothing")
  func solve() async throws {
    let scratch = try Scratch()
    try scratch.write("old\n", to: "old.json")
    let running = try Running(
      "exec closedform solve positive-layer-peeled N=3 K=2 M=3 alpha=0 lambda_W=0.0001 "
        + "lambda_H=0.0001 --digits 2000 --starts 10000 -o old.json", in: scratch)
    while !catchesInterrupts(running) { try await Task.sleep(for: .milliseconds(5)) }
    kill(running.identifier, SIGINT)
    let outcome = try await running.outcome()
    #expect(outcome.status == 130)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorOutput == "error: interrupted; nothing was written\n")
    #expect(try scratch.read("old.json") == "old\n")
    #expect(try scratch.names() == ["old.json"])
  }
}
