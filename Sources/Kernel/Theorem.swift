/// What is established about a claim.
///
/// Only the three rules below make one.
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
    case domain(openBoxes: Int, openShare: Fraction)
    /// The claim holds at a point; an equality to so many digits.
    case point([Fraction], digits: Int?)
    /// The claim fails at a point, or between it and another.
    case refuted([Fraction], versus: Versus?)
  }

  /// The claim, as an index into the statement's.
  public let claim: Int
  /// What is established about it.
  public let conclusion: Conclusion

  private init(_ claim: Int, _ conclusion: Conclusion) {
    self.claim = claim
    self.conclusion = conclusion
  }

  /// Digits to which an equality may be stated.
  public static let largestDigitCount = 2000

  /// The claim on its domain, from a lemma about the root.
  ///
  /// - Throws: `KernelError.refused` when the lemma is about a part of it.
  public static func domain(_ lemma: Lemma) throws(KernelError) -> Theorem {
    guard case .root = lemma.situation.origin else {
      throw .refused("only a part of the domain is examined")
    }
    return Theorem(
      lemma.situation.claim,
      .domain(openBoxes: lemma.openBoxes, openShare: lemma.openShare))
  }

  /// The claim at a point: an inequality certainly holds; the sides of an equality certainly agree
  /// within 10^-digits.
  public static func holds(
    _ situation: PointSituation, digits: Int?, precisionInBits: Int
  ) throws(KernelError) -> Theorem {
    guard case .comparison(let comparison) = situation.statement.claims[situation.claim] else {
      throw .refused("that a term is monotone is not a claim about one point")
    }
    try situation.requireInDomain(precisionInBits)
    let evaluator = try situation.evaluator(precisionInBits)
    let left = try evaluator.value(of: comparison.left)
    let right = try evaluator.value(of: comparison.right)
    guard comparison.relation == .equal else {
      guard digits == nil else { throw .refused("an inequality does not hold to digits") }
      guard comparison.relation.holds(left, right) == true else {
        throw .refused("the enclosures do not show the claim at the point")
      }
      return Theorem(situation.claim, .point(situation.point, digits: nil))
    }
    guard let digits, (1...largestDigitCount).contains(digits) else {
      throw .refused("an equality needs a number of digits from 1 to \(largestDigitCount)")
    }
    // Sides that are certainly apart are not equal, however close they are.
    guard left.intersection(with: right) != nil else {
      throw .refused("the enclosures show that the sides differ")
    }
    let tolerance = try Fraction(10).power(-digits)
    let differences = [left.upper - right.lower, right.upper - left.lower]
    for difference in differences where try difference.fraction > tolerance {
      throw .refused("the enclosures do not show that the sides agree to \(digits) digits")
    }
    return Theorem(situation.claim, .point(situation.point, digits: digits))
  }

  /// The failure of a claim at a point or, for a claim that a term is monotone, between two.
  public static func fails(
    _ situation: PointSituation, versus other: PointSituation?, precisionInBits: Int
  ) throws(KernelError) -> Theorem {
    try situation.requireInDomain(precisionInBits)
    switch situation.statement.claims[situation.claim] {
    case .comparison(let comparison):
      guard other == nil else { throw .refused("a comparison is refuted at one point") }
      guard try situation.evaluator(precisionInBits).holds(comparison) == false else {
        throw .refused("the enclosures do not refute the claim at the point")
      }
      return Theorem(situation.claim, .refuted(situation.point, versus: nil))
    case .monotone(let term, let direction, let parameter):
      guard let other, other.statement === situation.statement,
        situation.point[parameter] < other.point[parameter],
        situation.point.indices.allSatisfy({
          $0 == parameter || situation.point[$0] == other.point[$0]
        })
      else { throw .refused("the second point must have a larger value of the parameter alone") }
      try other.requireInDomain(precisionInBits)
      let first = try situation.evaluator(precisionInBits).value(of: term)
      let second = try other.evaluator(precisionInBits).value(of: term)
      let fails =
        direction == .increases ? second.upper <= first.lower : second.lower >= first.upper
      guard fails else { throw .refused("the enclosures do not refute the claim") }
      return Theorem(
        situation.claim,
        .refuted(
          situation.point,
          versus: Versus(parameter: parameter, value: other.point[parameter])))
    }
  }
}
