import Exact

/// What is to be shown.
public enum Goal: Hashable, Sendable {
  /// The comparison holds.
  case comparison(Comparison)
  /// The derivative of a term in a parameter is positive (`increases`) or negative (`decreases`).
  case derivative(Term, ClaimStatement.Direction, parameter: Int)
}

/// Where a step stands: what is to be shown, on which box, knowing what.
///
/// It asserts that the goal holds at every point of the box (integer parameters at integers) at
/// which every usable assumption holds; an assumption is usable unless it depends on a fixed
/// parameter. Only the kernel makes situations, and a situation asserts nothing by itself.
public final class Situation: Sendable {
  /// The theorem file.
  public let statement: Statement
  /// The claim the situation belongs to.
  public let claim: Int
  /// What is to be shown.
  public let goal: Goal
  /// Where.
  public let box: Box
  /// The parameters that steps above have fixed at an end of their range.
  public let fixed: Set<Int>
  /// What steps above have assumed to hold, one case after another.
  public let hypotheses: [Comparison]
  /// The parameters that steps above have replaced by reciprocals.
  public let replaced: [Int: Replacement]
  /// What is known on the box.
  public let facts: [Fact]
  /// The share of the volume of the root.
  public let share: Fraction
  /// Where the situation came from; facts do not change it.
  let origin: Origin

  /// Where a situation came from.
  enum Origin {
    /// The claim on its whole domain.
    case root
    /// One of two parts of a situation.
    case part(of: Situation)
    /// What is left of a situation after `fixing`, `through` or `reciprocal`.
    case remainder(of: Situation)
    /// One of two cases of a situation.
    case distinguished(of: Situation, isFirst: Bool)
    /// A point, about which nothing is asserted.
    case point
  }

  /// A parameter that is y^-power, y having its index.
  public struct Replacement: Sendable {
    /// The power, 1 or 2.
    public let power: Int
    /// How many assumptions there were: those speak of the parameter, later ones of y.
    let assumptions: Int
  }

  private init(
    _ statement: Statement, claim: Int, goal: Goal, box: Box, fixed: Set<Int> = [],
    hypotheses: [Comparison] = [], replaced: [Int: Replacement] = [:], facts: [Fact] = [],
    share: Fraction = Fraction(1), origin: Origin
  ) {
    self.statement = statement
    self.claim = claim
    self.goal = goal
    self.box = box
    self.fixed = fixed
    self.hypotheses = hypotheses
    self.replaced = replaced
    self.facts = facts
    self.share = share
    self.origin = origin
  }

  /// A situation that differs from this one; replacing a parameter leaves behind the facts that
  /// depend on it.
  func derived(
    _ origin: Origin, goal: Goal? = nil, box: Box? = nil, fixing parameter: Int? = nil,
    replacing other: (parameter: Int, power: Int)? = nil, assuming conditions: [Comparison] = [],
    share: Fraction? = nil
  ) -> Situation {
    var (replaced, facts) = (replaced, facts)
    if let (other, power) = other {
      replaced[other] = Replacement(power: power, assumptions: assumptions.count)
      facts.removeAll { statement.mentions(.definition($0.definition), other) }
    }
    return Situation(
      statement, claim: claim, goal: goal ?? self.goal, box: box ?? self.box,
      fixed: parameter.map { fixed.union([$0]) } ?? fixed, hypotheses: hypotheses + conditions,
      replaced: replaced, facts: facts, share: share ?? self.share, origin: origin)
  }

  /// The whole domain, with the claim as the goal.
  ///
  /// - Throws: `KernelError` when the domain has no box or, for a claim that a term is monotone in a
  ///   parameter, when its points along that parameter might not form an interval.
  public static func root(
    of statement: Statement, claim index: Int
  ) throws(KernelError) -> Situation {
    guard statement.claims.indices.contains(index) else { throw .refused("there is no such claim") }
    let box = try Box(domainOf: statement)
    switch statement.claims[index] {
    case .comparison(let comparison):
      return Situation(
        statement, claim: index, goal: .comparison(comparison), box: box, origin: .root)
    case .monotone(let term, let direction, let parameter):
      try statement.requireInterval(along: parameter, in: box)
      return Situation(
        statement, claim: index, goal: .derivative(term, direction, parameter: parameter), box: box,
        origin: .root)
    }
  }

  /// One point, as the place of facts; it asserts nothing about the claim.
  init(at point: [Fraction], of statement: Statement, claim: Int) {
    self.statement = statement
    self.claim = claim
    goal = .comparison(
      Comparison(relation: .equal, left: .number(.zero), right: .number(.zero)))
    box = Box(point: point)
    (fixed, hypotheses, replaced, facts, share, origin) = ([], [], [:], [], Fraction(1), .point)
  }

  /// The same situation with one more fact.
  func adding(_ fact: Fact) -> Situation {
    Situation(
      statement, claim: claim, goal: goal, box: box, fixed: fixed, hypotheses: hypotheses,
      replaced: replaced, facts: facts + [fact], share: share, origin: origin)
  }

  /// The assumptions of the theorem file, then the hypotheses.
  public var assumptions: [Comparison] { statement.assumptions + hypotheses }

  /// Whether an assumption may be used where these parameters are fixed.
  public func isUsable(_ assumption: Int, fixing parameters: Set<Int>) -> Bool {
    let others = replaced.filter { assumption < $0.value.assumptions }.keys
    return !statement.mentions(assumptions[assumption], anyOf: parameters.union(others))
  }

