import Exact

extension Node {
  /// The same node with y in place of a parameter N = y^-power, which reaches 0 where N has no end.
  ///
  /// What is assumed and known of N is not of y; that y > 0 and the assumptions, written in y, are
  /// hypotheses.
  ///
  /// - Throws: `KernelError.refused` unless N is certainly positive, not moved and not yet
  ///   replaced, and no root or problem of the goal or of a usable assumption depends on it.
  public func reciprocal(
    _ parameter: Int, power: Int, precisionInBits: Int
  ) throws(KernelError) -> Node {
    guard box.ranges.indices.contains(parameter), power == 1 || power == 2,
      moved[parameter] == nil, replaced[parameter] == nil,
      box.ranges[parameter].lower.sign > 0
    else { throw .refused("the parameter cannot be replaced by a reciprocal here") }
    var writer = ReciprocalWriter(statement, parameter: parameter, power: power)
    let rest: Goal
    switch goal {
    case .comparison(let comparison): rest = .comparison(try writer.comparison(comparison))
    case .derivative(let term, let direction, let other):
      rest = .derivative(
        try writer.monotone(term, in: other),
        other == parameter ? direction.opposite : direction, parameter: other)
    }
    var rewritten = [
      Comparison(relation: .greater, left: .parameter(parameter), right: .number(.zero))
    ]
    for (index, assumption) in assumptions.enumerated()
    where isUsable(index) && statement.mentions(assumption, anyOf: [parameter]) {
      rewritten.append(try writer.comparison(assumption))
    }
    let range = try box.ranges[parameter].reciprocal(
      power, try Calculator(checking: precisionInBits))
    return derived(
      .remainder(of: self), goal: rest,
      box: box.replacing(parameter, lower: range.lower, upper: range.upper),
      replacing: (parameter, power), assuming: rewritten)
  }
}

extension Box.Range {
  /// The numbers y with y^-power in the range, and 0 where it has no end; roots are rounded
  /// outwards.
  fileprivate func reciprocal(
    _ power: Int, _ calculator: Calculator
  ) throws(KernelError) -> Box.Range {
    let one = Fraction(1)
    let least =
      try upper.map { end throws(KernelError) in try exactly(one.divided(by: end)) } ?? Fraction(0)
    let exact = Box.Range(lower: least, upper: try exactly(one.divided(by: lower)))
    guard power == 2 else { return exact }
    let root = try calculator.function(.squareRoot, try calculator.interval(exact))
    return Box.Range(
      lower: try exactly(root.lower.fraction), upper: try exactly(root.upper.fraction))
  }
}

extension ClaimStatement.Direction {
  fileprivate var opposite: Self { self == .increases ? .decreases : .increases }
}
