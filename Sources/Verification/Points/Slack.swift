import Kernel
import Models
import Reals
import TheoremLanguage

/// How far a claim is from failing at a point, in double precision: negative where it fails.
///
/// For `left <= right` the slack is `(right - left)/(|left| + |right|)`, for an equality it is
/// minus the relative discrepancy, and for `t increases in p` it is the relative increase of `t`
/// towards a neighbour. It steers the search for weak points and promises nothing.
struct Slack {
  /// The neighbour of a monotonicity claim, as a fraction of the parameter's range.
  static let neighbourStep = 1.0 / 16

  let claim: ClaimDeclaration
  let domain: Domain
  let arithmetic: ApproximateArithmetic
  let optima: ApproximateOptima

  /// The slack at a point of the domain, or `nil` where a side has no value in double precision.
  func slack(at point: ParameterPoint) -> Double? {
    switch claim.statement {
    case .comparison(let comparison):
      guard let left = value(of: comparison.left, at: point),
        let right = value(of: comparison.right, at: point)
      else { return nil }
      return Self.slack(of: left, comparison.relation, right)
    case .monotone(let term, let direction, let parameter):
      guard
        let pair = try? domain.neighbours(of: point, along: parameter, step: Self.neighbourStep),
        let before = value(of: term, at: pair.lower),
        let after = value(of: term, at: pair.upper)
      else { return nil }
      return Self.slack(of: before, direction == .increases ? .less : .greater, after)
    }
  }

  private static func slack(of left: Double, _ relation: Relation, _ right: Double) -> Double? {
    guard left.isFinite, right.isFinite else { return nil }
    // Halves, so that no sum of finite numbers overflows.
    let scale = max(abs(left) / 2 + abs(right) / 2, .leastNormalMagnitude)
    let difference = right / 2 - left / 2
    return switch relation {
    case .less, .lessOrEqual: difference / scale
    case .greater, .greaterOrEqual: -difference / scale
    case .equal: left == 0 || right == 0 ? -2 * abs(difference) : -abs(difference) / scale
    }
  }

  private func value(of term: Term, at point: ParameterPoint) -> Double? {
    let evaluator = try? TermEvaluator(domain.theorem, at: point.values, in: arithmetic) {
      try optima.value(of: $0, $1, at: point)
    }
    return try? evaluator?.value(of: term)
  }
}

/// What one thread needs to find the slack of every claim of a theorem.
struct SlackBench {
  let domain: Domain
  let slacks: [Slack]
  let optima: ApproximateOptima

  init(theorem: ElaboratedTheorem, seed: UInt64) {
    let arithmetic = ApproximateArithmetic()
    let optima = ApproximateOptima(theorem: theorem, arithmetic: arithmetic, seed: seed)
    let domain = Domain(theorem: theorem)
    slacks = theorem.claims.map {
      Slack(claim: $0, domain: domain, arithmetic: arithmetic, optima: optima)
    }
    self.domain = domain
    self.optima = optima
  }

  /// The point at coordinates of the unit cube, if it lies in the domain.
  func point(at coordinates: [Double]) -> ParameterPoint? {
    guard let point = try? domain.point(at: coordinates, origin: .weakest),
      (try? domain.satisfiesAssumptions(point.values)) == true
    else { return nil }
    return point
  }
}
