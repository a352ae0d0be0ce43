import Foundation
import TestSupport
import Testing

/// One row of the tables in `BadInput`: a command that must fail, and all that it must say.
///
/// A row begins with `=== name`; `--- file.theorem` begins a file, `--- run` holds the command
/// without `closedform`, `--- exit` the code, `--- output` and `--- error` begin what must be
/// printed; a stream that is not mentioned must stay empty. `{usage COMMAND}` stands for the usage
/// of a command.
struct BadInputCase: CustomTestStringConvertible, Sendable {
  var name = ""
  var files: [String: String] = [:]
  var command = ""
  var status: Int32?
  var output = ""
  var errorOutput = ""

  var testDescription: String { name }

  /// The rows of one table.
  static func table(_ name: String) throws -> [BadInputCase] {
    let url = Repository.url(of: "Tests/CommandsTests/BadInput/\(name).cases")
    return parse(try String(contentsOf: url, encoding: .utf8))
  }

  static func parse(_ text: String) -> [BadInputCase] {
    var rows: [BadInputCase] = []
    var section = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("=== ") {
        rows.append(BadInputCase(name: String(line.dropFirst(4))))
        section = ""
      } else if line.hasPrefix("--- "), !rows.isEmpty {
        section = rows[rows.count - 1].begin(String(line.dropFirst(4)))
      } else if !rows.isEmpty {
        rows[rows.count - 1].add(line, to: section)
      }
    }
    return rows.map(\.withoutBlankEnd)
  }

  private mutating func begin(_ heading: String) -> String {
    if heading.hasPrefix("run ") { command = String(heading.dropFirst(4)) }
    if heading.hasPrefix("exit ") { status = Int32(heading.dropFirst(5)) }
    if heading.hasSuffix(".theorem"), !heading.contains(" ") { files[heading] = "" }
    return heading
  }

  private mutating func add(_ line: String, to section: String) {
    switch section {
    case "output": output += line + "\n"
    case "error": errorOutput += line + "\n"
    default: files[section]? += line + "\n"
    }
  }

  /// The blank line between two rows belongs to neither.
  private var withoutBlankEnd: BadInputCase {
    var row = self
    row.errorOutput = row.errorOutput.trimmingOneNewline
    row.errorOutput = row.errorOutput.isEmpty ? "" : Usage.expanded(row.errorOutput + "\n")
    return row
  }
}

/// How each command is used, as the argument parser puts it.
enum Usage {
  private static let effort =
    "[--digits <digits>] [--seed <seed>] [--starts <starts>] [--method <method>] [--jobs <jobs>]"
    + " [--format <format> ...] [--output <output> ...]"
  private static let lines = [
    "closedform": "closedform <subcommand>",
    "verify": "closedform verify [<options>] [<paths> ...]",
    "prove": "closedform prove [<options>] <paths> ...",
    "solve": "closedform solve <model> [<NAME=VALUE> ...] \(effort)",
    "eval": "closedform eval <file> [--at <at>] [--column <name> ...] \(effort)",
    "format": "closedform format <file>",
  ]

  static func expanded(_ text: String) -> String {
    lines.reduce(text) { text, entry in
      let command = entry.key == "closedform" ? "closedform" : "closedform \(entry.key)"
      return text.replacing(
        "{usage \(entry.key)}",
        with: "Usage: \(entry.value)\n  See '\(command) --help' for more information.")
    }
  }
}

extension String {
  fileprivate var trimmingOneNewline: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
