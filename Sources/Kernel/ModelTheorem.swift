/// Theorems about models that hold whatever the parameters are (docs/proof-rules.md, section 10).
public enum ModelTheorem: String, Hashable, Sendable, CaseIterable {
  /// The dilation and the distance of the memorization-dilation model are positive.
  case dilationPositive = "dilation-positive"
  /// Its dilation increases in the noise level, all else fixed.
  case dilationIncreasesInNoise = "dilation-increases-in-noise"
  /// Its dilation decreases in the label smoothing, all else fixed.
  case dilationDecreasesInSmoothing = "dilation-decreases-in-smoothing"

  /// Requires that the goal of a node is an instance of the theorem.
  func require(_ node: Node, precisionInBits: Int) throws(KernelError) {
    let evaluator = try node.evaluator(
      precisionInBits: precisionInBits)
    switch (self, node.goal) {
    case (.dilationPositive, .comparison(let comparison)):
      let (smaller, larger) = try comparison.strictSides
      guard smaller == .number(.zero), case .minimizer(let problem, let quantity, nil) = larger,
        quantity == "dilation" || quantity == "distance"
      else { throw .refused("the goal is not that a dilation or a distance is positive") }
      try requireAdmissible(problem, evaluator)
    case (.dilationIncreasesInNoise, .derivative(let term, .increases, let parameter)):
      try require(term, variesOnly: "eta", with: parameter, evaluator)
    case (.dilationDecreasesInSmoothing, .derivative(let term, .decreases, let parameter)):
      try require(term, variesOnly: "alpha", with: parameter, evaluator)
    case (.dilationDecreasesInSmoothing, .comparison(let comparison)):
      try requireSmoothingApart(comparison, evaluator)
    default: throw .refused("the goal is not of the form of the theorem")
    }
  }

  private func requireAdmissible(_ problem: Int, _ evaluator: Evaluator) throws(KernelError) {
    let declared = evaluator.statement.problems[problem]
    guard declared.model == MemorizationDilationBounds.model else {
      throw .refused("the theorem is about another model")
    }
    try MemorizationDilationBounds.requireAdmissible(
      try evaluator.arguments(of: declared), by: evaluator.calculator)
  }

  /// The term is the dilation of a problem; the parameter is its argument `name` and nothing else.
  private func require(
    _ term: Term, variesOnly name: String, with parameter: Int, _ evaluator: Evaluator
  ) throws(KernelError) {
    let problem = try dilationProblem(term)
    try requireAdmissible(problem, evaluator)
    let statement = evaluator.statement
    for (other, argument) in statement.problems[problem].arguments {
      let isRight =
        other == name
        ? argument == .number(.parameter(parameter))
        : argument.terms.allSatisfy { !statement.mentions($0, parameter) }
      guard isRight else { throw .refused("the parameter does not vary \(name) alone") }
    }
  }

  /// The sides are dilations of problems that differ in their smoothing alone.
  private func requireSmoothingApart(
    _ comparison: Comparison, _ evaluator: Evaluator
  ) throws(KernelError) {
    let sides = try comparison.strictSides
    let (smaller, larger) = (try dilationProblem(sides.0), try dilationProblem(sides.1))
    try requireAdmissible(smaller, evaluator)
    try requireAdmissible(larger, evaluator)
    let first = evaluator.statement.problems[smaller].arguments
    let second = evaluator.statement.problems[larger].arguments
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

  private func dilationProblem(_ term: Term) throws(KernelError) -> Int {
    guard case .minimizer(let problem, "dilation", nil) = term else {
      throw .refused("a side of the goal is not a dilation")
    }
    return problem
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
