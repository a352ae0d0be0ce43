import Reals

/// A linear classifier `W` and features `H` that move freely, within the bounds a model sets them.
///
/// With `N` classes of sizes `n_k`, `n = sum n_k`, targets `y = (1 - alpha) e_k + (alpha/N) 1`,
///
///     L(W, H) = (1/n) sum_i [logsumexp(W h_i) - <y_i, W h_i>]
///               + lambda_W |W|_F^2 + (lambda_H/n) |H|_F^2
///
/// A model says which entries of `H` are bounded below, where a descent starts and what is known of the
/// minimum; evaluating, measuring and enclosing are the same for all. See docs/models.md.
public protocol LayerPeeledModel: OptimizationModel {
  /// The classes, the feature dimension, smoothing and decays.
  var arguments: LayerPeeledArguments { get }
}

extension LayerPeeledModel {
  /// The arguments as given, in a fixed order.
  public var parameters: [(name: String, value: String)] { arguments.given }

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

  /// All quantities; the models differ in what they say of the shape of the class means.
  static func quantitySignatures(shapeDefect: String) -> [ModelQuantitySignature] {
    [
      ModelQuantitySignature("objective"), ModelQuantitySignature("margin", isIndexed: true),
      ModelQuantitySignature("feature_norm_squared", isIndexed: true),
      ModelQuantitySignature("weight_norm_squared"),
      ModelQuantitySignature("within_class_variation"), ModelQuantitySignature(shapeDefect),
      ModelQuantitySignature("classifier_misalignment"),
    ]
  }

  /// The objective, the invariants of the geometry, and the given defects.
  ///
  /// A balanced call has scalars and the classifier's norm and alignment; a call with class sizes
  /// has one margin and one norm per class.
  func quantities(withDefects defects: [Quantity]) -> [Quantity] {
    guard !arguments.isBalancedCall else {
      return [
        Quantity("objective"), Quantity("margin"), Quantity("feature_norm_squared"),
        Quantity("weight_norm_squared"),
      ] + defects + [Quantity("classifier_misalignment")]
    }
    let classes = 1...arguments.classCount
    return [Quantity("objective")] + classes.map { Quantity("margin", index: $0) }
      + classes.map { Quantity("feature_norm_squared", index: $0) } + defects
  }

  /// A closed form: what `enclose` gives with a few bits more, and zero for every other quantity.
  ///
  /// Throws `ModelError.noClosedForm` when `limitation` is not `nil`.
  func closedForm(
    precisionInBits: Int, enclose: (Int) throws -> [Quantity: Interval]
  ) throws -> [Quantity: Interval] {
    if let limitation { throw ModelError.noClosedForm(model: Self.name, reason: limitation) }
    let working = precisionInBits + closedFormGuardBits
    try Real.check(precisionInBits: precisionInBits)
    try Real.check(precisionInBits: working)
    var result = try enclose(working)
    for quantity in quantities where result[quantity] == nil {
      result[quantity] = Interval(0, precisionInBits: precisionInBits)
    }
    return result.mapValues { $0.rounded(toPrecisionInBits: precisionInBits) }
  }
}

/// Absorbs the rounding of about a dozen operations and the loss where a margin is near zero.
private let closedFormGuardBits = 32
