// Roots that exist because a continuous difference changes its sign (docs/certificate-format.md,
// section 5).

extension Node {
  /// That the sides of the equation of a root compare so at the lower end of its range, and in the
  /// opposite way at the upper one; then the goal, where the root has a value, its equation holds
  /// and it lies in its range.
  ///
  /// - Throws: `KernelError.refused` unless both sides are certainly continuous on the range.
  public func solving(
    _ definition: Int, _ relation: Relation, precisionInBits: Int
  ) throws(KernelError) -> [Node] {
    let (lower, upper, left, right) = try root(definition)
    guard relation == .lessOrEqual || relation == .greaterOrEqual else {
      throw .refused("the sides must compare by <= or >= at the lower end")
    }
    var axioms = statement.axioms(of: [.definition(definition)])
    axioms.formUnion(
      try requireContinuous([left, right], from: lower, to: upper, precisionInBits))
    func ends(_ end: Term, _ relation: Relation) -> Comparison {
      left.replacing(.bound, by: end).compared(relation, right.replacing(.bound, by: end))
    }
    let opposite: Relation = relation == .lessOrEqual ? .greaterOrEqual : .lessOrEqual
    let root = Term.definition(definition)
    let premises = [
      lower.compared(.lessOrEqual, upper), ends(lower, relation), ends(upper, opposite),
    ]
    return try requiring(
      premises.map { (goal: $0, assumed: []) },
      assuming: [
        left.replacing(.bound, by: root).compared(.equal, right.replacing(.bound, by: root)),
        root.compared(.greaterOrEqual, lower), root.compared(.lessOrEqual, upper),
      ], believing: axioms, solving: definition)
  }

  /// Requires that terms are defined and continuous in the variable of a root between two ends,
  /// wherever the parameters count; what was believed.
  private func requireContinuous(
    _ terms: [Term], from lower: Term, to upper: Term, _ precisionInBits: Int
  ) throws(KernelError) -> Set<Axiom> {
    let evaluator = try evaluator(precisionInBits: precisionInBits)
    let normalizer = Normalizer(
      try evaluator.inEquation(from: lower, to: upper), .plain, conditions: conditions)
    for term in terms {
      var budget = Statement.operationBudget
      guard try statement.unfolded(term, budget: &budget).isContinuous else {
        throw .refused("a side of the equation has a condition, a jump, a power or a problem in it")
      }
      _ = try normalizer.form(of: term)
    }
    return normalizer.axioms
  }
}

extension Term {
  /// Whether a term, definitions written out, is made of functions that are continuous where they
  /// are defined.
  fileprivate var isContinuous: Bool {
    switch self {
    case .conditional, .minimum, .minimizer: false
    case .unary(let function, let a): function.properties.course != .steps && a.isContinuous
    case .binary(.power, let a, let b): b.integerLiteral != nil && a.isContinuous
    case .binary(_, let a, let b): a.isContinuous && b.isContinuous
    case .number, .parameter, .definition, .bound: true
    }
  }
}
