import Diagnostics
import Kernel

extension Parser {
  /// The comparisons of an `assume`, joined by `and`.
  mutating func assumptions() throws(Recovery) -> [ComparisonSyntax] {
    var comparisons = [try comparison(alternative: "")]
    while current.isWord("and") {
      advance()
      comparisons.append(try comparison(alternative: ""))
    }
    return comparisons
  }

  /// The rest of a `problem`: maybe a name, the model and its arguments.
  mutating func problem() throws(Recovery) -> ProblemSyntax {
    var name: Name?
    if token(after: 1).isSymbol("=") {
      name = try declaredName("the name of the problem")
      advance()
    }
    let model = try declaredName("the name of a model")
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

  /// The rest of a `claim`: its name, the statement and what is expected of it.
  mutating func claim() throws(Recovery) -> ClaimSyntax {
    let name = try claimName()
    try expectSymbol(
      ":", "after the name of the claim", help: "a claim is `claim name: left = right`")
    let statement = try statement()
    if current.isWord("and") {
      throw failure(
        .misplacedComparison, "a claim is one comparison", at: current.span,
        help: "write a claim of its own for each comparison")
    }
    return ClaimSyntax(name: name, statement: statement, expectation: try expectation())
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
    // The names of claims are never read inside expressions, so functions are free here.
    if Vocabulary.functions.contains(current.text), !current.isWord("log") { return anyName() }
    return try declaredName("the name of the claim")
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
    return .comparison(try comparison(alternative: "write a claim of its own for each comparison"))
  }
}
