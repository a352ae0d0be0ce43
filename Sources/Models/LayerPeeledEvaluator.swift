import LinearAlgebra
import Numbers

/// The positive layer-peeled objective and its gradient at one precision.
///
/// All matrices are allocated once; an evaluation costs three products of `N x M x n` and one
/// exponential per logit.
final class LayerPeeledEvaluator: DescentEvaluator {
  let precisionInBits: Int
  private let variableCount: Int
  private let weights: RealMatrix
  private let features: RealMatrix
  /// `Y`, one column per sample.
  private let targets: RealMatrix
  /// The logits `Z = W H`, then `P`, then `G = (P - Y)/n`.
  private let residual: RealMatrix
  private let logSumExp: RealMatrix
  private let weightGradient: RealMatrix
  private let featureGradient: RealMatrix
  private let shareOfSample: Real
  private let decayW: Real
  private let decayH: Real

  init(model: PositiveLayerPeeledModel, precisionInBits bits: Int) throws(NumberError) {
    try Real.check(precisionInBits: bits)
    let (classes, dimension, samples) = (model.classCount, model.dimension, model.sampleCount)
    func matrix(_ rows: Int, _ columns: Int) -> RealMatrix {
      RealMatrix(rows: rows, columns: columns, precisionInBits: bits)
    }
    precisionInBits = bits
    variableCount = model.variableCount
    weights = matrix(classes, dimension)
    features = matrix(dimension, samples)
    targets = matrix(classes, samples)
    residual = matrix(classes, samples)
    logSumExp = matrix(1, samples)
    weightGradient = matrix(classes, dimension)
    featureGradient = matrix(dimension, samples)
    let perSample = try Rational(1).divided(by: Rational(samples))
    shareOfSample = Real(perSample, precisionInBits: bits)
    decayW = Real(model.lambdaW, precisionInBits: bits)
    decayH = Real(model.lambdaH * perSample, precisionInBits: bits)
    let share = try model.alpha.divided(by: Rational(classes))
    let other = Real(share, precisionInBits: bits)
    let own = Real(Rational(1) - model.alpha + share, precisionInBits: bits)
    for sample in 0..<samples {
      for k in 0..<classes { targets[k, sample] = k == model.classOfSample[sample] ? own : other }
    }
  }

  func value(at point: RealMatrix, gradient: RealMatrix) throws(NumberError) -> Real {
    precondition(
      point.rows == variableCount && point.columns == 1, "The point must be variableCount x 1.")
    precondition(
      gradient.rows == variableCount && gradient.columns == 1,
      "The gradient must be variableCount x 1.")
    weights.assign(from: point, startingAt: 0)
    features.assign(from: point, startingAt: weights.rows * weights.columns)
    let fit = evaluateResidual()
    setGradient()
    weightGradient.write(to: gradient, startingAt: 0)
    featureGradient.write(to: gradient, startingAt: weights.rows * weights.columns)
    return fit + decayW * weights.squaredNorm + decayH * features.squaredNorm
  }

  /// Leaves `G` in `residual`; returns the mean cross-entropy.
  private func evaluateResidual() -> Real {
    residual.setProduct(weights, features)
    let matched = residual.innerProduct(with: targets)
    residual.softmaxColumns(logSumExp: logSumExp)
    var total = logSumExp[0, 0]
    for sample in 1..<logSumExp.columns { total = total + logSumExp[0, sample] }
    residual.subtract(targets)
    residual.scale(by: shareOfSample)
    return (total - matched) * shareOfSample
  }

  /// `G H^T + 2 lambda_W W` and `W^T G + (2 lambda_H/n) H`.
  private func setGradient() {
    weightGradient.setProduct(residual, transposing: features)
    weightGradient.add(weights, scaledBy: decayW + decayW)
    featureGradient.setProduct(transposing: weights, residual)
    featureGradient.add(features, scaledBy: decayH + decayH)
  }
}

extension PositiveLayerPeeledModel {
  /// An evaluator at the given precision; see `LayerPeeledEvaluator`.
  ///
  /// Throws `NumberError.precisionOutOfRange` for a precision the numbers cannot have.
  public func makeEvaluator(precisionInBits: Int) throws -> any DescentEvaluator {
    try LayerPeeledEvaluator(model: self, precisionInBits: precisionInBits)
  }
}
