import Exact

// Steps that go from a goal to its derivative, by the mean value theorem
// (docs/certificate-format.md, section 5).

extension Node {
  /// A comparison of a parameter with a term, that the term lies in its range, that the derivative
  /// of the slack in the parameter compares so with 0 between the two; then the goal at the term.
  ///
  /// The slack is nowhere less than there. Where the comparison is strict, it is more, and equality
  /// will do at the term.
  ///
  /// - Throws: `KernelError.refused` unless the goal is an inequality of smooth terms of the
  ///   parameter, which takes real values, and the other term does not depend on it.
  public func comparing(
    along position: Comparison, precisionInBits: Int
  ) throws(KernelError) -> [Node] {
    guard case .comparison(let comparison) = goal, comparison.relation != .equal,
      case .parameter(let parameter) = position.left, position.relation != .equal
    else { throw .refused("only inequalities compare along a parameter") }
    try requireReal(parameter)
    guard !statement.mentions(position.right, parameter) else {
      throw .refused("the term depends on the parameter itself")
    }
    let parts = try parts(of: comparison, along: parameter, position)
    for side in parts.flatMap(\.sides) { try statement.requireLimited(side) }
    let end = box.ranges[parameter].lower
    let isAbove = position.relation.isDownward
    let between =
      try range(of: parameter, isOpen: true)
      + [position.left.compared(isAbove ? .greater : .less, position.right)]
    // At the term itself the goal says that the sides have values.
    let inside = derived(moving: parameter, assuming: between)
    let axioms = try requireValues(of: comparison.sides, precisionInBits)
      .union(try inside.requireValues(of: comparison.sides, precisionInBits))
    let premises = Premises(of: self, count: parts.count)
    return parts.enumerated().map { index, part in
      derived(
        .premise(premises, index: index), goal: .comparison(part),
        box: index == 3 ? box.replacing(parameter, lower: end, upper: end) : nil,
        moving: index < 2 ? nil : parameter, assuming: index == 2 ? between : [],
        believing: axioms.union(statement.axioms(of: [position.right])))
    }
  }

  /// What is to be shown of a comparison along a parameter, in the order of the premises.
  private func parts(
    of comparison: Comparison, along parameter: Int, _ position: Comparison
  ) throws(KernelError) -> [Comparison] {
    let (term, range) = (position.right, box.ranges[parameter])
    var budget = Statement.operationBudget
    let sides = try statement.written(comparison.sides, along: parameter, budget: &budget)
    let slack = comparison.relation.isDownward ? sides[0] - sides[1] : sides[1] - sides[0]
    let slope = try statement.derivative(of: slack, along: parameter)
    let (left, right) = (
      sides[0].replacing(position.left, by: term), sides[1].replacing(position.left, by: term)
    )
    let isStrict = position.relation.isStrict
    let inRange =
      if !position.relation.isDownward, let upper = range.upper {
        term.compared(.lessOrEqual, try Term(exactly: upper))
      } else {
        term.compared(.greaterOrEqual, try Term(exactly: range.lower))
      }
    return [
      position, inRange, slope.compared(position.relation, 0),
      left.compared(isStrict ? comparison.relation.relaxed : comparison.relation, right),
    ]
  }

  /// The same box, without the ends of the range, for the sign of the derivative of a term that
  /// is said to be monotone.
  ///
  /// - Throws: `KernelError.refused` unless the term is smooth and the parameter takes real values.
  public func differentiated(precisionInBits: Int) throws(KernelError) -> Node {
    guard case .derivative(let term, let direction, let parameter) = goal else {
      throw .refused("the goal is not that a term increases or decreases")
    }
    try requireReal(parameter)
    let axioms = try requireValues(of: [term], precisionInBits)
    var budget = Statement.operationBudget
    let written = try statement.written([term], along: parameter, budget: &budget)
    let slope = try statement.derivative(of: written[0], along: parameter)
    try statement.requireLimited(slope)
    return derived(
      .remainder(of: self),
      goal: .comparison(slope.compared(direction == .increases ? .greater : .less, 0)),
      assuming: try range(of: parameter, isOpen: true), believing: axioms)
  }

  /// Requires that a parameter takes all real values in its interval.
  private func requireReal(_ parameter: Int) throws(KernelError) {
    guard statement.parameters.indices.contains(parameter),
      !statement.parameters[parameter].isInteger || replaced[parameter] != nil
    else { throw .refused("the parameter takes integer values only") }
  }

  /// Requires that terms have a value at each point that the node is about; what was believed.
  private func requireValues(
    of terms: [Term], _ precisionInBits: Int
  ) throws(KernelError) -> Set<Axiom> {
    let evaluator = try evaluator(precisionInBits: precisionInBits)
    var axioms: Set<Axiom> = []
    for term in terms { axioms.formUnion(try requireValue(of: term, evaluator)) }
    return axioms
  }

  /// The same box, where it is assumed that a parameter lies in its interval, as it does.
  ///
  /// - Throws: `KernelError.refused` unless there is such a parameter.
  public func assumingRange(of parameter: Int) throws(KernelError) -> Node {
    guard case .comparison = goal, box.ranges.indices.contains(parameter) else {
      throw .refused("only a comparison may use the range of a parameter")
    }
    return derived(.remainder(of: self), assuming: try range(of: parameter, isOpen: false))
  }

  /// That a parameter lies between the ends of its interval; it may be one unless that is open.
  private func range(of parameter: Int, isOpen: Bool) throws(KernelError) -> [Comparison] {
    let (range, place) = (box.ranges[parameter], Term.parameter(parameter))
    let (above, below): (Relation, Relation) =
      isOpen ? (.greater, .less) : (.greaterOrEqual, .lessOrEqual)
    let upper = try range.upper.map(Term.init(exactly:)).map { place.compared(below, $0) }
    return [place.compared(above, try Term(exactly: range.lower))] + [upper].compactMap { $0 }
  }
}

extension Relation {
  /// Whether the left side is the larger one.
  var isDownward: Bool { self == .greater || self == .greaterOrEqual }

  /// The relation that holds besides where both sides are equal.
  var relaxed: Relation {
    switch self {
    case .less: .lessOrEqual
    case .greater: .greaterOrEqual
    case let other: other
    }
  }
}

extension Term {
  /// A fraction, as a number or the quotient of two.
  fileprivate init(exactly value: Fraction) throws(KernelError) {
    func number(_ integer: BigInteger) throws(KernelError) -> Term {
      guard let digits = ExactDecimal(digits: "\(integer.magnitude)") else {
        throw .limit("the end of a range has too many digits")
      }
      return integer.sign < 0 ? .unary(.negate, .number(digits)) : .number(digits)
    }
    let numerator = try number(value.numerator)
    self = value.isInteger ? numerator : numerator / (try number(value.denominator))
  }
}
