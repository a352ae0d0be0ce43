import Kernel

// Enclosures at a point, for the search. They say nothing about a claim.

extension PointSituation {
  /// The enclosed arguments of a problem.
  func enclosedArguments(
    of problem: Int, precisionInBits: Int
  ) throws(KernelError) -> [String: EnclosedArgument] {
    try evaluator(precisionInBits).arguments(of: statement.problems[problem])
  }

  /// The enclosure of a term.
  func enclosure(of term: Term, precisionInBits: Int) throws(KernelError) -> DyadicInterval {
    try evaluator(precisionInBits).value(of: term)
  }

  /// The difference of the sides of the equation of a root on an interval.
  func enclosedResidual(
    of definition: Int, on range: Box.Range, precisionInBits: Int
  ) throws(KernelError) -> DyadicInterval {
    let (left, right, evaluator, interval) = try equation(definition, range, precisionInBits)
    return try evaluator.residual(left, right, on: interval)
  }

  /// Its derivative in the variable.
  func enclosedResidualSlope(
    of definition: Int, on range: Box.Range, precisionInBits: Int
  ) throws(KernelError) -> DyadicInterval {
    let (left, right, evaluator, interval) = try equation(definition, range, precisionInBits)
    return try evaluator.residualSlope(left, right, on: interval)
  }

  private func equation(
    _ definition: Int, _ range: Box.Range, _ precisionInBits: Int
  ) throws(KernelError) -> (Term, Term, Evaluator, DyadicInterval) {
    guard case .root(_, _, let left, let right) = statement.definitions[definition] else {
      throw .refused("the definition is not a root")
    }
    let evaluator = try evaluator(precisionInBits)
    return (left, right, evaluator, try evaluator.calculator.interval(range))
  }
}
