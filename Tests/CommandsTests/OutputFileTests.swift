import Foundation
import Testing

@Suite("Where results go") struct OutputFileTests {
  private static let theorem = "theorem \"T\"\nclaim c: 1 < 2\n"
  private static let verify = "verify x.theorem --points 1 --starts 1 -j 1"

  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(Self.theorem, to: "x.theorem")
    return scratch
  }

  @Test("a file gets what standard output would have got, and - is standard output")
  func sameText() async throws {
    let scratch = try scratch()
    let printed = try await Program.run(Self.verify, in: scratch)
    #expect(printed.output.hasPrefix("x.theorem\n  T\n") && printed.status == 0)
    let dash = try await Program.run(Self.verify + " -o -", in: scratch)
    #expect(dash.output == printed.output)
    let written = try await Program.run(Self.verify + " -o report.txt", in: scratch)
    #expect(written.output.isEmpty && written.errorOutput.isEmpty && written.status == 0)
    #expect(try scratch.read("report.txt") == printed.output)
    #expect(try scratch.names() == ["report.txt", "x.theorem"])
  }

  @Test("an old file is replaced whole and keeps its permissions; a link stays a link")
  func replacement() async throws {
    let scratch = try scratch()
    try scratch.write(String(repeating: "old\n", count: 10_000), to: "old.txt")
    let old = scratch.folder.appending(path: "old.txt").path
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: old)
    try files.createSymbolicLink(
      atPath: scratch.folder.appending(path: "link.txt").path, withDestinationPath: "old.txt")
    let outcome = try await Program.run(Self.verify + " -o link.txt", in: scratch)
    #expect(outcome.status == 0)
    #expect(try scratch.read("old.txt").hasPrefix("x.theorem\n  T\n"))
    #expect(!(try scratch.read("old.txt").contains("old")))
    let mode = try files.attributesOfItem(atPath: old)[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o640)
    #expect(
      try files.destinationOfSymbolicLink(atPath: old.replacing("old", with: "link"))
        == "old.txt")
    #expect(try scratch.names() == ["link.txt", "old.txt", "x.theorem"])
  }

  @Test("an old file stays as it is when the run fails or the disk refuses")
  func refusals() async throws {
    for (command, status) in [
      ("closedform verify missing.theorem -o old.txt", Int32(74)),
      ("closedform verify x.theorem --points 0 -o old.txt", 64),
      ("closedform solve positive-layer-peeled N=1 -o old.txt", 64),
      // No file may grow: what a full disk or a quota does.
      ("ulimit -f 0; closedform \(Self.verify) -o old.txt", 74),
    ] {
      let scratch = try scratch()
      try scratch.write("old\n", to: "old.txt")
      let outcome = try await Program.shell(command, in: scratch)
      #expect(outcome.status == status, "\(command): \(outcome.errorOutput)")
      #expect(try scratch.read("old.txt") == "old\n", "\(command)")
      #expect(try scratch.names() == ["old.txt", "x.theorem"], "\(command)")
    }
  }

  @Test("an invalid theorem is reported in the file, and on standard error at once")
  func invalidTheorem() async throws {
    let scratch = try Scratch()
    try scratch.write("theorem \"T\"\nclaim c: 1 < b\n", to: "x.theorem")
    let message = """
      x.theorem:2:14: error: unknown name `b` [unknown-name]
        2 | claim c: 1 < b
          |              ^

      """
    for format in ["text", "json"] {
      let outcome = try await Program.run(
        "verify x.theorem --format \(format) -o report", in: scratch)
      #expect(outcome.errorOutput.hasPrefix(message), "\(outcome.errorOutput)")
      #expect(outcome.output.isEmpty && outcome.status == 65)
      #expect(try scratch.read("report").contains("unknown name `b`"))
    }
    let outcome = try await Program.run("verify x.theorem", in: scratch)
    #expect(outcome.errorOutput.isEmpty && outcome.output.contains(message))
  }

  @Test("a device is written to, never replaced by a file")
  func devices() async throws {
    let scratch = try scratch()
    let outcome = try await Program.shell(
      "mkfifo pipe; cat pipe & closedform \(Self.verify) -o pipe; code=$?; wait; test -p pipe"
        + " && exit $code", in: scratch)
    #expect(outcome.status == 0, "\(outcome.errorOutput)")
    #expect(outcome.output.hasPrefix("x.theorem\n  T\n"))
    #expect(try scratch.names() == ["pipe", "x.theorem"])
  }

  @Test("a reader that closes the pipe early changes neither the exit code nor standard error")
  func closedPipe() async throws {
    let scratch = try scratch()
    // More than a pipe holds, so that the write really fails.
    let claims = (1...900).map { "claim a_rather_long_name_for_a_claim_\($0): 1 < 2" }
    try scratch.write("theorem \"T\"\n" + claims.joined(separator: "\n"), to: "long.theorem")
    let outcome = try await Program.shell(
      """
      (closedform verify -v long.theorem --points 1 --starts 1; echo $? >code) | head -1
      """, in: scratch)
    #expect(outcome.output == "long.theorem\n")
    #expect(outcome.errorOutput.isEmpty)
    #expect(try scratch.read("code") == "0\n")
    let help = try await Program.shell(
      "(sleep 0.1; closedform verify --help; echo $? >code) | true", in: scratch)
    #expect(help.errorOutput.isEmpty)
  }
}
