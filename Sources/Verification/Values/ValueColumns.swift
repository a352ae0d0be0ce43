import Kernel
import Models
import TheoremLanguage

/// The minimum of a problem, or a quantity of its minimizer.
struct OptimumColumn {
  /// As a claim writes it: `minimizer.margin`.
  let name: String
  /// The index of the problem.
  let problem: Int
  /// The quantity; `nil` is the minimum.
  let quantity: Quantity?

  /// The column of a term; `nil` for terms that are neither `minimum` nor `minimizer.quantity`.
  init?(_ term: Term, in theorem: ElaboratedTheorem) {
    switch term {
    case .minimum(let problem): (self.problem, quantity) = (problem, nil)
    case .minimizer(let problem, let quantity, let index):
      (self.problem, self.quantity) = (problem, Quantity(quantity, index: index))
    default: return nil
    }
    name = TermPrinter.print(term, in: theorem)
  }
}

/// What is evaluated at each point: definitions, and quantities of the optima of problems.
struct ValueColumns {
  /// The indices of definitions, in the order of the file.
  let definitions: [Int]
  /// Quantities of optima.
  let optima: [OptimumColumn]

  /// All definitions and what the claims mention of optima; with patterns, the columns that match
  /// one, among them all quantities of all problems.
  ///
  /// - Throws: `RequestError` where a pattern matches none.
  init(of theorem: ElaboratedTheorem, selection: NameSelection) throws {
    let mentioned = theorem.claims.flatMap(\.statement.terms).flatMap(\.optima)
    let others =
      selection == .all ? [] : theorem.problems.indices.flatMap { theorem.optima(of: $0) }
    var seen: Set<String> = []
    let known = (mentioned + others).compactMap { OptimumColumn($0, in: theorem) }
      .filter { seen.insert($0.name).inserted }
    let names = theorem.definitions.map(\.name) + known.map(\.name)
    if let pattern = selection.patterns(matchingNoneOf: names).first {
      throw RequestError(
        "no column matches `\(pattern)`; "
          + (names.isEmpty
            ? "the theorem has none" : "the columns are \(names.joined(separator: ", "))"))
    }
    definitions = theorem.definitions.indices.filter {
      selection.selects(theorem.definitions[$0].name)
    }
    optima = known.filter { selection.selects($0.name) }
  }
}

extension ElaboratedTheorem {
  /// The minimum of a problem and all quantities of its minimizer, those of classes one by one
  /// where their sizes are listed.
  fileprivate func optima(of problem: Int) -> [Term] {
    let declaration = problems[problem]
    let quantities = ModelSignatures.all.first { $0.name == declaration.model }?.quantities ?? []
    let classes = declaration.arguments.compactMap { argument in
      if case .list(let sizes) = argument.value { sizes.count } else { nil }
    }.first
    return [.minimum(problem: problem)]
      + quantities.flatMap { quantity -> [Term] in
        let indices = quantity.isIndexed ? classes.map { (1...max(1, $0)).map(Optional.some) } : nil
        return (indices ?? [nil]).map {
          .minimizer(problem: problem, quantity: quantity.name, index: $0)
        }
      }
  }
}

extension ClaimStatement {
  fileprivate var terms: [Term] {
    switch self {
    case .comparison(let comparison): [comparison.left, comparison.right]
    case .monotone(let term, _, _): [term]
    }
  }
}

extension Term {
  /// The terms `minimum` and `minimizer.quantity` in it, in order of mention.
  fileprivate var optima: [Term] {
    switch self {
    case .number, .parameter, .definition, .bound: []
    case .unary(_, let argument): argument.optima
    case .binary(_, let left, let right): left.optima + right.optima
    case .conditional(let condition, let whenTrue, let whenFalse):
      [condition.left, condition.right, whenTrue, whenFalse].flatMap(\.optima)
    case .minimum, .minimizer: [self]
    }
  }
}
