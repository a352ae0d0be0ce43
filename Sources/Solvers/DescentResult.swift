import LinearAlgebra
import Reals

/// One recorded step of a descent.
public struct TraceStep: Sendable {
  /// The algorithm that made the step.
  public enum Method: String, Sendable {
    /// Double-precision descent from the random starts.
    case approximate
    /// A high-precision gradient with a double-precision Newton correction.
    case refinement
    /// High-precision projected gradient steps.
    case gradient
  }

  /// The working precision of the evaluation.
  public let precisionInBits: Int
  /// Decimal logarithm of the projected gradient norm there; minus infinity for zero.
  public let gradientNormLog10: Double
  /// The objective there.
  public let value: Real
  /// The algorithm that arrived there.
  public let method: Method
}

/// Why a descent ended.
public enum DescentEnd: String, Sendable, CaseIterable {
  /// The projected gradient norm is at most `10^-(digits + 3)`.
  case converged
  /// An iteration limit was reached first.
  case budgetExhausted = "budget exhausted"
  /// The gradient norm no longer falls, by refinement and by gradient steps alike.
  case stalled
  /// The caller asked to stop.
  case cancelled
}

/// The outcome of a descent: a stationary point of high precision, and how it was reached.
///
/// Everything here is approximate. A small gradient says that the point is nearly stationary; it
/// proves neither a local nor a global minimum.
public struct DescentResult {
  /// The objective at `point`, at `precisionInBits`.
  public let value: Real
  /// The final variables, `variableCount x 1`, feasible.
  public let point: RealMatrix
  /// The norm of the projected gradient at `point`, to about 15 digits.
  public let gradientNorm: Real
  /// An estimate (no bound) of `value` minus the value at the stationary point nearby.
  ///
  /// `|g|^2 |dx| / |dg|`, with `dx`, `dg` the changes of point and gradient over the last step (the
  /// largest ratio of the last few steps of gradient descent), plus the rounding errors of one
  /// evaluation. It is not trustworthy when `converged` is false.
  public let valueErrorEstimate: Real
  /// Random starts that ran.
  public let starts: Int
  /// Starts whose value exceeds the best by at most `1e-9 (1 + |best|)`.
  public let startsReachingBest: Int
  /// Evaluations of value and gradient in double precision, over all starts.
  public let approximateEvaluations: Int
  /// Evaluations of value and gradient at high precision.
  public let evaluations: Int
  /// The steps in order; the first is the best double-precision point.
  public let trace: [TraceStep]
  /// Why the descent ended.
  public let end: DescentEnd
  /// The precision of `value` and `point`.
  public let precisionInBits: Int

  /// Whether the gradient norm reached its goal.
  public var converged: Bool { end == .converged }
}

/// The outcome of a descent in double precision alone.
public struct ApproximateOptimum: Sendable {
  /// The objective at `point`.
  public let value: Double
  /// The final variables, feasible.
  public let point: [Double]
  /// The norm of the projected gradient; about `1e-13` when all went well.
  public let gradientNorm: Double
  /// Starts that ran.
  public let starts: Int
  /// Starts whose value exceeds the best by at most `1e-9 (1 + |best|)`.
  public let startsReachingBest: Int
}
