/// Prints a theorem file in its one canonical form.
public enum TheoremPrinter {
  /// The canonical text of a file; parsing it gives the same file, comments included.
  ///
  /// Long items are broken over lines; nothing else of the author's layout is kept but blank lines
  /// among items and comments.
  public static func print(_ file: TheoremFile) -> String {
    var layout = Layout()
    layout.add("theorem \"\(file.title.text)\"", file.title.comments, indent: 0)
    if let source = file.source {
      layout.add("source  \"\(source.text)\"", source.comments, indent: 0)
    }
    var before: Section?
    for section in file.sections {
      let continues = before?.isSameLineKind(as: section) ?? false
      if !continues { layout.addBlank() }
      add(section, to: &layout)
      before = section
    }
    if !file.closing.isEmpty {
      layout.addBlank()
      layout.addComments(file.closing, indent: 0)
    }
    return layout.text
  }

  private static func add(_ section: Section, to layout: inout Layout) {
    switch section.body {
    case .parameters(let items):
      layout.add("parameters", section.comments, indent: 0)
      for item in items { layout.add("", print(item), item.comments, indent: 2) }
    case .define(let items):
      layout.add("define", section.comments, indent: 0)
      for item in items { layout.add(head(of: item), print(item.body), item.comments, indent: 2) }
    case .assume(let comparisons):
      let text = comparisons.map(ExpressionPrinter.print).joined(separator: " and ")
      layout.add("assume ", text, section.comments, indent: 0)
    case .problem(let problem):
      let name = problem.name.map { $0.text + " = " } ?? ""
      layout.add(
        "problem \(name)\(problem.model.text)(", arguments(of: problem) + ")", section.comments,
        indent: 0)
    case .claim(let claim):
      layout.add("claim \(claim.name.text): ", print(claim), section.comments, indent: 0)
    }
  }

  private static func print(_ item: ParameterSyntax) -> String {
    let names = item.names.map(\.text).joined(separator: ", ")
    let kind = item.isInteger ? "integer" : "real"
    return "\(names) : \(kind) in \(print(item.range))\(item.isLogarithmic ? " log" : "")"
  }

  private static func print(_ range: RangeSyntax) -> String {
    let upper = range.upper.map(ExpressionPrinter.print) ?? "infinity"
    let isOpen = range.isUpperOpen || range.upper == nil
    return (range.isLowerOpen ? "(" : "[")
      + "\(ExpressionPrinter.print(range.lower)), \(upper)\(isOpen ? ")" : "]")"
  }

  private static func head(of item: DefinitionSyntax) -> String {
    let formals = item.formals.map(\.text).joined(separator: ", ")
    return item.name.text + (item.formals.isEmpty ? "" : "(\(formals))") + " = "
  }

  private static func print(_ body: DefinitionSyntax.Body) -> String {
    switch body {
    case .expression(let expression): return ExpressionPrinter.print(expression)
    case .root(let variable, let lower, let upper, let left, let right):
      let equation = ComparisonSyntax(relation: .equal, left: left, right: right)
      return "root \(variable.text) in [\(ExpressionPrinter.list([lower, upper]))] of "
        + ExpressionPrinter.print(equation)
    }
  }

  private static func arguments(of problem: ProblemSyntax) -> String {
    let arguments = problem.arguments.map { argument in
      switch argument.value {
      case .sameName: argument.name.text
      case .number(let value): "\(argument.name.text) = \(ExpressionPrinter.print(value))"
      case .list(let elements): "\(argument.name.text) = [\(ExpressionPrinter.list(elements))]"
      }
    }
    return arguments.joined(separator: ", ")
  }

  private static func print(_ claim: ClaimSyntax) -> String {
    let statement =
      switch claim.statement {
      case .comparison(let comparison): ExpressionPrinter.print(comparison)
      case .monotone(let expression, let direction, let parameter):
        "\(ExpressionPrinter.print(expression)) \(direction.rawValue) in \(parameter.text)"
      }
    let conditions = claim.conditions.map(ExpressionPrinter.print).joined(separator: " and ")
    let word = claim.expectation == .proved ? "" : " expect \(claim.expectation.rawValue)"
    let used = claim.used.map(\.text).joined(separator: ", ")
    return statement + (conditions.isEmpty ? "" : " where \(conditions)")
      + (used.isEmpty ? "" : " using \(used)") + word
  }
}
