import Testing

@testable import Diagnostics

private let code = DiagnosticCode("some-code", "Something.")

@Suite("Diagnostic") struct DiagnosticTests {
  @Test("a list is sorted by position, keeps the order at one place, and is capped")
  func list() {
    let all = (0..<30).map { index in
      Diagnostic(
        code: code, message: "\(index)", span: Span(lower: (29 - index) / 2, upper: 40))
    }
    let list = DiagnosticList(all)
    #expect(list.diagnostics.map(\.message).prefix(4) == ["28", "29", "26", "27"])
    #expect(list.diagnostics.count == DiagnosticList.capacity)
    #expect(list.omittedCount == 10)
    let rendered = DiagnosticRenderer.render(list, source: SourceText(name: "f", text: "text"))
    #expect(rendered.hasSuffix("\nand 10 more\n"))
  }

  @Test("locations are ordered by line, then column")
  func order() {
    #expect(SourceLocation(line: 1, column: 9) < SourceLocation(line: 2, column: 1))
    #expect(SourceLocation(line: 2, column: 1) < SourceLocation(line: 2, column: 3))
  }
}
