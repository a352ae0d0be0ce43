import Diagnostics

/// Reads the text of a theorem file.
public enum TheoremParser {
  /// The file as the author wrote it, with comments and places.
  ///
  /// Only the form is checked here; `Elaborator` checks what names mean. Any bytes are safe to
  /// read. Throws all errors found, at most one for each item, sorted by position.
  public static func parse(_ source: SourceText) throws(DiagnosticList) -> TheoremFile {
    try checkEncoding(source)
    let lexer = Lexer.lex(source)
    var parser = Parser(source: source, tokens: lexer.tokens, comments: lexer.comments)
    let file = parser.file()
    let errors = lexer.diagnostics + unexplained(parser.diagnostics, by: lexer.diagnostics, source)
    guard errors.isEmpty else { throw DiagnosticList(errors) }
    return file
  }

  private static func checkEncoding(_ source: SourceText) throws(DiagnosticList) {
    if source.bytes.count > Limits.fileSize {
      throw DiagnosticList([
        Diagnostic(
          code: .limitExceeded,
          message: "the file has more than \(Limits.fileSize) bytes",
          span: Span(lower: 0, upper: 0), help: "split the theorem into several files")
      ])
    }
    if let broken = source.firstInvalidSpan {
      throw DiagnosticList([
        Diagnostic(
          code: .invalidUTF8, message: "the file is not valid UTF-8 from here on", span: broken,
          help: "save the file with the encoding UTF-8")
      ])
    }
  }

  /// The errors of the parser on lines whose characters are right.
  ///
  /// On the others the parser mostly repeats, in other words, what the lexer said.
  private static func unexplained(
    _ errors: [Diagnostic], by lexical: [Diagnostic], _ source: SourceText
  ) -> [Diagnostic] {
    let lines = Set(lexical.map { source.line(of: $0.span.lower) })
    return errors.filter { !lines.contains(source.line(of: $0.span.lower)) }
  }
}
