import Reals

/// What the layer-peeled models are given: the classes, the feature dimension, smoothing and
/// decays.
///
/// They differ in what features may be, not in this. `W` is `N x M`, `H` is `M x n` with the
/// samples of class 1 first, and a point of the descent is the flat vector of `W` row by row, then
/// `H` row by row.
public struct LayerPeeledArguments: Sendable {
  /// Samples per class, `n_1, ..., n_N`.
  public let classSizes: [Int]
  /// Feature dimension `M`.
  public let dimension: Int
  /// Label smoothing `alpha` in `[0, 1)`.
  public let alpha: ModelNumber
  /// Weight decay of the classifier, `> 0`.
  public let lambdaW: ModelNumber
  /// Weight decay of the features, `> 0`.
  public let lambdaH: ModelNumber
  /// Whether the call gave `N` and `K` rather than class sizes; quantities then carry no class.
  public let isBalancedCall: Bool
  /// The arguments as given, in a fixed order.
  public let given: [(name: String, value: String)]
  /// `n`, the number of samples.
  public let sampleCount: Int

  /// `N`, the number of classes.
  public var classCount: Int { classSizes.count }
  /// `N M + M n`: the entries of `W`, then those of `H`.
  public var variableCount: Int { (classCount + sampleCount) * dimension }

  /// The class of every sample, from 0; made anew each time, in memory for every sample.
  var classOfSample: [Int] {
    classSizes.indices.flatMap { Array(repeating: $0, count: classSizes[$0]) }
  }

  /// The samples of a class; both are counted from 0.
  func samples(ofClass k: Int) -> Range<Int> {
    let first = classSizes[..<k].reduce(0, +)
    return first..<first + classSizes[k]
  }

  /// Reads `N, K` or `class_sizes`, and `M, alpha, lambda_W, lambda_H`.
  ///
  /// `N` may accompany `class_sizes` and must then agree with it. Throws the `ModelError` that
  /// names the argument, its value and the requirement.
  init(
    _ arguments: ModelArguments, of model: any LayerPeeledModel.Type, within limits: ModelLimits
  ) throws(ModelError) {
    let reader = try ArgumentReader(arguments, of: model)
    isBalancedCall = !reader.has("class_sizes")
    let sizes =
      try isBalancedCall ? Self.equalSizes(reader, limits) : Self.listedSizes(reader, limits)
    classSizes = sizes
    dimension = try reader.integer("M", atLeast: 1, limit: limits.dimension)
    alpha = try reader.smoothing("alpha")
    lambdaW = try reader.positive("lambda_W")
    lambdaH = try reader.positive("lambda_H")
    sampleCount = sizes.reduce(0, +)
    given = reader.given
    guard variableCount <= limits.variables else {
      throw .tooLarge(
        name: "the number of variables, (N + n) M,", value: "\(variableCount)",
        limit: limits.variables)
    }
  }

  private static func equalSizes(
    _ reader: ArgumentReader, _ limits: ModelLimits
  ) throws(ModelError) -> [Int] {
    guard reader.has("N") || reader.has("K") else {
      throw .missingArgument("the arguments N and K, or class_sizes", model: reader.model)
    }
    let classes = try reader.integer("N", atLeast: 2, limit: limits.classes)
    let samples = try reader.integer("K", atLeast: 1, limit: limits.samplesPerClass)
    return Array(repeating: samples, count: classes)
  }

  private static func listedSizes(
    _ reader: ArgumentReader, _ limits: ModelLimits
  ) throws(ModelError) -> [Int] {
    if reader.has("K") {
      throw .conflictingArguments("give either K or class_sizes, not both")
    }
    let list = try reader.list("class_sizes")
    guard list.count >= 2 else {
      throw .invalidArgument(
        name: "class_sizes", value: ModelValue.list(list).description,
        requirement: "a list of at least 2 class sizes")
    }
    guard list.count <= limits.classes else {
      throw .tooLarge(
        name: "the length of class_sizes", value: "\(list.count)", limit: limits.classes)
    }
    var sizes: [Int] = []
    for (index, size) in list.enumerated() {
      sizes.append(
        try reader.integer(
          size, name: "class_sizes[\(index + 1)]", atLeast: 1,
          limit: limits.samplesPerClass))
    }
    if reader.has("N") {
      let classes = try reader.integer("N", atLeast: 2, limit: limits.classes)
      guard classes == sizes.count else {
        throw .conflictingArguments(
          "N = \(classes) contradicts class_sizes = \(ModelValue.list(list)),"
            + " which has \(sizes.count) classes")
      }
    }
    return sizes
  }
}
