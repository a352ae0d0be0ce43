import Kernel
import TheoremLanguage

/// What is evaluated at each point: definitions, and quantities of the optima of problems.
struct ValueColumns {
  /// The indices of definitions, in the order of the file.
  let definitions: [Int]
  /// Terms `minimum` and `minimizer.quantity` with their names.
  let optima: [(name: String, term: Term)]

  /// All definitions and what the claims mention of optima; with patterns, the columns that match one,
  /// among them all quantities of all problems.
  ///
  /// - Throws: `RequestError` where a pattern matches none.
  init(of theorem: ElaboratedTheorem, selection: NameSelection) throws {
    let mentioned = theorem.claims.flatMap(\.statement.terms).flatMap(\.optima)
    let others =
      selection == .all ? [] : theorem.problems.indices.flatMap { theorem.optima(of: $0) }
    var seen: Set<String> = []
    let known = (mentioned + others).map { (name: TermPrinter.print($0, in: theorem), term: $0) }
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
  /// The minimum of a problem and the quantities of its minimizer that are one number.
  fileprivate func optima(of problem: Int) -> [Term] {
    let signature = ModelSignatures.all.first { $0.name == problems[problem].model }
    return [.minimum(problem: problem)]
      + (signature?.quantities ?? []).map {
        .minimizer(problem: problem, quantity: $0.name, index: nil)
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
