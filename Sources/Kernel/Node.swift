import Exact

/// What is to be shown.
public enum Goal: Hashable, Sendable {
  /// The comparison holds.
  case comparison(Comparison)
  /// The derivative of a term in a parameter is positive (`increases`) or negative (`decreases`).
  case derivative(Term, ClaimStatement.Direction, parameter: Int)
}

/// Where a step stands: what is to be shown, on which box, and what is known there.
///
/// It asserts that the goal holds at every point of the box (integer parameters at integers) at
/// which every usable assumption holds; an assumption is usable unless it depends on a parameter
/// that has been moved or replaced since. Only the kernel makes nodes, and a node asserts nothing
/// by itself.
public final class Node: Sendable {
  /// The theorem file.
  public let statement: Statement
  /// The claim the node belongs to.
  public let claim: Int
  /// What is to be shown.
  public let goal: Goal
  /// Where.
  public let box: Box
  /// The parameters that steps above have moved along their range, each with the number of
  /// assumptions there were: those that depend on it say nothing any more.
  public let moved: [Int: Int]
  /// What steps above have assumed to hold, one case after another.
  public let hypotheses: [Comparison]
  /// The parameters that steps above have replaced by reciprocals.
  public let replaced: [Int: Replacement]
  /// What is known on the box.
  public let facts: [Fact]
  /// The root definitions that have a value wherever all assumptions hold.
  let solved: Set<Int>
  /// What is known about the minima of problems; only at a point.
  let bounds: [Int: [Term: DyadicInterval]]
  /// What was believed to find out what is known.
  let axioms: Set<Axiom>
  /// Where the node came from; what is known does not change it.
  let origin: Origin

  /// Where a node came from.
  enum Origin {
    /// The claim on its whole domain.
    case root
    /// A point, not yet known to lie in the domain.
    case point
    /// One of two parts of a node.
    case part(of: Node)
    /// What is left of a node after `fixing`, `through` or `reciprocal`.
    case remainder(of: Node)
    /// The contrary of the claim at a point.
    case contrary(of: Node)
    /// One of the nodes that one step leaves, of which all must hold, by its index.
    case premise(Premises, index: Int)
  }

  /// The nodes that one step leaves.
  ///
  /// Those that another step leaves are not among them, for they may assume what is shown nowhere
  /// among these.
  final class Premises: Sendable {
    let parent: Node
    let count: Int

    init(of parent: Node, count: Int) { (self.parent, self.count) = (parent, count) }
  }

  /// A parameter that is y^-power, y having its index.
  public struct Replacement: Sendable {
    /// The power, 1 or 2.
    public let power: Int
    /// How many assumptions there were: those speak of the parameter, later ones of y.
    let assumptions: Int
  }

  private init(
    _ statement: Statement, claim: Int, goal: Goal, box: Box, moved: [Int: Int] = [:],
    hypotheses: [Comparison] = [], replaced: [Int: Replacement] = [:], facts: [Fact] = [],
    solved: Set<Int> = [], bounds: [Int: [Term: DyadicInterval]] = [:], axioms: Set<Axiom> = [],
    origin: Origin
  ) {
    self.statement = statement
    self.claim = claim
    self.goal = goal
    self.box = box
    self.moved = moved
    self.hypotheses = hypotheses
    self.replaced = replaced
    self.facts = facts
    self.solved = solved
    self.bounds = bounds
    self.axioms = axioms
    self.origin = origin
  }

  /// The whole domain, with the claim as the goal.
  ///
  /// - Throws: `KernelError` when the domain has no box or, for a claim that a term is monotone in
  ///   a parameter, when its points along that parameter might not form an interval.
  public static func root(of statement: Statement, claim: Int) throws(KernelError) -> Node {
    let goal = try statement.goal(ofClaim: claim)
    let box = try Box(domainOf: statement)
    if case .derivative(_, _, let parameter) = goal {
      try statement.requireInterval(along: parameter, in: box, ofClaim: claim)
    }
    return Node(statement, claim: claim, goal: goal, box: box, origin: .root)
  }

