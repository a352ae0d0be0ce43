import Diagnostics

/// Thrown inside the parser after a diagnostic was recorded, to reach the next place to go on from.
struct Recovery: Error {
  /// Whether the rest of the section is lost, because its heading was not understood.
  var skipsSection = false
}

/// The state all parts of the parser share: the tokens, the place in them, and what is wrong.
struct Parser {
  let source: SourceText
  let tokens: [Token]
  let comments: [LexedComment]
  var position = 0
  var diagnostics: [Diagnostic] = []
  /// The number of comments that already belong to an item.
  var commentsTaken = 0
  /// How many parentheses, calls and conditionals are open.
  var depth = 0
  /// Whether a line that looks like `name =` begins the next definition and cannot be an operand.
  var stopsAtDefinitions = false

  /// The tokens must end in one of kind `end`, as those of `Lexer` do.
  init(source: SourceText, tokens: [Token], comments: [LexedComment]) {
    self.source = source
    self.tokens = tokens
    self.comments = comments
  }

  var current: Token { tokens[position] }
  var previous: Token { tokens[max(0, position - 1)] }
  func token(after distance: Int) -> Token { tokens[min(position + distance, tokens.count - 1)] }

  /// The current token; the end is never passed.
  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  /// The end of the file or the beginning of a section: where items end and recovery stops.
  var isAtSection: Bool { current.kind == .end || current.beginsSection }

  /// Records an error and returns what to throw.
  mutating func failure(
    _ code: DiagnosticCode, _ message: String, at span: Span, secondary: Diagnostic.Note? = nil,
    help: String? = nil
  ) -> Recovery {
    diagnostics.append(
      Diagnostic(code: code, message: message, span: span, secondary: secondary, help: help))
    return Recovery()
  }

  /// The place just after the token before the current one.
  var gap: Span { Span(lower: previous.span.upper, upper: previous.span.upper) }

  /// Where a message points that says what should stand here: at what does stand here, or behind
  /// the line before if that is where the author stopped.
  var here: Span { current.startsLine && position > 0 ? gap : current.span }

  mutating func expectSymbol(_ symbol: String, _ place: String, help: String) throws(Recovery) {
    guard current.isSymbol(symbol) else {
      throw failure(
        .expectedSyntax, "expected `\(symbol)` \(place), found \(current.described)", at: here,
        help: help)
    }
    advance()
  }

  mutating func expectWord(_ word: String, _ place: String, help: String) throws(Recovery) {
    guard current.isWord(word) else {
      throw failure(
        .expectedSyntax, "expected `\(word)` \(place), found \(current.described)", at: here,
        help: help)
    }
    advance()
  }

  /// The name that is declared here.
  mutating func declaredName(_ what: String) throws(Recovery) -> Name {
    guard current.kind == .word else {
      throw failure(
        .expectedSyntax, "expected \(what), found \(current.described)", at: here,
        help: "a name begins with a letter, as in `lambda_W`")
    }
    guard current.isFreeWord else {
      let kind = Vocabulary.functions.contains(current.text) ? "a function" : "a word"
      throw failure(
        .reservedWord, "\(quoted(current.text)) is \(kind) of the language", at: current.span,
        help: "choose another name, such as `\(current.text)_1`")
    }
    return anyName()
  }

  /// The current word, whatever it is, as a name.
  mutating func anyName() -> Name {
    let token = advance()
    return Name(token.text, at: Place(token.span))
  }

  /// Closes what `opening` opened, or says what stands in the way.
  mutating func close(_ symbol: String, opening: Token) throws(Recovery) {
    if current.isSymbol(symbol) {
      advance()
      return
    }
    if current.beginsOperand, !current.startsLine { throw missingOperator() }
    let note = Diagnostic.Note(span: opening.span, message: "opened here")
    if [")", "]"].contains(where: current.isSymbol) {
      throw failure(
        .unclosedBracket, "expected `\(symbol)`, found \(current.described)", at: current.span,
        secondary: note, help: "close \(quoted(opening.text)) with `\(symbol)`")
    }
    if let relation = current.relation {
      throw failure(
        .unclosedBracket, "expected `\(symbol)`, found \(quoted(relation.rawValue))",
        at: current.span, secondary: note,
        help: "only expressions stand in parentheses, not comparisons")
    }
    throw failure(
      .unclosedBracket, "missing `\(symbol)`", at: gap, secondary: note,
      help: "each \(quoted(opening.text)) needs its `\(symbol)`")
  }

  /// Reports that the current token follows an expression with nothing between them.
  mutating func missingOperator() -> Recovery {
    for token in [previous, current] where token.kind == .word {
      guard let help = ForeignWords.connectiveHelp(token.text) else { continue }
      return failure(
        .missingOperator, "\(quoted(token.text)) is not an operator of the language",
        at: token.span, help: help)
    }
    let isFunction =
      previous.kind == .word && (Vocabulary.functions + ["ln", "sin"]).contains(previous.text)
    return failure(
      .missingOperator,
      "missing operator between \(quoted(previous.text)) and \(quoted(current.text))",
      at: current.span,
      help: isFunction
        ? "the argument of a function stands in parentheses, as in `\(previous.text)(x)`"
        : "to multiply, write `*` between them")
  }

  /// Runs `body` one level deeper, or reports that the file nests too deep.
  mutating func deeper<Result>(
    by levels: Int = 1, _ body: (inout Parser) throws(Recovery) -> Result
  ) throws(Recovery) -> Result {
    guard depth + levels <= Limits.nestingDepth else {
      throw failure(
        .limitExceeded, "expressions nest more than \(Limits.nestingDepth) deep here",
        at: current.span, help: "give a part a name of its own under `define`")
    }
    depth += levels
    defer { depth -= levels }
    return try body(&self)
  }

  /// The levels of the sign or conditional that begins with the token at an index.
  ///
  /// The printer may put it in parentheses, so that it counts as if it stood in them: what was
  /// parsed can always be parsed again when it is printed.
  func prefixLevels(at index: Int) -> Int {
    index > 0 && tokens[index - 1].isSymbol("(") ? 1 : 2
  }
}
