import Kernel

/// The body of a parametrised definition, ready to be written out wherever it is called.
///
/// The arguments stand in the body as definitions with negative indices, which no other term has:
/// every call replaces all of them.
struct Template {
  let arity: Int
  let body: Term

  /// The term that stands for the argument with this index.
  static func placeholder(_ index: Int) -> Term { .definition(-1 - index) }

  /// The body with arguments in place of the placeholders, or nil if that takes more than `budget`
  /// nodes or is higher than `Limits.expressionHeight`.
  ///
  /// As many arguments as `arity` says must be given.
  func expanded(with arguments: [BuiltTerm], budget: Int) -> BuiltTerm? {
    var expansion = Expansion(arguments: arguments, budget: budget)
    let built = expansion.expand(body)
    return expansion.budget < 0 || built.height > Limits.expressionHeight ? nil : built
  }
}

/// A term with its height and the number of its nodes.
struct BuiltTerm {
  let term: Term
  var height = 1
  var nodes = 1

  init(_ term: Term, over operands: [BuiltTerm] = []) {
    self.term = term
    for operand in operands {
      height = max(height, operand.height + 1)
      nodes += operand.nodes
    }
  }
}

/// The replacing of placeholders in one body; it stops building once the budget is spent.
private struct Expansion {
  let arguments: [BuiltTerm]
  var budget: Int

  mutating func expand(_ term: Term) -> BuiltTerm {
    guard budget >= 0 else { return BuiltTerm(term) }
    switch term {
    case .definition(let index) where index < 0:
      let argument = arguments[-1 - index]
      budget -= argument.nodes
      return argument
    case .number, .parameter, .definition, .bound, .minimum, .minimizer:
      budget -= 1
      return BuiltTerm(term)
    case .unary(let function, let operand):
      budget -= 1
      let operand = expand(operand)
      return BuiltTerm(.unary(function, operand.term), over: [operand])
    case .binary(let function, let left, let right):
      budget -= 1
      let (left, right) = (expand(left), expand(right))
      return BuiltTerm(.binary(function, left.term, right.term), over: [left, right])
    case .conditional(let comparison, let then, let otherwise):
      budget -= 1
      let parts = [comparison.left, comparison.right, then, otherwise].map { expand($0) }
      let expanded = Comparison(
        relation: comparison.relation, left: parts[0].term, right: parts[1].term)
      return BuiltTerm(
        .conditional(expanded, then: parts[2].term, else: parts[3].term), over: parts)
    }
  }
}
