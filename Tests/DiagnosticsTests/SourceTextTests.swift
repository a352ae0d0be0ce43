import Testing

@testable import Diagnostics

@Suite("Source text") struct SourceTextTests {
  @Test("columns count characters, lines end at newlines with or without a return")
  func locations() {
    let source = SourceText(name: "x", text: "aé\r\n\u{1F1E9}\u{1F1EA}b\n\nz")
    let cases: [(Int, String)] = [
      (0, "1:1"), (1, "1:2"), (3, "1:3"), (5, "2:1"), (13, "2:2"), (14, "2:3"), (15, "3:1"),
      (16, "4:1"), (17, "4:2"), (-5, "1:1"), (900, "4:2"),
    ]
    for (offset, expected) in cases {
      #expect(source.location(of: offset).description == expected, "offset \(offset)")
    }
    #expect(source.lineCount == 4)
    #expect((1...4).map { source.bytesOfLine($0).count } == [3, 9, 0, 1])
    #expect(source.bytesOfLine(0) == 0..<0)
    #expect(source.bytesOfLine(9) == 17..<17)
  }

  @Test("a span is clamped to the text")
  func textAtSpan() {
    let source = SourceText(name: "x", text: "abc")
    #expect(source.text(at: Span(lower: 1, upper: 2)) == "b")
    #expect(source.text(at: Span(lower: -4, upper: 99)) == "abc")
    #expect(source.text(at: Span(lower: 7, upper: 3)) == "")
    #expect(Span(lower: 7, upper: 3) == Span(lower: 7, upper: 7))
    #expect(Span(lower: 1, upper: 2).joined(with: Span(lower: 4, upper: 6)).upper == 6)
  }

  @Test("bytes that are not UTF-8 are found where they stand")
  func invalid() {
    #expect(SourceText(name: "x", text: "λ\0").firstInvalidSpan == nil)
    let cases: [([UInt8], Span)] = [
      ([0x61, 0xFF, 0x62], Span(lower: 1, upper: 2)),
      ([0xC3], Span(lower: 0, upper: 1)),
      ([0xCE, 0xBB, 0xED, 0xA0, 0x80], Span(lower: 2, upper: 3)),
    ]
    for (bytes, span) in cases {
      #expect(SourceText(name: "x", bytes: bytes).firstInvalidSpan == span, "\(bytes)")
    }
  }
}
