import Kernel
import TheoremLanguage

extension Term {
  /// The problems whose optimum the term mentions, each once, in order of first mention.
  ///
  /// Definitions cannot mention an optimum, so the term itself is all there is to search.
  var problems: [Int] {
    var found: [Int] = []
    collectProblems(into: &found)
    return found
  }

  /// Whether the term mentions `minimum` or `minimizer`.
  var dependsOnOptimum: Bool { !problems.isEmpty }

  /// Whether the term mentions a quantity of a minimiser.
  var mentionsMinimizer: Bool {
    switch self {
    case .number, .parameter, .definition, .bound, .minimum: false
    case .unary(_, let argument): argument.mentionsMinimizer
    case .binary(_, let left, let right): left.mentionsMinimizer || right.mentionsMinimizer
    case .conditional(let condition, let whenTrue, let whenFalse):
      [condition.left, condition.right, whenTrue, whenFalse].contains { $0.mentionsMinimizer }
    case .minimizer: true
    }
  }

  private func collectProblems(into found: inout [Int]) {
    switch self {
    case .number, .parameter, .definition, .bound: break
    case .unary(_, let argument): argument.collectProblems(into: &found)
    case .binary(_, let left, let right):
      left.collectProblems(into: &found)
      right.collectProblems(into: &found)
    case .conditional(let condition, let whenTrue, let whenFalse):
      for term in [condition.left, condition.right, whenTrue, whenFalse] {
        term.collectProblems(into: &found)
      }
    case .minimum(let problem), .minimizer(let problem, _, _):
      if !found.contains(problem) { found.append(problem) }
    }
  }
}
