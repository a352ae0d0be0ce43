import Reals
import TheoremLanguage

/// The points at which the two sides of a claim were compared and it failed.
struct FailingPoints: Sendable {
  let left: ParameterPoint
  let right: ParameterPoint
}

/// A point at which a claim fails, exact and small.
public struct Counterexample: Sendable {
  /// The parameters by name, exact.
  public let parameters: [(name: String, value: String)]
  /// The two sides there, only certain digits; a certified one-sided bound starts with `<=` or
  /// `>=`.
  public let left: String
  /// The right side.
  public let right: String
  /// Whether the sides are known.
  public var hasSides: Bool { left != SideText.unknown && right != SideText.unknown }
  /// Whether intervals show the failure, or only the descent.
  public internal(set) var isCertified: Bool
}

extension Counterexample {
  /// The counterexample at these points, with the digits that tell its two sides apart.
  init(
    of theorem: ElaboratedTheorem, at points: FailingPoints, left: Interval?, right: Interval?,
    isCertified: Bool
  ) {
    let (first, second) = (
      theorem.named(points.left.values), theorem.named(points.right.values)
    )
    // Where a claim says that a term is monotone, the parameter that differs, named with an arrow.
    let changes = zip(first, second).filter { $0.value != $1.value }
      .map { (name: "\($0.name)'", value: $1.value) }
    let digits = SideText.digits(toTell: left, from: right)
    parameters = first + changes
    self.left = SideText.text(of: left, digits: digits)
    self.right = SideText.text(of: right, digits: digits)
    self.isCertified = isCertified
  }
}
