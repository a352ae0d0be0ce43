import Exact

/// A point of the domain and what is known there.
public final class PointSituation: Sendable {
  /// The theorem file.
  public let statement: Statement
  /// The claim that is examined.
  public let claim: Int
  /// The values of the parameters.
  public let point: [Fraction]
  private let known: Situation
  private let bounds: [Int: ProblemBounds]

  private init(
    _ known: Situation, claim: Int, point: [Fraction], bounds: [Int: ProblemBounds]
  ) {
    statement = known.statement
    self.claim = claim
    self.point = point
    self.known = known
    self.bounds = bounds
  }

  /// A point, not yet known to lie in the domain; that is required where a theorem is made.
  ///
  /// - Throws: `KernelError.refused` unless there is a value for each parameter, and such a claim.
  public static func at(
    _ point: [Fraction], of statement: Statement, claim: Int
  ) throws(KernelError) -> PointSituation {
    guard point.count == statement.parameters.count else {
      throw .refused("there must be one value for each of the parameters")
    }
    guard statement.claims.indices.contains(claim) else { throw .refused("there is no such claim") }
    return PointSituation(
      Situation(at: point, of: statement, claim: claim), claim: claim, point: point, bounds: [:])
  }

  private func with(_ known: Situation) -> PointSituation {
    PointSituation(known, claim: claim, point: point, bounds: bounds)
  }

  /// The same point with what is known there, for another claim: facts are not about claims.
  public func about(claim: Int) -> PointSituation {
    PointSituation(known, claim: claim, point: point, bounds: bounds)
  }

  // MARK: Facts

  /// As `Situation.bounding`; a bound that rests on assumptions holds, as the point satisfies them.
  public func bounding(
    _ definition: Int, _ side: BoundSide, by value: Fraction, method: BoundMethod,
    precisionInBits: Int
  ) throws(KernelError) -> PointSituation {
    with(
      try known.bounding(
        definition, side, by: value, method: method, precisionInBits: precisionInBits))
  }

  /// As `Situation.enclosingRoot`.
  public func enclosingRoot(
    _ definition: Int, below: [Fraction], around: [Fraction], above: [Fraction],
    precisionInBits: Int
  ) throws(KernelError) -> PointSituation {
    with(
      try known.enclosingRoot(
        definition, below: below, around: around, above: above, precisionInBits: precisionInBits))
  }

  /// As `Situation.narrowingRoot`.
  public func narrowingRoot(
    _ definition: Int, _ a: Fraction, _ b: Fraction, precisionInBits: Int
  ) throws(KernelError) -> PointSituation {
    with(try known.narrowingRoot(definition, a, b, precisionInBits: precisionInBits))
  }

  /// Bounds of the minimum of a problem: primal evaluation above, duality or strong convexity below.
  ///
  /// - Throws: `KernelError.refused` when the witness is for another model or establishes nothing.
  public func minimizing(
    _ problem: Int, by witness: MinimumWitness, precisionInBits: Int
  ) throws(KernelError) -> PointSituation {
    guard statement.problems.indices.contains(problem),
      statement.problems[problem].model == witness.model
    else { throw .refused("problem \(problem + 1) is not of the model \(witness.model)") }
    let evaluator = try evaluator(precisionInBits)
    let found = try witness.bounds(
      try evaluator.arguments(of: statement.problems[problem]), by: evaluator.calculator)
    return PointSituation(
      known, claim: claim, point: point, bounds: bounds.merging([problem: found]) { $1 })
  }

  /// An evaluator at the point, with all that is known there.
  package func evaluator(_ precisionInBits: Int) throws(KernelError) -> Evaluator {
    try Evaluator(
      statement, box: Box(point: point), facts: known.facts, bounds: bounds,
      precisionInBits: precisionInBits)
  }

  // MARK: Membership

  /// Requires that the point lies in the domain: exactly where terms are rational, else by
  /// enclosures.
  func requireInDomain(_ precisionInBits: Int) throws(KernelError) {
    for (index, parameter) in statement.parameters.enumerated() {
      let value = Term.parameter(index)
      guard !parameter.isInteger || point[index].isInteger,
        try holds(.lessOrEqual, parameter.lower, value, precisionInBits),
        try holds(.lessOrEqual, value, parameter.upper ?? value, precisionInBits)
      else { throw .refused("parameter \(index + 1) is not certainly in its range") }
    }
    for (index, assumption) in statement.assumptions.enumerated() {
      guard
        try holds(assumption.relation, assumption.left, assumption.right, precisionInBits)
      else { throw .refused("assumption \(index + 1) does not certainly hold at the point") }
    }
  }

  private func holds(
    _ relation: Relation, _ left: Term, _ right: Term, _ precisionInBits: Int
  ) throws(KernelError) -> Bool {
    let comparison = Comparison(relation: relation, left: left, right: right)
    if let holds = try statement.holdsExactly(comparison, at: point) { return holds }
    // Facts that rest on assumptions must not help to show that the assumptions hold.
    let evaluator = try Evaluator(
      statement, box: Box(point: point), facts: known.factsWithoutAssumptions, bounds: bounds,
      precisionInBits: precisionInBits)
    return relation.holds(try evaluator.value(of: left), try evaluator.value(of: right)) == true
  }
}
