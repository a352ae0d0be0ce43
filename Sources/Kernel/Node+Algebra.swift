import Exact

// The rule `algebra` (docs/certificate-format.md, section 6).

extension Node {
  /// What holds at the points that the node is about: its usable assumptions, and the ranges that
  /// depend on other parameters.
  var conditions: [Comparison] {
    let gone = Set(moved.keys).union(replaced.keys)
    return assumptions.indices.filter { isUsable($0) }.map { assumptions[$0] }
      + statement.dependentRanges.filter { !statement.mentions($0, anyOf: gone) }
  }

  /// An algebraic form of terms at the points that the node is about.
  package func normalizer(
    _ kind: AlgebraKind, precisionInBits: Int
  ) throws(KernelError) -> Normalizer {
    Normalizer(
      try evaluator(precisionInBits: precisionInBits), kind, conditions: conditions)
  }

  /// Requires that a comparison follows by algebra from assumptions with weights, on the box, with
  /// functions as they stand or written in as few atoms as possible; what was believed.
  func requireAlgebraically(
    _ comparison: Comparison, weights: [Weight], precisionInBits: Int
  ) throws(KernelError) -> Set<Axiom> {
    let (first, second): (AlgebraKind, AlgebraKind) =
      comparison.relation == .equal ? (.rewriting, .plain) : (.plain, .rewriting)
    do throws(KernelError) {
      return try requireAlgebraically(
        comparison, first, weights: weights, precisionInBits: precisionInBits)
    } catch {
      if case .stopped = error { throw error }
      let axioms = try unlessRefused { () throws(KernelError) in
        try requireAlgebraically(
          comparison, second, weights: weights, precisionInBits: precisionInBits)
      }
      guard let axioms else { throw error }
      return axioms
    }
  }

  private func requireAlgebraically(
    _ comparison: Comparison, _ kind: AlgebraKind, weights: [Weight], precisionInBits: Int
  ) throws(KernelError) -> Set<Axiom> {
    let isEquation = comparison.relation == .equal
    let normalizer = try normalizer(kind, precisionInBits: precisionInBits)
    let slack = try normalizer.slack(of: comparison)
    let (rest, isAbove) = try subtracting(
      weights, from: slack, normalizer, equationsOnly: isEquation)
    if isEquation {
      guard rest.isZero else {
        throw .refused("the two sides are not equal as quotients of polynomials")
      }
    } else {
      try normalizer.requirePositive(rest, orZero: isAbove || !comparison.relation.isStrict)
    }
    return normalizer.axioms
  }

  /// Requires in the same way that a definition is bounded on one side, with no assumption but
  /// those that have weights.
  func requireAlgebraically(
    _ definition: Int, _ side: BoundSide, _ value: Fraction, weights: [Weight],
    precisionInBits: Int
  ) throws(KernelError) -> Set<Axiom> {
    let normalizer = Normalizer(
      try evaluator(facts: factsInForce, precisionInBits: precisionInBits), .plain)
    let slack = try normalizer.slack(of: .definition(definition), above: value)
    let (rest, _) = try subtracting(
      weights, from: side == .lower ? slack : slack.negated, normalizer, equationsOnly: false)
    try normalizer.requirePositive(rest, orZero: true)
    return normalizer.axioms
  }

  /// A polynomial, times the denominators of multipliers, without multiples of what assumptions say
  /// is >= 0, and whether one of these is certainly > 0.
  private func subtracting(
    _ weights: [Weight], from slack: Polynomial, _ normalizer: Normalizer, equationsOnly: Bool
  ) throws(KernelError) -> (rest: Polynomial, isAbove: Bool) {
    var (rest, isAbove) = (slack, false)
    for weight in weights {
      guard assumptions.indices.contains(weight.assumption),
        isUsable(weight.assumption)
      else { throw .refused("assumption \(weight.assumption + 1) cannot be used so here") }
      let assumption = assumptions[weight.assumption]
      let form =
        switch weight.multiplier {
        case .number(let number): NormalForm(Polynomial(number))
        case .term(let term): try normalizer.form(ofMultiplier: term)
        }
      let multiplier = form.signedNumerator
      let said = try normalizer.slack(of: assumption)
      if assumption.relation != .equal {
        guard !equationsOnly else {
          throw .refused("assumption \(weight.assumption + 1) is not an equation, as the goal is")
        }
        guard try normalizer.isPositive(multiplier, orZero: true) else {
          throw .refused("the multiplier of assumption \(weight.assumption + 1) may be negative")
        }
        if assumption.relation.isStrict, !isAbove {
          isAbove = try normalizer.isPositive(multiplier, orZero: false)
        }
      }
      let multiple = try said.multiplied(by: multiplier.negated, normalizer.table)
      let divisor = form.positiveDenominator
      if divisor != .one { rest = try rest.multiplied(by: divisor, normalizer.table) }
      rest = try rest.adding(multiple, normalizer.table)
    }
    return (rest, isAbove)
  }
}

extension Normalizer {
  /// Requires that a polynomial is certainly > 0, or >= 0.
  func requirePositive(_ polynomial: Polynomial, orZero: Bool) throws(KernelError) {
    guard try isPositive(polynomial, orZero: orZero) else {
      _ = try exactRange(of: polynomial)
      throw .refused("the polynomial that remains may be negative on this box")
    }
  }
}
