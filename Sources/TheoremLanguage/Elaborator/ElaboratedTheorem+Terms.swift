import Diagnostics
import Kernel

extension ElaboratedTheorem {
  /// What a term means that stands in no file, such as one of a certificate: the names are those of
  /// the theorem, and what a claim may use it may use.
  ///
  /// Throws the errors found in the text.
  public func term(_ text: String) throws(DiagnosticList) -> Term {
    try read(text) { parser throws(Recovery) in
      try parser.expression()
    } meaning: { elaboration, syntax in
      elaboration.term(syntax, in: .claim)
    }
  }

  /// What a comparison means that stands in no file.
  ///
  /// Throws the errors found in the text.
  public func comparison(_ text: String) throws(DiagnosticList) -> Comparison {
    try read(text) { parser throws(Recovery) in
      try parser.comparison(alternative: "state one comparison")
    } meaning: { elaboration, syntax in
      elaboration.comparison(syntax, in: .claim)
    }
  }

  private func read<Syntax, Meaning>(
    _ text: String, parse: (inout Parser) throws(Recovery) -> Syntax,
    meaning: (inout Elaboration, Syntax) -> Meaning
  ) throws(DiagnosticList) -> Meaning {
    let source = SourceText(name: "term", text: text)
    let lexer = Lexer.lex(source)
    guard lexer.diagnostics.isEmpty else { throw DiagnosticList(lexer.diagnostics) }
    var parser = Parser(source: source, tokens: lexer.tokens, comments: lexer.comments)
    let syntax: Syntax
    do throws(Recovery) {
      syntax = try parse(&parser)
      if parser.current.kind != .end { throw parser.missingOperator() }
    } catch {
      throw DiagnosticList(parser.diagnostics)
    }
    var elaboration = elaboration
    elaboration.source = source
    let meaning = meaning(&elaboration, syntax)
    guard elaboration.diagnostics.isEmpty else { throw DiagnosticList(elaboration.diagnostics) }
    return meaning
  }
}
