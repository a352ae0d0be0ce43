import Diagnostics
import Kernel

/// Why a text is no term or comparison of a theorem.
public struct UnreadableTerm: Error {
  /// What is wrong, in words.
  public let message: String

  init(_ errors: [Diagnostic]) { message = errors.first?.message ?? "the text cannot be read" }
}

extension ElaboratedTheorem {
  /// What a term means that stands in no file, such as one of a certificate: the names are those of
  /// the theorem, and what a claim may use it may use.
  ///
  /// - Throws: `UnreadableTerm` with the first error.
  public func term(_ text: String) throws(UnreadableTerm) -> Term {
    try read(text) { parser throws(Recovery) in
      try parser.expression()
    } meaning: { elaboration, syntax in
      elaboration.term(syntax, in: .claim)
    }
  }

  /// What a comparison means that stands in no file.
  ///
  /// - Throws: `UnreadableTerm` with the first error.
  public func comparison(_ text: String) throws(UnreadableTerm) -> Comparison {
    try read(text) { parser throws(Recovery) in
      try parser.comparison(alternative: "state one comparison")
    } meaning: { elaboration, syntax in
      elaboration.comparison(syntax, in: .claim)
    }
  }

  private func read<Syntax, Meaning>(
    _ text: String, parse: (inout Parser) throws(Recovery) -> Syntax,
    meaning: (inout Elaboration, Syntax) -> Meaning
  ) throws(UnreadableTerm) -> Meaning {
    let source = SourceText(name: "term", text: text)
    let lexer = Lexer.lex(source)
    guard lexer.diagnostics.isEmpty else { throw UnreadableTerm(lexer.diagnostics) }
    var parser = Parser(source: source, tokens: lexer.tokens, comments: lexer.comments)
    let syntax: Syntax
    do throws(Recovery) {
      syntax = try parse(&parser)
      if parser.current.kind != .end { throw parser.missingOperator() }
    } catch {
      throw UnreadableTerm(parser.diagnostics)
    }
    var elaboration = elaboration
    elaboration.source = source
    let meaning = meaning(&elaboration, syntax)
    guard elaboration.diagnostics.isEmpty else { throw UnreadableTerm(elaboration.diagnostics) }
    return meaning
  }
}
