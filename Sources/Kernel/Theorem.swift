import Exact

/// What is established about a claim.
///
/// Only the rules below make one.
public struct Theorem: Hashable, Sendable {
  /// Another point that differs from the first in one parameter.
  public struct Versus: Hashable, Sendable {
    /// The parameter.
    public let parameter: Int
    /// Its value at the other point.
    public let value: Fraction
  }

  /// For which points something is established, and what.
  public enum Conclusion: Hashable, Sendable {
    /// The claim holds on its whole domain, but for boxes that were left open.
    case domain(openBoxes: Int)
    /// The claim holds at a point; an equality to so many digits.
    case point([Fraction], digits: Int?)
    /// The claim holds at every point of its domain, of which there are so many.
    case allPoints(count: Int)
    /// A point lies in the domain; nothing is said about the claim.
    case inside([Fraction])
    /// The claim fails at a point, or between it and another.
    case refuted([Fraction], versus: Versus?)
  }

  /// The theorem file.
  private let statement: Statement
  /// The claim, as an index into the statement's.
  public let claim: Int
  /// What is established about it.
  public let conclusion: Conclusion
  /// What it rests on beside the rules of the kernel, by name; nothing if it is about formulas.
  public let axioms: [Axiom]

  private init(
    _ statement: Statement, _ claim: Int, _ conclusion: Conclusion, believing axioms: Set<Axiom>
  ) {
    self.statement = statement
    self.claim = claim
    self.conclusion = conclusion
    self.axioms = axioms.union(statement.axioms(ofClaim: claim)).sorted { $0.name < $1.name }
  }

  private init(_ node: Node, _ conclusion: Conclusion, versus other: Node? = nil) {
    self.init(
      node.statement, node.claim, conclusion,
      believing: node.axioms.union(other?.axioms ?? []))
  }

  /// Theorems are equal when they say the same about one claim of one statement, on the same
  /// axioms.
  public static func == (left: Theorem, right: Theorem) -> Bool {
    left.statement === right.statement && left.claim == right.claim
      && left.conclusion == right.conclusion && left.axioms == right.axioms
  }

