import Foundation
import TestSupport
import Testing

/// One line of a test file of the ITF1788 framework: `operation arguments = expected;`.
struct IntervalVector: Sendable, CustomStringConvertible {
  /// What an operation takes or gives, in binary64: the framework reads a decimal as the
  /// nearest one.
  enum Value: Hashable, Sendable {
    /// An interval, perhaps unbounded; its decoration is left out.
    case interval(Double, Double)
    /// No point at all, or not an interval.
    case empty, notAnInterval
    /// A number, NaN included.
    case number(Double)
    /// The value of a comparison.
    case truth(Bool)
    /// A text, or anything else.
    case other(String)
  }

  let description: String
  let operation: String
  let arguments: [Value]
  let expected: [Value]
}

/// Reads the files of ../shared/itf1788, which are not part of this repository.
enum IntervalVectors {
  static let folder = Repository.url(of: "../shared/itf1788")

  static var areHere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  /// Whether this is continuous integration, which has the vectors.
  static var areRequired: Bool { ProcessInfo.processInfo.environment["CI"] != nil }

  static let missing: Comment = """
    the vectors are missing: put the files *.itl of the ITF1788 framework into the folder \
    shared/itf1788 beside the checkout
    """

  /// The vectors of a file.
  ///
  /// - Throws: what fails the test, when the file is missing or a line cannot be read.
  static func read(_ name: String) throws -> [IntervalVector] {
    let url = folder.appending(path: name)
    let text = try? String(contentsOf: url, encoding: .utf8)
    return try parse(try #require(text, missing), name: name)
  }

  static func parse(_ text: String, name: String) throws -> [IntervalVector] {
    var vectors: [IntervalVector] = []
    var isComment = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var rest = line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex)
      if rest.contains("/*") { isComment = true }
      if isComment {
        guard let end = rest.firstRange(of: "*/") else { continue }
        rest = rest[end.upperBound...]
        isComment = false
      }
      let words = rest.trimmingCharacters(in: .whitespaces)
      if words.isEmpty || words.hasPrefix("testcase") || words == "}" { continue }
      vectors.append(try vector(words, "\(name):\(index + 1)"))
    }
    return vectors
  }

  private static func vector(_ line: String, _ place: String) throws -> IntervalVector {
    let sides = line.dropLast().components(separatedBy: " = ")
    guard line.hasSuffix(";"), sides.count == 2 else {
      throw VectorError(message: "\(place) is not a test vector")
    }
    let words = try tokens(sides[0], place)
    let expected = try tokens(sides[1], place).prefix { $0 != "signal" }
    return IntervalVector(
      description: "\(place): \(line)", operation: try #require(words.first),
      arguments: try words.dropFirst().map { try value($0, place) },
      expected: try expected.map { try value($0, place) })
  }

  /// Words; what stands in brackets or in quotes is one, with the decoration behind it.
  private static func tokens(_ text: String, _ place: String) throws -> [String] {
    var tokens: [String] = []
    var (isOpen, isQuoted, current) = (false, false, "")
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == "[" && !isQuoted { isOpen = true }
      if character == "]" && !isQuoted { isOpen = false }
      if character.isWhitespace && !isOpen && !isQuoted {
        if !current.isEmpty { tokens.append(current) }
        current = ""
      } else if !character.isWhitespace || isQuoted {
        current.append(character)
      }
    }
    guard !isOpen, !isQuoted else {
      throw VectorError(message: "\(place): a bracket is not closed")
    }
    return current.isEmpty ? tokens : tokens + [current]
  }

  private static func value(_ token: String, _ place: String) throws -> IntervalVector.Value {
    if token.hasPrefix("\"") { return .other(token) }
    guard token.hasPrefix("[") else {
      if let truth = Bool(token) { return .truth(truth) }
      return try number(token, place).map { .number($0) } ?? .other(token)
    }
    let inside = token.dropFirst().prefix { $0 != "]" }.lowercased()
    switch inside {
    case "empty": return .empty
    case "nai": return .notAnInterval
    case "entire": return .interval(-.infinity, .infinity)
    default:
      let ends = inside.components(separatedBy: ",")
      let values = try ends.compactMap { try number($0, place) }
      guard (1...2).contains(ends.count), values.count == ends.count else {
        throw VectorError(message: "\(place): \(token) is no interval")
      }
      // Zero has no sign here.
      return .interval(values[0] + 0, (values.count == 2 ? values[1] : values[0]) + 0)
    }
  }

  /// A number, read as the nearest binary64.
  ///
  /// Five results of mpfi.itl have 54 or 55 bits; the framework reads them so, with ties to even.
  private static func number(_ text: String, _ place: String) throws -> Double? {
    guard let value = Double(text) else { return nil }
    let digits = text.lowercased().drop { $0 == "+" || $0 == "-" }
    guard digits.hasPrefix("0x") else { return value }
    let mantissa = digits.dropFirst(2).prefix { $0 != "p" }.filter { $0 != "." }
    guard let integer = UInt64(mantissa, radix: 16),
      64 - integer.leadingZeroBitCount - integer.trailingZeroBitCount <= 55
    else { throw VectorError(message: "\(place): \(text) has too many digits") }
    return value
  }
}

/// Why a line cannot be read.
struct VectorError: Error { let message: String }
