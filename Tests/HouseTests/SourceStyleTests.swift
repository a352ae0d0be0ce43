import TestSupport
import Testing

@Suite("Style") struct SourceStyleTests {
  @Test("files and functions are short")
  func lengths() throws {
    var functions = 0
    for (name, text) in try Repository.texts(Repository.swiftFolders, suffixes: [".swift"]) {
      let lengths = SourceStyle.functionLengths(in: text)
      functions += lengths.count
      expectNone(SourceStyle.lengthFindings(in: text, functions: lengths), name)
    }
    #expect(functions > 1_000, "the scan must find functions; it found \(functions)")
  }

  @Test("modules neither crash on purpose nor print")
  func bannedWords() throws {
    let texts = try Repository.texts(["Sources"], suffixes: [".swift"])
    #expect(texts.count > 150, "the scan must read the sources; it read \(texts.count) files")
    for (name, text) in texts {
      let findings = SourceStyle.bannedFindings(in: text)
      let trap = Self.traps[name]
      expectNone(findings.filter { finding in trap.map { !finding.contains($0) } ?? true }, name)
      #expect(findings.count { finding in trap.map { finding.contains($0) } ?? false } <= 1)
    }
  }

  /// What ends the program where a number that follows would be wrong, once in a file: a bug of
  /// ours, which no input meets.
  private static let traps = [
    "Sources/Kernel/Functions/ElementarySeries.swift": "preconditionFailure"
  ]

  @Test("no tabs, no promises, no paths of one machine")
  func text() throws {
    let code = try Repository.texts(Repository.swiftFolders, suffixes: [".swift", ".h"])
    let prose = try Repository.texts(
      ["docs", "scripts", "theorems", ".ci", "Bench"], suffixes: [""])
    #expect(prose.count > 10, "the scan must read the scripts; it read \(prose.count) files")
    for (name, text) in code + prose { expectNone(SourceStyle.textFindings(in: text), name) }
    // The formatter wraps code, and leaves comments as they are.
    for (name, text) in code {
      let comments = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("//") }
      let longest = comments.map(\.count).max() ?? 0
      #expect(longest <= 100, "\(name): a comment of \(longest) columns")
    }
    for (name, text) in prose where name.hasPrefix("scripts/") {
      let longest = text.split(separator: "\n").map(\.count).max() ?? 0
      #expect(longest <= 100, "\(name) has a line of \(longest) columns")
    }
  }

  private func expectNone(_ findings: [String], _ name: String) {
    for finding in findings { Issue.record("\(name):\(finding)") }
  }
}

@Suite("The rules of style") struct SourceStyleRulesTests {
  private func function(_ lines: Int) -> String {
    let body = String(repeating: "    work()\n", count: lines - 2)
    return "struct A {\n  @Test(\"x\") public static func f(_ a: Int) throws {\n\(body)  }\n}\n"
  }

  private func findings(_ text: String) -> [String] {
    SourceStyle.lengthFindings(in: text, functions: SourceStyle.functionLengths(in: text))
  }

  @Test("a function may have 40 lines and a file 300")
  func lengths() {
    #expect(SourceStyle.functionLengths(in: function(7)).map(\.length) == [7])
    #expect(SourceStyle.functionLengths(in: function(7)).map(\.line) == [2])
    #expect(findings(function(40)) == [])
    #expect(findings(function(41)) == ["2: a function of 41 lines"])
    #expect(findings(String(repeating: "\n", count: 300)) == [])
    #expect(findings(String(repeating: "\n", count: 301)).count == 1)
  }

  @Test("initializers and computed properties count, requirements and braces in text do not")
  func functions() {
    let text = """
      protocol P {
        func required()
        var name: String { get }
      }
      struct S {
        init?(text: String) {
          self.text = "}"  // }
        }
        private var twice: Int {
          2 * "\\(f("{"))".count
        }
      }

      """
    let found = SourceStyle.functionLengths(in: text)
    #expect(found.map(\.line) == [6, 9])
    #expect(found.map(\.length) == [3, 3])
  }

  @Test("what crashes or prints is found, but not in text and comments")
  func banned() {
    for line in [
      "let a = try! f()", "let a = b as! Int", "fatalError()", "preconditionFailure(\"x\")",
      "return a!", "return f()!.b", "a[0]![1]", "print(a)", "  Swift.print(a)",
    ] {
      #expect(SourceStyle.bannedFindings(in: line).count == 1, "\(line)")
    }
    for line in [
      "// try! and fatalError()", "let a = \"print(b)! as! c!\"", "a != b", "if !a { return !b }",
      "StandardError.print(a)", "static func print(_ a: Int)\nprint(3)", "let a = b as? Int",
      "reprint(a)", "precondition(a > 0, \"no!\")",
    ] {
      #expect(SourceStyle.bannedFindings(in: line) == [], "\(line)")
    }
  }

  @Test("tabs, promises and machine paths are found, also in comments")
  func text() {
    let promise = "// TO" + "DO: later"
    for line in ["\tlet a = 1", promise, "let a = \"/" + "home/me/x\"", "cd /" + "tmp/x"] {
      #expect(SourceStyle.textFindings(in: line).count == 1, "\(line)")
    }
    for line in ["a\nb", "/dev/null", "let home = root + \"/home\"", "docs/work/x", "a / work / b"]
    {
      #expect(SourceStyle.textFindings(in: line) == [], "\(line)")
    }
    #expect(SourceStyle.textFindings(in: "a\n\tb") == ["2: a tab; indent with spaces"])
  }

  @Test("comments and literals are blanked where they stood")
  func blanking() {
    #expect(SwiftCode.withoutTextAndComments("a \"b\\\"c\" d") == "a        d")
    #expect(SwiftCode.withoutTextAndComments("a // b\nc /* d\n */ e") == "a     \nc     \n    e")
    let long = "a = \"\"\"\n  \"x\" {\n  \"\"\"\nb"
    #expect(SwiftCode.withoutTextAndComments(long) == "a =    \n       \n     \nb")
    #expect(SwiftCode.withoutTextAndComments("\"\\(f(\"(\"))\"+1") == "           +1")
  }
}
