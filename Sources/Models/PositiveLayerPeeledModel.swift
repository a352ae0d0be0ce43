import Numbers

/// The positive layer-peeled model: a linear classifier and free nonnegative features.
///
/// With `N` classes of sizes `n_k`, `n = sum n_k`, targets `y = (1 - alpha) e_k + (alpha/N) 1`,
///
///     L(W, H) = (1/n) sum_i [logsumexp(W h_i) - <y_i, W h_i>]
///               + lambda_W |W|_F^2 + (lambda_H/n) |H|_F^2,        H >= 0 entrywise
///
/// `W` is `N x M` and free, `H` is `M x n` with the samples of class 1 first. A point of the descent
/// is the flat vector of `W` row by row, then `H` row by row. Source: [Nguyen23] with class sizes
/// added here; see docs/models.md for the closed form and its proof.
public struct PositiveLayerPeeledModel: OptimizationModel {
  /// `positive-layer-peeled`.
  public static let name = "positive-layer-peeled"

  /// Samples per class, `n_1, ..., n_N`.
  public let classSizes: [Int]
  /// Feature dimension `M`.
  public let dimension: Int
  /// Label smoothing `alpha` in `[0, 1)`.
  public let alpha: Rational
  /// Weight decay of the classifier, `> 0`.
  public let lambdaW: Rational
  /// Weight decay of the features, `> 0`.
  public let lambdaH: Rational
  /// Whether the call gave `N` and `K` rather than class sizes; quantities then carry no class.
  public let isBalancedCall: Bool
  /// The arguments as given, in a fixed order.
  public let parameters: [(name: String, value: String)]

  /// The class of every sample, from 0.
  let classOfSample: [Int]

  /// `N`, the number of classes.
  public var classCount: Int { classSizes.count }
  /// `n`, the number of samples.
  public var sampleCount: Int { classOfSample.count }

  static let argumentSignatures = [
    ModelArgumentSignature("N", isRequired: false),
    ModelArgumentSignature("K", isRequired: false),
    ModelArgumentSignature("class_sizes", kind: .list, isRequired: false),
    ModelArgumentSignature("M"), ModelArgumentSignature("alpha"),
    ModelArgumentSignature("lambda_W"), ModelArgumentSignature("lambda_H"),
  ]

  static let quantitySignatures = [
    ModelQuantitySignature("objective"), ModelQuantitySignature("margin", isIndexed: true),
    ModelQuantitySignature("feature_norm_squared", isIndexed: true),
    ModelQuantitySignature("weight_norm_squared"),
    ModelQuantitySignature("within_class_variation"), ModelQuantitySignature("class_overlap"),
    ModelQuantitySignature("classifier_misalignment"),
  ]

  /// Builds the model from `N, K` or `class_sizes`, and `M, alpha, lambda_W, lambda_H`.
  ///
  /// `N` may accompany `class_sizes` and must then agree with it. Throws the `ModelError` that names
  /// the argument, its value and the requirement.
  public init(_ arguments: ModelArguments) throws(ModelError) {
    let reader = try ArgumentReader(
      arguments, model: Self.name, signatures: Self.argumentSignatures)
    isBalancedCall = !reader.has("class_sizes")
    let sizes = try isBalancedCall ? Self.equalSizes(reader) : Self.listedSizes(reader)
    classSizes = sizes
    dimension = try reader.integer("M", atLeast: 1, limit: ModelLimits.dimension)
    alpha = try reader.smoothing("alpha")
    lambdaW = try reader.positive("lambda_W")
    lambdaH = try reader.positive("lambda_H")
    let samples = sizes.reduce(0, +)
    let variables = (sizes.count + samples) * dimension
    guard variables <= ModelLimits.variables else {
      throw .tooLarge(
        name: "the number of variables, (N + n) M,", value: "\(variables)",
        limit: ModelLimits.variables)
    }
    classOfSample = sizes.indices.flatMap { Array(repeating: $0, count: sizes[$0]) }
    parameters = Self.argumentSignatures.compactMap { signature in
      arguments.values[signature.name].map { (signature.name, $0.description) }
    }
  }

  private static func equalSizes(_ reader: ArgumentReader) throws(ModelError) -> [Int] {
    guard reader.has("N") || reader.has("K") else {
      throw .missingArgument("N and K, or class_sizes", model: name)
    }
    let classes = try reader.integer("N", atLeast: 2, limit: ModelLimits.classes)
    let samples = try reader.integer("K", atLeast: 1, limit: ModelLimits.samplesPerClass)
    return Array(repeating: samples, count: classes)
  }

  private static func listedSizes(_ reader: ArgumentReader) throws(ModelError) -> [Int] {
    if reader.has("K") {
      throw .conflictingArguments("give either K or class_sizes, not both")
    }
    let list = try reader.list("class_sizes")
    guard list.count >= 2 else {
      throw .invalidArgument(
        name: "class_sizes", value: ModelValue.list(list).description,
        requirement: "a list of at least 2 class sizes")
    }
    guard list.count <= ModelLimits.classes else {
      throw .tooLarge(
        name: "the length of class_sizes", value: "\(list.count)", limit: ModelLimits.classes)
    }
    var sizes: [Int] = []
    for (index, size) in list.enumerated() {
      sizes.append(
        try reader.integer(
          size, name: "class_sizes[\(index + 1)]", atLeast: 1,
          limit: ModelLimits.samplesPerClass))
    }
    if reader.has("N") {
      let classes = try reader.integer("N", atLeast: 2, limit: ModelLimits.classes)
      guard classes == sizes.count else {
        throw .conflictingArguments(
          "N = \(classes) contradicts class_sizes = \(ModelValue.list(list)),"
            + " which has \(sizes.count) classes")
      }
    }
    return sizes
  }

  /// Why no closed form applies: the optimum needs `M >= N` orthogonal directions.
  public var limitation: String? {
    guard dimension < classCount else { return nil }
    return "M = \(dimension) is less than N = \(classCount), and the closed form needs a feature"
      + " dimension of at least the number of classes; descent still works"
  }

  /// The objective, the invariants of the geometry, and its defects.
  ///
  /// A balanced call has scalars and the classifier's norm and alignment; a call with class sizes
  /// has one margin and one norm per class.
  public var quantities: [Quantity] {
    let defects = [Quantity("within_class_variation"), Quantity("class_overlap")]
    guard !isBalancedCall else {
      return [
        Quantity("objective"), Quantity("margin"), Quantity("feature_norm_squared"),
        Quantity("weight_norm_squared"),
      ] + defects + [Quantity("classifier_misalignment")]
    }
    let classes = 1...classCount
    return [Quantity("objective")] + classes.map { Quantity("margin", index: $0) }
      + classes.map { Quantity("feature_norm_squared", index: $0) } + defects
  }
}
