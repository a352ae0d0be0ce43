import Diagnostics

/// The messages about names that do not mean what the author thought.
extension Elaboration {
  mutating func reportUnknown(_ name: Name, in context: ExpressionContext) {
    if Vocabulary.functions.contains(name.text) {
      report(
        .argumentCount, "\(quoted(name.text)) is a function without its arguments",
        name.place.span, help: "write `\(name.text)(...)`")
      return
    }
    if reportIfDeclaredLater(name) { return }
    let candidates: [String] =
      switch context {
      case .domain: scope.parameterNames
      case .definition(let formals): formals.map(\.text) + scope.names
      case .equation(let variable): [variable.text] + scope.names
      case .assumption, .condition, .argument, .claim: scope.names
      }
    report(
      .unknownName, "unknown name \(quoted(name.text))", name.place.span,
      help: quantityHelp(name.text, in: context) ?? help(for: name.text, among: candidates))
  }

  /// What to do about a quantity that is named without its minimizer.
  private func quantityHelp(_ name: String, in context: ExpressionContext) -> String? {
    guard case .claim = context,
      Set(problems.map(\.model)).contains(where: { model in
        signatures.first { $0.name == model }?.quantities.contains { $0.name == name } ?? false
      })
    else { return nil }
    return "write `minimizer.\(name)`"
  }

  /// Two names that are written without a `*` between them.
  private func factors(of name: String, among candidates: [String]) -> (String, String)? {
    for index in name.indices.dropFirst() {
      let parts = (String(name[..<index]), String(name[index...]))
      if candidates.contains(parts.0), candidates.contains(parts.1) { return parts }
    }
    return nil
  }

  /// Whether a message recorded now may be shown; thousands of suggestions would take minutes.
  private var isWorthSuggesting: Bool { diagnostics.count < 2 * DiagnosticList.capacity }

  /// What to do about a name nobody declared.
  private func help(for name: String, among candidates: [String]) -> String {
    if let advice = ForeignWords.help(for: name) { return advice }
    if isWorthSuggesting, let (left, right) = factors(of: name, among: candidates) {
      return "to multiply, write `\(left)*\(right)`"
    }
    if isWorthSuggesting, let meant = Suggestion.closest(to: name, among: candidates) {
      return "did you mean \(quoted(meant))?"
    }
    return "declare it under `parameters` or `define`, above its use"
  }

  /// Reports a name that is declared, but not above its use; false if it is not declared at all.
  mutating func reportIfDeclaredLater(_ name: Name) -> Bool {
    guard let later = scope.laterSpan(of: name.text) else { return false }
    let line = source.line(of: later.lower)
    let useLine = source.line(of: name.place.span.lower)
    let isOwn = later.lower <= name.place.span.lower
    report(
      .usedBeforeDeclaration,
      isOwn
        ? "\(quoted(name.text)) is used in its own declaration"
        : "\(quoted(name.text)) is used before it is declared",
      name.place.span,
      secondary: line == useLine
        ? nil : Diagnostic.Note(span: later, message: "declared here"),
      help: isOwn
        ? "use only names that are declared above"
        : "it is declared later, at line \(line): move it up")
    return true
  }

  mutating func reportNotCallable(_ name: Name) {
    if let declared = scope.span(of: name.text) {
      report(
        .notAFunction, "\(quoted(name.text)) takes no arguments", name.place.span,
        secondary: Diagnostic.Note(span: declared, message: "declared here"),
        help: "to multiply, write `*` before the parenthesis")
      return
    }
    if reportIfDeclaredLater(name) { return }
    guard isWorthSuggesting else {
      report(
        .unknownFunction, "unknown function \(quoted(name.text))", name.place.span,
        help: "define it under `define`, above its use")
      return
    }
    let templates = scope.names.filter { name in
      if case .template = scope.entity(name) { true } else { false }
    }
    let meant = Suggestion.closest(to: name.text, among: templates + Vocabulary.functions)
    report(
      .unknownFunction, "unknown function \(quoted(name.text))", name.place.span,
      help: ForeignWords.help(for: name.text) ?? meant.map { "did you mean \(quoted($0))?" }
        ?? "the functions are \(listed(Vocabulary.functions, conjunction: "and"))")
  }

  mutating func reportMissingArguments(of name: Name, count: Int) {
    report(
      .argumentCount, "\(quoted(name.text)) is a definition with arguments, and has none here",
      name.place.span,
      secondary: scope.span(of: name.text).map {
        Diagnostic.Note(span: $0, message: "defined here")
      },
      help: "give it \(count) argument\(count == 1 ? "" : "s"), as in `\(name.text)(...)`")
  }

  mutating func reportDefinitionInDomain(_ name: Name) {
    report(
      .definitionInDomain, "\(quoted(name.text)) is a definition, and stands in a domain",
      name.place.span,
      secondary: scope.span(of: name.text).map {
        Diagnostic.Note(span: $0, message: "defined here")
      },
      help: "domains use numbers and earlier parameters only: write the definition out")
  }
}
