import Reals

extension UnconstrainedFeaturesModel {
  /// Nothing is bounded.
  public var isNonnegative: [Bool] { Array(repeating: false, count: variableCount) }

  /// Feature by feature for `M < N - 1`, else none.
  ///
  /// Measured on classes of equal and of unequal sizes, 20 random starts each: with `M >= N - 1` every one
  /// reached the minimum, as docs/models.md proves for `M > N`; with fewer dimensions sometimes 3 of 20
  /// did, and 14 of 20 when features were drawn anew.
  public var exchangeableBlocks: [[Int]] {
    arguments.dimension < arguments.classCount - 1 ? featureBlocks : []
  }

  /// Normal weights and features.
  ///
  /// Rows of `W` and columns of `H` have length about 1.
  /// The origin is a stationary point for every choice of the parameters, so starts keep away from it.
  public func randomStart(using generator: inout SeededGenerator) -> [Double] {
    let scale = 1 / Double(arguments.dimension).squareRoot()
    return (0..<variableCount).map { _ in scale * generator.normal() }
  }
}
