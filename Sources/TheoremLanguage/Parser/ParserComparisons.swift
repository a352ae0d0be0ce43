import Diagnostics
import Kernel

extension Parser {
  /// One comparison; `alternative` says what to do instead of a chain of them.
  mutating func comparison(alternative: String) throws(Recovery) -> ComparisonSyntax {
    let stops = stopsAtDefinitions
    stopsAtDefinitions = false
    defer { stopsAtDefinitions = stops }
    let left = try expression()
    guard let relation = current.relation else { throw missingRelation() }
    advance()
    // The right side is where a definition ends; the next may follow on the next line.
    stopsAtDefinitions = stops
    let right = try expression()
    let comparison = ComparisonSyntax(relation: relation, left: left, right: right)
    if current.relation != nil { throw chain(comparison, alternative: alternative) }
    return comparison
  }

  private mutating func missingRelation() -> Recovery {
    if let help = helpWithoutRelation {
      return failure(
        .expectedSyntax, "expected a relation after the expression, found \(current.described)",
        at: here, help: help)
    }
    if current.beginsOperand, !current.startsLine { return missingOperator() }
    if [")", "]"].contains(where: current.isSymbol) { return unopenedBracket() }
    return failure(
      .expectedSyntax, "expected a relation after the expression, found \(current.described)",
      at: here, help: "relations are `=`, `<`, `<=`, `>` and `>=`")
  }

  /// What to do about a token that is no relation and often stands where one should.
  private var helpWithoutRelation: String? {
    if current.isWord("in") {
      return "only parameters have domains: write `x >= 0 and x <= 1`"
    }
    if let help = helpAfterName { return help }
    guard current.isSymbol(","), case .number = token(after: 1).kind else { return nil }
    return "numbers have a point and no commas: write `1000` and `0.5`"
  }

  /// What to do about a bracket or a point behind a name that has neither.
  private var helpAfterName: String? {
    guard previous.kind == .word else { return nil }
    if current.isSymbol("[") {
      return "arguments stand in `(` and `)`; only quantities of a `minimizer` have components"
    }
    return current.isSymbol(".")
      ? "only the `minimizer` has quantities, as in `minimizer.margin`" : nil
  }

  /// Reports a bracket or a point behind a name where an item should end; nil if there is none.
  mutating func unexpectedAfterName() -> Recovery? {
    guard let help = helpAfterName else { return nil }
    return failure(
      .expectedSyntax, "unexpected \(current.described) after \(quoted(previous.text))",
      at: current.span, help: help)
  }

  private mutating func chain(_ first: ComparisonSyntax, alternative: String) -> Recovery {
    let second = advance()
    let start = diagnostics.count
    // What follows is read only to show it; if it is wrong, the chain is the message that matters.
    let right = try? expression()
    diagnostics.removeSubrange(start...)
    let middle = source.text(at: first.right.place.span)
    let parts = right.map {
      (source.text(at: first.span), "\(middle) \(second.text) \(source.text(at: $0.place.span))")
    }
    let (left, other) =
      parts.flatMap { $0.utf8.count + $1.utf8.count <= 80 ? ($0, $1) : nil } ?? ("a < b", "b < c")
    return failure(
      .comparisonChain, "a comparison has two sides, but \(quoted(second.text)) begins a third",
      at: second.span,
      help: alternative.isEmpty
        ? "write `\(left) and \(other)`"
        : alternative.replacing("{both}", with: "`\(left)` and `\(other)`"))
  }

  /// Reports an operand that is not there: behind an operator, or where an item should begin.
  mutating func missingOperand() -> Recovery {
    let before = previous
    let operators = InfixOperator.allCases.map(\.rawValue) + Relation.allCases.map(\.rawValue)
    if current.kind == .text {
      return failure(
        .expectedSyntax, "a text cannot be part of an expression", at: current.span,
        help: "only the title and the source are texts; write a name without quotation marks")
    }
    if before.kind == .symbol, operators.contains(before.text) {
      let isWord = current.kind == .word && !current.beginsSection && !current.isFreeWord
      return failure(
        .missingOperand, "missing operand after \(quoted(before.text))", at: before.span,
        help: isWord
          ? "write a value before \(quoted(current.text)), which is a word of the language"
          : "write what comes after \(quoted(before.text)), or remove it")
    }
    if current.kind == .symbol, operators.contains(current.text) {
      return failure(
        .missingOperand, "missing operand before \(quoted(current.text))", at: current.span,
        help: "write what comes before \(quoted(current.text)), or remove it")
    }
    if current.kind == .word, !current.beginsSection, !current.startsLine {
      return failure(
        .reservedWord, "\(quoted(current.text)) is a word of the language, not a value",
        at: current.span, help: "write a value before it, or use another name")
    }
    return failure(
      .expectedSyntax, "expected an expression, found \(current.described)", at: here,
      help: current.isSymbol("[")
        ? "write `(` and `)` around a part of an expression"
        : "write a number, a name, a call or an expression in parentheses")
  }

  mutating func unopenedBracket() -> Recovery {
    failure(
      .unopenedBracket, "\(quoted(current.text)) closes nothing", at: current.span,
      help: "remove it, or open it earlier")
  }
}
