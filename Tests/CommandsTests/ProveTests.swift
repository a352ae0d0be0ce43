import CertificateFormat
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Commands

/// `closedform prove` and `closedform-check`, run as a user runs them.
@Suite("prove and closedform-check", .timeLimit(.minutes(2))) struct ProveTests {
  /// Equality along a line: boxes on it stay open however small they are.
  private static let endless = """
    theorem "Endless"
    parameters
      x, y : real in [-1, 2]
    claim line: sin(x)^2 + sin(y)^2 >= 2*sin(x)*sin(y)
    claim easy: x <= 2
    """

  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(Self.endless, to: "endless.theorem")
    return scratch
  }

  /// The percentage that a checker says is open.
  private func openShare(_ scratch: Scratch) async throws -> Double {
    let checked = try await Program.shell(
      "closedform-check endless.theorem out/endless.certificate", in: scratch)
    #expect(checked.status == 2 && checked.output.hasSuffix("INCOMPLETE\n"))
    let share = try #require(
      checked.output.firstMatch(of: /claim line: proved but for [0-9]+ boxes, ([0-9.]+) % of/))
    return try #require(Double(share.1))
  }

  @Test("boxes that are left are listed, and a later run goes on from them")
  func resuming() async throws {
    let scratch = try scratch()
    let first = try await Program.run(
      "prove endless.theorem -o out --max-boxes 100", in: scratch)
    #expect(first.status == 2 && first.errorOutput == "wrote out/endless.certificate\n")
    #expect(
      first.output.contains(
        /\n    left    [0-9]+ boxes, [0-9.]+ % of the volume\n      x (in \[|= )/))
    let early = try await openShare(scratch)
    _ = try await Program.run("prove endless.theorem -o out --max-boxes 100", in: scratch)
    let later = try await openShare(scratch)
    #expect(later < early)
    let certificate = try scratch.read("out/endless.certificate")
    #expect(certificate.contains(/\n *open  # x in \[/))
    #expect(certificate.contains("claim easy\ndomain\n"))
  }

  /// Two hundred Gaussian means that are all different: one evaluation at 50 digits takes minutes.
  private static let slow =
    "theorem \"Slow\"\nparameters\n  x, y : real in [0.5, 1]\nclaim c: "
    + (1...200).map { "mean_softplus(x + \($0), y)" }.joined(separator: " + ") + " >= x\n"

  @Test("the limits of time and memory hold inside a step, and the report says which it was")
  func limits() async throws {
    let scratch = try Scratch()
    try scratch.write(Self.slow, to: "slow.theorem")
    let late = try await Program.run("prove slow.theorem -o out --timeout 1", in: scratch)
    #expect(late.status == 2 && late.output.contains("    next    more time: --timeout 10\n"))
    let large = try await Program.run("prove slow.theorem -o out --memory 1", in: scratch)
    #expect(large.status == 2 && large.output.contains("    next    more memory: --memory 2\n"))
    #expect(large.output.contains("because the search for a proof met the limit on memory\n"))
  }

  @Test("a later run only adds: points and proofs that it does not find again are kept")
  func adding() async throws {
    let scratch = try Scratch()
    // The sides of the first claim meet at log(4)/3, and nowhere else.
    try scratch.write(
      """
      theorem "Endless"
      parameters
        x : real in [0, 1]
      claim least: exp(x) + 2*exp(-2*x) >= 3/2*exp(log(4)/3)
      claim easy: x <= 5
      """, to: "endless.theorem")
    _ = try await Program.run("prove endless.theorem -o out --max-boxes 100", in: scratch)
    let first = try scratch.read("out/endless.certificate").split(separator: "\n")
    let points = first.filter { $0.hasPrefix("point ") }
    #expect(points.count >= 8)
    let more = try await Program.run(
      "prove endless.theorem -o out --max-boxes 200 --timeout 30 --seed 9", in: scratch)
    #expect(more.output.contains(/certified at 1[0-9] points|certified at 2[0-9] points/))
    let second = try scratch.read("out/endless.certificate").split(separator: "\n")
    #expect(Set(points).isSubset(of: second))
    // A proof on the domain is read, not searched again.
    _ = try await Program.run("prove endless.theorem -o out --max-boxes 1", in: scratch)
    let third = try scratch.read("out/endless.certificate")
    #expect(
      third.contains("claim easy\ndomain\n")
        && Set(points).isSubset(of: third.split(separator: "\n")))
  }

  @Test("a certificate that cannot be read is no obstacle, and is replaced")
  func damaged() async throws {
    let scratch = try scratch()
    _ = try await Program.run("prove endless.theorem -o out --max-boxes 20", in: scratch)
    try scratch.write(
      "closedform-certificate 1\nclaim line\ndomain\nsplit", to: "out/endless.certificate")
    let again = try await Program.run("prove endless.theorem -o out --max-boxes 100", in: scratch)
    #expect(again.status == 2)
    #expect(try await openShare(scratch) < 100)
  }

  @Test("a run for one claim leaves what is shown of the others")
  func someClaims() async throws {
    let scratch = try scratch()
    _ = try await Program.run(
      "prove endless.theorem -o out --claim line --max-boxes 40", in: scratch)
    let first = try scratch.read("out/endless.certificate")
    #expect(first.contains("claim line\n") && !first.contains("claim easy\n"))
    let second = try await Program.run("prove endless.theorem -o out --claim 'e*'", in: scratch)
    #expect(second.status == 0 && second.output.contains("1 theorem, 1 claim: 1 proved\n"))
    #expect(second.output.hasSuffix("8 points, claims e* only\n"))
    let checked = try await Program.shell(
      "closedform-check endless.theorem out/endless.certificate", in: scratch)
    #expect(checked.output.contains("claim line: proved but for"))
    #expect(checked.output.contains("claim easy: proved on the whole domain"))
  }

  @Test("-j changes no byte of a certificate")
  func jobs() async throws {
    let scratch = try scratch()
    for jobs in [1, 3] {
      _ = try await Program.run(
        "prove endless.theorem -o out\(jobs) -j \(jobs) --max-boxes 60", in: scratch)
    }
    let certificate = try scratch.read("out1/endless.certificate")
    #expect(try scratch.read("out3/endless.certificate") == certificate)
  }

  @Test("Ctrl-C keeps what was proved")
  func interruption() async throws {
    let scratch = try scratch()
    let terminal = try Terminal()
    let running = try Running(
      "exec closedform prove endless.theorem -o out --max-boxes 10000000", in: scratch,
      standardError: terminal.screen)
    _ = try await terminal.wait(for: "line")
    try await Task.sleep(for: .seconds(1))
    kill(running.identifier, SIGINT)
    let outcome = try await running.outcome()
    #expect(outcome.status == 130)
    #expect(outcome.output.contains(/line +(supported|undecided).*\n(.*\n)*    left    [0-9]+ box/))
    #expect(outcome.output.contains("interrupted: what was finished is shown"))
    #expect(try await openShare(scratch) < 100)
  }

  @Test("a folder that cannot be written to is found out before the work starts")
  func folder() async throws {
    let scratch = try scratch()
    try scratch.write("", to: "file")
    let outcome = try await Program.run("prove endless.theorem -o file", in: scratch)
    #expect(outcome.status == 74 && outcome.output == "")
    #expect(outcome.errorOutput == "error: cannot write into file: Not a directory\n")
  }

  @Test("a certificate that checkers would not read is not written")
  func unreadable() throws {
    let limit = CertificateParser.largestFile
    let longest = String(repeating: "#", count: limit)
    try ProveCommand.requireReadable(longest, path: "a.certificate")
    #expect(throws: Failure.self) {
      try ProveCommand.requireReadable(longest + "\n", path: "a.certificate")
    }
  }

  @Test("a checker that is called wrongly says so, and with what code")
  func checker() async throws {
    let scratch = try scratch()
    try scratch.write("theorem \"T\"\nclaim c: 1 <\n", to: "broken.theorem")
    try scratch.write("closedform-certificate 1\nclaim c\nend\n", to: "empty.certificate")
    for (arguments, status, message) in [
      ("", Int32(64), "closedform-check: expected a theorem file and a certificate"),
      ("a b c", 64, "closedform-check: expected a theorem file and a certificate"),
      ("nobody.theorem empty.certificate", 65, "closedform-check: cannot read nobody.theorem"),
      ("endless.theorem nobody", 65, "closedform-check: cannot read nobody"),
      ("broken.theorem empty.certificate", 65, "broken.theorem:2:12: error: "),
    ] {
      let outcome = try await Program.shell("closedform-check \(arguments)", in: scratch)
      #expect(outcome.status == status && outcome.output == "", "\(arguments)")
      #expect(outcome.errorOutput.hasPrefix(message), "\(outcome.errorOutput)")
    }
    let rejected = try await Program.shell(
      "closedform-check endless.theorem empty.certificate", in: scratch)
    #expect(rejected.status == 3 && rejected.output.hasPrefix("REJECTED line 2: "))
  }

  @Test(
    "what is no regular file is refused at once, by all programs",
    arguments: ["pipe", "folder", "/dev/zero", "/dev/tty"])
  func irregular(path: String) async throws {
    let scratch = try scratch()
    let made = try await Program.shell("mkfifo pipe && mkdir folder", in: scratch)
    #expect(made.status == 0)
    let python = Repository.url(of: "scripts/check_certificate.py").path
    for checker in ["closedform-check", "python3 '\(python)'"] {
      for arguments in ["\(path) endless.theorem", "endless.theorem \(path)"] {
        let outcome = try await Program.shell("\(checker) \(arguments)", in: scratch)
        #expect(outcome.status == 65 && outcome.output == "", "\(checker) \(arguments)")
        #expect(outcome.errorOutput.contains("cannot read"), "\(outcome.errorOutput)")
      }
    }
    let formatted = try await Program.run("format \(path)", in: scratch)
    #expect(formatted.status == 74 && formatted.errorOutput.contains("cannot read \(path)"))
  }
}
