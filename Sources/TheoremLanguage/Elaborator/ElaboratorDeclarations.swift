import Diagnostics
import Exact
import Kernel

extension Elaboration {
  /// Declares the parameters of one item, which share a domain.
  mutating func declare(_ item: ParameterSyntax) {
    let range = item.range
    let lower = term(range.lower, in: .domain)
    let upper = range.upper.map { term($0, in: .domain) }
    checkDomain(item, lower: lower, upper: upper)
    for name in item.names {
      if let first = scope.span(of: name.text) {
        reportDuplicate("the name", name, first: first)
        continue
      }
      scope.declare(name, as: .parameter(parameters.count))
      let (least, isLowerOpen) = end(item, lower, .greater, isOpen: range.isLowerOpen)
      let (greatest, isUpperOpen) = end(item, upper, .less, isOpen: range.isUpperOpen)
      parameters.append(
        ParameterDeclaration(
          name: name.text, isInteger: item.isInteger, lower: least ?? lower, upper: greatest,
          isLowerOpen: isLowerOpen, isUpperOpen: isUpperOpen,
          isLogarithmic: item.isLogarithmic, span: name.place.span))
      checkLimit(parameters.count, Limits.parameters, "parameters", name.place.span)
    }
  }

  /// An end of the next parameter and whether it is open.
  ///
  /// A number where a range of integers is open becomes the next integer, closed; else it is
  /// assumed that the parameter is not at an open end.
  private mutating func end(
    _ item: ParameterSyntax, _ term: Term?, _ relation: Relation, isOpen: Bool
  ) -> (Term?, isOpen: Bool) {
    guard isOpen, let term else { return (term, false) }
    if item.isInteger, Fraction(literal: term) != nil {
      return (.binary(relation == .greater ? .add : .subtract, term, .number(.one)), false)
    }
    let syntax = relation == .greater ? item.range.lower : item.range.upper ?? item.range.lower
    openEnds.append(
      AssumptionDeclaration(
        comparison: Comparison(
          relation: relation, left: .parameter(parameters.count), right: term),
        span: syntax.place.span, isOpenEnd: true))
    return (term, true)
  }

  /// Reports what is wrong with a domain as far as its ends are plain numbers.
  private mutating func checkDomain(_ item: ParameterSyntax, lower: Term, upper: Term?) {
    let range = item.range
    let syntaxes = [range.lower, range.upper].compactMap { $0 }
    let span = range.lower.place.span.joined(with: syntaxes[syntaxes.count - 1].place.span)
    for (end, syntax) in zip([lower, upper].compactMap { $0 }, syntaxes) where item.isInteger {
      guard let value = Fraction(literal: end), !value.isInteger else { continue }
      report(
        .fractionalBound, "a domain of integers ends at a number that is not an integer",
        syntax.place.span, help: "write an integer, or make the parameter `real`")
    }
    if let low = Fraction(literal: lower), let high = upper.flatMap({ Fraction(literal: $0) }) {
      checkNotEmpty(item, low, high, span)
    }
    if item.isLogarithmic, let low = Fraction(literal: lower),
      low.sign < 0 || low.sign == 0 && !range.isLowerOpen
    {
      report(
        .logarithmicDomain, "a logarithmic scale needs values above zero", range.lower.place.span,
        help: "begin the domain above zero, or open at zero with `(0, `, or remove `log`")
    }
  }

  private mutating func checkNotEmpty(
    _ item: ParameterSyntax, _ low: Fraction, _ high: Fraction, _ span: Span
  ) {
    let (lacksLow, lacksHigh) = (item.range.isLowerOpen, item.range.isUpperOpen)
    if high < low {
      report(
        .emptyDomain, "the domain is empty: its smallest value is above its largest", span,
        help: "write the smaller number first")
    } else if item.isInteger
      ? high - low < Fraction((lacksLow ? 1 : 0) + (lacksHigh ? 1 : 0))
      : high == low && (lacksLow || lacksHigh)
    {
      report(
        .emptyDomain, "the domain is empty: no value lies between its open ends", span,
        help: "an end belongs to the domain where it has `[` or `]`")
    }
  }

