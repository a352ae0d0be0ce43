import Kernel
import Reals
import TheoremLanguage

/// The point at which a claim is nearest to failing, of those examined.
public struct WeakestPoint: Sendable {
  /// The parameters by name, exact.
  public let parameters: [(name: String, value: String)]
  /// How far the claim is from failing there, in relation to its two sides, to three digits.
  ///
  /// An approximation; of an equality it is minus the discrepancy.
  public let approximateSlack: String

  private init(_ theorem: ElaboratedTheorem, _ point: ParameterPoint, slack: Real) {
    parameters = theorem.named(point.values)
    approximateSlack = slack.sign == 0 ? "0" : slack.decimal(significantDigits: 3)
  }

  /// The weakest of the points, examined in double precision; `nil` where the claim has no value
  /// there.
  init?(
    ofClaim claim: Int, of theorem: ElaboratedTheorem, among points: [ParameterPoint], seed: UInt64
  ) {
    let bench = SlackBench(theorem: theorem, seed: seed)
    let found = points.compactMap { point in
      bench.slacks[claim].slack(at: point).map { (point: point, slack: $0) }
    }
    guard let weakest = found.min(by: { $0.slack < $1.slack }) else { return nil }
    self.init(theorem, weakest.point, slack: Real(weakest.slack, precisionInBits: 53))
  }

  /// The weakest of the places at which checks compared two sides.
  struct Search {
    private var found: (point: ParameterPoint, slack: Real)?

    /// Looks at what a check found; `nil` values and infinite ones tell nothing.
    mutating func add(_ finding: Finding, of check: ClaimCheck) {
      guard let left = finding.left, let right = finding.right, left.isBounded, right.isBounded
      else { return }
      let (a, b) = (left.midpoint, right.midpoint)
      let size = a.absolute() + b.absolute()
      guard let relative = size.sign == 0 ? a : try? (b - a) / size else { return }
      let slack =
        switch check.relation {
        case .less, .lessOrEqual: relative
        case .greater, .greaterOrEqual: -relative
        case .equal: -relative.absolute()
        }
      if found.map({ slack < $0.slack }) ?? true { found = (check.left.point, slack) }
    }

    func weakest(of theorem: ElaboratedTheorem) -> WeakestPoint? {
      found.map { WeakestPoint(theorem, $0.point, slack: $0.slack) }
    }
  }
}
