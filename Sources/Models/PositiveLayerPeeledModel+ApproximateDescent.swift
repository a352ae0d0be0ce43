import Numbers

extension PositiveLayerPeeledModel {
  /// `N M + M n`: the entries of `W`, then those of `H`.
  public var variableCount: Int { (classCount + sampleCount) * dimension }

  /// The features are nonnegative, the classifier is free.
  public var isNonnegative: [Bool] {
    Array(repeating: false, count: classCount * dimension)
      + Array(repeating: true, count: dimension * sampleCount)
  }

  /// Normal weights and absolute normal features, with rows of `W` and columns of `H` of length
  /// about 1.
  ///
  /// The origin is a stationary point for every choice of the parameters, so starts keep away from it.
  public func randomStart(using generator: inout SeededGenerator) -> [Double] {
    let scale = 1 / Double(dimension).squareRoot()
    let weights = (0..<classCount * dimension).map { _ in scale * generator.normal() }
    let features = (0..<dimension * sampleCount).map { _ in scale * abs(generator.normal()) }
    return weights + features
  }

  /// The objective in double precision; `gradient` receives `G H^T + 2 lambda_W W`, then
  /// `W^T G + (2 lambda_H/n) H`, with `G = (P - Y)/n` and `P` the softmax of the logits.
  ///
  /// Cost: three products of `N x M x n`.
  public func approximateValue(at point: [Double], gradient: inout [Double]) -> Double {
    precondition(point.count == variableCount, "The point must have one entry per variable.")
    let (decayW, decayH) = approximateDecays
    let split = classCount * dimension
    var regularisation = 0.0
    gradient = point
    for index in 0..<split {
      regularisation += decayW * point[index] * point[index]
      gradient[index] = 2 * decayW * point[index]
    }
    for index in split..<point.count {
      regularisation += decayH * point[index] * point[index]
      gradient[index] = 2 * decayH * point[index]
    }
    var residual = [Double](repeating: 0, count: classCount * sampleCount)
    let fit = approximateFit(at: point, residual: &residual)
    addCoupling(of: residual, at: point, to: &gradient)
    return fit + regularisation
  }

  /// The Hessian at a point; see `LayerPeeledCurvature`.
  public func approximateCurvature(at point: [Double]) -> any Curvature {
    LayerPeeledCurvature(model: self, point: point)
  }

  /// The factors of `|W|^2` and `|H|^2`.
  var approximateDecays: (weights: Double, features: Double) {
    (lambdaW.approximateDouble, lambdaH.approximateDouble / Double(sampleCount))
  }

  /// The mean cross-entropy; `residual` must be zero on entry and becomes `G = (P - Y)/n`.
  func approximateFit(at point: [Double], residual: inout [Double]) -> Double {
    let (classes, samples) = (classCount, sampleCount)
    let smoothing = alpha.approximateDouble
    let share = smoothing / Double(classes)
    var total = 0.0
    point.withUnsafeBufferPointer { point in
      residual.withUnsafeMutableBufferPointer { logits in
        guard let variables = point.baseAddress, let z = logits.baseAddress else { return }
        DenseProducts.add(
          variables, variables + classes * dimension, to: z,
          rows: classes, inner: dimension, columns: samples)
        for sample in 0..<samples {
          let own = classOfSample[sample]
          let target = (1 - smoothing) * z[own * samples + sample]
          let column = z + sample
          let (logSumExp, sum) = Self.softmax(column, count: classes, stride: samples)
          total += logSumExp - target - share * sum
          for k in 0..<classes { column[k * samples] -= share + (k == own ? 1 - smoothing : 0) }
        }
      }
    }
    let scale = 1 / Double(samples)
    for index in residual.indices { residual[index] *= scale }
    return total * scale
  }

  /// Replaces logits by probabilities; returns their logsumexp and their sum.
  private static func softmax(
    _ column: UnsafeMutablePointer<Double>, count: Int, stride: Int
  ) -> (logSumExp: Double, sum: Double) {
    var largest = column[0]
    var sum = 0.0
    for k in 0..<count {
      largest = max(largest, column[k * stride])
      sum += column[k * stride]
    }
    var exponentials = 0.0
    for k in 0..<count {
      let value = Approximate.exponential(column[k * stride] - largest)
      column[k * stride] = value
      exponentials += value
    }
    for k in 0..<count { column[k * stride] /= exponentials }
    return (largest + Approximate.logarithm(exponentials), sum)
  }

  /// `gradient += (G H^T, W^T G)`.
  func addCoupling(of residual: [Double], at point: [Double], to gradient: inout [Double]) {
    let (classes, samples, split) = (classCount, sampleCount, classCount * dimension)
    point.withUnsafeBufferPointer { point in
      residual.withUnsafeBufferPointer { residual in
        gradient.withUnsafeMutableBufferPointer { gradient in
          guard let x = point.baseAddress, let g = residual.baseAddress,
            let target = gradient.baseAddress
          else { return }
          DenseProducts.add(
            g, transposing: x + split, to: target,
            rows: classes, inner: samples, columns: dimension)
          DenseProducts.add(
            transposing: x, g, to: target + split,
            rows: dimension, inner: classes, columns: samples)
        }
      }
    }
  }
}
