import Diagnostics

extension Parser {
  /// Whether a definition begins here: a name, maybe arguments in parentheses, and `=`.
  var looksLikeDefinition: Bool {
    guard current.isFreeWord else { return false }
    guard token(after: 1).isSymbol("(") else { return token(after: 1).isSymbol("=") }
    var distance = 2
    while token(after: distance).isFreeWord || token(after: distance).isSymbol(",") {
      distance += 1
    }
    return token(after: distance).isSymbol(")") && token(after: distance + 1).isSymbol("=")
  }

  /// Whether the declaration of a parameter begins here: names and a colon.
  private var looksLikeParameter: Bool {
    current.isFreeWord && [":", ","].contains(where: token(after: 1).isSymbol)
  }

  /// The items of `parameters` up to the next section.
  mutating func parameterItems() -> [ParameterSyntax] {
    var items: [ParameterSyntax] = []
    while !isAtItemsEnd(":") {
      let start = position
      do {
        var item = try parameterItem()
        item.comments = takeComments(from: start, dropsFirstBlank: items.isEmpty)
        items.append(item)
      } catch {
        recover(from: start, marks: [":", ","], after: error)
      }
    }
    return items
  }

  /// The items of `define` up to the next section.
  mutating func definitionItems() -> [DefinitionSyntax] {
    var items: [DefinitionSyntax] = []
    stopsAtDefinitions = true
    defer { stopsAtDefinitions = false }
    while !isAtItemsEnd("=") {
      let start = position
      do {
        var item = try definitionItem()
        item.comments = takeComments(from: start, dropsFirstBlank: items.isEmpty)
        items.append(item)
      } catch {
        recover(from: start, marks: ["="], after: error)
      }
    }
    return items
  }

  /// Whether a section begins here; a section word before `mark` is a name somebody tried to
  /// declare, but `claim:` rather a claim without a name, and `define:` a section with a colon
  /// after it.
  private func isAtItemsEnd(_ mark: String) -> Bool {
    guard isAtSection else { return false }
    let isName =
      token(after: 1).isSymbol(mark)
      && (mark != ":" || ["real", "integer"].contains(where: token(after: 2).isWord))
    return current.kind == .end || current.isWord("claim") || !isName
  }

  /// Goes to the next section, or the next line on which an item begins: a word and a mark, or a
  /// definition with arguments.
  private mutating func recover(from start: Int, marks: [String], after recovery: Recovery) {
    if position == start { advance() }
    while !isAtSection {
      let isItem = current.kind == .word && marks.contains(where: token(after: 1).isSymbol)
      if current.startsLine, isItem || looksLikeDefinition, !recovery.skipsSection { return }
      advance()
    }
  }

  private mutating func parameterItem() throws(Recovery) -> ParameterSyntax {
    try requireName()
    var names = [try itemName("the name of a parameter")]
    while current.isSymbol(",") {
      advance()
      names.append(try declaredName("the name of a parameter"))
    }
    if current.isSymbol("=") {
      throw failure(
        .expectedSyntax, "expected `:` after a parameter, found `=`", at: current.span,
        help: "definitions stand under `define`, parameters have a domain: "
          + "`x : real in [0, 1]`")
    }
    let example = "as in `x : real in [0, 1]`"
    try expectSymbol(":", "after the name of a parameter", help: "declare its domain, \(example)")
    let isInteger = try domainKind()
    try expectWord("in", "before the domain", help: "write `in` and the domain, \(example)")
    let range = try parameterRange()
    return ParameterSyntax(
      names: names, isInteger: isInteger, range: range, isLogarithmic: try scale())
  }

  /// Reports what often stands where the name of a parameter should.
  private mutating func requireName() throws(Recovery) {
    let help: String
    if current.isWord("real") || current.isWord("integer") {
      help = "its kind stands behind its name: write `x : \(current.text) in [2, 10]`"
    } else if current.isSymbol(",") {
      help = "begin each declaration on a line of its own, without `,`"
    } else if case .number = current.kind, current.startsLine {
      help = "declare it as in `x : real in [0, 1]`; conditions stand under `assume`"
    } else {
      return
    }
    throw failure(
      .expectedSyntax, "expected the name of a parameter, found \(current.described)",
      at: current.span, help: help)
  }

  private mutating func domainKind() throws(Recovery) -> Bool {
    if current.isWord("integer") || current.isWord("real") { return advance().text == "integer" }
    guard current.kind == .word, !current.isWord("in"), !current.startsLine else {
      throw failure(
        .expectedSyntax, "expected `real` or `integer`, found \(current.described)", at: here,
        help: "write `x : real in [0, 1]` or `n : integer in [2, 10]`")
    }
    let kinds = ["integer", "real"]
    let known = ["int": "integer", "float": "real", "natural": "integer", "number": "real"]
    let meant = known[current.text] ?? Suggestion.closest(to: current.text, among: kinds)
    throw failure(
      .unknownDomain, "unknown kind of parameter \(quoted(current.text))", at: current.span,
      help: meant.map { "did you mean `\($0)`?" } ?? "write `real` or `integer`")
  }

  private mutating func scale() throws(Recovery) -> Bool {
    if current.isWord("log") {
      advance()
      return true
    }
    guard current.kind == .word, !current.startsLine, !looksLikeParameter, !current.beginsSection
    else { return false }
    throw failure(
      .unknownScale, "unknown scale \(quoted(current.text))", at: current.span,
      help: "write `log` for a logarithmic scale, or nothing")
  }

  private mutating func definitionItem() throws(Recovery) -> DefinitionSyntax {
    let name = try itemName("the name of a definition")
    var formals: [Name] = []
    if current.isSymbol("(") { formals = try formalArguments() }
    guard current.isSymbol("=") else { throw missingEquals(after: name) }
    advance()
    guard current.isWord("root") else {
      return DefinitionSyntax(name: name, formals: formals, body: .expression(try expression()))
    }
    if !formals.isEmpty {
      throw failure(
        .misplacedRoot, "\(quoted(name.text)) has arguments and cannot be a root",
        at: current.span, help: "define the root without arguments; it may use all parameters")
    }
    return DefinitionSyntax(name: name, formals: [], body: try root())
  }

  private mutating func formalArguments() throws(Recovery) -> [Name] {
    let opening = advance()
    var formals = [try declaredName("the name of an argument")]
    while current.isSymbol(",") {
      advance()
      formals.append(try declaredName("the name of an argument"))
    }
    try close(")", opening: opening)
    return formals
  }

  private mutating func root() throws(Recovery) -> DefinitionSyntax.Body {
    advance()
    let help = "write `root x in [0, 1] of exp(x) = 2`"
    if current.isWord("of") {
      throw failure(
        .expectedSyntax, "expected the variable of the root, found `of`", at: current.span,
        help: help)
    }
    let variable = try declaredName("the variable of the root")
    try expectWord("in", "after the variable of the root", help: help)
    let opening = current
    try expectSymbol("[", "after `in`", help: help)
    let lower = try expression()
    try expectSymbol(",", "after the lower end", help: help)
    let upper = try expression()
    try close("]", opening: opening)
    try expectWord("of", "before the equation", help: help)
    let start = current.span
    let equation = try comparison(alternative: "a root is of one equation, as in `exp(x) = 2`")
    guard equation.relation == .equal else {
      throw failure(
        .expectedSyntax, "a root is of an equation, not of \(quoted(equation.relation.rawValue))",
        at: start.joined(with: equation.span), help: help)
    }
    return .root(
      variable: variable, lower: lower, upper: upper, left: equation.left, right: equation.right)
  }
}
