import Kernel

/// The goal and the assumptions of a node as instructions for intervals of doubles.
///
/// Parts of the box have the same goal and assumptions and share it.
final class GoalTape: Sendable {
  /// What is asked of the values.
  enum Question: Sendable {
    /// Whether the larger side is certainly larger.
    case comparison(smaller: Int, larger: Int, slack: Int)
    /// Whether the derivative certainly has a sign.
    case derivative(of: Int, sign: Double, parameter: Int)
  }

  /// An assumption: where its sides are, and the parameters it mentions, one bit each.
  struct Assumption: Sendable {
    let relation: Relation
    let smaller: Int
    let larger: Int
    let mentions: UInt64
    /// Whether no step above has replaced a parameter that it mentions.
    let isCurrent: Bool
  }

  let tape: IntervalTape
  let question: Question
  let assumptions: [Assumption]
  /// Where the instructions of the goal end and those of the assumptions begin.
  let goalEnd: Int
  /// The parameters on which the goal may depend, one bit each.
  var dependence: UInt64 {
    switch question {
    case .comparison(_, _, let place), .derivative(let place, _, _):
      tape.instructions[place].dependence
    }
  }
  /// The parameters that the goal mentions and those that assumptions tie to them, one bit each;
  /// all that assumptions mention where the goal mentions none.
  var relevant: UInt64 {
    var (found, before) = (dependence, UInt64.max)
    let isEverything = found == 0
    while found != before {
      before = found
      for assumption in assumptions where isEverything || assumption.mentions & found != 0 {
        found |= assumption.mentions
      }
    }
    return found
  }
  /// Whether the goal is a strict inequality.
  let isStrict: Bool
  let algebra: AlgebraFilter

  /// The tape of a node; `nil` where the goal is an equation or has what no tape can express.
  init?(_ node: Node) {
    guard let compiler = TapeCompiler(node.statement, facts: node.facts),
      node.assumptions.count < IntervalTape.largestCount
    else { return nil }
    var writer = compiler
    switch node.goal {
    case .comparison(let comparison):
      guard comparison.relation != .equal else { return nil }
      let sides = writer.places(of: comparison)
      question = .comparison(smaller: sides.smaller, larger: sides.larger, slack: sides.slack)
      isStrict = comparison.relation == .less || comparison.relation == .greater
    case .derivative(let term, let direction, let parameter):
      question = .derivative(
        of: writer.place(of: term), sign: direction == .increases ? 1 : -1, parameter: parameter)
      isStrict = true
    }
    goalEnd = writer.tape.instructions.count
    var mentioned = ParameterMasks(node.statement)
    assumptions = node.assumptions.enumerated().map { index, comparison in
      let sides = writer.places(of: comparison)
      return Assumption(
        relation: comparison.relation, smaller: sides.smaller, larger: sides.larger,
        mentions: mentioned.mask(of: comparison.left) | mentioned.mask(of: comparison.right),
        isCurrent: node.isUsable(index))
    }
    algebra = AlgebraFilter(node, &writer)
    guard writer.isComplete else { return nil }
    tape = writer.tape
  }

  /// The assumptions that mention none of some parameters, nor what has been replaced; one bit
  /// each.
  func usable(fixing parameters: UInt64) -> UInt64 {
    var mask: UInt64 = 0
    for (index, assumption) in assumptions.enumerated()
    where assumption.isCurrent && assumption.mentions & parameters == 0 {
      mask |= 1 << UInt64(index)
    }
    return mask
  }
}

/// The parameters that terms mention, definitions looked into.
private struct ParameterMasks {
  private let statement: Statement
  private var definitions: [Int: UInt64] = [:]

  init(_ statement: Statement) { self.statement = statement }

  mutating func mask(of term: Term) -> UInt64 {
    switch term {
    case .number, .bound, .minimum, .minimizer: return 0
    case .parameter(let index): return 1 << UInt64(index)
    case .definition(let index):
      if let known = definitions[index] { return known }
      let mask =
        switch statement.definitions[index] {
        case .term(let term): self.mask(of: term)
        case .root(let lower, let upper, let left, let right):
          [lower, upper, left, right].reduce(0) { $0 | self.mask(of: $1) }
        }
      definitions[index] = mask
      return mask
    case .unary(_, let a): return mask(of: a)
    case .binary(_, let a, let b): return mask(of: a) | mask(of: b)
    case .conditional(let condition, let then, let otherwise):
      return [condition.left, condition.right, then, otherwise].reduce(0) {
        $0 | mask(of: $1)
      }
    }
  }
}
