// Steps that leave premises: what is shown first, and then holds at every point that the rest of
// the node is about (docs/certificate-format.md, section 5).

extension Node {
  /// A comparison to be shown, then the goal where it holds.
  ///
  /// - Throws: `KernelError.refused` unless the goal is a comparison, `.limit` when a side is too
  ///   high.
  public func having(_ comparison: Comparison) throws(KernelError) -> [Node] {
    try requiring(
      [comparison], concluding: [], believing: statement.axioms(of: comparison.sides))
  }

  /// The premises of a theorem about the minimum of a problem, then the goal where its conclusions
  /// hold.
  ///
  /// - Throws: `KernelError.refused` unless a theorem is about the model and the witness.
  public func bounding(problem: Int, byDual witness: [Term]) throws(KernelError) -> [Node] {
    guard statement.problems.indices.contains(problem),
      let theorem = statement.theory.duals.first(where: {
        $0.model == statement.problems[problem].model
      })
    else { throw .refused("no theorem bounds the minimum of problem \(problem + 1) by terms") }
    // What is known of the form of arguments, that they are integers, is not so of a reciprocal.
    guard
      !statement.problems[problem].terms.contains(where: { term in
        replaced.keys.contains { statement.mentions(term, $0) }
      })
    else { throw .refused("the problem depends on a parameter that has been replaced") }
    let implication = try theorem.implication(of: problem, in: statement, witness: witness)
    let axioms = statement.axioms(of: implication.premises.flatMap(\.sides))
    return try requiring(
      implication.premises, concluding: implication.conclusions,
      believing: axioms.union([theorem.axiom]))
  }

  /// Comparisons to be shown, one after another, then the goal where they and what follows from
  /// them hold.
  ///
  /// For a goal about a derivative points would have to count at which an integer parameter is no
  /// integer.
  func requiring(
    _ premises: [Comparison], concluding conclusions: [Comparison], believing axioms: Set<Axiom>
  ) throws(KernelError) -> [Node] {
    guard case .comparison = goal else { throw .refused("only a comparison has premises") }
    for side in (premises + conclusions).flatMap(\.sides) {
      try statement.requireLimitedHeight(side)
    }
    let count = premises.count + 1
    return premises.enumerated().map { index, premise in
      derived(
        .premise(of: self, index: index, count: count), goal: .comparison(premise),
        assuming: Array(premises[..<index]))
    } + [
      derived(
        .premise(of: self, index: premises.count, count: count), assuming: premises + conclusions,
        believing: axioms)
    ]
  }
}
