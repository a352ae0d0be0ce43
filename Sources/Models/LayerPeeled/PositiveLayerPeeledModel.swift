import LinearAlgebra
import Reals
import TheoremLanguage

/// The positive layer-peeled model: a linear classifier and free nonnegative features.
///
///     minimise L(W, H) of `LayerPeeledModel`,        H >= 0 entrywise
///
/// Source: [NLRK23] with class sizes added here; see docs/models.md for the closed form and its
/// proof.
public struct PositiveLayerPeeledModel: LayerPeeledModel {
  /// As theorem files know it.
  public static let signature = ModelSignatures.positiveLayerPeeled

  /// The classes, the feature dimension, smoothing and decays.
  public let arguments: LayerPeeledArguments

  /// What belongs to one margin and one norm.
  public static let quantitiesOfEqualClasses: Set = [
    "weight_norm_squared", "classifier_misalignment",
  ]

  /// Builds the model from `N, K` or `class_sizes`, and `M, alpha, lambda_W, lambda_H`.
  ///
  /// Throws the `ModelError` that names the argument, its value and the requirement.
  public init(
    _ arguments: ModelArguments, within limits: ModelLimits = .descent
  ) throws(ModelError) {
    self.arguments = try LayerPeeledArguments(arguments, of: Self.self, within: limits)
  }

  /// Why no closed form applies: the optimum needs `M >= N` orthogonal directions.
  public var limitation: String? {
    let (dimension, classes) = (arguments.dimension, arguments.classCount)
    guard dimension < classes else { return nil }
    return "M = \(dimension) is less than N = \(classes), and the closed form needs a feature"
      + " dimension of at least the number of classes; descent still works"
  }

  /// The measurements of a point, taken on its own `W` and `H`: those of every layer-peeled model
  /// and `class_overlap`, the largest `|<m_j, m_k>|`, `j != k`, of the class means.
  public func measurements(at point: RealMatrix) throws -> [Quantity: Real] {
    let geometry = try LayerPeeledGeometry(arguments: arguments, point: point)
    var result = try commonMeasurements(geometry)
    result[Quantity("class_overlap")] = geometry.classOverlap()
    return result
  }
}

// What descent needs.

extension PositiveLayerPeeledModel {
  /// The features are nonnegative, the classifier is free.
  public var isNonnegative: [Bool] {
    Array(repeating: false, count: arguments.classCount * arguments.dimension)
      + Array(repeating: true, count: arguments.dimension * arguments.sampleCount)
  }

  /// Three scales, the middle one first.
  ///
  /// With large features several local minima compete. Starts far out, where no variable has
  /// settled at its bound yet, reach the lowest one far more often (measured on models with unequal
  /// classes: up to 40 % from ten times as far out, where the plain start reached it in 1 %), while
  /// easy problems favour the middle.
  public var startScales: [Double] { [3, 10, 1] }

  /// Feature by feature.
  ///
  /// In a local minimum some class has collapsed while another holds two features, which one of
  /// them could carry; drawn anew, the other one can find the class that has none.
  public var exchangeableBlocks: [[Int]] { featureBlocks }

  /// Normal weights and absolute normal features.
  ///
  /// Rows of `W` and columns of `H` have length about 1.
  /// The origin is a stationary point for every choice of the parameters, so starts keep away from
  /// it.
  public func randomStart(using generator: inout SeededGenerator) -> [Double] {
    let scale = 1 / Double(arguments.dimension).squareRoot()
    let split = arguments.classCount * arguments.dimension
    let weights = (0..<split).map { _ in scale * generator.normal() }
    let features = (split..<variableCount).map { _ in scale * abs(generator.normal()) }
    return weights + features
  }
}
