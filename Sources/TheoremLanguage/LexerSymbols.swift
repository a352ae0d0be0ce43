import Diagnostics

extension Lexer {
  private static let symbols: Set<Character> = [
    "+", "-", "*", "/", "^", "(", ")", "[", "]", ",", ":", ".", "=", "<", ">",
  ]

  /// Operators of other languages: what is read in their place, and what to do.
  private static let foreignOperators: [(spelling: String, meant: String, help: String)] = [
    ("=<", "<=", "write `<=`"), ("=>", ">=", "write `>=`"), ("==", "=", "equality is a single `=`"),
    ("!=", "=", "the language has no `not equal`: claim `<` or `>`"),
    ("<>", "=", "the language has no `not equal`: claim `<` or `>`"),
    ("**", "^", "write `^` for powers"), (":=", "=", "write `=`"),
    ("&&", "and", "write `and`"), ("||", "and", "there is no `or`: write one file for each case"),
  ]

  /// Reads a symbol, or reports the character and goes on with what was probably meant.
  mutating func lexSymbol() {
    let rest = bytes[position..<min(position + 2, bytes.count)]
    if let foreign = Self.foreignOperators.first(where: { rest.elementsEqual($0.spelling.utf8) }) {
      let span = Span(lower: position, upper: position + 2)
      position += 2
      report(
        .unknownOperator, "\(quoted(foreign.spelling)) is not an operator of the language", span,
        help: foreign.help)
      append(foreign.meant == "and" ? .word : .symbol, foreign.meant, span)
      return
    }
    if peek(0) == UInt8(ascii: "."), Self.isDigit(peek(1)) {
      lexNumber()
      return
    }
    let isRelation = [UInt8(ascii: "<"), UInt8(ascii: ">")].contains(peek(0))
    let length = isRelation && peek(1) == UInt8(ascii: "=") ? 2 : 1
    let spelling = peek(0) < 0x80 ? text(position..<position + length) : ""
    guard length == 2 || spelling.first.map(Self.symbols.contains) ?? false else {
      lexUnexpected()
      return
    }
    position += length
    append(.symbol, spelling, Span(lower: position - length, upper: position))
  }

  /// Reports one character, or a run of letters of another script, that has no meaning.
  private mutating func lexUnexpected() {
    let character = characterAtPosition()
    if character.unicodeScalars.contains(where: HiddenCharacters.contains) {
      checkVisible(position..<position + character.utf8.count)
      position += character.utf8.count
      return
    }
    let start = position
    position += character.utf8.count
    if character.isLetter {
      while position < bytes.count, Self.isNamePart(peek(0)) || characterAtPosition().isLetter {
        position += characterAtPosition().utf8.count
      }
    }
    let span = Span(lower: start, upper: position)
    let hint = CharacterHint.hint(for: character)
    report(
      .unexpectedCharacter, "unexpected character \(quoted(String(character)))", span,
      help: hint.help)
    if character.isLetter {
      append(.word, text(start..<position), span)
    } else if let meant = hint.meant {
      append(.symbol, meant, span)
    }
  }

  /// The character that begins at the position, which is not the end.
  private func characterAtPosition() -> Character {
    // A character can be long (combining marks without end), so only a stretch of text is looked at;
    // it stops at a byte that begins a character.
    var end = min(position + 32, bytes.count)
    while end < bytes.count, end > position + 1, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return text(position..<end).first ?? " "
  }

  /// Reports the characters of a range that cannot be seen or that reorder what is seen.
  mutating func checkVisible(_ range: Range<Int>) {
    guard
      bytes[range].contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F || $0 >= 0xC2 })
    else { return }
    var offset = range.lowerBound
    for scalar in text(range).unicodeScalars {
      let next = offset + String(scalar).utf8.count
      if HiddenCharacters.contains(scalar) {
        report(
          .controlCharacter, "a hidden character (\(Self.codePoint(scalar))) stands here",
          Span(lower: offset, upper: next), help: "delete it; readers of the file cannot see it")
      }
      offset = next
    }
  }

  private static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// What somebody probably meant by a character that the language does not have.
private struct CharacterHint {
  /// The symbol that is read in its place.
  let meant: String?
  let help: String

  static func hint(for character: Character) -> CharacterHint {
    if let symbol = symbols[character] {
      return CharacterHint(meant: symbol, help: "write \(quoted(symbol))")
    }
    if let help = advice[character] { return CharacterHint(meant: nil, help: help) }
    if let name = greek[character] {
      return CharacterHint(
        meant: nil, help: "write \(quoted(name)); names are made of A-Z, a-z, 0-9, `_` and `'`")
    }
    let help =
      character.isLetter
      ? "names are made of A-Z, a-z, 0-9, `_` and `'`"
      : "remove it; only comments and texts in quotation marks may contain it"
    return CharacterHint(meant: nil, help: help)
  }

  private static let symbols: [Character: String] = [
    "×": "*", "·": "*", "⋅": "*", "∗": "*", "÷": "/", "∕": "/", "−": "-", "–": "-", "—": "-",
    "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "{": "(", "}": ")",
  ]

  private static let advice: [Character: String] = [
    "%": "comments begin with `#`", "!": "comments begin with `#`; there is no factorial",
    ";": "remove it; each item begins on a new line", "\\": "write names without `\\`",
    "$": "write formulas without `$`", "“": "write straight quotation marks, `\"`",
    "”": "write straight quotation marks, `\"`", "≠": "there is no `not equal`: claim `<` or `>`",
    "√": "write `sqrt(...)`", "²": "write `^2`", "³": "write `^3`", "∞": "domains are bounded",
    "'": "a `'` can end a name but not begin one; texts stand in `\"`",
    "|": "write `abs(...)` for absolute values", "\u{A0}": "replace it by an ordinary space",
  ]

  private static let greek: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu",
    "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Λ": "Lambda",
    "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
  ]
}