  /// A point, not yet known to lie in the domain; that is required where a theorem is made.
  ///
  /// - Throws: `KernelError.refused` unless there is a value for each parameter, and such a claim.
  public static func at(
    _ point: [Fraction], of statement: Statement, claim: Int
  ) throws(KernelError) -> Node {
    guard point.count == statement.parameters.count else {
      throw .refused("there must be one value for each of the parameters")
    }
    return Node(
      statement, claim: claim, goal: try statement.goal(ofClaim: claim), box: Box(point: point),
      origin: .point)
  }

  /// The point, with the contrary of the claim as the goal.
  ///
  /// - Throws: `KernelError.refused` unless the node is a point and the claim an inequality.
  public func contrary() throws(KernelError) -> Node {
    guard isPoint, case .comparison(let comparison) = goal else {
      throw .refused("only a comparison at a point has a contrary")
    }
    let opposite = Comparison(
      relation: try comparison.relation.opposite, left: comparison.left, right: comparison.right)
    return derived(.contrary(of: self), goal: .comparison(opposite))
  }

  /// The same point with what is known there, for another claim.
  ///
  /// Facts are not about claims, but those that rest on the conditions of one stay behind, and with
  /// them all bounds, which they may have helped to find.
  public func about(claim: Int) throws(KernelError) -> Node {
    guard isPoint else { throw .refused("only a point belongs to no claim") }
    let common = facts.filter { $0.restsOn.allSatisfy(statement.assumptions.indices.contains) }
    return Node(
      statement, claim: claim, goal: try statement.goal(ofClaim: claim), box: box, facts: common,
      bounds: common.count == facts.count ? bounds : [:], axioms: axioms, origin: origin)
  }

  /// A node that differs from this one; replacing a parameter leaves behind the facts that depend
  /// on it, and moving or replacing one the roots that are known to exist by assumptions.
  func derived(
    _ origin: Origin? = nil, goal: Goal? = nil, box: Box? = nil, moving parameter: Int? = nil,
    replacing other: (parameter: Int, power: Int)? = nil, assuming conditions: [Comparison] = [],
    knowing fact: Fact? = nil, solving definition: Int? = nil,
    bounds: [Int: [Term: DyadicInterval]]? = nil,
    believing axioms: Set<Axiom> = []
  ) -> Node {
    var (moved, replaced, facts) = (moved, replaced, facts + [fact].compactMap { $0 })
    if let parameter { moved[parameter] = assumptions.count }
    let solved =
      parameter == nil && other == nil ? solved.union([definition].compactMap { $0 }) : []
    if let (other, power) = other {
      replaced[other] = Replacement(power: power, assumptions: assumptions.count)
      facts.removeAll { statement.mentions(.definition($0.definition), other) }
    }
    return Node(
      statement, claim: claim, goal: goal ?? self.goal, box: box ?? self.box,
      moved: moved, hypotheses: hypotheses + conditions,
      replaced: replaced, facts: facts, solved: solved,
      bounds: other == nil ? bounds ?? self.bounds : [:],
      axioms: self.axioms.union(axioms), origin: origin ?? self.origin)
  }

  /// Whether a root has a value wherever all assumptions hold.
  package func isSolved(_ definition: Int) -> Bool { solved.contains(definition) }

  /// Whether the node is a point of the theorem file, and not a part of a domain.
  var isPoint: Bool { if case .point = origin { true } else { false } }

  /// The values of the parameters at a point.
  public var point: [Fraction] { box.ranges.map(\.lower) }

  /// The assumptions of the theorem file, those of the claim, then the hypotheses.
  public var assumptions: [Comparison] { statement.assumptions(ofClaim: claim) + hypotheses }

  /// Whether an assumption may be used, where a parameter is moved besides.
  public func isUsable(_ assumption: Int, moving parameter: Int? = nil) -> Bool {
    let changed = moved.filter { assumption < $0.value }.keys
    let others = replaced.filter { assumption < $0.value.assumptions }.keys
    return !statement.mentions(
      assumptions[assumption],
      anyOf: Set(changed).union(others).union([parameter].compactMap { $0 }))
  }

  /// The facts in force, where a parameter is moved besides.
  func facts(moving parameter: Int?) -> [Fact] {
    facts.filter { fact in fact.restsOn.allSatisfy { isUsable($0, moving: parameter) } }
  }

