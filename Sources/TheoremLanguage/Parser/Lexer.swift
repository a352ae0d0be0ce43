import Diagnostics

/// Splits a theorem file into tokens and comments.
///
/// After an error it goes on with what was probably meant, so that one wrong character gives one
/// message. The input must be valid UTF-8.
struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var comments: [LexedComment] = []
  var diagnostics: [Diagnostic] = []
  /// Newlines since the last token or comment; before the first, a line has begun.
  private var newlines = 1
  private var hasReachedLimit = false

  /// The tokens of a text, the last of kind `end`, its comments, and what is wrong with it.
  static func lex(_ source: SourceText) -> Lexer {
    var lexer = Lexer(bytes: source.bytes)
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.position = 3 }  // byte order mark
    while lexer.position < lexer.bytes.count, !lexer.hasReachedLimit { lexer.step() }
    let end = lexer.bytes.count
    lexer.append(.end, "", Span(lower: end, upper: end))
    return lexer
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
    case UInt8(ascii: "\n"):
      newlines += 1
      position += 1
    case UInt8(ascii: "\r") where peek(1) == UInt8(ascii: "\n"): position += 1
    case UInt8(ascii: "#"): lexComment()
    case UInt8(ascii: "\""): lexText()
    case _ where Self.isDigit(byte): lexNumber()
    case _ where Self.isNameStart(byte): lexWord()
    default: lexSymbol()
    }
  }

  /// The byte some places on, or zero beyond the end; a zero byte in the file has no meaning
  /// either.
  func peek(_ distance: Int) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  mutating func append(_ kind: Token.Kind, _ text: String, _ span: Span) {
    if tokens.count == Limits.tokens, kind != .end {
      hasReachedLimit = true
      report(
        .limitExceeded, "the file has more than \(Limits.tokens) words, numbers and symbols", span,
        help: "split the theorem into several files")
      return
    }
    tokens.append(
      Token(
        kind: kind, text: text, span: span, startsLine: newlines > 0,
        followsBlankLine: newlines > 1))
    newlines = 0
  }

  mutating func report(_ code: DiagnosticCode, _ message: String, _ span: Span, help: String?) {
    diagnostics.append(Diagnostic(code: code, message: message, span: span, help: help))
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func lexWord() {
    let start = position
    while Self.isNamePart(peek(0)) { position += 1 }
    let span = Span(lower: start, upper: position)
    if position - start > Limits.identifierLength {
      report(
        .limitExceeded, "a name has more than \(Limits.identifierLength) characters", span,
        help: "choose a shorter name")
    }
    append(.word, text(start..<position), span)
  }

  private mutating func lexComment() {
    let end = endOfLine()
    checkVisible(position..<end)
    var last = end
    while last > position + 1, [UInt8(ascii: " "), UInt8(ascii: "\t")].contains(bytes[last - 1]) {
      last -= 1
    }
    comments.append(
      LexedComment(
        text: text(position + 1..<last), nextToken: tokens.count, startsLine: newlines > 0,
        followsBlankLine: newlines > 1))
    newlines = 0
    position = end
  }

  private mutating func lexText() {
    let start = position
    let lineEnd = endOfLine()
    let quote = UInt8(ascii: "\"")
    let end = bytes[start + 1..<lineEnd].firstIndex(of: quote)
    let content = start + 1..<(end ?? lineEnd)
    position = end.map { $0 + 1 } ?? lineEnd
    let span = Span(lower: start, upper: position)
    if end == nil {
      report(
        .unterminatedText, "the text that begins here does not end on this line", span,
        help: "write `\"` at its end; a text stays on one line")
    }
    checkVisible(content)
    append(.text, text(content), span)
  }

  func endOfLine() -> Int {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let isCarriageReturn = end > position && end < bytes.count && bytes[end - 1] == 0x0D
    return isCarriageReturn ? end - 1 : end
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isNameStart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || isDigit(byte) || byte == UInt8(ascii: "'")
  }
}
