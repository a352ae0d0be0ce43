import Foundation
import Testing

@Suite("Bad input") struct BadInputTests {
  @Test(
    "says exactly what is wrong",
    arguments: [
      "syntax", "names", "domains", "files", "options", "solve", "eval",
    ].flatMap { (try? BadInputCase.table($0)) ?? [] })
  func message(_ row: BadInputCase) async throws {
    let status = try #require(row.status, "the row has no exit code")
    let scratch = try Scratch()
    try prepare(scratch, for: row)
    let before = try scratch.names()
    let outcome = try await Program.run(row.command, in: scratch)
    #expect(outcome.errorOutput == row.errorOutput)
    #expect(outcome.output == row.output)
    #expect(outcome.status == status)
    #expect(
      try scratch.names().filter { $0 != "report.txt" } == before, "something was left behind")
  }

  @Test("no table is missing or empty, and no row lacks a message")
  func tables() throws {
    let sizes = ["syntax": 18, "names": 12, "domains": 17, "files": 16, "solve": 30, "eval": 10]
    for (name, size) in sizes {
      let rows = try BadInputCase.table(name)
      #expect(rows.count >= size, "\(name) has only \(rows.count) rows")
      for row in rows {
        #expect(!row.errorOutput.isEmpty && !row.command.isEmpty && row.status != 0, "\(row.name)")
      }
    }
    #expect(try BadInputCase.table("options").count >= 24)
  }

  @Test("every message begins with the place or with error:, and ends its last line")
  func beginnings() throws {
    for table in ["syntax", "names", "domains", "files", "options", "solve", "eval"] {
      for row in try BadInputCase.table(table) {
        #expect(
          row.errorOutput.hasPrefix("error: ")
            || row.errorOutput.contains(#/^[a-z0-9 .-]+:[0-9]+:[0-9]+: error: /#), "\(row.name)")
        #expect(row.errorOutput.hasSuffix("\n"))
      }
    }
  }

  /// Makes the files that no table can hold.
  private func prepare(_ scratch: Scratch, for row: BadInputCase) throws {
    for (name, text) in row.files { try scratch.write(text, to: name) }
    let files = FileManager.default
    try files.createDirectory(
      at: scratch.folder.appending(path: "empty-folder"), withIntermediateDirectories: false)
    if row.command.contains("loop.theorem") {
      try files.createSymbolicLink(
        atPath: scratch.folder.appending(path: "loop.theorem").path,
        withDestinationPath: "loop.theorem")
    }
    let nested = String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300)
    let contents = [
      "huge.theorem": Data(repeating: UInt8(ascii: "#"), count: 1 << 20) + Data("\n".utf8),
      "nul.theorem": Data("theorem \"T\"\0\nclaim c: 1 < 2\n".utf8),
      "invalid-utf8.theorem": Data("theorem \"".utf8) + [0xFF, 0xFE]
        + Data("\"\nclaim c: 1 < 2\n".utf8),
      "deep.theorem": Data("theorem \"T\"\ndefine b = \(nested)\nclaim c: b < 3\n".utf8),
    ]
    for (name, data) in contents where row.command.contains(name) {
      try data.write(to: scratch.folder.appending(path: name))
    }
  }
}
