import Foundation
import TestSupport
import Testing

/// The second checker (docs/certificate-format.md) stays short enough to be read, and exact.
@Suite("The Python checker") struct PythonCheckerTests {
  static let path = "scripts/check_certificate.py"

  /// Modules of the standard library that compute with integers, or not at all.
  static let allowedImports: Set<String> = [
    "collections", "contextlib", "fractions", "functools", "math", "operator", "os", "re",
    "resource", "signal", "stat",
    "sys", "threading",
  ]

  /// What the module `math` offers for integers.
  static let allowedMath: Set<String> = ["gcd", "isqrt", "lcm"]

  /// What makes floats, or runs a text.
  static let forbiddenCalls: Set<String> = ["float", "complex", "eval", "exec", "__import__"]

  /// The aim is 800 lines; this holds what is reached.
  static let lines = 2_574

  /// The lines of the section of functions.
  static let functionLines = 331

  @Test("it does not grow, and its lines have at most 100 columns")
  func isShort() throws {
    let text = try Repository.text(of: Self.path)
    let start = try #require(text.range(of: "# ---- Elementary functions"))
    let end = try #require(text.range(of: "# ---- Section 8"))
    // As `wc -l` counts: line feeds.
    let functions = text[start.lowerBound..<end.lowerBound].count { $0 == "\n" }
    #expect(functions <= Self.functionLines)
    #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } - functions <= Self.lines)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.count > 100 {
      Issue.record("line \(index + 1) has \(line.count) columns")
    }
  }

  @Test("it imports modules of the standard library from a short list, and no floats")
  func isExact() throws {
    let text = try Repository.text(of: Self.path)
    #expect(Self.offences(in: text) == [])
    #expect(text.contains("from fractions import Fraction"), "the scan must read the script")
  }

  @Test("the scan sees floats and foreign modules")
  func scanSees() {
    #expect(Self.offences(in: "x = 1.5\n").count == 1)
    #expect(Self.offences(in: "x = 1e9\ny = .5\nz = 2.\n").count == 3)
    #expect(Self.offences(in: "x = float(y)\n").count == 1)
    #expect(Self.offences(in: "import numpy\n    from json import load\n").count == 2)
    #expect(Self.offences(in: "import re, mpmath\n").count == 1)
    #expect(Self.offences(in: "from math import isqrt, sqrt\nimport math\n").count == 2)
    #expect(Self.offences(in: "__import__('os'); exec(x)\n").count == 2)
    #expect(Self.offences(in: "# 1.5 and float(x)\ns = \"2.5\"; t = [1, 2][0].real\n") == [])
  }

  /// Float literals, calls that make floats or run text, and imports outside the lists.
  static func offences(in text: String) -> [String] {
    text.split(separator: "\n").flatMap { line -> [String] in
      let code = withoutTexts(String(line))
      var found = foreignImports(in: code)
      for word in code.matches(of: /[A-Za-z0-9_.]+/).map(\.output) {
        let isFloat = word.wholeMatch(of: /[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?:\.[0-9]*)?[eE][0-9]*/)
        if isFloat != nil || forbiddenCalls.contains(String(word)) { found.append(String(word)) }
      }
      return found
    }
  }

  /// The modules a line imports that are not in the list, and what is not integer in `math`.
  private static func foreignImports(in code: String) -> [String] {
    let words = code.split { $0 == " " || $0 == "," }.map(String.init)
    guard let first = words.first, words.count >= 2 else { return [] }
    if first == "from" {
      let names = Set(words.dropFirst(3))
      if !allowedImports.contains(words[1]) { return [words[1]] }
      return words[1] == "math" && !names.isSubset(of: allowedMath) ? ["math"] : []
    }
    guard first == "import" else { return [] }
    return words.dropFirst().filter { !allowedImports.contains($0) || $0 == "math" }
  }

  /// A line without what stands in quotes and without its comment.
  private static func withoutTexts(_ line: String) -> String {
    let texts = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/
    let code = line.replacing(texts, with: "\"\"")
    return String(code.prefix { $0 != "#" })
  }
}
