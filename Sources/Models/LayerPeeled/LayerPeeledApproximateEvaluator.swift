import LinearAlgebra

/// The layer-peeled objective and its gradient in double precision.
///
/// The gradient is `G H^T + 2 lambda_W W`, then `W^T G + (2 lambda_H/n) H`, with `G = (P - Y)/n`
/// and `P` the softmax of the logits. Cost: three products of `N x M x n`; nothing is allocated.
final class LayerPeeledApproximateEvaluator: ApproximateEvaluator {
  private var fit: LayerPeeledFit
  private var weightGradient: DoubleMatrix
  private var featureGradient: DoubleMatrix

  init(_ arguments: LayerPeeledArguments, jobs: Int) {
    fit = LayerPeeledFit(arguments, jobs: jobs)
    weightGradient = fit.weights
    featureGradient = fit.features
  }

  func value(at point: [Double], gradient: inout [Double]) -> Double {
    precondition(gradient.count == point.count, "The gradient must have one entry per variable.")
    fit.setPoint(point)
    let mismatch = fit.evaluateProbabilities()
    fit.subtractTargets()
    weightGradient.setProduct(fit.residual, transposing: fit.features, jobs: fit.jobs)
    weightGradient.add(fit.weights, scaledBy: 2 * fit.decayW)
    featureGradient.setProduct(transposing: fit.weights, fit.residual, jobs: fit.jobs)
    featureGradient.add(fit.features, scaledBy: 2 * fit.decayH)
    weightGradient.write(to: &gradient, startingAt: 0)
    featureGradient.write(to: &gradient, startingAt: fit.weights.values.count)
    return mismatch + fit.decayW * fit.weights.squaredNorm
      + fit.decayH * fit.features.squaredNorm
  }
}
