import Diagnostics
import Kernel

/// Where an expression stands, which decides what it may use.
enum ExpressionContext {
  /// A domain: earlier parameters only.
  case domain
  /// A definition, with the names of its arguments.
  case definition(formals: [Name])
  /// A side of the equation of a root, with the name of its variable.
  case equation(variable: Name)
  case assumption
  /// What a claim assumes for itself.
  case condition
  case argument
  case claim
}

extension Elaboration {
  /// The term of an expression; where something is wrong it is reported and zero stands instead.
  mutating func term(_ expression: Expression, in context: ExpressionContext) -> Term {
    let built = build(expression, in: context)
    checkNodes(expression.place.span)
    return built.term
  }

  mutating func comparison(_ syntax: ComparisonSyntax, in context: ExpressionContext)
    -> Comparison
  {
    Comparison(
      relation: syntax.relation, left: term(syntax.left, in: context),
      right: term(syntax.right, in: context))
  }

  private var nothing: BuiltTerm { BuiltTerm(.number(.zero)) }

  /// The term of an expression and its size; it is never higher than the limit.
  private mutating func build(_ expression: Expression, in context: ExpressionContext)
    -> BuiltTerm
  {
    nodeCount += 1
    let built = unchecked(expression, in: context)
    guard built.height > Limits.expressionHeight else { return built }
    reportHeight(expression.place.span)
    return nothing
  }

  private mutating func unchecked(_ expression: Expression, in context: ExpressionContext)
    -> BuiltTerm
  {
    let span = expression.place.span
    switch expression.kind {
    case .number(let literal): return BuiltTerm(.number(literal.value))
    case .name(let name): return value(of: Name(name, at: expression.place), in: context)
    case .call(let name, let arguments):
      let built = arguments.map { build($0, in: context) }
      return call(name, built, span: span)
    case .negative(let operand):
      let operand = build(operand, in: context)
      return BuiltTerm(.unary(.negate, operand.term), over: [operand])
    case .infix(let infix, let left, let right):
      let left = build(left, in: context)
      let right = build(right, in: context)
      return BuiltTerm(.binary(infix.function, left.term, right.term), over: [left, right])
    case .conditional(let syntax, let then, let otherwise):
      let parts = [syntax.left, syntax.right, then, otherwise].map { build($0, in: context) }
      let condition = Comparison(
        relation: syntax.relation, left: parts[0].term, right: parts[1].term)
      return BuiltTerm(
        .conditional(condition, then: parts[2].term, else: parts[3].term), over: parts)
    case .minimum, .minimizer:
      return problemValue(expression, in: context).map { BuiltTerm($0) } ?? nothing
    }
  }

  private mutating func value(of name: Name, in context: ExpressionContext) -> BuiltTerm {
    switch context {
    case .definition(let formals):
      if let index = formals.firstIndex(of: name) {
        return BuiltTerm(Template.placeholder(index))
      }
    case .equation(let variable) where variable == name: return BuiltTerm(.bound)
    default: break
    }
    switch scope.entity(name.text) {
    case .parameter(let index): return BuiltTerm(.parameter(index))
    case .definition(let index):
      if case .domain = context { reportDefinitionInDomain(name) }
      return BuiltTerm(.definition(index))
    case .template(let template):
      reportMissingArguments(of: name, count: template.arity)
      return nothing
    case nil:
      if let number = Shorthand.templates[name.text], number.arity == 0 {
        return expanded(number, [], name, name.place.span)
      }
      reportUnknown(name, in: context)
      return nothing
    }
  }

  private mutating func call(_ name: Name, _ arguments: [BuiltTerm], span: Span) -> BuiltTerm {
    if let function = Vocabulary.unaryFunctions[name.text] {
      guard hasCount(1, name, arguments, span) else { return nothing }
      return BuiltTerm(.unary(function, arguments[0].term), over: arguments)
    }
    if let function = Vocabulary.binaryFunctions[name.text] {
      let takesMore = function == .minimum || function == .maximum
      guard hasCount(2, orMore: takesMore, name, arguments, span) else { return nothing }
      // Each argument beyond the second adds to the height; too many must not be joined at all.
      guard arguments.count <= Limits.expressionHeight else {
        reportHeight(span)
        return nothing
      }
      return arguments.dropFirst().reduce(arguments[0]) { left, right in
        BuiltTerm(.binary(function, left.term, right.term), over: [left, right])
      }
    }
    if let shorthand = Shorthand.templates[name.text], shorthand.arity > 0 {
      guard hasCount(1, name, arguments, span) else { return nothing }
      return expanded(shorthand, arguments, name, span)
    }
    guard case .template(let template) = scope.entity(name.text) else {
      reportNotCallable(name)
      return nothing
    }
    guard hasCount(template.arity, name, arguments, span) else { return nothing }
    return expanded(template, arguments, name, span)
  }

  private mutating func expanded(
    _ template: Template, _ arguments: [BuiltTerm], _ name: Name, _ span: Span
  ) -> BuiltTerm {
    let budget = Limits.nodes - nodeCount
    guard let expanded = template.expanded(with: arguments, budget: budget) else {
      reportExpansion(of: name, span)
      return nothing
    }
    nodeCount += expanded.nodes
    return expanded
  }

  private mutating func hasCount(
    _ count: Int, orMore: Bool = false, _ name: Name, _ arguments: [BuiltTerm], _ span: Span
  ) -> Bool {
    guard arguments.count != count, !(orMore && arguments.count > count) else { return true }
    let wanted = "\(count)\(orMore ? " or more" : "") argument\(count == 1 && !orMore ? "" : "s")"
    let declared = scope.span(of: name.text)
    report(
      .argumentCount,
      "\(quoted(name.text)) takes \(wanted), but \(arguments.count) "
        + (arguments.count == 1 ? "is given" : "are given"), span,
      secondary: declared.map { Diagnostic.Note(span: $0, message: "defined here") },
      help: "give \(quoted(name.text)) \(wanted)")
    return false
  }

  private mutating func reportHeight(_ span: Span) {
    report(
      .limitExceeded, "an expression is more than \(Limits.expressionHeight) operations high", span,
      help: "give a part a name of its own under `define`")
  }

  private mutating func checkNodes(_ span: Span) {
    guard nodeCount > Limits.nodes, reportedLimits.insert("nodes").inserted else { return }
    report(
      .limitExceeded, "the theorem has more than \(Limits.nodes) operations", span,
      help: "split the theorem into several files")
  }

  private mutating func reportExpansion(of name: Name, _ span: Span) {
    guard reportedLimits.insert("expansion").inserted else { return }
    report(
      .limitExceeded,
      "written out, this call of \(quoted(name.text)) goes beyond \(Limits.nodes) operations in "
        + "all or \(Limits.expressionHeight) in height",
      span, help: "use definitions without arguments, which are not written out")
  }
}

extension InfixOperator {
  /// The function the operator stands for.
  var function: BinaryFunction {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .power
    }
  }
}
