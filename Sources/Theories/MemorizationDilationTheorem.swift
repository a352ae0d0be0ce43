import Kernel

/// Theorems about the memorization-dilation model that hold whatever the parameters are
/// (docs/proof-rules.md, section 10).
enum MemorizationDilationTheorem: String, ModelTheorem, Hashable, CaseIterable {
  /// The dilation and the distance are positive.
  case dilationPositive = "dilation-positive"
  /// The dilation increases in the noise level, all else fixed.
  case dilationIncreasesInNoise = "dilation-increases-in-noise"
  /// The dilation decreases in the label smoothing, all else fixed.
  case dilationDecreasesInSmoothing = "dilation-decreases-in-smoothing"

  var axiom: Axiom {
    switch self {
    case .dilationPositive:
      Axiom(rawValue, section: "10.2", "the dilation and the distance of the model are positive")
    case .dilationIncreasesInNoise:
      Axiom(rawValue, section: "10.3", "the dilation increases in eta, all else fixed")
    case .dilationDecreasesInSmoothing:
      Axiom(rawValue, section: "10.4", "the dilation decreases in alpha, all else fixed")
    }
  }

  func require(_ goal: Goal, by evaluator: Evaluator) throws(KernelError) {
    switch (self, goal) {
    case (.dilationPositive, .comparison(let comparison)):
      let (smaller, larger) = try comparison.strictSides
      guard smaller == .number(.zero) else {
        throw .refused("the goal is not that a dilation or a distance is positive")
      }
      _ = try arguments(larger, evaluator, ["dilation", "distance"])
    case (.dilationIncreasesInNoise, .derivative(let term, .increases, let parameter)):
      try require(term, variesOnly: "eta", with: parameter, evaluator)
    case (.dilationDecreasesInSmoothing, .derivative(let term, .decreases, let parameter)):
      try require(term, variesOnly: "alpha", with: parameter, evaluator)
    case (.dilationDecreasesInSmoothing, .comparison(let comparison)):
      try requireSmoothingApart(comparison, evaluator)
    default: throw .refused("the goal is not of the form of the theorem")
    }
  }

  /// The arguments of the problem, which is admissible, whose dilation a term is.
  private func arguments(
    _ term: Term, _ evaluator: Evaluator, _ quantities: Set<String> = ["dilation"]
  ) throws(KernelError) -> [String: Statement.Argument] {
    guard case .minimizer(let problem, let quantity, nil) = term, quantities.contains(quantity)
    else { throw .refused("a side of the goal is not a dilation") }
    return try MemorizationDilationBounds.requireAdmissible(problem, by: evaluator)
  }

  /// The term is the dilation of a problem; the parameter is its argument `name` and nothing else.
  private func require(
    _ term: Term, variesOnly name: String, with parameter: Int, _ evaluator: Evaluator
  ) throws(KernelError) {
    for (other, argument) in try arguments(term, evaluator) {
      let isRight =
        other == name
        ? argument == .number(.parameter(parameter))
        : argument.terms.allSatisfy { !evaluator.statement.mentions($0, parameter) }
      guard isRight else { throw .refused("the parameter does not vary \(name) alone") }
    }
  }

  /// The sides are dilations of problems that differ in their smoothing alone.
  private func requireSmoothingApart(
    _ comparison: Comparison, _ evaluator: Evaluator
  ) throws(KernelError) {
    let (smaller, larger) = try comparison.strictSides
    let (first, second) = (try arguments(smaller, evaluator), try arguments(larger, evaluator))
    guard Set(first.keys) == Set(second.keys) else {
      throw .refused("the two problems have different arguments")
    }
    var budget = Statement.operationBudget
    for (name, argument) in first where name != "alpha" {
      guard case .number(let a) = argument, case .number(let b) = second[name],
        try evaluator.statement.unfolded(a, budget: &budget)
          == evaluator.statement.unfolded(b, budget: &budget)
      else { throw .refused("the two problems differ in \(name) as well") }
    }
    guard case .number(let a) = first["alpha"], case .number(let b) = second["alpha"],
      try evaluator.value(of: a).lower > evaluator.value(of: b).upper
    else { throw .refused("the problem said to dilate less is not certainly smoothed more") }
  }
}

extension Comparison {
  /// The smaller and the larger side of a strict inequality.
  fileprivate var strictSides: (Term, Term) {
    get throws(KernelError) {
      switch relation {
      case .less: (left, right)
      case .greater: (right, left)
      default: throw .refused("the goal is not a strict inequality")
      }
    }
  }
}
