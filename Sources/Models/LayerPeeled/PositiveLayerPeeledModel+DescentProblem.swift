import Reals

extension PositiveLayerPeeledModel {
  /// The features are nonnegative, the classifier is free.
  public var isNonnegative: [Bool] {
    Array(repeating: false, count: arguments.classCount * arguments.dimension)
      + Array(repeating: true, count: arguments.dimension * arguments.sampleCount)
  }

  /// Three scales, the middle one first.
  ///
  /// With large features several local minima compete. Starts far out, where no variable has settled
  /// at its bound yet, reach the lowest one far more often (measured on models with unequal classes:
  /// up to 40 % from ten times as far out, where the plain start reached it in 1 %), while easy
  /// problems favour the middle.
  public var startScales: [Double] { [3, 10, 1] }

  /// Feature by feature.
  ///
  /// In a local minimum some class has collapsed while another holds two features, which one of them
  /// could carry; drawn anew, the other one can find the class that has none.
  public var exchangeableBlocks: [[Int]] { featureBlocks }

  /// Normal weights and absolute normal features.
  ///
  /// Rows of `W` and columns of `H` have length about 1.
  /// The origin is a stationary point for every choice of the parameters, so starts keep away from it.
  public func randomStart(using generator: inout SeededGenerator) -> [Double] {
    let scale = 1 / Double(arguments.dimension).squareRoot()
    let split = arguments.classCount * arguments.dimension
    let weights = (0..<split).map { _ in scale * generator.normal() }
    let features = (split..<variableCount).map { _ in scale * abs(generator.normal()) }
    return weights + features
  }
}
