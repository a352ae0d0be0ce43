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
  private let point: [Double]
  /// `G = (P - Y)/n`.
  private let residual: [Double]
  /// `P`, one column per sample.
  private let probabilities: [Double]

  init(model: PositiveLayerPeeledModel, point: [Double]) {
    var residual = [Double](repeating: 0, count: model.classCount * model.sampleCount)
    _ = model.approximateFit(at: point, residual: &residual)
    let samples = model.sampleCount
    let smoothing = model.alpha.approximateDouble
    let share = smoothing / Double(model.classCount)
    probabilities = residual.indices.map { index in
      let isOwn = index / samples == model.classOfSample[index % samples]
      return residual[index] * Double(samples) + share + (isOwn ? 1 - smoothing : 0)
    }
    self.model = model
    self.point = point
    self.residual = residual
  }

  func product(with direction: [Double], into result: inout [Double]) {
    precondition(direction.count == point.count, "The direction must match the point.")
    let (decayW, decayH) = model.approximateDecays
    let split = model.classCount * model.dimension
    result = direction
    for index in result.indices { result[index] *= 2 * (index < split ? decayW : decayH) }
    let change = residualChange(along: direction)
    model.addCoupling(of: change, at: point, to: &result)
    model.addCoupling(of: residual, at: direction, to: &result)
  }

  /// `dG`.
  private func residualChange(along direction: [Double]) -> [Double] {
    let (classes, samples) = (model.classCount, model.sampleCount)
    let (dimension, split) = (model.dimension, model.classCount * model.dimension)
    var change = [Double](repeating: 0, count: classes * samples)
    change.withUnsafeMutableBufferPointer { change in
      point.withUnsafeBufferPointer { point in
        direction.withUnsafeBufferPointer { direction in
          guard let x = point.baseAddress, let d = direction.baseAddress,
            let target = change.baseAddress
          else { return }
          DenseProducts.add(
            d, x + split, to: target, rows: classes, inner: dimension, columns: samples)
          DenseProducts.add(
            x, d + split, to: target, rows: classes, inner: dimension, columns: samples)
        }
      }
    }
    applySoftmaxJacobian(to: &change)
    return change
  }

  /// `dz_i -> (1/n) (diag(p_i) - p_i p_i^T) dz_i`, written as `p (dz - <p, dz>)/n`.
  private func applySoftmaxJacobian(to change: inout [Double]) {
    let (classes, samples) = (model.classCount, model.sampleCount)
    for sample in 0..<samples {
      var mean = 0.0
      for index in stride(from: sample, to: classes * samples, by: samples) {
        mean += probabilities[index] * change[index]
      }
      for index in stride(from: sample, to: classes * samples, by: samples) {
        change[index] = probabilities[index] * (change[index] - mean) / Double(samples)
      }
    }
  }
}
