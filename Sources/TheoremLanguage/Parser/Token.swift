import Diagnostics
import Exact
import Kernel

/// A word, number, text or symbol of a theorem file.
struct Token {
  enum Kind: Equatable {
    case word
    case number(ExactDecimal)
    case text
    case symbol
    case end
  }

  let kind: Kind
  /// What stands in the file; for a text, what stands between its quotation marks.
  let text: String
  let span: Span
  /// Whether it is the first token on its line.
  let startsLine: Bool
  /// Whether a blank line separates it from the token or comment before.
  let followsBlankLine: Bool

  /// Whether it is the given symbol.
  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
  /// Whether it is the given word.
  func isWord(_ word: String) -> Bool { kind == .word && text == word }
  /// Whether it is a word that authors may declare.
  var isFreeWord: Bool { kind == .word && Vocabulary.isFree(text) }
  /// Whether it is a word that begins a section.
  var beginsSection: Bool { kind == .word && Vocabulary.sections.contains(text) }
  /// The relation it is, if it is one.
  var relation: Relation? { kind == .symbol ? Relation(rawValue: text) : nil }

  /// Whether an expression can begin with it.
  var beginsOperand: Bool {
    switch kind {
    case .number: true
    case .word:
      Vocabulary.isOperand(text) || ["minimum", "minimizer", "if", "root"].contains(text)
    case .symbol: text == "("
    case .text, .end: false
    }
  }

  /// The token as a message names it.
  var described: String {
    switch kind {
    case .end: "the end of the file"
    case .text: "the text \(quoted(text))"
    case .word, .number, .symbol: quoted(text)
    }
  }
}

/// A comment and where it stands among the tokens.
struct LexedComment {
  /// The text after `#`, without white space at its end.
  let text: String
  /// The index of the token that follows.
  let nextToken: Int
  /// Whether nothing but white space stands before it on its line.
  let startsLine: Bool
  /// Whether a blank line separates it from the token or comment before.
  let followsBlankLine: Bool
}
