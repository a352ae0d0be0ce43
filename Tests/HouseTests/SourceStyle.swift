import Foundation

/// The rules of style that a machine can check, as functions of text, so that they have tests.
enum SourceStyle {
  static let linesPerFile = 300
  static let linesPerFunction = 40

  /// What is wrong anywhere in the text, comments included; each finding starts with its line.
  static func textFindings(in text: String) -> [String] {
    var findings: [String] = []
    for (number, line) in lines(of: text) {
      if line.utf8.contains(UInt8(ascii: "\t")) {
        findings.append("\(number): a tab; indent with spaces")
      }
      // Spelled apart so that this file passes its own rule.
      for word in ["TO" + "DO", "FIX" + "ME"] where line.contains(word) {
        findings.append("\(number): \(word); do it, or open an issue")
      }
      if line.utf8.contains(UInt8(ascii: "/")), line.contains(machinePath) {
        findings.append("\(number): the path of one machine")
      }
    }
    return findings
  }

  /// Whether a file is too long, and which functions are.
  static func lengthFindings(
    in text: String, functions: [(line: Int, length: Int)]
  ) -> [String] {
    let count = text.utf8.count { $0 == UInt8(ascii: "\n") }
    let file = count > linesPerFile ? ["\(count) lines; split it at \(linesPerFile)"] : []
    let long = functions.filter { $0.length > linesPerFunction }
    return file + long.map { "\($0.line): a function of \($0.length) lines" }
  }

  /// What a module must not say: it crashes, or writes where nobody asked it to.
  static func bannedFindings(in text: String) -> [String] {
    let code = SwiftCode.withoutTextAndComments(text)
    let banned = [
      "try!": "throw a typed error", "as!": "use `as?`", "fatalError(": "throw a typed error",
      "preconditionFailure(": "throw a typed error, or state a precondition",
    ]
    let hasOwnPrint = code.contains("func print(")
    var findings: [String] = []
    for (number, line) in lines(of: code) {
      for (word, instead) in banned where line.contains(word) {
        findings.append("\(number): `\(word)`; \(instead)")
      }
      if line.utf8.contains(UInt8(ascii: "!")),
        line.replacing("try!", with: "").replacing("as!", with: "").contains(forcedUnwrap)
      {
        findings.append("\(number): a force unwrap; use `guard let` or `??`")
      }
      if !hasOwnPrint, line.contains("print("), line.contains(barePrint) {
        findings.append("\(number): `print(`; return the text, CommandLine writes it")
      }
    }
    return findings
  }

  /// The first line and the length of every function, initializer and computed property.
  static func functionLengths(in text: String) -> [(line: Int, length: Int)] {
    let code = lines(of: SwiftCode.withoutTextAndComments(text)).map(\.1)
    return code.indices.filter { isFunctionHead(code[$0]) }.compactMap { start in
      closingLine(of: code, from: start).map { (line: start + 1, length: $0 - start + 1) }
    }
  }

  private static func isFunctionHead(_ line: String) -> Bool {
    // Looking for the words first is ten times as fast.
    ["func", "init", "var", "subscript"].contains { line.utf8.firstRange(of: $0.utf8) != nil }
      && line.contains(functionHead)
  }

  /// The line on which the first brace opened at or after a line closes; nil without a body.
  private static func closingLine(of code: [String], from start: Int) -> Int? {
    var depth = 0
    for index in start..<code.count {
      // A requirement of a protocol ends where the next declaration begins.
      if depth == 0, index > start, code[index].contains(declarationHead) { return nil }
      for byte in code[index].utf8 where byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
        depth += byte == UInt8(ascii: "{") ? 1 : -1
        // Or where the protocol ends.
        if depth < 0 { return nil }
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private static func lines(of text: String) -> [(Int, String)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { ($0.offset + 1, String($0.element)) }
  }

  nonisolated(unsafe) private static let machinePath =
    /(^|[\s"'`(=:])\/(home|root|work|Users|tmp|mnt|opt)\//
  nonisolated(unsafe) private static let forcedUnwrap = /[\w)\]]!([^=]|$)/
  nonisolated(unsafe) private static let barePrint = /(^|[^.\w])(Swift\.)?print\(/
  nonisolated(unsafe) private static let declarationHead =
    /^\s*(@\w+\s+|\w+\s+)*(func|subscript|init|var|let|case|struct|enum|associatedtype)\b/
  nonisolated(unsafe) private static let functionHead =
    /^\s*(@\w+(\([^)]*\))?\s+|\w+(\(set\))?\s+)*((func|subscript)\b|init[?(<]|deinit\b|var\b.*\{$)/
}

/// Swift text reduced to what counts as code.
enum SwiftCode {
  /// The text with comments and string literals blanked, line by line where they stood.
  ///
  /// Code interpolated into a literal is blanked with it.
  static func withoutTextAndComments(_ text: String) -> String {
    var scanner = Scanner(bytes: Array(text.utf8))
    scanner.skipCode()
    return String(decoding: scanner.kept, as: UTF8.self)
  }

  private struct Scanner {
    let bytes: [UInt8]
    var kept: [UInt8] = []
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private func sees(_ word: StaticString) -> Bool {
      let count = word.utf8CodeUnitCount
      guard position + count <= bytes.count else { return false }
      return (0..<count).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
    }

    private mutating func blank(_ count: Int = 1) {
      for _ in 0..<min(count, bytes.count - position) {
        kept.append(bytes[position] == UInt8(ascii: "\n") ? bytes[position] : UInt8(ascii: " "))
        position += 1
      }
    }

    /// Reads code up to the end, or to the parenthesis that closes an interpolation.
    mutating func skipCode() {
      while position < bytes.count {
        let begins = bytes[position] == UInt8(ascii: "/") || bytes[position] == UInt8(ascii: "\"")
        if begins, sees("//") {
          while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { blank() }
        } else if begins, sees("/*") {
          while position < bytes.count, !sees("*/") { blank() }
          blank(2)
        } else if begins, sees("\"") {
          skipString()
        } else {
          kept.append(bytes[position])
          position += 1
        }
      }
    }

    private mutating func skipString() {
      let isLong = sees("\"\"\"")
      blank(isLong ? 3 : 1)
      while position < bytes.count, !(isLong ? sees("\"\"\"") : sees("\"")) {
        if sees("\\(") {
          blank(2)
          skipInterpolation()
        } else {
          blank(sees("\\") ? 2 : 1)
        }
      }
      blank(isLong ? 3 : 1)
    }

    private mutating func skipInterpolation() {
      var depth = 1
      while position < bytes.count, depth > 0 {
        if sees("\"") {
          skipString()
        } else {
          if sees("(") { depth += 1 } else if sees(")") { depth -= 1 }
          blank()
        }
      }
    }
  }
}
