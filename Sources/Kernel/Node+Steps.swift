import Exact

// Steps that leave other nodes to be shown (docs/certificate-format.md, section 5).

extension Node {
  /// The two parts of the box at a value of a parameter.
  ///
  /// - Throws: `KernelError.refused` unless both parts are proper.
  public func split(
    _ parameter: Int, at value: Fraction
  ) throws(KernelError) -> (lower: Node, upper: Node) {
    guard box.ranges.indices.contains(parameter) else { throw .refused("no such parameter") }
    let range = box.ranges[parameter]
    let isInteger = splitsAtIntegers(parameter)
    let isInside =
      range.contains(value) && value != range.upper
      && (isInteger ? value.isInteger : value != range.lower)
    guard isInside else {
      throw .refused("\(value) does not split the range of parameter \(parameter + 1)")
    }
    let unit = Fraction(isInteger ? 1 : 0)
    let lower = derived(
      .part(of: self), box: box.replacing(parameter, lower: range.lower, upper: value))
    let upper = derived(
      .part(of: self), box: box.replacing(parameter, lower: value + unit, upper: range.upper))
    return (lower, upper)
  }

  /// The face on which the slack of the goal is least, where it is monotone in a parameter.
  ///
  /// - Throws: `KernelError.refused` unless the derivative certainly has one sign on the box.
  public func fixing(monotone parameter: Int, precisionInBits: Int) throws(KernelError) -> Node {
    guard case .comparison(let comparison) = goal, comparison.relation != .equal,
      box.ranges.indices.contains(parameter)
    else { throw .refused("only the sides of an inequality can be monotone in a parameter") }
    let evaluator = try evaluator(
      facts: facts(moving: parameter), precisionInBits: precisionInBits, order: 1,
      variables: [parameter])
    let slope = try evaluator.slack(of: comparison).first[0]
    let range = box.ranges[parameter]
    let end: Fraction
    if slope.isNonnegative {
      end = range.lower
    } else if slope.negated.isNonnegative, let upper = range.upper {
      end = upper
    } else {
      throw .refused("the derivative has no certain sign on the box, or its least end is infinity")
    }
    return derived(
      .remainder(of: self), box: box.replacing(parameter, lower: end, upper: end), moving: parameter
    )
  }

  /// The two cases of the goal by which branch its first `abs`, `min`, `max` or condition takes.
  ///
  /// - Throws: `KernelError.refused` when there is none, or when it might have no value on the box.
  public func distinguished(
    precisionInBits: Int
  ) throws(KernelError) -> (first: Node, second: Node) {
    guard case .comparison(let comparison) = goal else {
      throw .refused("only a comparison has cases")
    }
    var budget = Statement.operationBudget
    let left = try statement.unfolded(comparison.left, budget: &budget)
    let right = try statement.unfolded(comparison.right, budget: &budget)
    guard let branching = left.firstBranching ?? right.firstBranching else {
      throw .refused("the goal has no abs, min, max or condition")
    }
    let evaluator = try evaluator(precisionInBits: precisionInBits)
    var axioms: Set<Axiom> = []
    for operand in branching.comparedOperands {
      axioms.formUnion(try requireValue(of: operand, evaluator))
    }
    let cases = try branching.branches
    let premises = Premises(of: self, count: 2)
    func node(_ branch: Term.Branch, isFirst: Bool) -> Node {
      derived(
        .premise(premises, index: isFirst ? 0 : 1),
        goal: .comparison(
          Comparison(
            relation: comparison.relation, left: left.replacing(branching, by: branch.value),
            right: right.replacing(branching, by: branch.value))),
        assuming: [branch.condition], believing: axioms)
    }
    return (node(cases.first, isFirst: true), node(cases.second, isFirst: false))
  }

  /// The same box for what is inside a strictly increasing function on both sides, or in the term
  /// that is said to be monotone.
  ///
  /// - Throws: `KernelError.refused` unless each is this function of something in its domain.
  public func through(_ function: UnaryFunction, precisionInBits: Int) throws(KernelError) -> Node {
    let evaluator = try evaluator(precisionInBits: precisionInBits)
    var axioms: Set<Axiom> = []
    func inside(_ side: Term) throws(KernelError) -> Term {
      let argument = try argument(function, side, evaluator)
      axioms.formUnion(try requireValue(of: .unary(function, argument), evaluator))
      return argument
    }
    let rest: Goal
    switch goal {
    case .comparison(let comparison):
      let left = try inside(comparison.left)
      let right = try inside(comparison.right)
      rest = .comparison(Comparison(relation: comparison.relation, left: left, right: right))
    case .derivative(let term, let direction, let parameter):
      rest = .derivative(try inside(term), direction, parameter: parameter)
    }
    return derived(.remainder(of: self), goal: rest, believing: axioms)
  }

  /// Requires that a term has a value at each point that the node is about: it has an enclosure on
  /// the box, or a normal form; what was believed.
  func requireValue(
    of term: Term, _ evaluator: Evaluator
  ) throws(KernelError) -> Set<Axiom> {
    do throws(KernelError) {
      _ = try evaluator.value(of: term)
      return []
    } catch {
      if case .stopped = error { throw error }
      let normalizer = try normalizer(
        .plain, precisionInBits: evaluator.calculator.precisionInBits)
      guard try unlessRefused({ () throws(KernelError) in try normalizer.form(of: term) }) != nil
      else { throw error }
      return normalizer.axioms
    }
  }

  private func argument(
    _ function: UnaryFunction, _ side: Term, _ evaluator: Evaluator
  ) throws(KernelError) -> Term {
    let properties = function.properties
    guard properties.course == .increasing else {
      throw .refused("\(properties.name) is not increasing")
    }
    switch statement.unfoldedAtTop(side) {
    case .unary(function, let term): return term
    case .number(.zero) where properties.zero == 0: return .number(.zero)
    case .number(.zero) where properties.zero == 1: return .number(.one)
    case .binary(.power, let a, let b) where function == .exp:
      return try limited(.binary(.multiply, b, .unary(.log, a)))
    case let other:
      // What is not negative is the square root of its square.
      guard function == .squareRoot, try evaluator.value(of: other).isNonnegative else {
        throw .refused("a side is not the \(properties.name) of something")
      }
      return try limited(.binary(.power, other, .number(ExactDecimal(2))))
    }
  }

  private func limited(_ term: Term) throws(KernelError) -> Term {
    try statement.requireLimitedHeight(term)
    return term
  }
}

extension ExactDecimal {
  /// One.
  package static let one = ExactDecimal(1)
}
