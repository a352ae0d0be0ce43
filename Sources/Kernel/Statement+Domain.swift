import Exact

extension Statement {
  /// The ends of ranges that depend on other parameters, as comparisons.
  package var dependentRanges: [Comparison] {
    parameters.enumerated().flatMap { index, parameter in
      let value = Term.parameter(index)
      let ends = [
        parameter.lower.compared(.lessOrEqual, value),
        parameter.upper.map { value.compared(.lessOrEqual, $0) },
      ]
      return ends.compactMap { $0 }.filter { end in
        parameters.indices.contains { $0 != index && mentions(end, anyOf: [$0]) }
      }
    }
  }

  /// Requires that the domain of a claim meets every line along a parameter in an interval.
  ///
  /// Then the sign of a derivative on the domain decides how the term moves along the line.
  func requireInterval(
    along parameter: Int, in box: Box, ofClaim claim: Int
  ) throws(KernelError) {
    for (index, other) in parameters.enumerated() where index != parameter {
      guard !other.ends.contains(where: { mentions($0, parameter) }) else {
        throw .refused("the range of another parameter depends on the one that is varied")
      }
    }
    let evaluator = try Evaluator(
      self, box: box, facts: [], precisionInBits: Box.precisionInBits, order: 1,
      variables: [parameter])
    for (index, assumption) in assumptions(ofClaim: claim).enumerated()
    where mentions(assumption, anyOf: [parameter]) {
      guard assumption.relation != .equal else {
        throw .refused("an assumption is an equation in the parameter that is varied")
      }
      let slope = try evaluator.slack(of: assumption).first[0]
      guard slope.isNonnegative || slope.negated.isNonnegative else {
        throw .refused("assumption \(index + 1) might not be monotone in the parameter")
      }
    }
  }

  /// All points within the ranges, where each parameter is an integer or has one value.
  ///
  /// - Throws: `KernelError.refused` for another parameter, an end that is infinite or not
  ///   rational, or more points than `limit`.
  func pointsWithinRanges(atMost limit: Int) throws(KernelError) -> [[Fraction]] {
    var points: [[Fraction]] = [[]]
    for parameter in parameters {
      var longer: [[Fraction]] = []
      for point in points {
        let exact = exactEvaluator(at: point)
        guard let end = parameter.upper, let lower = try exact.value(of: parameter.lower),
          let upper = try exact.value(of: end), parameter.isInteger || lower >= upper
        else { throw .refused("the domain is not a finite list of points") }
        var value = parameter.isInteger ? Fraction(lower.ceiling) : lower
        while value <= upper {
          guard longer.count < limit else { throw .limit("there are more than \(limit) points") }
          longer.append(point + [value])
          value = value + Fraction(1)
        }
      }
      points = longer
    }
    return points
  }

  /// Whether an assumption of a claim's domain certainly fails at a point: exactly where its sides
  /// are rational, else by enclosures.
  func breaksAssumption(_ point: [Fraction], ofClaim claim: Int) throws(KernelError) -> Bool {
    for assumption in assumptions(ofClaim: claim) {
      let evaluator = try Evaluator(
        self, box: Box(point: point), facts: [], precisionInBits: Box.precisionInBits)
      let exact = exactEvaluator(at: point)
      if (try? exact.holds(assumption) ?? evaluator.holds(assumption)) == false { return true }
    }
    return false
  }
}
