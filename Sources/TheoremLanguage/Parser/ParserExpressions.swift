import Diagnostics

extension Parser {
  /// An expression: operands joined by `+ - * /`, by precedence climbing.
  mutating func expression(above precedence: Int = 0) throws(Recovery) -> Expression {
    var left = try operand()
    while let infix = Self.infix(current), infix.precedence > precedence {
      advance()
      let right = try expression(above: infix.precedence)
      left = try node(.infix(infix.name, left, right), from: left.place.span)
    }
    return left
  }

  private static func infix(_ token: Token) -> (name: InfixOperator, precedence: Int)? {
    guard token.kind == .symbol, let name = InfixOperator(rawValue: token.text) else { return nil }
    switch name {
    case .add, .subtract: return (name, 1)
    case .multiply, .divide: return (name, 2)
    case .power: return nil
    }
  }

  /// The expression of a kind that begins at a span and ends before the current token.
  private mutating func node(_ kind: Expression.Kind, from start: Span) throws(Recovery)
    -> Expression
  {
    let span = start.joined(with: Span(lower: start.lower, upper: previous.span.upper))
    let expression = Expression(kind, at: Place(span))
    guard expression.height <= Limits.expressionHeight else {
      throw failure(
        .limitExceeded, "an expression is more than \(Limits.expressionHeight) operations high",
        at: span, help: "give a part a name of its own under `define`")
    }
    return expression
  }

  /// A power, or the negative of an operand.
  private mutating func operand() throws(Recovery) -> Expression {
    guard current.isSymbol("-") else { return try power() }
    let levels = prefixLevels(at: position)
    let start = advance().span
    return try deeper(by: levels) { parser throws(Recovery) in
      let inner = try parser.operand()
      return try parser.node(.negative(inner), from: start)
    }
  }

  /// A primary with its exponent; `^` groups to the right.
  private mutating func power() throws(Recovery) -> Expression {
    let base = try primary()
    guard current.isSymbol("^") else { return base }
    advance()
    if current.isSymbol("-") {
      let sign = advance().span
      let exponent = try deeper { parser throws(Recovery) in try parser.operand() }
      let text = source.text(at: exponent.place.span)
      throw failure(
        .signedExponent, "an exponent with a sign needs parentheses",
        at: sign.joined(with: exponent.place.span),
        help: text.utf8.count <= 40 ? "write `^(-\(text))`" : "write `^(-...)`")
    }
    let exponent = try deeper { parser throws(Recovery) in try parser.power() }
    return try node(.infix(.power, base, exponent), from: base.place.span)
  }

  private mutating func primary() throws(Recovery) -> Expression {
    let token = current
    switch token.kind {
    case .number(let value):
      advance()
      return try node(.number(Literal(spelling: token.text, value: value)), from: token.span)
    case .symbol where token.text == "(":
      advance()
      let inner = try deeper { parser throws(Recovery) in try parser.expression() }
      try close(")", opening: token)
      return inner
    case .word:
      if stopsAtDefinitions, token.startsLine, looksLikeDefinition { throw missingOperand() }
      return try word(token)
    case .text, .symbol, .end: throw missingOperand()
    }
  }

  private mutating func word(_ token: Token) throws(Recovery) -> Expression {
    switch token.text {
    case "if":
      return try deeper(by: prefixLevels(at: position)) { parser throws(Recovery) in
        try parser.conditional()
      }
    case "minimum", "minimizer": return try problemValue()
    case "root":
      throw failure(
        .misplacedRoot, "`root` stands inside an expression", at: token.span,
        help: "give the root a name of its own under `define`, as in "
          + "`r = root x in [0, 1] of exp(x) = 2`")
    case "infinity":
      throw failure(
        .misplacedInfinity, "`infinity` is not a number", at: token.span,
        help: "only the domain of a parameter can go on without end, as in "
          + "`n : integer in [2, infinity)`")
    default: break
    }
    guard Vocabulary.isOperand(token.text) else { throw missingOperand() }
    let name = anyName()
    guard current.isSymbol("(") else { return try node(.name(name.text), from: token.span) }
    let arguments = try deeper { parser throws(Recovery) in try parser.arguments() }
    return try node(.call(name, arguments), from: token.span)
  }

  private mutating func arguments() throws(Recovery) -> [Expression] {
    let opening = advance()
    var arguments = [try expression()]
    while current.isSymbol(",") {
      advance()
      arguments.append(try expression())
    }
    try close(")", opening: opening)
    return arguments
  }

  private mutating func conditional() throws(Recovery) -> Expression {
    let start = advance().span
    let condition = try comparison(alternative: "nest a second `if`")
    if current.isWord("and") {
      throw failure(
        .misplacedComparison, "the condition of an `if` is one comparison", at: current.span,
        help: "nest a second `if` after `then`")
    }
    let help = "write `if a < b then c else d`"
    try expectWord("then", "after the condition of `if`", help: help)
    let then = try expression()
    if current.relation != nil {
      throw failure(
        .misplacedComparison, "`if` chooses between two values, not between comparisons",
        at: current.span, help: "write a condition on a line of its own, as in `assume x > 1`")
    }
    let isChain = ["elif", "elseif", "elsif"].contains(where: current.isWord)
    try expectWord(
      "else", "after the value of `then`", help: isChain ? "write `else if`" : help)
    let otherwise = try expression()
    return try node(.conditional(condition, then: then, else: otherwise), from: start)
  }

  /// `minimum`, `minimum(name)`, `minimizer.quantity` or `minimizer(name).quantity[2]`.
  private mutating func problemValue() throws(Recovery) -> Expression {
    let word = advance()
    var problem: Name?
    if current.isSymbol("(") {
      let opening = advance()
      problem = try problemName(after: word)
      try close(")", opening: opening)
    }
    if word.text == "minimum" {
      return try node(.minimum(problem: problem), from: word.span)
    }
    let help = "name a quantity of the minimizer, as in `minimizer.margin`"
    try expectSymbol(".", "after `minimizer`", help: help)
    guard current.kind == .word else {
      throw failure(
        .expectedSyntax, "expected a quantity after `.`, found \(current.described)", at: here,
        help: help)
    }
    let quantity = anyName()
    let index = try componentIndex()
    return try node(.minimizer(problem: problem, quantity: quantity, index: index), from: word.span)
  }

  /// The name in parentheses after `minimum` or `minimizer`, which is not a formula.
  private mutating func problemName(after word: Token) throws(Recovery) -> Name {
    guard current.isFreeWord, !token(after: 1).isSymbol(")"), token(after: 1).kind == .symbol else {
      return try declaredName("the name of a problem")
    }
    throw failure(
      .expectedSyntax, "\(quoted(word.text)) is of a problem, not of a formula", at: current.span,
      help: "name a `problem` that is stated above; about a formula, claim a bound, as in "
        + "`claim least: 0 <= x^2`")
  }

  private mutating func componentIndex() throws(Recovery) -> Int? {
    guard current.isSymbol("[") else { return nil }
    let opening = advance()
    guard let index = Int(current.text), index >= 1, index <= Limits.componentIndex else {
      throw failure(
        .expectedSyntax, "expected the number of a component, found \(current.described)", at: here,
        help: "components are counted from 1 to at most \(Limits.componentIndex), as in "
          + "`margin[2]`")
    }
    advance()
    try close("]", opening: opening)
    return index
  }
}
