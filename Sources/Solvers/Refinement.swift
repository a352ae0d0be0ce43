import Glibc
import LinearAlgebra
import Models
import Reals

/// Iterative refinement of a minimiser: gradients at high precision, curvature in double precision.
///
/// At `x` with gradient `g` (high precision) the correction `d` solves `H d = -g` in double
/// precision, with `g` scaled by a power of two and `H` the Hessian at the double-precision point.
/// Then `g(x + d) = (H_x - H) d + rounding of the solve + O(|d|^2)`; all three are about `1e-14` to
/// `1e-16` of `|g|` times the condition of `H` on the directions that matter: a gradient gains 8 to
/// 14 digits (13 and more on layer-peeled models). The classical ancestor is iterative refinement
/// of linear systems (Wilkinson 1963). The precision of each gradient follows the digits reached:
/// `guardBits` and a double's worth of bits more than the norm expected.
struct Refinement {
  /// A step must gain this many bits, or it counts as stalled.
  static let leastGain = 3.0
  /// Stalled steps in a row before giving up.
  static let stallLimit = 4
  /// Bits that one double-precision correction can gain.
  static let mostGain = 53.0
  /// Bits expected of the first step, when nothing has been measured.
  static let firstGain = 40.0
  /// The curvature is evaluated anew in this many first steps; then the point moves no more in
  /// double precision.
  static let curvatureUpdates = 3
  /// Above this gradient norm the double-precision point is not near a minimum: no refinement.
  static let largestStartNorm = 1e-4
  /// Bounded variables below this fraction of the largest one are moved to the bound when the
  /// curvature is negative with them free.
  static let negligible = 1e-6

  private let search: PreciseSearch
  private let limit: Int
  private var system: NewtonSystem
  private var curvature: (any Curvature)?
  private var inverseCurvature = 1.0
  private var hasMovedNegligible = false

  init(_ search: PreciseSearch, limit: Int) {
    self.search = search
    self.limit = limit
    system = NewtonSystem(isNonnegative: search.isNonnegative)
  }

  /// Refines the variables from a point whose gradient norm is about `norm`.
  mutating func run(from start: [Double], norm: Double) throws -> PreciseEnd {
    var reached = min(Self.mostGain, max(0, -log2(max(norm, .leastNormalMagnitude))))
    let variables = RealMatrix(
      start, rows: start.count, columns: 1, precisionInBits: precision(for: reached))
    var current = try search.evaluate(variables)
    var best = current
    var stalls = 0
    var gain = Self.firstGain
    for step in 0..<limit {
      search.record(current, method: .refinement)
      if isFinished(current, step: step) { return end(current, .converged) }
      if search.isCancelled() { return end(best, .cancelled) }
      if stalls >= Self.stallLimit { return outcome(best, otherwise: .stalled) }
      if current.norm.mantissa == 0 {
        // Zero as far as this precision sees.
        current = try search.evaluate(
          current.variables.copy(precisionInBits: search.finalPrecision))
        best = current
        continue
      }
      reached = -current.norm.log2 + gain
      guard let next = try advance(current, step: step, precision: precision(for: reached))
      else { return outcome(best, otherwise: .stalled) }
      let gained = current.norm.log2 - next.norm.log2
      stalls = next.norm.log2 < best.norm.log2 - Self.leastGain ? 0 : stalls + 1
      gain = min(Self.mostGain, max(0, gained))
      current = next
      if current.norm.log2 <= best.norm.log2 { best = current }
    }
    return outcome(best, otherwise: .budgetExhausted)
  }

  private func end(_ point: PrecisePoint, _ end: DescentEnd) -> PreciseEnd {
    PreciseEnd(point: point, inverseCurvature: inverseCurvature, end: end)
  }

  /// At least one step is made, so that the inverse curvature is a measured one.
  private func isFinished(_ point: PrecisePoint, step: Int) -> Bool {
    guard point.precisionInBits >= search.finalPrecision else { return false }
    let goal = search.goalBits + search.extraBits(inverseCurvature: inverseCurvature)
    return point.norm.mantissa == 0 || step > 0 && point.norm.log2 <= -goal
  }

  /// What a descent that cannot go on amounts to: it may have passed the goal all the same.
  private func outcome(_ best: PrecisePoint, otherwise end: DescentEnd) -> PreciseEnd {
    self.end(best, search.isReached(best.norm) ? .converged : end)
  }

  /// The precision in which a gradient of norm `2^-reached` has a double's worth of right bits.
  private func precision(for reached: Double) -> Int {
    if reached >= search.goalBits { return search.finalPrecision }
    let wanted = max(0, reached) + Self.mostGain + Double(PreciseSearch.guardBits)
    return min(search.finalPrecision, PreciseSearch.roundedUp(wanted))
  }

  /// The next point, evaluated; `nil` when no correction can be computed.
  private mutating func advance(
    _ current: PrecisePoint, step: Int, precision: Int
  ) throws -> PrecisePoint? {
    let next = current.variables.copy(
      precisionInBits: max(precision, current.precisionInBits))
    let correction = system.solve(curvature(at: current, step: step), at: current)
    if correction.meetsNegativeCurvature, !hasMovedNegligible {
      hasMovedNegligible = true
      next.setZero(where: negligibleVariables(current))
      return try search.evaluate(next)
    }
    let length = innerProduct(correction.step, correction.step).squareRoot()
    guard length.isFinite, length > 0 else { return nil }
    inverseCurvature = length / current.norm.mantissa
    next.add(
      approximate: correction.step, scaledByPowerOfTwo: current.gradient.exponent)
    next.clampNegativeEntriesToZero(where: search.isNonnegative)
    return try search.evaluate(next)
  }

  private mutating func curvature(at point: PrecisePoint, step: Int) -> any Curvature {
    if let curvature, step >= Self.curvatureUpdates { return curvature }
    let fresh = search.problem.approximateCurvature(
      at: point.variables.approximateDoubles, jobs: search.jobs)
    curvature = fresh
    return fresh
  }

  private func negligibleVariables(_ point: PrecisePoint) -> [Bool] {
    let approximate = point.variables.approximateDoubles
    let threshold = Self.negligible * largestMagnitude(approximate)
    return approximate.indices.map {
      search.isNonnegative[$0] && approximate[$0] < threshold
    }
  }
}
