import Diagnostics
import Kernel

extension Parser {
  /// The comparisons of an `assume`, joined by `and`.
  mutating func assumptions() throws(Recovery) -> [ComparisonSyntax] {
    let comparisons = try conjunction(of: "assumptions")
    try refuseNextLine("join assumptions by `and`, or begin each with `assume`")
    return comparisons
  }

  /// Comparisons joined by `and`.
  private mutating func conjunction(of items: String) throws(Recovery) -> [ComparisonSyntax] {
    var comparisons = [try comparison(alternative: "")]
    while current.isWord("and") {
      advance()
      comparisons.append(try comparison(alternative: ""))
    }
    if current.isSymbol(",") {
      throw failure(
        .expectedSyntax, "expected `and` between \(items), found `,`", at: current.span,
        help: "write `and`")
    }
    return comparisons
  }

  /// Reports a line that looks like one more comparison.
  private mutating func refuseNextLine(_ help: String) throws(Recovery) {
    guard current.startsLine, current.beginsOperand, !looksLikeDefinition,
      token(after: 1).relation != nil
    else { return }
    throw failure(
      .expectedSyntax, "expected the next section, found \(current.described)", at: current.span,
      help: help)
  }

  /// The rest of a `problem`: maybe a name, the model and its arguments.
  mutating func problem() throws(Recovery) -> ProblemSyntax {
    var name: Name?
    if token(after: 1).isSymbol("=") {
      name = try declaredName("the name of the problem")
      advance()
    }
    try requireModel()
    let model = try declaredName("the name of a model")
    if current.isSymbol(":") {
      throw failure(
        .expectedSyntax, "expected `=` after the name of a problem, found `:`", at: current.span,
        help: "write `problem \(model.text) = ...`")
    }
    let opening = current
    try expectSymbol(
      "(", "after the name of the model", help: "list its arguments, as in `\(model.text)(N, M)`")
    var arguments: [ProblemSyntax.Argument] = []
    while !current.isSymbol(")") {
      arguments.append(try argument())
      guard current.isSymbol(",") else { break }
      advance()
      if current.isSymbol(")") { throw missingArgument() }
    }
    try close(")", opening: opening)
    return ProblemSyntax(name: name, model: model, arguments: arguments)
  }

  /// Reports a formula to minimise, or a model whose name is written with hyphens.
  private mutating func requireModel() throws(Recovery) {
    let models = ModelSignatures.all.map(\.name)
    let isVerb = current.kind == .word && ForeignWords.minimizing.contains(current.text)
    if isVerb, !models.contains(current.text) {
      throw failure(
        .expectedSyntax, "a problem names a model, not a formula to minimise", at: current.span,
        help:
          "the models are \(listed(models, conjunction: "and")); about a formula, claim a bound,"
          + " as in `claim least: 0 <= x^2`")
    }
    guard let model = models.first(where: { isHyphenated($0) }) else { return }
    throw failure(
      .expectedSyntax, "the name of a model has no `-`", at: token(after: 1).span,
      help: "write \(quoted(model))")
  }

  /// Whether the words of a name stand here with hyphens between them.
  private func isHyphenated(_ name: String) -> Bool {
    let words = name.split(separator: "_")
    return words.indices.allSatisfy { index in
      token(after: 2 * index).isWord(String(words[index]))
        && (index == words.count - 1 || token(after: 2 * index + 1).isSymbol("-"))
    }
  }

  private mutating func missingArgument() -> Recovery {
    failure(
      .missingOperand, "missing argument after `,`", at: previous.span,
      help: "write the next argument, or remove the `,`")
  }

  private mutating func argument() throws(Recovery) -> ProblemSyntax.Argument {
    let next = token(after: 1)
    let isName = current.kind == .word && Vocabulary.isFree(current.text)
    if isName, next.isSymbol("=") {
      let name = anyName()
      advance()
      return ProblemSyntax.Argument(name: name, value: try argumentValue())
    }
    if isName, !InfixOperator.allCases.contains(where: { next.isSymbol($0.rawValue) }),
      !next.isSymbol("(")
    {
      return ProblemSyntax.Argument(name: anyName(), value: .sameName)
    }
    if current.kind == .word, !current.beginsOperand {
      return ProblemSyntax.Argument(name: try declaredName("an argument"), value: .sameName)
    }
    guard current.beginsOperand || current.isSymbol("-") || current.isSymbol("[") else {
      throw missingOperand()
    }
    throw failure(
      .unnamedArgument, "an argument of a model is given by name", at: current.span,
      help: "write the name of the argument and `=` before it, as in `M = N + 1`")
  }

  private mutating func argumentValue() throws(Recovery) -> ProblemSyntax.Value {
    guard current.isSymbol("[") else { return .number(try expression()) }
    let opening = advance()
    var elements = [try expression()]
    while current.isSymbol(",") {
      advance()
      elements.append(try expression())
    }
    try close("]", opening: opening)
    return .list(elements)
  }

