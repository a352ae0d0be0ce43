import Diagnostics

/// What a name stands for.
enum Entity {
  case parameter(Int)
  case definition(Int)
  case template(Template)
}

/// The names of a theorem: those declared so far with their meaning, and those that come later.
struct Scope {
  private var entities: [String: Entity] = [:]
  private var spans: [String: Span] = [:]
  /// The first declaration of every parameter and definition of the file.
  private var allDeclarations: [String: Span] = [:]
  /// The declared names in order, for suggestions.
  private(set) var names: [String] = []

  init(file: TheoremFile) {
    for section in file.sections {
      let declared: [Name] =
        switch section.body {
        case .parameters(let items): items.flatMap(\.names)
        case .define(let items): items.map(\.name)
        case .assume, .problem, .claim: []
        }
      for name in declared where allDeclarations[name.text] == nil {
        allDeclarations[name.text] = name.place.span
      }
    }
  }

  /// What a name stands for, if it is declared above.
  func entity(_ name: String) -> Entity? { entities[name] }

  /// Where a name was declared, if it is declared above.
  func span(of name: String) -> Span? { spans[name] }

  /// Where a name is declared that is not declared above, if it is declared at all.
  func laterSpan(of name: String) -> Span? { spans[name] == nil ? allDeclarations[name] : nil }

  /// Declares a name; the caller has reported duplicates.
  mutating func declare(_ name: Name, as entity: Entity) {
    guard spans[name.text] == nil else { return }
    entities[name.text] = entity
    spans[name.text] = name.place.span
    names.append(name.text)
  }

  /// The names that stand for parameters.
  var parameterNames: [String] {
    names.filter { name in
      if case .parameter = entities[name] { true } else { false }
    }
  }
}
