import Kernel

extension Term {
  /// Whether the term mentions `minimum` or `minimizer`.
  var dependsOnOptimum: Bool { !problems.isEmpty }

  /// Whether the term mentions a quantity of a minimiser.
  var mentionsMinimizer: Bool {
    if case .minimizer = self { true } else { operands.contains { $0.mentionsMinimizer } }
  }
}
