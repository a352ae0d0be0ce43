import LinearAlgebra
import Reals
import TheoremLanguage

/// The unconstrained features model: a linear classifier and free features of any sign.
///
///     minimise L(W, H) of `LayerPeeledModel`
///
/// Sources: [MPP20], [ZDZ+21], with label smoothing [ZYL+22]; see docs/models.md for the closed
/// form and its proof. With three classes or more whose sizes differ there is none; [HL23] treats
/// that case.
public struct UnconstrainedFeaturesModel: LayerPeeledModel {
  /// As theorem files know it.
  public static let signature = ModelSignatures.unconstrainedFeatures

  /// The classes, the feature dimension, smoothing and decays.
  public let arguments: LayerPeeledArguments

  /// What belongs to one margin and one norm, and the simplex.
  public static let quantitiesOfEqualClasses: Set = [
    "weight_norm_squared", "classifier_misalignment", "simplex_defect",
  ]

  /// Builds the model from `N, K` or `class_sizes`, and `M, alpha, lambda_W, lambda_H`.
  ///
  /// Throws the `ModelError` that names the argument, its value and the requirement.
  public init(
    _ arguments: ModelArguments, within limits: ModelLimits = .descent
  ) throws(ModelError) {
    self.arguments = try LayerPeeledArguments(arguments, of: Self.self, within: limits)
  }

  /// Why no closed form applies: it needs a simplex in `M >= N - 1` dimensions, and equal classes,
  /// or two.
  public var limitation: String? {
    let (dimension, classes) = (arguments.dimension, arguments.classCount)
    guard classes == 2 || Set(arguments.classSizes).count == 1 else {
      return "the class sizes differ, and with three classes or more the closed form is for classes"
        + " of equal size; descent still works"
    }
    guard dimension < classes - 1 else { return nil }
    return
      "M = \(dimension) is less than N - 1 = \(classes - 1), and the closed form needs a feature"
      + " dimension of at least the number of classes less one; descent still works"
  }

  /// The measurements of a point, taken on its own `W` and `H`: those of every layer-peeled model
  /// and, for a balanced call, `simplex_defect`, the largest `|<m_j, m_k> - s (delta_jk - 1/N)|` of
  /// the class means, with `s = (1/(N-1)) sum |m_k|^2`.
  public func measurements(at point: RealMatrix) throws -> [Quantity: Real] {
    let geometry = try LayerPeeledGeometry(arguments: arguments, point: point)
    var result = try commonMeasurements(geometry)
    if arguments.isBalancedCall {
      result[Quantity("simplex_defect")] = try geometry.simplexDefect()
    }
    return result
  }
}

// What descent needs.

extension UnconstrainedFeaturesModel {
  /// Nothing is bounded.
  public var isNonnegative: [Bool] { Array(repeating: false, count: variableCount) }

  /// Feature by feature for `M < N - 1`, else none.
  ///
  /// Measured on classes of equal and of unequal sizes, 20 random starts each: with `M >= N - 1`
  /// every one reached the minimum, as docs/models.md proves for `M > N`; with fewer dimensions
  /// sometimes 3 of 20 did, and 14 of 20 when features were drawn anew.
  public var exchangeableBlocks: [[Int]] {
    arguments.dimension < arguments.classCount - 1 ? featureBlocks : []
  }

  /// Normal weights and features.
  ///
  /// Rows of `W` and columns of `H` have length about 1.
  /// The origin is a stationary point for every choice of the parameters, so starts keep away from
  /// it.
  public func randomStart(using generator: inout SeededGenerator) -> [Double] {
    let scale = 1 / Double(arguments.dimension).squareRoot()
    return (0..<variableCount).map { _ in scale * generator.normal() }
  }
}
