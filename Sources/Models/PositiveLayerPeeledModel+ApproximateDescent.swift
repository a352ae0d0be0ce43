import Numbers

extension PositiveLayerPeeledModel {
  /// `N M + M n`: the entries of `W`, then those of `H`.
  public var variableCount: Int { (classCount + sampleCount) * dimension }

  /// The features are nonnegative, the classifier is free.
  public var isNonnegative: [Bool] {
    Array(repeating: false, count: classCount * dimension)
      + Array(repeating: true, count: dimension * sampleCount)
  }

  /// Three scales, the middle one first.
  ///
  /// With large features several local minima compete. Starts far out, where no variable has settled
  /// at its bound yet, reach the lowest one far more often (measured on models with unequal classes:
  /// up to 40 % from ten times as far out, where the plain start reached it in 1 %), while easy
  /// problems favour the middle.
  public var startScales: [Double] { [3, 10, 1] }

  /// Feature by feature: its column of `W` and its row of `H`.
  ///
  /// In a local minimum some class has collapsed while another holds two features, which one of them
  /// could carry; drawn anew, the other one can find the class that has none.
  public var exchangeableBlocks: [[Int]] {
    (0..<dimension).map { feature in
      (0..<classCount).map { $0 * dimension + feature }
        + (0..<sampleCount).map { classCount * dimension + feature * sampleCount + $0 }
    }
  }

  /// Normal weights and absolute normal features.
  ///
  /// Rows of `W` and columns of `H` have length about 1.
  /// The origin is a stationary point for every choice of the parameters, so starts keep away from it.
  public func randomStart(using generator: inout SeededGenerator) -> [Double] {
    let scale = 1 / Double(dimension).squareRoot()
    let weights = (0..<classCount * dimension).map { _ in scale * generator.normal() }
    let features = (0..<dimension * sampleCount).map { _ in scale * abs(generator.normal()) }
    return weights + features
  }

  /// The objective and its gradient in double precision; see `LayerPeeledApproximateEvaluator`.
  public func makeApproximateEvaluator(jobs: Int) -> any ApproximateEvaluator {
    LayerPeeledApproximateEvaluator(model: self, jobs: jobs)
  }

  /// The Hessian at a point; see `LayerPeeledCurvature`.
  public func approximateCurvature(at point: [Double], jobs: Int) -> any Curvature {
    LayerPeeledCurvature(model: self, point: point, jobs: jobs)
  }
}
