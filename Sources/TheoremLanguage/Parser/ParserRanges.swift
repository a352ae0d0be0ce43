import Diagnostics

extension Parser {
  /// The range of a parameter: `[low, high]`, with `(` or `)` where an end does not belong to it,
  /// or `[low, infinity)`, whose upper end is `nil`.
  mutating func parameterRange() throws(Recovery) -> RangeSyntax {
    let example = "as in `x : real in [0, 1]`"
    let opening = current
    if !current.isSymbol("(") {
      try expectSymbol(
        "[", "after `in`", help: "a domain stands in brackets, \(example) or `x : real in (0, 1]`")
    } else {
      advance()
    }
    let lower = try expression()
    try expectSymbol(",", "after the lower end", help: "a domain has two ends, \(example)")
    let isOpen = opening.isSymbol("(")
    if current.isWord("infinity") {
      try endlessness(opening: opening)
      return RangeSyntax(lower: lower, upper: nil, isLowerOpen: isOpen)
    }
    if let help = ForeignWords.help(for: current.text), token(after: 1).isSymbol(")") {
      throw failure(
        .unknownName, "unknown name \(quoted(current.text))", at: current.span, help: help)
    }
    let upper = try expression()
    if current.isSymbol(")") {
      advance()
      return RangeSyntax(lower: lower, upper: upper, isLowerOpen: isOpen, isUpperOpen: true)
    }
    if !current.isSymbol("]"), !current.beginsOperand || current.startsLine {
      throw failure(
        .unclosedBracket, "expected `]` or `)` after the upper end, found \(current.described)",
        at: here, secondary: Diagnostic.Note(span: opening.span, message: "opened here"),
        help: "end the domain with `]`, or with `)` if its upper end does not belong to it")
    }
    try close("]", opening: opening)
    return RangeSyntax(lower: lower, upper: upper, isLowerOpen: isOpen)
  }

  /// What follows the comma of a range without an upper end.
  private mutating func endlessness(opening: Token) throws(Recovery) {
    advance()
    guard current.isSymbol(")") else {
      throw failure(
        .misplacedInfinity, "expected `)` after `infinity`, found \(current.described)", at: here,
        secondary: Diagnostic.Note(span: opening.span, message: "opened here"),
        help: "infinity does not belong to the domain: write `[2, infinity)`")
    }
    advance()
    if current.isWord("log"), !current.startsLine {
      throw failure(
        .misplacedInfinity, "a domain without end has no logarithmic scale", at: current.span,
        help: "remove `log`: values of all magnitudes are sampled")
    }
  }
}
