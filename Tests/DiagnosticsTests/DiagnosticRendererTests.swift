import Testing

@testable import Diagnostics

private func render(
  _ text: String, _ lower: Int, _ upper: Int, message: String = "wrong", help: String? = nil,
  secondary: Diagnostic.Note? = nil
) -> String {
  render(Array(text.utf8), lower, upper, message: message, help: help, secondary: secondary)
}

private func render(
  _ bytes: [UInt8], _ lower: Int, _ upper: Int, message: String = "wrong", help: String? = nil,
  secondary: Diagnostic.Note? = nil
) -> String {
  DiagnosticRenderer.render(
    Diagnostic(
      severity: .warning, code: DiagnosticCode("a-code", "A code."), message: message,
      span: Span(lower: lower, upper: upper), secondary: secondary, help: help),
    source: SourceText(name: "dir/x.theorem", bytes: bytes))
}

@Suite("Diagnostic renderer") struct DiagnosticRendererTests {
  @Test("message, line, caret and help stand as promised")
  func plain() {
    let expected = """
      dir/x.theorem:2:8: warning: wrong [a-code]
        2 | assume lamda < 1
          |        ^~~~~
        help: mend it

      """
    #expect(render("first\nassume lamda < 1\n", 13, 18, help: "mend it") == expected)
  }

  @Test("the second place is shown with its message, line numbers aligned")
  func secondary() {
    let text = String(repeating: "ab\n", count: 12)
    let note = Diagnostic.Note(span: Span(lower: 3, upper: 5), message: "first here")
    let expected = """
      dir/x.theorem:11:2: warning: wrong [a-code]
        11 | ab
           |  ^
         2 | ab
           | ~~ first here

      """
    #expect(render(text, 31, 32, secondary: note) == expected)
  }

  @Test("tabs, control characters, reordering marks and broken bytes keep the caret aligned")
  func invisible() {
    #expect(render("\tx\ty", 3, 4).contains("  1 |     x   y\n    |         ^\n"))
    #expect(render("a\0\u{1B}b", 3, 4).contains("  1 | a\\0\\u{1B}b\n    |          ^\n"))
    #expect(render("\u{202E}b", 3, 4).contains("  1 | \\u{202E}b\n    |         ^\n"))
    #expect(render([0x61, 0xFF, 0x62], 2, 3).contains("  1 | a\\xFFb\n    |      ^\n"))
    #expect(render("x", 0, 1, message: "a\u{1B}[2Jb\nc").contains("a\\u{1B}[2Jb\\nc"))
    #expect(render("e\u{301}b", 3, 4).contains(":1:2: "))
  }

  @Test("empty spans, spans past the end and spans over lines have a caret")
  func extremes() {
    #expect(render("", 0, 0).contains("  1 | \n    | ^\n"))
    #expect(render("ab", 2, 2).contains("  1 | ab\n    |   ^\n"))
    #expect(render("ab", 70, 90).contains("  1 | ab\n    |   ^\n"))
    #expect(render("ab\ncd", 1, 5).contains("  1 | ab\n    |  ^\n"))
    #expect(render("ab\r\ncd", 0, 6).contains("  1 | ab\n    | ^~\n"))
  }

  @Test("long lines are windowed around the caret")
  func windowed() {
    let text = String(repeating: "x", count: 5_000) + "WRONG" + String(repeating: "y", count: 5_000)
    let lines = render(text, 5_000, 5_005).split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("dir/x.theorem:1:5001: "))
    #expect(lines.allSatisfy { $0.count <= 130 })
    #expect(lines[1].hasPrefix("  1 | ...xxx") && lines[1].hasSuffix("yyy..."))
    let caret = lines[2].prefix { $0 != "^" }.count
    #expect(lines[2].hasSuffix("^~~~~"))
    #expect(Array(lines[1])[caret..<caret + 5] == ["W", "R", "O", "N", "G"])
  }

  @Test("no bytes and no span break it")
  func anything() {
    var state: UInt64 = 2_026
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for round in 0..<2_000 {
      let length = next(round % 20 == 0 ? 3_000 : 40)
      let bytes = (0..<length).map { _ in [0x0A, 0x80, 0xE2, 0x82, 0x41, 0x09, 0xF0][next(7)] }
        .map { UInt8($0) }
      let lower = next(length + 10) - 5
      let text = render(bytes, lower, lower + next(20))
      #expect(text.split(separator: "\n").count == 3, "seed 2026, round \(round)")
    }
  }
}