  /// Equal theorems have equal hashes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(claim)
    hasher.combine(conclusion)
  }

  /// Digits to which an equality may be stated.
  public static let largestDigitCount = 2000

  /// The claim on its domain, from a lemma about the root.
  ///
  /// - Throws: `KernelError.refused` when the lemma is about a part of it.
  public static func domain(_ lemma: Lemma) throws(KernelError) -> Theorem {
    guard case .root = lemma.node.origin else {
      throw .refused("only a part of the domain is examined")
    }
    return Theorem(
      lemma.node.statement, lemma.node.claim, .domain(openBoxes: lemma.openBoxes),
      believing: lemma.axioms)
  }

  /// The claim at a point: an inequality certainly holds; the sides of an equality certainly agree
  /// within 10^-digits or, without digits, have the same rational value.
  public static func holds(
    _ node: Node, digits: Int?, precisionInBits: Int
  ) throws(KernelError) -> Theorem {
    guard case .comparison(let comparison) = node.statement.claims[node.claim] else {
      throw .refused("that a term is monotone is not a claim about one point")
    }
    try node.requireInDomain(precisionInBits)
    if comparison.relation == .equal, digits == nil {
      guard try node.statement.exactEvaluator(at: node.point).holds(comparison) == true else {
        throw .refused("the sides do not have the same rational value; give a number of digits")
      }
      return Theorem(node, .point(node.point, digits: nil))
    }
    let evaluator = try node.evaluator(precisionInBits: precisionInBits)
    let left = try evaluator.value(of: comparison.left)
    let right = try evaluator.value(of: comparison.right)
    guard comparison.relation == .equal else {
      guard digits == nil else { throw .refused("an inequality does not hold to digits") }
      guard comparison.relation.holds(left, right) == true else {
        throw .refused("the enclosures do not show the claim at the point")
      }
      return Theorem(node, .point(node.point, digits: nil))
    }
    guard let digits, (1...largestDigitCount).contains(digits) else {
      throw .refused("an equality needs a number of digits from 1 to \(largestDigitCount)")
    }
    // Sides that are certainly apart are not equal, however close they are.
    guard left.intersection(with: right) != nil else {
      throw .refused("the enclosures show that the sides differ")
    }
    let tolerance = try exactly(Fraction(10).power(-digits))
    let differences = [left.upper - right.lower, right.upper - left.lower]
    for difference in differences where try exactly(difference.fraction) > tolerance {
      throw .refused("the enclosures do not show that the sides agree to \(digits) digits")
    }
    return Theorem(node, .point(node.point, digits: digits))
  }

  /// A point of the domain: its ranges and assumptions certainly hold there.
  public static func inside(_ node: Node, precisionInBits: Int) throws(KernelError) -> Theorem {
    try node.requireInDomain(precisionInBits)
    return Theorem(node, .inside(node.point))
  }

  /// The most points of a domain that are gone through.
  public static let largestPointCount = 1000

  /// A comparison on a finite domain, from theorems about its points; equalities hold exactly.
  ///
  /// Points within the ranges that have no theorem must certainly break an assumption.
  public static func allPoints(_ theorems: [Theorem]) throws(KernelError) -> Theorem {
    guard let first = theorems.first else { throw .refused("there is no point") }
    var shown: Set<[Fraction]> = []
    for theorem in theorems {
      guard theorem.statement === first.statement, theorem.claim == first.claim,
        case .point(let point, digits: nil) = theorem.conclusion
      else { throw .refused("a theorem is not about this claim at a point, or to digits only") }
      shown.insert(point)
    }
    for point in try first.statement.pointsWithinRanges(atMost: largestPointCount)
    where !shown.contains(point) {
      guard try first.statement.breaksAssumption(point, ofClaim: first.claim) else {
        throw .refused("a point of the domain has no theorem")
      }
    }
    return Theorem(
      first.statement, first.claim, .allPoints(count: shown.count),
      believing: theorems.reduce(into: []) { $0.formUnion($1.axioms) })
  }

  /// The failure of a claim at a point of its domain where its contrary is shown.
  public static func fails(
    contrary lemma: Lemma, precisionInBits: Int
  ) throws(KernelError) -> Theorem {
    guard case .contrary(let point) = lemma.node.origin, lemma.openBoxes == 0 else {
      throw .refused("the contrary of the claim is not shown")
    }
    try point.requireInDomain(precisionInBits)
    return Theorem(
      point.statement, point.claim, .refuted(point.point, versus: nil), believing: lemma.axioms)
  }

  /// The failure of a claim at a point or, for a claim that a term is monotone, between two.
  public static func fails(
    _ node: Node, versus other: Node?, precisionInBits: Int
  ) throws(KernelError) -> Theorem {
    try node.requireInDomain(precisionInBits)
    switch node.statement.claims[node.claim] {
    case .comparison(let comparison):
      guard other == nil else { throw .refused("a comparison is refuted at one point") }
      guard try node.evaluator(precisionInBits: precisionInBits).holds(comparison) == false else {
        throw .refused("the enclosures do not refute the claim at the point")
      }
      return Theorem(node, .refuted(node.point, versus: nil))
    case .monotone(let term, let direction, let parameter):
      guard let other, other.statement === node.statement,
        node.point[parameter] < other.point[parameter],
        node.point.indices.allSatisfy({
          $0 == parameter || node.point[$0] == other.point[$0]
        })
      else { throw .refused("the second point must have a larger value of the parameter alone") }
      try other.requireInDomain(precisionInBits)
      let first = try node.evaluator(precisionInBits: precisionInBits).value(of: term)
      let second = try other.evaluator(precisionInBits: precisionInBits).value(of: term)
      let fails =
        direction == .increases ? second.upper <= first.lower : second.lower >= first.upper
      guard fails else { throw .refused("the enclosures do not refute the claim") }
      return Theorem(
        node,
        .refuted(node.point, versus: Versus(parameter: parameter, value: other.point[parameter])),
        versus: other)
    }
  }
}
