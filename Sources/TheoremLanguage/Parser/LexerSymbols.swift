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
    ("&&", "and", "write `and`"), ("||", "and", ForeignWords.or),
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
    if rest.elementsEqual("//".utf8) || rest.elementsEqual("/*".utf8) {
      let span = Span(lower: position, upper: position + 2)
      report(
        .unknownOperator,
        "\(quoted(text(position..<position + 2))) is not an operator of the language",
        span, help: "comments begin with `#`")
      position = endOfLine()
      return
    }
    if peek(0) == UInt8(ascii: "\\"), Self.isNameStart(peek(1)) {
      lexCommand()
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

  /// Reports a command of LaTeX, and goes on with the symbol or the word that it means.
  private mutating func lexCommand() {
    let start = position
    position += 1
    while Self.isNameStart(peek(0)), peek(0) != UInt8(ascii: "_") { position += 1 }
    let command = text(start + 1..<position)
    let span = Span(lower: start, upper: position)
    let (meant, help) = ForeignWords.latex(command)
    report(
      .unexpectedCharacter, "\(quoted("\\" + command)) is a command of LaTeX", span, help: help)
    append(meant == nil ? .word : .symbol, meant ?? command, span)
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
    let isSet = character == "{" && tokens.last?.isWord("in") == true
    let hint =
      isSet
      ? CharacterHint(meant: "[", help: "a domain is a range, as in `[2, 10]`")
      : CharacterHint.hint(for: character)
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
    // A character can be long (combining marks without end), so only a stretch of text is looked
    // at; it stops at a byte that begins a character.
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
    ";": "remove it, or write `,` between the ends of a domain", "\\": "write names without `\\`",
    "$": "write formulas without `$`", "“": "write straight quotation marks, `\"`",
    "”": "write straight quotation marks, `\"`", "≠": "there is no `not equal`: claim `<` or `>`",
    "√": "write `sqrt(...)`", "²": "write `^2`", "³": "write `^3`",
    "∞": "write `infinity`, as in `n : integer in [2, infinity)`",
    "₀": "write `_0`, as in `x_0`", "₁": "write `_1`, as in `x_1`", "₂": "write `_2`, as in `x_2`",
    "½": "write `1/2`", "?": "write `if a < b then c else d`",
    "~": "claim `<=` or `=`", "≈": "claim `=` of what is equal, `<=` of what is not",
    "∑": "write the terms of the sum out", "∏": "write the factors of the product out",
    "∫": "the language has no integrals", "∂": "the language has no derivatives",
    "→": "the language has no limits", "⇒": "write a condition as `assume`, above the claim",
    "∀": "a claim is about all values of the parameters: leave it out",
    "∈": "write `in`", "∧": "write `and`", "∨": ForeignWords.or, "¬": "turn the relation round",
    "‖": "write the square root of a sum of squares", "±": "write a claim for each sign",
    "ℝ": "write `real`, as in `x : real in [0, 1]`",
    "ℕ": "write `integer`, as in `n : integer in [1, 10]`",
    "ℤ": "write `integer`, as in `n : integer in [-10, 10]`",
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
