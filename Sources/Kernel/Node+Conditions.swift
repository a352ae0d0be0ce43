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

  /// The goal where a comparison holds, and where it does not.
  ///
  /// - Throws: `KernelError.refused` unless the goal is a comparison and the other is an inequality
  ///   whose sides have values.
  public func dividing(by comparison: Comparison, precisionInBits: Int) throws(KernelError)
    -> [Node]
  {
    guard case .comparison = goal else { throw .refused("only a comparison has cases") }
    for side in comparison.sides { try statement.requireLimitedHeight(side) }
    let evaluator = try evaluator(precisionInBits: precisionInBits)
    var axioms = statement.axioms(of: comparison.sides)
    for side in comparison.sides { axioms.formUnion(try requireValue(of: side, evaluator)) }
    let opposite = Comparison(
      relation: try comparison.relation.opposite, left: comparison.left, right: comparison.right)
    let premises = Premises(of: self, count: 2)
    return [comparison, opposite].enumerated().map { index, condition in
      derived(.premise(premises, index: index), assuming: [condition], believing: axioms)
    }
  }

  /// The same box with the opposite of an assumption as the goal: if that is so, no point counts.
  ///
  /// - Throws: `KernelError.refused` unless the assumption is a usable inequality.
  public func contradicting(_ assumption: Int) throws(KernelError) -> Node {
    guard case .comparison = goal, assumptions.indices.contains(assumption),
      isUsable(assumption)
    else { throw .refused("assumption \(assumption + 1) cannot be used so here") }
    let assumed = assumptions[assumption]
    let opposite = Comparison(
      relation: try assumed.relation.opposite, left: assumed.left, right: assumed.right)
    return derived(.remainder(of: self), goal: .comparison(opposite))
  }

  /// The premises of a theorem about the minimum of a problem, then the goal where its conclusions
  /// hold, and the premises, if they are kept.
  ///
  /// - Throws: `KernelError.refused` unless a theorem is about the model and the witness, with so
  ///   many premises.
  public func bounding(
    problem: Int, by witness: [Term], premiseCount: Int, keepsPremises: Bool = true
  ) throws(KernelError) -> [Node] {
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
    guard implication.premises.count == premiseCount else {
      throw .refused("the theorem about problem \(problem + 1) is that of another step")
    }
    let axioms = statement.axioms(of: implication.premises.flatMap(\.sides))
    return try requiring(
      implication.premises, concluding: implication.conclusions, keepsPremises: keepsPremises,
      believing: axioms.union([theorem.axiom]))
  }

  /// Comparisons to be shown, one after another, then the goal where what follows from them holds,
  /// and they themselves, if they are kept.
  ///
  /// For a goal about a derivative points would have to count at which an integer parameter is no
  /// integer.
  func requiring(
    _ premises: [Comparison], concluding conclusions: [Comparison], keepsPremises: Bool = true,
    believing axioms: Set<Axiom>
  ) throws(KernelError) -> [Node] {
    let parts = premises.enumerated().map { (goal: $1, assumed: Array(premises[..<$0])) }
    return try requiring(
      parts, assuming: (keepsPremises ? premises : []) + conclusions, believing: axioms)
  }

  /// Comparisons to be shown, each where others are assumed, then the goal where some are.
  func requiring(
    _ parts: [(goal: Comparison, assumed: [Comparison])], assuming last: [Comparison],
    believing axioms: Set<Axiom>, solving definition: Int? = nil
  ) throws(KernelError) -> [Node] {
    guard case .comparison = goal else { throw .refused("only a comparison has premises") }
    for side in (parts.map(\.goal) + last).flatMap(\.sides) {
      try statement.requireLimitedHeight(side)
    }
    let premises = Premises(of: self, count: parts.count + 1)
    return parts.enumerated().map { index, part in
      derived(
        .premise(premises, index: index), goal: .comparison(part.goal),
        assuming: part.assumed)
    } + [
      derived(
        .premise(premises, index: parts.count), assuming: last,
        solving: definition, believing: axioms)
    ]
  }
}
