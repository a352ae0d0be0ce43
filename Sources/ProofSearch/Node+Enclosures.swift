import Exact
import Kernel

// Enclosures for the search; they say nothing about a claim.

// Enclosures of goals.

extension Node {
  /// The slack of the goal on the box and its derivative in each free parameter, where they exist.
  func enclosedSlopes(
    precisionInBits: Int
  ) throws(KernelError) -> [(parameter: Int, slope: DyadicInterval)] {
    let free = freeParameters
    let evaluator = try evaluator(
      precisionInBits: precisionInBits, order: 1, variables: free)
    switch goal {
    case .comparison(let comparison):
      return zip(free, try evaluator.slack(of: comparison).first).map { ($0, $1) }
    case .derivative(let term, _, _):
      return zip(free, try evaluator.jet(of: term).first).map { ($0, $1) }
    }
  }

  /// Whether the slack of the goal, an inequality, is certainly convex on the box.
  func hasConvexSlack(precisionInBits: Int) -> Bool {
    guard let slack = try? slackWithCurvature(at: nil, precisionInBits),
      let calculator = try? Calculator(checking: precisionInBits)
    else { return false }
    return
      (try? calculator.requirePositiveSemidefinite(
        packed: slack.second, size: freeParameters.count)) != nil
  }

  /// The derivatives of the slack in the free parameters at a point of the box, the second ones as
  /// rows (i, j), i <= j.
  func enclosedCurvature(
    at point: [Fraction], precisionInBits: Int
  ) throws(KernelError) -> (slopes: [DyadicInterval], curvatures: [DyadicInterval]) {
    let slack = try slackWithCurvature(at: point, precisionInBits)
    return (slack.first, slack.second)
  }

  private func slackWithCurvature(
    at point: [Fraction]?, _ precisionInBits: Int
  ) throws(KernelError) -> Jet {
    guard case .comparison(let comparison) = goal, comparison.relation != .equal else {
      throw .refused("the goal is not an inequality")
    }
    return try evaluator(
      at: point, facts: factsWithoutAssumptions, precisionInBits: precisionInBits, order: 2,
      variables: freeParameters
    ).slack(of: comparison)
  }
}

// Enclosures at a point.

/// An enclosed argument of a problem.
enum EnclosedArgument {
  /// A number.
  case number(DyadicInterval)
  /// A list of numbers.
  case list([DyadicInterval])
}

extension Node {
  /// The enclosed arguments of a problem.
  func enclosedArguments(
    of problem: Int, precisionInBits: Int
  ) throws(KernelError) -> [String: EnclosedArgument] {
    let evaluator = try evaluator(precisionInBits: precisionInBits)
    var result: [String: EnclosedArgument] = [:]
    for (name, argument) in statement.problems[problem].arguments {
      switch argument {
      case .number(let term): result[name] = .number(try evaluator.value(of: term))
      case .list(let terms):
        var values: [DyadicInterval] = []
        for term in terms { values.append(try evaluator.value(of: term)) }
        result[name] = .list(values)
      }
    }
    return result
  }

  /// The enclosure of a term.
  func enclosure(of term: Term, precisionInBits: Int) throws(KernelError) -> DyadicInterval {
    try evaluator(precisionInBits: precisionInBits).value(of: term)
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
    let evaluator = try evaluator(precisionInBits: precisionInBits)
    return (left, right, evaluator, try evaluator.calculator.interval(range))
  }
}
