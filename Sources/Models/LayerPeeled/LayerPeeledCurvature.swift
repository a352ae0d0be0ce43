import LinearAlgebra

/// The Hessian of the layer-peeled objective at one point, as a linear map.
///
/// For a direction `(dW, dH)`: the logits move by `dZ = dW H + W dH`, column `i` of `G` by
/// `dg_i = (1/n) (diag(p_i) - p_i p_i^T) dz_i`, and the gradient by
///
///     dG H^T + G dH^T + 2 lambda_W dW    and    W^T dG + dW^T G + (2 lambda_H/n) dH.
///
/// Stored are the point, `P`, `G` and a workspace of as many numbers; a product costs six products
/// of `N x M x n` and allocates nothing.
final class LayerPeeledCurvature: Curvature {
  private let fit: LayerPeeledFit
  /// `P/n`.
  private let scaledProbabilities: DoubleMatrix
  private let samples: Int
  private var weightStep: DoubleMatrix
  private var featureStep: DoubleMatrix
  private var weightPart: DoubleMatrix
  private var featurePart: DoubleMatrix
  /// `dZ`, then `dG`.
  private var change: DoubleMatrix
  /// For every sample `<p_i, dz_i>`.
  private var means: [Double]

  init(_ arguments: LayerPeeledArguments, point: [Double], jobs: Int) {
    var fit = LayerPeeledFit(arguments, jobs: jobs)
    fit.setPoint(point)
    _ = fit.evaluateProbabilities()
    samples = arguments.sampleCount
    let perSample = 1 / Double(samples)
    scaledProbabilities = DoubleMatrix(
      fit.residual.values.map { $0 * perSample }, rows: arguments.classCount, columns: samples)
    fit.subtractTargets()
    self.fit = fit
    weightStep = fit.weights
    featureStep = fit.features
    weightPart = fit.weights
    featurePart = fit.features
    change = fit.residual
    means = [Double](repeating: 0, count: samples)
  }

  func product(with direction: [Double], into result: inout [Double]) {
    let (split, jobs) = (weightStep.values.count, fit.jobs)
    precondition(
      direction.count == split + featureStep.values.count && result.count == direction.count,
      "The direction and the result must have one entry per variable.")
    weightStep.assign(from: direction, startingAt: 0)
    featureStep.assign(from: direction, startingAt: split)
    change.setProduct(weightStep, fit.features, jobs: jobs)
    change.addProduct(fit.weights, featureStep, jobs: jobs)
    applySoftmaxJacobian()
    weightPart.setProduct(change, transposing: fit.features, jobs: jobs)
    weightPart.addProduct(fit.residual, transposing: featureStep, jobs: jobs)
    weightPart.add(weightStep, scaledBy: 2 * fit.decayW)
    featurePart.setProduct(transposing: fit.weights, change, jobs: jobs)
    featurePart.addProduct(transposing: weightStep, fit.residual, jobs: jobs)
    featurePart.add(featureStep, scaledBy: 2 * fit.decayH)
    weightPart.write(to: &result, startingAt: 0)
    featurePart.write(to: &result, startingAt: split)
  }

  /// `dz_i -> (1/n) (diag(p_i) - p_i p_i^T) dz_i`, written as `(p/n) (dz - <p, dz>)`.
  private func applySoftmaxJacobian() {
    let (samples, count) = (samples, Double(samples))
    scaledProbabilities.values.withUnsafeBufferPointer { p in
      means.withUnsafeMutableBufferPointer { means in
        change.withUnsafeMutableEntries { entries in
          means.update(repeating: 0)
          for start in stride(from: 0, to: entries.count, by: samples) {
            for i in 0..<samples { means[i] += p[start + i] * entries[start + i] }
          }
          for i in 0..<samples { means[i] *= count }
          for start in stride(from: 0, to: entries.count, by: samples) {
            for i in 0..<samples {
              entries[start + i] = p[start + i] * (entries[start + i] - means[i])
            }
          }
        }
      }
    }
  }
}
