extension Situation {
  /// The same box for what is inside a strictly increasing function on both sides, or in the term
  /// that is said to be monotone.
  ///
  /// - Throws: `KernelError.refused` unless each is this function of something in its domain.
  public func through(
    _ function: UnaryFunction, precisionInBits: Int
  ) throws(KernelError) -> Situation {
    let evaluator = try evaluator(facts: factsInForce, precisionInBits: precisionInBits)
    let rest: Goal
    switch goal {
    case .comparison(let comparison):
      let left = try inside(function, comparison.left, evaluator)
      let right = try inside(function, comparison.right, evaluator)
      rest = .comparison(Comparison(relation: comparison.relation, left: left, right: right))
    case .derivative(let term, let direction, let parameter):
      rest = .derivative(
        try inside(function, term, evaluator), direction, parameter: parameter)
    }
    return derived(.remainder(of: self), goal: rest)
  }

  /// What the function is of, which certainly lies in its domain.
  private func inside(
    _ function: UnaryFunction, _ side: Term, _ evaluator: Evaluator
  ) throws(KernelError) -> Term {
    let argument = try argument(function, side, evaluator)
    _ = try evaluator.value(of: .unary(function, argument))
    return argument
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
      return try limited(.binary(.power, other, .number(.two)))
    }
  }

  private func limited(_ term: Term) throws(KernelError) -> Term {
    try statement.requireLimitedHeight(term)
    return term
  }
}
