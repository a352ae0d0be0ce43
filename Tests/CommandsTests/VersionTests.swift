import Foundation
import Testing

@Suite("--version") struct VersionTests {
  /// What pkg-config says of the libraries, asked by a program that is not ours.
  static func libraryVersion(_ name: String, in scratch: Scratch) async throws -> String {
    let outcome = try await Program.shell("pkg-config --modversion \(name)", in: scratch)
    return outcome.output.trimmingCharacters(in: .newlines)
  }

  @Test("closedform prints version, commit, GMP and MPFR")
  func closedform() async throws {
    let scratch = try Scratch()
    let outcome = try await Program.run("--version", in: scratch)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    try #require(outcome.status == 0 && lines.count == 4, "\(outcome.output)")
    #expect(lines[0].wholeMatch(of: /closedform [0-9]+\.[0-9]+\.[0-9]+/) != nil)
    #expect(lines[1].wholeMatch(of: /commit ([0-9a-f]{40}(-dirty)?|unknown)/) != nil)
    #expect(lines[2] == "GMP \(try await Self.libraryVersion("gmp", in: scratch))")
    let mpfr = try await Self.libraryVersion("mpfr", in: scratch)
    #expect(lines[3] == "MPFR \(mpfr)" || lines[3].hasPrefix("MPFR \(mpfr)-"))
  }

  @Test("closedform-check prints the same without MPFR, which it does not link")
  func check() async throws {
    let scratch = try Scratch()
    let both = try await Program.shell(
      "closedform --version; closedform-check --version", in: scratch)
    let lines = both.output.split(separator: "\n").map(String.init)
    try #require(both.status == 0 && lines.count == 7, "\(both.output)")
    #expect(lines[4] == lines[0].replacing("closedform", with: "closedform-check"))
    #expect(lines[5...6] == lines[1...2])
  }
}
