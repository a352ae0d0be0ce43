/// A pass over the variables, one at a time, for points where the gradient is no guide.
///
/// At a kink (a norm at its centre) the negative gradient need not descend, and line searches along
/// it end with a large gradient. Moving single variables still can: each is moved along its own
/// gradient entry, the step quartered until the value falls. Used only when everything else is
/// stuck.
struct CoordinateSearch {
  /// Quarterings of one step.
  static let backtrackingLimit = 12
  /// Evaluations of one pass; variables that it does not reach stay as they are.
  static let passLimit = 2_000
  /// The value must fall by this fraction of `1 + |value|`, so that noise is not taken for
  /// progress.
  static let leastDecrease = 1e-12

  private let search: ApproximateSearch
  private var trial: ApproximatePoint

  init(_ search: ApproximateSearch) {
    let zeros = [Double](repeating: 0, count: search.bounds.count)
    self.search = search
    trial = ApproximatePoint(variables: zeros, value: 0, gradient: zeros)
  }

  /// Tries every variable once; whether the value fell.
  mutating func improve(_ point: inout ApproximatePoint) -> Bool {
    var improved = false
    let budget = search.evaluationCount + Self.passLimit
    for i in 0..<search.bounds.count
    where search.evaluationCount < budget && !search.isCancelled() {
      guard !search.bounds.holds(i, at: point.variables, gradient: point.gradient) else {
        continue
      }
      if improve(&point, variable: i) { improved = true }
    }
    return improved
  }

  private mutating func improve(_ point: inout ApproximatePoint, variable i: Int) -> Bool {
    guard point.gradient[i] != 0 else { return false }
    // The first step moves the variable by its own size, or by one.
    var step = -max(abs(point.variables[i]), 1)
    if point.gradient[i] < 0 { step = -step }
    for _ in 0..<Self.backtrackingLimit {
      trial.variables = point.variables
      trial.variables[i] += step
      search.bounds.clamp(&trial.variables)
      search.evaluate(&trial)
      if trial.value < point.value - Self.leastDecrease * (1 + abs(point.value)) {
        swap(&point, &trial)
        return true
      }
      step *= 0.25
    }
    return false
  }
}
