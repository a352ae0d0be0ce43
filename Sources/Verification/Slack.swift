import LinearAlgebra
import Models
import Numbers
import Solvers
import TheoremLanguage

/// How far a claim is from failing at a point, in double precision: negative where it fails.
///
/// For `left <= right` the slack is `(right - left)/(|left| + |right|)`, for an equality it is minus
/// the relative discrepancy, and for `t increases in p` it is the relative increase of `t` towards
/// a neighbour. It steers the search for weak points and promises nothing.
struct Slack {
  /// Starts of a descent within a scan: its best value is a guess, and a cheap one.
  static let starts = 2
  /// The neighbour of a monotonicity claim, as a fraction of the parameter's range.
  static let neighbourStep = 1.0 / 16

  let theorem: ElaboratedTheorem
  let domain: Domain
  let claim: ClaimDeclaration
  let seed: UInt64
  private let arithmetic = ApproximateArithmetic()

  /// The slack at a point of the domain, or `nil` where a side has no value in double precision.
  ///
  /// `cost` grows by the work done, in evaluations of a term.
  func slack(at point: ParameterPoint, cost: inout Int) -> Double? {
    switch claim.statement {
    case .comparison(let comparison):
      guard let left = value(of: comparison.left, at: point, cost: &cost),
        let right = value(of: comparison.right, at: point, cost: &cost)
      else { return nil }
      return Self.slack(of: left, comparison.relation, right)
    case .monotone(let term, let direction, let parameter):
      guard
        let neighbour = try? domain.neighbour(
          of: point, along: parameter, step: Self.neighbourStep),
        let before = value(of: term, at: neighbour.lower, cost: &cost),
        let after = value(of: term, at: neighbour.upper, cost: &cost)
      else { return nil }
      return Self.slack(of: before, direction == .increases ? .less : .greater, after)
    }
  }

  private static func slack(of left: Double, _ relation: Relation, _ right: Double) -> Double? {
    guard left.isFinite, right.isFinite else { return nil }
    let scale = max(abs(left) + abs(right), .leastNormalMagnitude)
    return switch relation {
    case .less, .lessOrEqual: (right - left) / scale
    case .greater, .greaterOrEqual: (left - right) / scale
    case .equal: -abs(left - right) / (left == 0 || right == 0 ? 1 : scale)
    }
  }

  private func value(of term: Term, at point: ParameterPoint, cost: inout Int) -> Double? {
    cost += 1
    var spent = 0
    var solved: [Int: Answer] = [:]
    // The evaluator needs its own definitions to build a problem's arguments, hence the two steps.
    guard let definitions = try? TermEvaluator(theorem, at: point.values, in: arithmetic),
      let evaluator = try? TermEvaluator(
        theorem, at: point.values, in: arithmetic,
        optimum: { problem, quantity in
          if solved[problem] == nil {
            solved[problem] = try solve(problem, with: definitions, cost: &spent)
          }
          guard let answer = solved[problem] else { return .nan }
          guard let quantity else { return answer.value }
          return answer.quantities[quantity]?.approximateDouble ?? .nan
        })
    else { return nil }
    let value = try? evaluator.value(of: term)
    cost += spent
    return value
  }

  private struct Answer {
    let value: Double
    let quantities: [Quantity: Real]
  }

  private func solve(
    _ problem: Int, with definitions: TermEvaluator<ApproximateArithmetic>, cost: inout Int
  ) throws -> Answer {
    let instance = try ProblemInstance(
      approximating: theorem.problems[problem], with: definitions)
    let model = instance.model
    cost += Self.cost(ofSolving: model)
    let best = Descent.approximateMinimize(model, starts: Self.starts, seed: seed)
    let point = RealMatrix(
      best.point, rows: model.variableCount, columns: 1, precisionInBits: 53)
    return Answer(value: best.value, quantities: try model.descentQuantities(at: point))
  }

  /// The cost of one descent in evaluations of a term: a count that no clock influences, so the
  /// same seed scans the same points on every machine.
  private static func cost(ofSolving model: any OptimizationModel) -> Int {
    20 + model.variableCount * model.variableCount / 8
  }
}

extension Domain {
  /// A point and its neighbour along one parameter, the smaller value first.
  ///
  /// The neighbour lies above where the domain allows it, else below; `nil` when neither does.
  func neighbour(
    of point: ParameterPoint, along parameter: Int, step: Double
  ) throws -> (lower: ParameterPoint, upper: ParameterPoint)? {
    let declaration = theorem.parameters[parameter]
    guard
      let range = try range(of: declaration, given: Array(point.values[..<parameter]))
    else { return nil }
    let here = range.coordinate(
      of: point.values[parameter], isInteger: declaration.isInteger,
      isLogarithmic: declaration.isLogarithmic)
    for signedStep in [step, -step] {
      var values = point.values
      values[parameter] =
        declaration.isInteger
        ? values[parameter] + Rational(signedStep > 0 ? 1 : -1)
        : range.real(at: here + signedStep, isLogarithmic: declaration.isLogarithmic)
      guard values[parameter] != point.values[parameter], try contains(values) else { continue }
      let other = ParameterPoint(values: values, origin: .neighbour)
      return values[parameter] > point.values[parameter] ? (point, other) : (other, point)
    }
    return nil
  }
}
