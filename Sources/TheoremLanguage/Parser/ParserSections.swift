import Diagnostics

extension Parser {
  /// The whole file; where something is missing, errors were recorded and the result is not used.
  mutating func file() -> TheoremFile {
    let title = heading("theorem") ?? TextItem("")
    let source = current.isWord("source") ? heading("source") : nil
    var sections: [Section] = []
    while current.kind != .end {
      let start = position
      do {
        var section = try sectionBody()
        // The comments of a block's heading were taken before its items were read.
        if !section.isBlock {
          let isAlone = !(sections.last?.isSameLineKind(as: section) ?? false)
          section.comments = takeComments(from: start, dropsFirstBlank: isAlone)
        }
        sections.append(section)
        try endOfSection()
      } catch {
        if position == start { advance() }
        while !isAtSection { advance() }
      }
    }
    return TheoremFile(
      title: title, source: source, sections: sections, closing: takeClosingComments())
  }

  /// The title or the source, if it stands here as it should.
  private mutating func heading(_ word: String) -> TextItem? {
    let start = position
    guard current.isWord(word) else {
      let suggestion = current.kind == .word && Vocabulary.isFree(current.text)
      _ = failure(
        .misplacedSection,
        "a theorem file begins with its title, found \(current.described)", at: current.span,
        help: suggestion && Suggestion.closest(to: current.text, among: [word]) != nil
          ? "did you mean `\(word)`?" : "write `theorem \"title\"` above everything but comments")
      while !isAtSection { advance() }
      return nil
    }
    advance()
    guard current.kind == .text else {
      _ = failure(
        .expectedSyntax, "expected a text after `\(word)`, found \(current.described)", at: here,
        help: current.isSymbol(":")
          ? "remove it" : "write it in quotation marks, as in `\(word) \"...\"`")
      while !isAtSection { advance() }
      return nil
    }
    let token = advance()
    let comments = takeComments(from: start, dropsFirstBlank: true)
    do { try endOfSection() } catch { while !isAtSection { advance() } }
    return TextItem(token.text, comments: comments, at: Place(token.span))
  }

  /// Goes beyond the word of a section, and reports a colon after it.
  private mutating func advanceHeading() {
    let word = advance()
    guard current.isSymbol(":") else { return }
    _ = failure(
      .expectedSyntax, "no `:` stands after \(quoted(word.text))", at: current.span,
      help: "remove it")
    advance()
  }

  private mutating func sectionBody() throws(Recovery) -> Section {
    let start = position
    switch current.text {
    case "parameters":
      advanceHeading()
      let comments = takeComments(from: start, dropsFirstBlank: true)
      return Section(.parameters(parameterItems()), comments: comments)
    case "define":
      advanceHeading()
      let comments = takeComments(from: start, dropsFirstBlank: true)
      return Section(.define(definitionItems()), comments: comments)
    case "assume":
      advanceHeading()
      return Section(.assume(try assumptions()))
    case "problem":
      advanceHeading()
      return Section(.problem(try problem()))
    case "claim":
      advance()
      return Section(.claim(try claim()))
    case "theorem": throw misplaced("a theorem file has one title", "write one theorem a file")
    case "source":
      throw misplaced("`source` stands once, below the title", "move it below `theorem`")
    default: throw strayToken()
    }
  }

  private mutating func misplaced(_ message: String, _ help: String) -> Recovery {
    failure(.misplacedSection, message, at: current.span, help: help)
  }

  /// Checks that a section or the end of the file follows.
  private mutating func endOfSection() throws(Recovery) {
    guard !isAtSection else { return }
    throw strayToken()
  }

  /// Reports a token that neither continues the item before nor begins a section.
  mutating func strayToken() -> Recovery {
    if current.isWord("where") {
      return misplacedCondition("`where` follows the statement of a claim")
    }
    if current.isWord("using") {
      return misplacedUse("`using` follows the statement of a claim")
    }
    if let unexpected = unexpectedAfterName() { return unexpected }
    if current.kind == .word, current.startsLine, let unknown = unknownSection(current) {
      return unknown
    }
    if [")", "]"].contains(where: current.isSymbol) { return unopenedBracket() }
    if !current.startsLine, current.beginsOperand, endsOperand(previous) {
      return missingOperator()
    }
    return failure(
      .expectedSyntax, "expected the next section, found \(current.described)", at: current.span,
      help:
        "sections begin with \(listed(Array(Vocabulary.sections.dropFirst(2)), conjunction: "or"))")
  }

