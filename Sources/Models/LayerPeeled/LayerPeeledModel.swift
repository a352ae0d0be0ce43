import Reals

/// A linear classifier `W` and features `H` that move freely, within the bounds a model sets them.
///
/// With `N` classes of sizes `n_k`, `n = sum n_k`, targets `y = (1 - alpha) e_k + (alpha/N) 1`,
///
///     L(W, H) = (1/n) sum_i [logsumexp(W h_i) - <y_i, W h_i>]
///               + lambda_W |W|_F^2 + (lambda_H/n) |H|_F^2
///
/// A model says which entries of `H` are bounded below, where a descent starts and what is known of
/// the minimum; evaluating, measuring and enclosing are the same for all. See docs/models.md.
public protocol LayerPeeledModel: OptimizationModel {
  /// The classes, the feature dimension, smoothing and decays.
  var arguments: LayerPeeledArguments { get }

  /// The quantities that a call with class sizes does not have.
  static var quantitiesOfEqualClasses: Set<String> { get }
}

extension LayerPeeledModel {
  /// The arguments as given, in a fixed order.
  public var parameters: [(name: String, value: String)] { arguments.given }

  /// The features of a minimizer are known to the square root of the gap.
  public static var gapDigitsPerDigit: Int { 2 }

  /// The entries of `W`, then those of `H`.
  public var variableCount: Int { arguments.variableCount }

  /// The objective and its gradient in double precision; see `LayerPeeledApproximateEvaluator`.
  public func makeApproximateEvaluator(jobs: Int) -> any ApproximateEvaluator {
    LayerPeeledApproximateEvaluator(arguments, jobs: jobs)
  }

  /// The Hessian at a point; see `LayerPeeledCurvature`.
  public func approximateCurvature(at point: [Double], jobs: Int) -> any Curvature {
    LayerPeeledCurvature(arguments, point: point, jobs: jobs)
  }

  /// An evaluator at the given precision; see `LayerPeeledEvaluator`.
  ///
  /// Throws `NumberError.precisionOutOfRange` for a precision the numbers cannot have.
  public func makeEvaluator(precisionInBits: Int, jobs: Int) throws -> any DescentEvaluator {
    try LayerPeeledEvaluator(arguments, precisionInBits: precisionInBits, jobs: jobs)
  }

  /// Feature by feature: its column of `W` and its row of `H`.
  var featureBlocks: [[Int]] {
    let (classes, samples) = (arguments.classCount, arguments.sampleCount)
    let dimension = arguments.dimension
    return (0..<dimension).map { feature in
      (0..<classes).map { $0 * dimension + feature }
        + (0..<samples).map { classes * dimension + feature * samples + $0 }
    }
  }

  /// The objective, the invariants of the geometry, and the defects of its shape.
  ///
  /// A balanced call has one margin and one norm; a call with class sizes has one of each per
  /// class, and not what only says something where the classes are equal.
  public var quantities: [Quantity] {
    Self.signature.quantities.flatMap { quantity in
      if arguments.isBalancedCall { return [Quantity(quantity.name)] }
      if Self.quantitiesOfEqualClasses.contains(quantity.name) { return [] }
      guard quantity.isIndexed else { return [Quantity(quantity.name)] }
      return (1...arguments.classCount).map { Quantity(quantity.name, index: $0) }
    }
  }
}

/// Absorbs the rounding of about a dozen operations and the loss where a margin is near zero.
let closedFormGuardBits = 32