  /// The rest of a `claim`: its name, the statement, its conditions, the claims it uses and what is
  /// expected of it.
  mutating func claim() throws(Recovery) -> ClaimSyntax {
    let name = try claimName()
    if current.isSymbol("-") {
      throw failure(
        .expectedSyntax, "expected `:` after the name of the claim, found `-`", at: current.span,
        help: "a name is made of letters, digits and `_`")
    }
    try expectSymbol(
      ":", "after the name of the claim", help: "a claim is `claim name: left = right`")
    let statement = try statement()
    if current.isWord("and") {
      throw failure(
        .misplacedComparison, "a claim is one comparison", at: current.span,
        help: "write a claim of its own for each comparison")
    }
    if current.isSymbol(",") {
      throw failure(
        .misplacedComparison, "a claim is one comparison, but `,` follows it", at: current.span,
        help: "write a claim of its own for each comparison")
    }
    try refuseNextLine("write a claim of its own for each comparison")
    let conditions = try conditions()
    let used = try usedClaims()
    let expectation = try expectation()
    if current.isWord("where") { throw misplacedCondition("`where` stands before `expect`") }
    if current.isWord("using") { throw misplacedUse("`using` stands before `expect`") }
    return ClaimSyntax(
      name: name, statement: statement, conditions: conditions, used: used,
      expectation: expectation)
  }

  /// What a claim assumes for itself, after `where`.
  private mutating func conditions() throws(Recovery) -> [ComparisonSyntax] {
    guard current.isWord("where") else { return [] }
    advance()
    let comparisons = try conjunction(of: "conditions")
    if current.isWord("where") { throw misplacedCondition("`where` stands once in a claim") }
    try refuseNextLine("join conditions by `and`")
    return comparisons
  }

  /// Reports a `where` that stands here.
  mutating func misplacedCondition(_ message: String) -> Recovery {
    failure(
      .misplacedCondition, message, at: current.span,
      help: "write `claim name: left = right where a < b and c < d`, and `expect` behind it")
  }

  /// The names of the claims that may help in a proof, after `using`.
  private mutating func usedClaims() throws(Recovery) -> [Name] {
    guard current.isWord("using") else { return [] }
    var used: [Name] = []
    repeat {
      advance()
      guard isClaimName else {
        throw failure(
          .expectedSyntax, "expected the name of a claim, found \(current.described)", at: here,
          help: "list claims above, as in `using first, second`")
      }
      used.append(anyName())
    } while current.isSymbol(",")
    if current.isWord("where") { throw misplacedCondition("`where` stands before `using`") }
    if current.isWord("using") { throw misplacedUse("`using` stands once in a claim") }
    if current.isWord("and") {
      throw failure(
        .expectedSyntax, "expected `,` between the names of claims, found `and`",
        at: current.span, help: "write `,`")
    }
    return used
  }

  /// Reports a `using` that stands here.
  mutating func misplacedUse(_ message: String) -> Recovery {
    failure(
      .misplacedUse, message, at: current.span,
      help: "write `claim name: left = right using first, second`, `where` before it and "
        + "`expect` behind it")
  }

  /// What is expected of a claim: proved without a word, else what follows `expect`.
  private mutating func expectation() throws(Recovery) -> ExpectedVerdict {
    guard current.isWord("expect") else { return .proved }
    advance()
    let help =
      "write `expect supported`, `expect refuted` or `expect undecided`; "
      + "a claim without a word is expected to be proved"
    for expectation in ExpectedVerdict.allCases where expectation != .proved {
      guard current.isWord(expectation.rawValue) else { continue }
      advance()
      return expectation
    }
    throw failure(
      .expectedSyntax, "expected a verdict after `expect`, found \(current.described)",
      at: current.span, help: help)
  }

  private mutating func claimName() throws(Recovery) -> Name {
    if current.isSymbol(":") {
      throw failure(
        .expectedSyntax, "expected the name of the claim, found `:`", at: current.span,
        help: "a claim is `claim name: left = right`")
    }
    return isClaimName ? anyName() : try declaredName("the name of the claim")
  }

  /// Whether a claim may have the current word as its name.
  ///
  /// The names of claims are never read inside expressions, so functions are free here.
  private var isClaimName: Bool {
    current.isFreeWord || Vocabulary.functions.contains(current.text) && !current.isWord("log")
  }

  private mutating func statement() throws(Recovery) -> ClaimSyntax.Statement {
    let start = position
    let left = try expression()
    if current.isWord("increases") || current.isWord("decreases") {
      let word = advance().text
      try expectWord("in", "after `\(word)`", help: "write `\(word) in` and a parameter")
      let direction: ClaimStatement.Direction = word == "increases" ? .increases : .decreases
      return .monotone(left, direction, in: try declaredName("the name of a parameter"))
    }
    position = start
    return .comparison(try comparison(alternative: "write a claim of its own for each, {both}"))
  }
}
