import LinearAlgebra
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

  /// The objective in double precision and its gradient.
  ///
  /// `gradient` receives `G H^T + 2 lambda_W W`, then `W^T G + (2 lambda_H/n) H`, with
  /// `G = (P - Y)/n` and `P` the softmax of the logits. Cost: three products of `N x M x n`.
  public func approximateValue(at point: [Double], gradient: inout [Double]) -> Double {
    let (weights, features) = approximateMatrices(point)
    let (decayW, decayH) = approximateDecays
    let (fit, residual) = approximateFit(weights: weights, features: features)
    var weightGradient = DoubleMatrix.product(residual, transposing: features)
    var featureGradient = DoubleMatrix.product(transposing: weights, residual)
    weightGradient.add(weights, scaledBy: 2 * decayW)
    featureGradient.add(features, scaledBy: 2 * decayH)
    gradient = weightGradient.values + featureGradient.values
    return fit + decayW * Self.squaredNorm(weights) + decayH * Self.squaredNorm(features)
  }

  /// The Hessian at a point; see `LayerPeeledCurvature`.
  public func approximateCurvature(at point: [Double]) -> any Curvature {
    LayerPeeledCurvature(model: self, point: point)
  }

  /// The factors of `|W|^2` and `|H|^2`.
  var approximateDecays: (weights: Double, features: Double) {
    (lambdaW.approximateDouble, lambdaH.approximateDouble / Double(sampleCount))
  }

  /// The flat vector as `W` and `H`.
  func approximateMatrices(_ point: [Double]) -> (weights: DoubleMatrix, features: DoubleMatrix) {
    precondition(point.count == variableCount, "The point must have one entry per variable.")
    let split = classCount * dimension
    return (
      DoubleMatrix(Array(point[..<split]), rows: classCount, columns: dimension),
      DoubleMatrix(Array(point[split...]), rows: dimension, columns: sampleCount)
    )
  }

  /// The mean cross-entropy and `G = (P - Y)/n`.
  func approximateFit(
    weights: DoubleMatrix, features: DoubleMatrix
  ) -> (fit: Double, residual: DoubleMatrix) {
    var residual = DoubleMatrix.product(weights, features)
    let (classes, samples) = (classCount, sampleCount)
    let smoothing = alpha.approximateDouble
    let share = smoothing / Double(classes)
    var total = 0.0
    residual.withUnsafeMutableEntries { z in
      for sample in 0..<samples {
        let own = sample + samples * classOfSample[sample]
        let target = (1 - smoothing) * z[own]
        let column = stride(from: sample, to: classes * samples, by: samples)
        let (logSumExp, sum) = Self.softmax(z, column)
        total += logSumExp - target - share * sum
        for index in column {
          z[index] -= share + (index == own ? 1 - smoothing : 0)
          z[index] /= Double(samples)
        }
      }
    }
    return (total / Double(samples), residual)
  }

  /// Replaces the logits of one column by probabilities; returns their logsumexp and their sum.
  private static func softmax(
    _ z: UnsafeMutableBufferPointer<Double>, _ column: StrideTo<Int>
  ) -> (logSumExp: Double, sum: Double) {
    var largest = -Double.infinity
    var sum = 0.0
    for index in column {
      largest = max(largest, z[index])
      sum += z[index]
    }
    var exponentials = 0.0
    for index in column {
      z[index] = Approximate.exponential(z[index] - largest)
      exponentials += z[index]
    }
    for index in column { z[index] /= exponentials }
    return (largest + Approximate.logarithm(exponentials), sum)
  }

  private static func squaredNorm(_ matrix: DoubleMatrix) -> Double {
    matrix.values.reduce(0) { $0 + $1 * $1 }
  }
}