  /// The facts in force.
  package var factsInForce: [Fact] { facts(moving: nil) }

  /// The facts that hold at every point of the box, whatever is assumed.
  package var factsWithoutAssumptions: [Fact] { facts.filter(\.restsOn.isEmpty) }

  /// An evaluator on the box, or at a point of it, with the facts in force or with others; roots
  /// that exist where all assumptions hold have a value on the box, with the facts in force.
  package func evaluator(
    at point: [Fraction]? = nil, facts: [Fact]? = nil, precisionInBits: Int, order: Int = 0,
    variables: [Int] = [], isTangent: Bool = false
  ) throws(KernelError) -> Evaluator {
    try Evaluator(
      statement, box: point.map(Box.init(point:)) ?? box, facts: facts ?? factsInForce,
      solved: point == nil && facts == nil ? solved : [], bounds: bounds,
      precisionInBits: precisionInBits, order: order, variables: variables, isTangent: isTangent)
  }

  /// The parameters whose interval is not a point.
  package var freeParameters: [Int] { box.ranges.indices.filter { !box.ranges[$0].isPoint } }

  /// Whether a split treats a parameter as an integer.
  public func splitsAtIntegers(_ parameter: Int) -> Bool {
    if case .derivative(_, _, let direction) = goal, direction == parameter { return false }
    return statement.parameters[parameter].isInteger && replaced[parameter] == nil
  }
}

// Points (docs/certificate-format.md, sections 9 and 10).

extension Node {
  /// A point with bounds of the minimum of a problem.
  ///
  /// - Throws: `KernelError.refused` when the witness is for another model or establishes nothing.
  public func minimizing(
    _ problem: Int, by witness: some ProblemWitness, precisionInBits: Int
  ) throws(KernelError) -> Node {
    guard isPoint, statement.problems.indices.contains(problem),
      statement.problems[problem].model == witness.model
    else { throw .refused("problem \(problem + 1) is not of the model \(witness.model)") }
    let found = try witness.bounds(of: problem, by: try evaluator(precisionInBits: precisionInBits))
    return derived(
      bounds: bounds.merging([problem: found]) { $1 }, believing: witness.axioms)
  }

  /// Requires that the node is a point that lies in the domain: exactly where terms are rational,
  /// else by enclosures.
  func requireInDomain(_ precisionInBits: Int) throws(KernelError) {
    guard isPoint else { throw .refused("the node is not a point") }
    let point = point
    for (index, parameter) in statement.parameters.enumerated() {
      let value = Term.parameter(index)
      guard !parameter.isInteger || point[index].isInteger,
        try holds(.lessOrEqual, parameter.lower, value, precisionInBits),
        try holds(.lessOrEqual, value, parameter.upper ?? value, precisionInBits)
      else { throw .refused("parameter \(index + 1) is not certainly in its range") }
    }
    for (index, assumption) in statement.assumptions(ofClaim: claim).enumerated() {
      guard
        try holds(assumption.relation, assumption.left, assumption.right, precisionInBits)
      else { throw .refused("assumption \(index + 1) does not certainly hold at the point") }
    }
  }

  private func holds(
    _ relation: Relation, _ left: Term, _ right: Term, _ precisionInBits: Int
  ) throws(KernelError) -> Bool {
    let comparison = Comparison(relation: relation, left: left, right: right)
    if let holds = try statement.exactEvaluator(at: point).holds(comparison) { return holds }
    // Facts that rest on assumptions must not help to show that the assumptions hold.
    let evaluator = try evaluator(facts: factsWithoutAssumptions, precisionInBits: precisionInBits)
    return relation.holds(try evaluator.value(of: left), try evaluator.value(of: right)) == true
  }
}

extension Statement {
  fileprivate func goal(ofClaim index: Int) throws(KernelError) -> Goal {
    guard claims.indices.contains(index) else { throw .refused("there is no such claim") }
    switch claims[index] {
    case .comparison(let comparison): return .comparison(comparison)
    case .monotone(let term, let direction, let parameter):
      return .derivative(term, direction, parameter: parameter)
    }
  }
}
