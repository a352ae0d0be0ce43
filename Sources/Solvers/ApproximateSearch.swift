import Models

/// What the double-precision algorithms share: the problem, its bounds, the evaluation counter and
/// the question whether to stop.
final class ApproximateSearch {
  let problem: any DescentProblem
  let bounds: BoundConstraints
  /// Threads for one evaluation; no result depends on their number.
  let jobs: Int
  let isCancelled: @Sendable () -> Bool
  /// Evaluations of value and gradient so far.
  private(set) var evaluationCount = 0

  private let evaluator: any ApproximateEvaluator

  init(
    _ problem: any DescentProblem, jobs: Int = 1,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.problem = problem
    self.jobs = jobs
    evaluator = problem.makeApproximateEvaluator(jobs: jobs)
    self.isCancelled = isCancelled
    bounds = BoundConstraints(isNonnegative: problem.isNonnegative)
  }

  /// Sets value and gradient of the point from its variables.
  func evaluate(_ point: inout ApproximatePoint) {
    evaluationCount += 1
    point.value = evaluator.value(at: point.variables, gradient: &point.gradient)
  }

  /// The second derivatives at the point.
  func curvature(at point: ApproximatePoint) -> any Curvature {
    problem.approximateCurvature(at: point.variables, jobs: jobs)
  }

  /// The feasible point nearest to the variables, evaluated.
  func point(at variables: [Double]) -> ApproximatePoint {
    var point = ApproximatePoint(
      variables: variables, value: 0, gradient: [Double](repeating: 0, count: bounds.count))
    bounds.clamp(&point.variables)
    evaluate(&point)
    return point
  }
}
