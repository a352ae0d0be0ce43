import LinearAlgebra

/// The Hessian of the positive layer-peeled objective at one point, as a linear map.
///
/// For a direction `(dW, dH)`: the logits move by `dZ = dW H + W dH`, column `i` of `G` by
/// `dg_i = (1/n) (diag(p_i) - p_i p_i^T) dz_i`, and the gradient by
///
///     dG H^T + G dH^T + 2 lambda_W dW    and    W^T dG + dW^T G + (2 lambda_H/n) dH.
///
/// Nothing is stored but the point, `P` and `G`; a product costs six products of `N x M x n`.
struct LayerPeeledCurvature: Curvature {
  private let model: PositiveLayerPeeledModel
  private let weights: DoubleMatrix
  private let features: DoubleMatrix
  /// `G = (P - Y)/n`.
  private let residual: DoubleMatrix
  /// `P`, row by row, one column per sample.
  private let probabilities: [Double]

  init(model: PositiveLayerPeeledModel, point: [Double]) {
    let (weights, features) = model.approximateMatrices(point)
    let (_, residual) = model.approximateFit(weights: weights, features: features)
    let samples = model.sampleCount
    let smoothing = model.alpha.approximateDouble
    let share = smoothing / Double(model.classCount)
    probabilities = residual.values.indices.map { index in
      let isOwn = index / samples == model.classOfSample[index % samples]
      return residual.values[index] * Double(samples) + share + (isOwn ? 1 - smoothing : 0)
    }
    self.model = model
    self.weights = weights
    self.features = features
    self.residual = residual
  }

  func product(with direction: [Double], into result: inout [Double]) {
    let (decayW, decayH) = model.approximateDecays
    let (weightStep, featureStep) = model.approximateMatrices(direction)
    var change = DoubleMatrix.product(weightStep, features)
    change.add(.product(weights, featureStep))
    applySoftmaxJacobian(to: &change)
    var weightPart = DoubleMatrix.product(change, transposing: features)
    weightPart.add(.product(residual, transposing: featureStep))
    weightPart.add(weightStep, scaledBy: 2 * decayW)
    var featurePart = DoubleMatrix.product(transposing: weights, change)
    featurePart.add(.product(transposing: weightStep, residual))
    featurePart.add(featureStep, scaledBy: 2 * decayH)
    result = weightPart.values + featurePart.values
  }

  /// `dz_i -> (1/n) (diag(p_i) - p_i p_i^T) dz_i`, written as `p (dz - <p, dz>)/n`.
  private func applySoftmaxJacobian(to change: inout DoubleMatrix) {
    let samples = model.sampleCount
    change.withUnsafeMutableEntries { entries in
      for sample in 0..<samples {
        let column = stride(from: sample, to: entries.count, by: samples)
        var mean = 0.0
        for index in column { mean += probabilities[index] * entries[index] }
        for index in column {
          entries[index] = probabilities[index] * (entries[index] - mean) / Double(samples)
        }
      }
    }
  }
}
