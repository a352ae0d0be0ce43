import Glibc
import LinearAlgebra
import Models
import Reals

/// A high-precision point with the value and the gradient there.
struct PrecisePoint {
  let variables: RealMatrix
  let value: Real
  /// The gradient, scaled by the largest entry of the projected gradient.
  let gradient: ScaledVector
  /// The variables on the scale of the gradient.
  let scaledVariables: ScaledVector
  /// The bounded variables that are exactly zero.
  let isAtBound: [Bool]
  /// Gradient norm over the variables that may move both ways.
  let freeNorm: Double
  /// Gradient norm over the variables at their bound whose gradient asks them to leave it.
  let releaseNorm: Double
  let precisionInBits: Int

  /// The norm of the projected gradient.
  var norm: ScaledNorm {
    ScaledNorm(
      mantissa: (freeNorm * freeNorm + releaseNorm * releaseNorm).squareRoot(),
      exponent: gradient.exponent)
  }
}

/// What the high-precision algorithms share: the problem, the goal, counters and the trace.
final class PreciseSearch {
  /// Digits by which the gradient norm undercuts the digits asked for.
  ///
  /// The value is good to the square of the gradient, but norms and margins of the minimiser only
  /// to the gradient itself.
  static let extraDigits = 3
  /// Bits above the goal in which every number is kept.
  static let guardBits = 64
  /// Precisions are multiples of this, the size of a machine word.
  static let precisionStep = 64

  let problem: any DescentProblem
  let isNonnegative: [Bool]
  let isCancelled: @Sendable () -> Bool
  /// Threads for the products of one evaluation; no result depends on their number.
  let jobs: Int
  /// The gradient norm to reach is `2^-goalBits`.
  let goalBits: Double
  /// The precision of the final value and point.
  let finalPrecision: Int
  private(set) var trace: [TraceStep] = []
  private(set) var evaluationCount = 0

  init(
    _ problem: any DescentProblem, digits: Int, jobs: Int = 1,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.problem = problem
    self.jobs = jobs
    self.isCancelled = isCancelled
    isNonnegative = problem.isNonnegative
    goalBits = Double(digits + Self.extraDigits) * log2(10)
    finalPrecision = Self.roundedUp(goalBits + Double(Self.guardBits))
  }

  /// A multiple of `precisionStep` at or above the given number of bits.
  static func roundedUp(_ bits: Double) -> Int {
    (Int(bits.rounded(.up)) + precisionStep - 1) / precisionStep * precisionStep
  }

  /// The bits below the goal at which to stop, where the curvature is small.
  ///
  /// The distance to the minimiser is about `|g|` times the inverse curvature; when that exceeds
  /// one, the gradient goes lower by as much, within half of the guard bits.
  func extraBits(inverseCurvature: Double) -> Double {
    guard inverseCurvature > 1 else { return 0 }
    return min(Double(Self.guardBits) / 2, log2(inverseCurvature))
  }

  /// Whether the gradient norm is small enough.
  func isReached(_ norm: ScaledNorm) -> Bool { norm.log2 <= -goalBits }

  /// Evaluates the problem at the variables, with their precision.
  func evaluate(_ variables: RealMatrix) throws -> PrecisePoint {
    let evaluator = try problem.makeEvaluator(
      precisionInBits: variables.precisionInBits, jobs: jobs)
    let gradient = RealMatrix(
      rows: variables.rows, columns: 1, precisionInBits: variables.precisionInBits)
    let value = try evaluate(variables, with: evaluator, gradient: gradient)
    return point(variables, value: value, gradient: gradient)
  }

  /// The value at the variables by an evaluator of the same precision; overwrites the gradient.
  func evaluate(
    _ variables: RealMatrix, with evaluator: any DescentEvaluator, gradient: RealMatrix
  ) throws(NumberError) -> Real {
    evaluationCount += 1
    return try evaluator.value(at: variables, gradient: gradient)
  }

  /// Collects what is known at the variables.
  func point(
    _ variables: RealMatrix, value: Real, gradient: RealMatrix
  ) -> PrecisePoint {
    let isAtBound = isNonnegative.indices.map { isNonnegative[$0] && variables[$0, 0].sign <= 0 }
    let exponent = projectedExponent(gradient, isAtBound)
    let slope = ScaledVector(gradient, exponent: exponent)
    var free = 0.0
    var release = 0.0
    for i in isAtBound.indices {
      let square = slope.entries[i] * slope.entries[i]
      if !isAtBound[i] {
        free += square
      } else if slope.entries[i] < 0 {
        release += square
      }
    }
    return PrecisePoint(
      variables: variables, value: value, gradient: slope,
      scaledVariables: ScaledVector(variables, exponent: exponent), isAtBound: isAtBound,
      freeNorm: free.squareRoot(), releaseNorm: release.squareRoot(),
      precisionInBits: variables.precisionInBits)
  }

  /// The exponent of the largest entry of the projected gradient; multipliers of held variables,
  /// which need not be small, do not count.
  private func projectedExponent(_ gradient: RealMatrix, _ isAtBound: [Bool]) -> Int {
    var largest: Int?
    for i in isAtBound.indices {
      let entry = gradient[i, 0]
      guard !isAtBound[i] || entry.sign < 0, let exponent = entry.binaryExponent else { continue }
      largest = max(largest ?? exponent, exponent)
    }
    return largest ?? 0
  }

  /// Adds a line to the trace.
  func record(_ value: Real, norm: ScaledNorm, precisionInBits: Int, method: TraceStep.Method) {
    trace.append(
      TraceStep(
        precisionInBits: precisionInBits, gradientNormLog10: norm.log10, value: value,
        method: method))
  }

  /// Adds the point to the trace.
  func record(_ point: PrecisePoint, method: TraceStep.Method) {
    record(
      point.value, norm: point.norm, precisionInBits: point.precisionInBits, method: method)
  }
}

/// Where a high-precision algorithm ended.
struct PreciseEnd {
  let point: PrecisePoint
  /// `|dx| / |dg|` of the last step: the inverse of the curvature it met.
  let inverseCurvature: Double
  let end: DescentEnd
}
