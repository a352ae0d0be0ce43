import Exact

extension Situation {
  /// Requires that a comparison follows by algebra from assumptions with weights, on the box.
  func requireAlgebraically(
    _ comparison: Comparison, weights: [Weight], precisionInBits: Int
  ) throws(KernelError) {
    let normalizer = Normalizer(
      try evaluator(facts: factsInForce, precisionInBits: precisionInBits))
    let slack = try normalizer.slack(of: comparison)
    if comparison.relation == .equal {
      guard weights.isEmpty, slack.isZero else {
        throw .refused("the two sides are not equal as quotients of polynomials")
      }
      return
    }
    try requireNonnegative(slack, isStrict: comparison.relation.isStrict, weights, normalizer)
  }

  /// Requires in the same way that a definition is bounded on one side.
  func requireAlgebraically(
    _ definition: Int, _ side: BoundSide, _ value: Fraction, weights: [Weight],
    precisionInBits: Int
  ) throws(KernelError) {
    let normalizer = Normalizer(
      try evaluator(facts: factsInForce, precisionInBits: precisionInBits))
    let slack = try normalizer.slack(of: .definition(definition), above: value)
    try requireNonnegative(
      side == .lower ? slack : slack.negated, isStrict: false, weights, normalizer)
  }

  private func requireNonnegative(
    _ slack: Polynomial, isStrict: Bool, _ weights: [Weight], _ normalizer: Normalizer
  ) throws(KernelError) {
    var slack = slack
    var isStrictlyAbove = false
    for weight in weights {
      guard assumptions.indices.contains(weight.assumption), weight.weight.sign >= 0,
        isUsable(weight.assumption, fixing: fixed)
      else { throw .refused("assumption \(weight.assumption + 1) cannot be used so here") }
      let assumption = assumptions[weight.assumption]
      guard assumption.relation != .equal else {
        throw .refused("assumption \(weight.assumption + 1) is an equation")
      }
      isStrictlyAbove = isStrictlyAbove || (assumption.relation.isStrict && weight.weight.sign > 0)
      let weighted = try normalizer.slack(of: assumption).multiplied(
        by: Polynomial(-weight.weight), normalizer.table)
      slack = try slack.adding(weighted, normalizer.table)
    }
    let range = try normalizer.exactRange(of: slack).sum
    guard isStrict && !isStrictlyAbove ? range.isPositive : range.isNonnegative else {
      throw .refused("the polynomial that remains may be negative on this box")
    }
  }
}

/// An assumption and what it is multiplied with.
public struct Weight: Hashable, Sendable {
  /// The assumption, from 0.
  public let assumption: Int
  /// The weight, >= 0.
  public let weight: Fraction

  /// Makes a weight.
  public init(assumption: Int, weight: Fraction) {
    self.assumption = assumption
    self.weight = weight
  }
}
