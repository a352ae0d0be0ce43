import Diagnostics

extension Parser {
  /// The range of a parameter: `[low, high]`, or `[low, infinity)`, whose upper end is `nil`.
  mutating func parameterRange() throws(Recovery) -> (lower: Expression, upper: Expression?) {
    let example = "as in `x : real in [0, 1]`"
    let opening = current
    try expectSymbol(
      "[", "after `in`",
      help: "a domain contains its smallest value, \(example) or `n : integer in [2, infinity)`"
        + (current.isSymbol("(") ? "; exclude a value with `assume x > 0`" : ""))
    let lower = try expression()
    try expectSymbol(",", "after the smallest value", help: "a domain has two ends, \(example)")
    if current.isWord("infinity") {
      try endlessness(opening: opening)
      return (lower, nil)
    }
    if let help = ForeignWords.help(for: current.text), token(after: 1).isSymbol(")") {
      throw failure(
        .unknownName, "unknown name \(quoted(current.text))", at: current.span, help: help)
    }
    let upper = try expression()
    if current.isSymbol(")") {
      throw failure(
        .unclosedBracket, "expected `]`, found `)`", at: current.span,
        secondary: Diagnostic.Note(span: opening.span, message: "opened here"),
        help: "a domain contains its largest value, \(example); exclude it with `assume x < 1`")
    }
    try close("]", opening: opening)
    return (lower, upper)
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
