import Exact
import Kernel

// Enclosures of goals, for the search. They say nothing about a claim.

extension Situation {
  /// The slack of the goal on the box and its derivative in each free parameter, where they exist.
  func enclosedSlopes(
    precisionInBits: Int
  ) throws(KernelError) -> [(parameter: Int, slope: DyadicInterval)] {
    let free = freeParameters
    let evaluator = try evaluator(
      facts: factsInForce, precisionInBits: precisionInBits, order: 1, variables: free)
    switch goal {
    case .comparison(let comparison):
      return zip(free, try evaluator.slack(of: comparison).first).map { ($0, $1) }
    case .derivative(let term, _, _):
      return zip(free, try evaluator.jet(of: term).first).map { ($0, $1) }
    }
  }

  /// Whether the slack of the goal, an inequality, is certainly convex on the box.
  func hasConvexSlack(precisionInBits: Int) -> Bool {
    guard let slack = try? slackWithCurvature(on: box, precisionInBits),
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
    let slack = try slackWithCurvature(on: Box(point: point), precisionInBits)
    return (slack.first, slack.second)
  }

  private func slackWithCurvature(
    on box: Box, _ precisionInBits: Int
  ) throws(KernelError) -> Jet {
    guard case .comparison(let comparison) = goal, comparison.relation != .equal else {
      throw .refused("the goal is not an inequality")
    }
    return try Evaluator(
      statement, box: box, facts: factsWithoutAssumptions, precisionInBits: precisionInBits,
      order: 2, variables: freeParameters
    ).slack(of: comparison)
  }
}
