import Foundation

/// The examples of a Markdown text: commands with what they print, and the files they need.
///
/// A fenced block tagged `console` holds lines `$ command`, each followed by its exact output, in
/// which a line `...` stands for any number of lines; a command that ends in `# exit N` exits with
/// that code. A block tagged `sh` holds commands alone. A block tagged `theorem NAME` is a file.
struct MarkdownExamples: Equatable {
  struct Example: Equatable {
    let command: String
    /// Commands above it in the same block, which may have written what it reads.
    let earlier: [String]
    let status: Int32
    /// What the command prints; `nil` where the text does not show it.
    let output: [String]?
  }

  var examples: [Example] = []
  var files: [String: String] = [:]
  /// Commands that begin with `scripts/`, fenced or indented.
  var scripts: [String] = []

  init(_ text: String) {
    var tag: String?
    var block: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        if let tag { add(block, tag: tag) }
        tag = tag == nil ? String(line.dropFirst(3)) : nil
        block = []
      } else if tag != nil {
        block.append(line)
      } else if line.hasPrefix("    scripts/") {
        add(command: String(line.dropFirst(4)), output: nil)
      }
    }
  }

  private mutating func add(_ block: [String], tag: String) {
    if tag == "console" {
      var earlier: [String] = []
      for command in Self.commands(of: block) {
        add(command: command.text, after: earlier, output: command.output)
        earlier.append(command.text)
      }
    } else if tag == "sh" {
      for line in block { add(command: line, output: nil) }
    } else if tag.hasPrefix("theorem ") {
      files[String(tag.dropFirst("theorem ".count))] = block.joined(separator: "\n") + "\n"
    }
  }

  private static func commands(of block: [String]) -> [(text: String, output: [String])] {
    var commands: [(text: String, output: [String])] = []
    for line in block {
      if line.hasPrefix("$ ") {
        commands.append((String(line.dropFirst(2)), []))
      } else if !commands.isEmpty {
        commands[commands.count - 1].output.append(line)
      }
    }
    return commands
  }

  /// What commands begin with that are run.
  private static let programs = [
    "closedform ", "closedform-check ", "python3 scripts/check_certificate.py ",
  ]

  private mutating func add(command: String, after earlier: [String] = [], output: [String]?) {
    if command.hasPrefix("scripts/") {
      scripts.append(String(command.prefix { $0 != " " }))
    } else if Self.programs.contains(where: command.hasPrefix) {
      let status = command.firstMatch(of: /# exit ([0-9]+)$/).flatMap { Int32($0.1) } ?? 0
      examples.append(
        Example(command: command, earlier: earlier, status: status, output: output))
    }
  }

  /// Whether lines are what an example shows; `...` matches any number of lines.
  static func matches(_ lines: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return lines.isEmpty }
    if first == "..." {
      return (lines.startIndex...lines.endIndex).contains {
        matches(lines[$0...], shown.dropFirst())
      }
    }
    return lines.first == first && matches(lines.dropFirst(), shown.dropFirst())
  }
}
