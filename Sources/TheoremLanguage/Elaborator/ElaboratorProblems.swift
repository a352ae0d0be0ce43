import Diagnostics
import Kernel

extension Elaboration {
  /// Declares one problem.
  mutating func declare(_ problem: ProblemSyntax) {
    let span = (problem.name ?? problem.model).place.span
    checkLimit(problems.count + 1, Limits.problems, "problems", span)
    if let name = problem.name {
      if let first = problemNames[name.text] { reportDuplicate("the problem", name, first: first) }
      problemNames[name.text] = problemNames[name.text] ?? name.place.span
    } else if problemCount > 1 {
      report(
        .ambiguousProblem, "one of \(problemCount) problems has no name", span,
        help: "name each of them, as in `problem first = \(problem.model.text)(...)`")
    }
    let signature = signature(of: problem.model)
    var arguments: [ProblemDeclaration.Argument] = []
    var given: [String: Span] = [:]
    for argument in problem.arguments {
      if let first = given[argument.name.text] {
        reportDuplicate("the argument", argument.name, first: first)
      }
      given[argument.name.text] = given[argument.name.text] ?? argument.name.place.span
      arguments.append(self.argument(argument, of: signature))
    }
    if let signature { checkRequired(signature, given: Set(given.keys), problem.model) }
    problems.append(
      ProblemDeclaration(
        name: problem.name?.text, model: problem.model.text, arguments: arguments, span: span))
  }

  private mutating func signature(of model: Name) -> ProblemSignature? {
    if let signature = signatures.first(where: { $0.name == model.text }) { return signature }
    let names = signatures.map(\.name)
    let meant = Suggestion.closest(to: model.text, among: names)
    report(
      .unknownModel, "unknown model \(quoted(model.text))", model.place.span,
      help: meant.map { "did you mean \(quoted($0))?" }
        ?? "the models are \(listed(names, conjunction: "and"))")
    return nil
  }

  private mutating func argument(
    _ argument: ProblemSyntax.Argument, of signature: ProblemSignature?
  ) -> ProblemDeclaration.Argument {
    let known = signature?.arguments.first { $0.name == argument.name.text }
    if let signature, known == nil { reportUnknownArgument(argument.name, signature) }
    let span = argument.name.place.span
    let value: Statement.Argument
    switch argument.value {
    case .sameName:
      // Of an argument the model does not have, one message is enough.
      let isMeant = signature == nil || known != nil
      let same = Expression(.name(argument.name.text), at: argument.name.place)
      value = .number(isMeant && known?.kind != .list ? term(same, in: .argument) : .number(.zero))
    case .number(let expression): value = .number(term(expression, in: .argument))
    case .list(let elements): value = .list(elements.map { term($0, in: .argument) })
    }
    switch (known?.kind, value) {
    case (.list?, .number):
      report(
        .argumentKind, "the argument \(quoted(argument.name.text)) is a list of numbers", span,
        help: "write it in brackets, as in `\(argument.name.text) = [1, 2, 3]`")
    case (.number?, .list):
      report(
        .argumentKind, "the argument \(quoted(argument.name.text)) is one number, not a list", span,
        help: "write `\(argument.name.text) = ...` without brackets")
    default: break
    }
    return ProblemDeclaration.Argument(name: argument.name.text, value: value)
  }

  private mutating func reportUnknownArgument(_ name: Name, _ signature: ProblemSignature) {
    let names = signature.arguments.map(\.name)
    let meant = Suggestion.closest(to: name.text, among: names)
    report(
      .unknownArgument, "\(quoted(signature.name)) has no argument \(quoted(name.text))",
      name.place.span,
      help: meant.map { "did you mean \(quoted($0))?" }
        ?? "its arguments are \(listed(names, conjunction: "and"))")
  }

  private mutating func checkRequired(
    _ signature: ProblemSignature, given: Set<String>, _ model: Name
  ) {
    let missing = signature.arguments.filter { $0.isRequired && !given.contains($0.name) }
    guard let first = missing.first else { return }
    let names = listed(missing.map(\.name), conjunction: "and")
    let example = first.kind == .list ? "[...]" : "..."
    report(
      .missingArgument,
      "\(quoted(signature.name)) needs the argument\(missing.count == 1 ? "" : "s") \(names)",
      model.place.span, help: "add `\(first.name) = \(example)`, or just the name of what it equals"
    )
  }

  /// The term of `minimum` or `minimizer`, or nil after a report.
  mutating func problemValue(_ expression: Expression, in context: ExpressionContext) -> Term? {
    guard case .claim = context else {
      let word = if case .minimum = expression.kind { "minimum" } else { "minimizer" }
      let isCondition = if case .condition = context { true } else { false }
      report(
        .misplacedMinimum,
        "`\(word)` stands \(isCondition ? "in a condition" : "outside a claim")",
        expression.place.span,
        help: isCondition
          ? "conditions are about parameters and definitions"
          : "claim what it equals: `claim name: \(word == "minimum" ? word : word + ".x") = ...`")
      return nil
    }
    switch expression.kind {
    case .minimum(let name):
      return problemIndex(name, expression.place.span).map { .minimum(problem: $0) }
    case .minimizer(let name, let quantity, let index):
      guard let problem = problemIndex(name, expression.place.span) else { return nil }
      checkQuantity(quantity, index: index, of: problems[problem].model, expression.place.span)
      return .minimizer(problem: problem, quantity: quantity.text, index: index)
    default: return nil
    }
  }

  private mutating func problemIndex(_ name: Name?, _ span: Span) -> Int? {
    let names = problems.compactMap(\.name)
    guard let name else {
      if problems.count == 1 { return 0 }
      if problems.isEmpty {
        report(
          .missingProblem, "no problem is declared above this claim", span,
          help: "declare one above, as in `problem model(N, M)`")
      } else if names.count == problems.count {
        // A problem without a name was reported where it stands.
        report(
          .ambiguousProblem, "which of \(problems.count) problems is meant?", span,
          help: "write one of \(listed(names, conjunction: "or")) in parentheses")
      }
      return nil
    }
    if let index = problems.firstIndex(where: { $0.name == name.text }) { return index }
    let meant = Suggestion.closest(to: name.text, among: names)
    report(
      .unknownProblem, "unknown problem \(quoted(name.text))", name.place.span,
      help: meant.map { "did you mean \(quoted($0))?" }
        ?? (names.isEmpty
          ? "name a problem above, as in `problem \(name.text) = model(N, M)`"
          : "problems declared above: \(listed(names, conjunction: "and"))"))
    return nil
  }

  private mutating func checkQuantity(
    _ quantity: Name, index: Int?, of model: String, _ span: Span
  ) {
    // The quantities of a model that was reported as unknown cannot be checked.
    guard let signature = signatures.first(where: { $0.name == model }) else { return }
    let names = signature.quantities.map(\.name)
    guard let known = signature.quantities.first(where: { $0.name == quantity.text }) else {
      let meant = Suggestion.closest(to: quantity.text, among: names)
      report(
        .unknownQuantity,
        "the minimizer of \(quoted(model)) has no quantity \(quoted(quantity.text))",
        quantity.place.span,
        help: meant.map { "did you mean \(quoted($0))?" }
          ?? "its quantities are \(listed(names, conjunction: "and"))")
      return
    }
    if index != nil, !known.isIndexed {
      report(
        .unindexedQuantity, "\(quoted(quantity.text)) is one number and has no components", span,
        help: "write \(quoted(quantity.text)) without brackets")
    }
  }
}