  /// Declares one definition.
  mutating func declare(_ item: DefinitionSyntax) {
    checkLocalNames(of: item)
    let first = scope.span(of: item.name.text)
    if let first { reportDuplicate("the name", item.name, first: first) }
    // The body is read in any case: it may have errors of its own.
    switch item.body {
    case .root(let variable, let lower, let upper, let left, let right):
      let equation = ExpressionContext.equation(variable: variable)
      let body = Statement.Definition.root(
        lower: term(lower, in: .definition(formals: [])),
        upper: term(upper, in: .definition(formals: [])),
        left: term(left, in: equation), right: term(right, in: equation))
      define(item.name, as: body, isDuplicate: first != nil)
    case .expression(let expression) where item.formals.isEmpty:
      let body = term(expression, in: .definition(formals: []))
      define(item.name, as: .term(body), isDuplicate: first != nil)
    case .expression(let expression):
      let body = term(expression, in: .definition(formals: item.formals))
      scope.declare(item.name, as: .template(Template(arity: item.formals.count, body: body)))
    }
    checkLimit(
      scope.names.count - parameters.count, Limits.definitions, "definitions", item.name.place.span)
  }

  private mutating func define(
    _ name: Name, as body: Statement.Definition, isDuplicate: Bool
  ) {
    if isDuplicate { return }
    scope.declare(name, as: .definition(definitions.count))
    definitions.append(
      DefinitionDeclaration(name: name.text, body: body, span: name.place.span))
    let height = body.terms.map { $0.height(through: definitionHeights) }.max() ?? 0
    definitionHeights.append(height > Limits.definitionHeight ? 0 : height)
    if height > Limits.definitionHeight {
      report(
        .limitExceeded,
        "with the definitions it uses written out, \(quoted(name.text)) is more than "
          + "\(Limits.definitionHeight) operations high", name.place.span,
        help: "shorten the chain of definitions that leads here")
    }
  }

  /// Reports arguments, or the variable of a root, that would hide another name.
  private mutating func checkLocalNames(of item: DefinitionSyntax) {
    var names = item.formals
    if case .root(let variable, _, _, _, _) = item.body { names.append(variable) }
    if names.count > Limits.formals {
      report(
        .limitExceeded, "a definition has more than \(Limits.formals) arguments",
        item.name.place.span, help: "split the definition")
    }
    var seen = [item.name.text: item.name.place.span]
    for name in names {
      if let first = seen[name.text] ?? scope.span(of: name.text) {
        reportDuplicate("the name", name, first: first)
      } else {
        seen[name.text] = name.place.span
      }
    }
  }

  /// Declares one claim.
  mutating func declare(_ claim: ClaimSyntax) {
    if let first = claimNames[claim.name.text] {
      reportDuplicate("the claim", claim.name, first: first)
    } else {
      claimNames[claim.name.text] = claim.name.place.span
    }
    let statement: ClaimStatement
    let span: Span
    switch claim.statement {
    case .comparison(let syntax):
      statement = .comparison(comparison(syntax, in: .claim))
      span = syntax.span
    case .monotone(let expression, let direction, let name):
      statement = .monotone(
        term(expression, in: .claim), direction: direction, parameter: parameter(name))
      span = expression.place.span.joined(with: name.place.span)
    }
    claims.append(
      ClaimDeclaration(
        name: claim.name.text, statement: statement,
        conditions: claim.conditions.map { assumption($0, in: .condition) },
        used: usedClaims(of: claim), expectation: claim.expectation, span: span))
    checkLimit(claims.count, Limits.claims, "claims", claim.name.place.span)
  }

  /// The index of the parameter with a name; where there is none it is reported and 0 stands
  /// instead.
  private mutating func parameter(_ name: Name) -> Int {
    switch scope.entity(name.text) {
    case .parameter(let index): return index
    case .definition, .template:
      report(
        .notAParameter, "\(quoted(name.text)) is a definition, not a parameter", name.place.span,
        secondary: scope.span(of: name.text).map {
          Diagnostic.Note(span: $0, message: "defined here")
        },
        help: parameterHelp)
    case nil:
      if reportIfDeclaredLater(name) { return 0 }
      let meant = Suggestion.closest(to: name.text, among: scope.parameterNames)
      report(
        .unknownName, "unknown parameter \(quoted(name.text))", name.place.span,
        help: meant.map { "did you mean \(quoted($0))?" } ?? parameterHelp)
    }
    return 0
  }

  private var parameterHelp: String {
    let names = scope.parameterNames
    return names.isEmpty
      ? "declare a parameter under `parameters`"
      : "the parameters are \(listed(Array(names.prefix(12)), conjunction: "and"))"
  }
}

extension Fraction {
  /// The value of a number or of the negative of one; nil for other terms.
  fileprivate init?(literal term: Term) {
    switch term {
    case .number(let value): self.init(value)
    case .unary(.negate, .number(let value)): self = -Fraction(value)
    default: return nil
    }
  }
}