  private func endsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .number: true
    case .word: token.isFreeWord || token.text == "minimum"
    case .symbol: token.text == ")" || token.text == "]"
    case .text, .end: false
    }
  }

  /// Reports a word that is close to one that begins a section; nil if it is not.
  mutating func unknownSection(_ token: Token) -> Recovery? {
    guard token.isFreeWord,
      let meant = Self.sectionMeant(by: token.text)
    else { return nil }
    var recovery = failure(
      .unknownSection, "unknown section \(quoted(token.text))", at: token.span,
      help: "did you mean `\(meant)`?")
    recovery.skipsSection = true
    return recovery
  }

  private static func sectionMeant(by word: String) -> String? {
    let habits = [
      "definition": "define", "definitions": "define", "let": "define",
      "assumption": "assume", "assumptions": "assume", "suppose": "assume", "require": "assume",
      "params": "parameters", "variables": "parameters", "variable": "parameters",
      "var": "parameters", "constants": "parameters", "given": "parameters",
      "problems": "problem", "model": "problem", "lemma": "claim", "conjecture": "claim",
      "proposition": "claim", "corollary": "claim", "show": "claim", "prove": "claim",
    ]
    return habits[word.lowercased()]
      ?? Suggestion.closest(to: word, among: Vocabulary.sections)
  }

  /// The name of an item, or an error if it is a misspelt section.
  mutating func itemName(_ what: String) throws(Recovery) -> Name {
    if current.isWord("where") || current.isWord("using") { throw strayToken() }
    if let unexpected = unexpectedAfterName() { throw unexpected }
    if current.kind == .word, !current.startsLine, endsOperand(previous), current.isFreeWord,
      ![":", ",", "="].contains(where: token(after: 1).isSymbol), !looksLikeDefinition
    {
      throw missingOperator()
    }
    if current.isFreeWord, ![":", ",", "="].contains(where: token(after: 1).isSymbol),
      !looksLikeDefinition, let unknown = unknownSection(current)
    {
      throw unknown
    }
    if [")", "]"].contains(where: current.isSymbol) { throw unopenedBracket() }
    if !current.startsLine, current.kind != .word, current.beginsOperand, endsOperand(previous) {
      throw missingOperator()
    }
    return try declaredName(what)
  }

  mutating func missingEquals(after name: Name) -> Recovery {
    if current.isSymbol("[") {
      return failure(
        .expectedSyntax, "expected `=` after \(quoted(name.text)), found `[`", at: current.span,
        help: "the arguments of a definition stand in `(` and `)`")
    }
    if current.isSymbol(":") {
      return failure(
        .expectedSyntax, "expected `=` after \(quoted(name.text)), found `:`", at: current.span,
        help: "a definition is `\(name.text) = ...`; parameters stand under `parameters`")
    }
    if let relation = current.relation {
      return failure(
        .expectedSyntax, "a definition needs `=`, found \(quoted(relation.rawValue))",
        at: current.span, help: "write `=` to define, or begin with `assume` to assume")
    }
    return failure(
      .expectedSyntax, "expected `=` after \(quoted(name.text)), found \(current.described)",
      at: here, help: "a definition is `\(name.text) = ...`")
  }
}

extension Section {
  /// Whether the section has a heading and items of its own.
  var isBlock: Bool {
    switch body {
    case .parameters, .define: true
    case .assume, .problem, .claim: false
    }
  }

  /// Whether both are lines of one kind, between which the author decides about a blank line.
  func isSameLineKind(as other: Section) -> Bool {
    switch (body, other.body) {
    case (.assume, .assume), (.problem, .problem), (.claim, .claim): true
    default: false
    }
  }
}
