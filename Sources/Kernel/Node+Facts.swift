import Exact

/// A side on which a definition is bounded.
public enum BoundSide: String, Hashable, Sendable {
  /// From below.
  case lower
  /// From above.
  case upper
}

/// How a bound of a definition is shown.
public enum BoundMethod: Hashable, Sendable {
  /// By the enclosure of the definition.
  case evaluate
  /// By the rule `algebra`.
  case algebra([Weight])
}

/// What an assumption is multiplied with.
public enum Multiplier: Hashable, Sendable {
  /// A number.
  case number(Fraction)
  /// A term that is a polynomial in atoms.
  case term(Term)
}

/// An assumption and what it is multiplied with.
public struct Weight: Hashable, Sendable {
  /// The assumption, from 0.
  public let assumption: Int
  /// The multiplier, >= 0 but for equations.
  public let multiplier: Multiplier

  /// Makes a weight.
  public init(assumption: Int, multiplier: Multiplier) {
    self.assumption = assumption
    self.multiplier = multiplier
  }
}

// Facts (docs/certificate-format.md, section 4). A root is found unique by signs at the ends and a
// derivative of one sign between them: the enclosure of interval Newton methods, also where
// parameters range over a box.

extension Node {
  /// The node with a bound of a definition.
  ///
  /// - Throws: `KernelError.refused` unless the bound is shown.
  public func bounding(
    _ definition: Int, _ side: BoundSide, by value: Fraction, method: BoundMethod,
    precisionInBits: Int
  ) throws(KernelError) -> Node {
    guard statement.definitions.indices.contains(definition) else {
      throw .refused("there is no such definition")
    }
    var restsOn = factsInForce.reduce(into: Set<Int>()) { $0.formUnion($1.restsOn) }
    var believed: Set<Axiom> = []
    switch method {
    case .evaluate:
      let evaluator = try evaluator(facts: factsInForce, precisionInBits: precisionInBits)
      let enclosure = try evaluator.value(of: .definition(definition))
      let isShown =
        side == .lower
        ? try exactly(enclosure.lower.fraction) >= value
        : try exactly(enclosure.upper.fraction) <= value
      guard isShown else { throw .refused("the enclosure does not show the bound on this box") }
    case .algebra(let weights):
      believed = try requireAlgebraically(
        definition, side, value, weights: weights, precisionInBits: precisionInBits)
      restsOn.formUnion(weights.map(\.assumption))
    }
    return derived(
      knowing: Fact(
        definition: definition, lower: side == .lower ? value : nil,
        upper: side == .upper ? value : nil, isRoot: false, restsOn: restsOn),
      believing: believed)
  }

  /// Where the equation of a root holds just once, on the whole box.
  ///
  /// The difference of the sides has one sign on the pieces below, the other on the pieces above,
  /// and a derivative of that other sign on the pieces between; the range of the root begins below
  /// the last number of `below` and ends above the first of `above`.
  public func enclosingRoot(
    _ definition: Int, below: [Fraction], around: [Fraction], above: [Fraction],
    precisionInBits: Int
  ) throws(KernelError) -> Node {
    let (lower, upper, left, right) = try root(definition)
    let evaluator = try evaluator(facts: factsWithoutAssumptions, precisionInBits: precisionInBits)
    guard let first = below.first, let from = below.last, let to = above.first,
      let last = above.last, (below + around + above).isStrictlyIncreasing
    else { throw .refused("the numbers must increase, with some on both sides") }
    let begin = try evaluator.value(of: lower)
    let end = try evaluator.value(of: upper)
    guard try first <= exactly(begin.lower.fraction), try exactly(begin.upper.fraction) <= from,
      try to <= exactly(end.lower.fraction), try exactly(end.upper.fraction) <= last
    else { throw .refused("the numbers do not enclose the range of the root as they must") }
    func interval(_ a: Fraction, _ b: Fraction) throws(KernelError) -> DyadicInterval {
      try evaluator.calculator.interval(Box.Range(lower: a, upper: b))
    }
    func sign(_ a: Fraction, _ b: Fraction) throws(KernelError) -> Int {
      try evaluator.residual(left, right, on: try interval(a, b)).certainSign
    }
    let signs = (below: try sign(from, from), above: try sign(to, to))
    guard signs.below * signs.above == -1 else {
      throw .refused("the two sides do not certainly cross between \(from) and \(to)")
    }
    for (numbers, wanted) in [(below, signs.below), (above, signs.above)] {
      for (a, b) in zip(numbers, numbers.dropFirst()) where try sign(a, b) != wanted {
        throw .refused("the two sides may cross between \(a) and \(b)")
      }
    }
    let between = [from] + around + [to]
    for (a, b) in zip(between, between.dropFirst()) {
      // A derivative without zero is not enough: at a kink of abs, min or max its sign may change.
      let slope = try evaluator.residualSlope(left, right, on: try interval(a, b))
      if slope.certainSign == signs.above { continue }
      throw .refused("the two sides may cross more than once between \(a) and \(b)")
    }
    return derived(
      knowing: Fact(definition: definition, lower: from, upper: to, isRoot: true, restsOn: []))
  }

  /// A smaller enclosure of a root, by signs at its ends.
  ///
  /// - Throws: `KernelError.refused` unless a root is known and the ends lie in its enclosure.
  public func narrowingRoot(
    _ definition: Int, _ a: Fraction, _ b: Fraction, precisionInBits: Int
  ) throws(KernelError) -> Node {
    let (_, _, left, right) = try root(definition)
    let known = factsWithoutAssumptions
    let about = known.filter { $0.definition == definition }
    guard about.contains(where: \.isRoot), a < b,
      about.allSatisfy({ ($0.lower ?? a) <= a && b <= ($0.upper ?? b) })
    else { throw .refused("the numbers must increase within a known enclosure of the root") }
    let evaluator = try evaluator(facts: known, precisionInBits: precisionInBits)
    var signs: [Int] = []
    for end in [a, b] {
      let point = evaluator.calculator.number(end)
      signs.append(try evaluator.residual(left, right, on: point).certainSign)
    }
    guard signs[0] * signs[1] == -1 else {
      throw .refused("the two sides do not certainly cross between the numbers")
    }
    return derived(
      knowing: Fact(definition: definition, lower: a, upper: b, isRoot: true, restsOn: []))
  }

  /// The range and the equation of a definition that is a root.
  func root(
    _ definition: Int
  ) throws(KernelError) -> (lower: Term, upper: Term, left: Term, right: Term) {
    guard statement.definitions.indices.contains(definition),
      case .root(let lower, let upper, let left, let right) = statement.definitions[definition]
    else { throw .refused("the definition is not a root") }
    return (lower, upper, left, right)
  }
}

extension [Fraction] {
  fileprivate var isStrictlyIncreasing: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}

extension DyadicInterval {
  /// The sign that all numbers have, or 0.
  fileprivate var certainSign: Int { isPositive ? 1 : isNegative ? -1 : 0 }
}