  /// The facts in force where these parameters are fixed.
  func facts(fixing parameters: Set<Int>) -> [Fact] {
    facts.filter { fact in
      fact.restsOn.allSatisfy { isUsable($0, fixing: parameters) }
    }
  }

  /// The facts in force.
  package var factsInForce: [Fact] { facts(fixing: fixed) }

  /// The facts that hold at every point of the box, whatever is assumed.
  package var factsWithoutAssumptions: [Fact] { facts.filter(\.restsOn.isEmpty) }

  /// An evaluator on the box.
  package func evaluator(
    facts: [Fact], precisionInBits: Int, order: Int = 0, variables: [Int] = []
  ) throws(KernelError) -> Evaluator {
    try Evaluator(
      statement, box: box, facts: facts, precisionInBits: precisionInBits, order: order,
      variables: variables)
  }

  /// The parameters whose interval is not a point.
  package var freeParameters: [Int] { box.ranges.indices.filter { !box.ranges[$0].isPoint } }

  /// Whether a split treats a parameter as an integer.
  public func splitsAtIntegers(_ parameter: Int) -> Bool {
    if case .derivative(_, _, let direction) = goal, direction == parameter { return false }
    return statement.parameters[parameter].isInteger && replaced[parameter] == nil
  }

  // MARK: Steps to other situations

  /// The two parts of the box at a value of a parameter.
  ///
  /// - Throws: `KernelError.refused` unless both parts are proper.
  public func split(
    _ parameter: Int, at value: Fraction
  ) throws(KernelError) -> (lower: Situation, upper: Situation) {
    guard box.ranges.indices.contains(parameter) else { throw .refused("no such parameter") }
    let range = box.ranges[parameter]
    let isInteger = splitsAtIntegers(parameter)
    let isInside =
      range.contains(value) && value != range.upper
      && (isInteger ? value.isInteger : value != range.lower)
    guard isInside else {
      throw .refused("\(value) does not split the range of parameter \(parameter + 1)")
    }
    let unit = Fraction(isInteger ? 1 : 0)
    // Where there is no end, both parts count the same.
    var part = Fraction.half
    if let upper = range.upper {
      part = try exactly((value - range.lower + unit).divided(by: upper - range.lower + unit))
    }
    let lower = derived(
      .part(of: self), box: box.replacing(parameter, lower: range.lower, upper: value),
      share: share * part)
    let upper = derived(
      .part(of: self), box: box.replacing(parameter, lower: value + unit, upper: range.upper),
      share: share - share * part)
    return (lower, upper)
  }

  /// The face on which the slack of the goal is least, where it is monotone in a parameter.
  ///
  /// - Throws: `KernelError.refused` unless the derivative certainly has one sign on the box.
  public func fixing(
    monotone parameter: Int, precisionInBits: Int
  ) throws(KernelError) -> Situation {
    guard case .comparison(let comparison) = goal, comparison.relation != .equal,
      box.ranges.indices.contains(parameter)
    else { throw .refused("only the sides of an inequality can be monotone in a parameter") }
    let below = fixed.union([parameter])
    let evaluator = try evaluator(
      facts: facts(fixing: below), precisionInBits: precisionInBits, order: 1,
      variables: [parameter])
    let slope = try evaluator.slack(of: comparison).first[0]
    let range = box.ranges[parameter]
    let end: Fraction
    if slope.isNonnegative {
      end = range.lower
    } else if slope.negated.isNonnegative, let upper = range.upper {
      end = upper
    } else {
      throw .refused("the derivative has no certain sign on the box, or its least end is infinity")
    }
    return derived(
      .remainder(of: self), box: box.replacing(parameter, lower: end, upper: end), fixing: parameter
    )
  }

  /// The two cases of the goal by which branch its first `abs`, `min`, `max` or condition takes.
  ///
  /// - Throws: `KernelError.refused` when there is none, or when it might have no value on the box.
  public func distinguished(
    precisionInBits: Int
  ) throws(KernelError) -> (first: Situation, second: Situation) {
    guard case .comparison(let comparison) = goal else {
      throw .refused("only a comparison has cases")
    }
    var budget = Statement.operationBudget
    let left = try statement.unfolded(comparison.left, budget: &budget)
    let right = try statement.unfolded(comparison.right, budget: &budget)
    guard let branching = left.firstBranching ?? right.firstBranching else {
      throw .refused("the goal has no abs, min, max or condition")
    }
    let evaluator = try evaluator(facts: factsInForce, precisionInBits: precisionInBits)
    for operand in branching.comparedOperands { _ = try evaluator.value(of: operand) }
    let cases = try branching.branches
    func situation(_ branch: Term.Branch, isFirst: Bool) -> Situation {
      derived(
        .distinguished(of: self, isFirst: isFirst),
        goal: .comparison(
          Comparison(
            relation: comparison.relation, left: left.replacing(branching, by: branch.value),
            right: right.replacing(branching, by: branch.value))),
        assuming: [branch.condition])
    }
    return (situation(cases.first, isFirst: true), situation(cases.second, isFirst: false))
  }
}

extension ExactDecimal {
  /// One.
  package static let one = ExactDecimal(digits: "1") ?? .zero
  /// Two.
  static let two = ExactDecimal(digits: "2") ?? .zero
}
