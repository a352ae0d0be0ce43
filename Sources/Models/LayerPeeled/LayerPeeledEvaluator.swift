import LinearAlgebra
import Reals

/// The layer-peeled objective and its gradient at one precision.
///
/// All matrices are fixed-point: the errors are absolute, a small multiple of `2^-precisionInBits`
/// times the largest terms, which is what gradients need that cancel. Cost: three exact products of
/// `N x M x n`, whose factors are turned into residues once, and one exponential per logit.
final class LayerPeeledEvaluator: DescentEvaluator {
  private typealias Factor = FixedPointProducts.Factor

  let precisionInBits: Int
  private let arguments: LayerPeeledArguments
  private let products: FixedPointProducts
  private let softmax: ColumnSoftmax
  private let jobs: Int
  private let weights: FixedPointMatrix
  private let features: FixedPointMatrix
  /// The logits `Z = W H`, then `P`, then `G = (P - Y)/n`, with a limb of integer and a limb more
  /// of fraction.
  private let logits: FixedPointMatrix
  private let logSumExp: FixedPointMatrix
  /// The class of every sample.
  private let classOfSample: [Int]
  /// `G`, as a factor.
  private let residual: FixedPointMatrix
  private let factors: (weights: Factor, features: Factor, residual: Factor)
  private let weightGradient: FixedPointMatrix
  private let featureGradient: FixedPointMatrix
  /// `alpha/N`, the target of the other classes, and `1 - alpha`, by which the own one exceeds it.
  private let share: (real: Real, fixed: FixedPointMatrix)
  private let excess: (real: Real, fixed: FixedPointMatrix)
  private let decayW: Real
  private let decayH: Real

  init(
    _ arguments: LayerPeeledArguments, precisionInBits bits: Int, jobs: Int
  ) throws(NumberError) {
    try Real.check(precisionInBits: bits)
    let (classes, samples) = (arguments.classCount, arguments.sampleCount)
    let dimension = arguments.dimension
    let limbs = (bits + 63) / 64
    let multiplyAdds = classes * dimension * samples
    precisionInBits = bits
    (self.arguments, classOfSample) = (arguments, arguments.classOfSample)
    products = FixedPointProducts(
      limbsPerEntry: limbs, innerLength: max(classes, dimension, samples),
      multiplyAdds: 3 * multiplyAdds, entries: 2 * (arguments.variableCount + classes * samples),
      jobs: jobs)
    softmax = ColumnSoftmax(fractionLimbs: limbs + 1)
    self.jobs = concurrentJobs(jobs, limbProducts: multiplyAdds * limbs * limbs)
    func matrix(_ rows: Int, _ columns: Int) -> FixedPointMatrix {
      FixedPointMatrix(rows: rows, columns: columns, limbsPerEntry: limbs)
    }
    func logitMatrix(_ rows: Int) -> FixedPointMatrix {
      FixedPointMatrix(
        rows: rows, columns: samples, limbsPerEntry: limbs + 2, fractionBits: 64 * (limbs + 1))
    }
    weights = matrix(classes, dimension)
    features = matrix(dimension, samples)
    residual = matrix(classes, samples)
    weightGradient = matrix(classes, dimension)
    featureGradient = matrix(dimension, samples)
    factors = (
      products.factor(weights), products.factor(features, isTransposed: true),
      products.factor(residual)
    )
    logits = logitMatrix(classes)
    logSumExp = logitMatrix(1)
    let perSample = try ModelNumber(1).divided(by: ModelNumber(samples))
    decayW = Real(arguments.lambdaW, precisionInBits: bits)
    decayH = Real(arguments.lambdaH * perSample, precisionInBits: bits)
    share = try Self.target(try arguments.alpha.divided(by: ModelNumber(classes)), limbs)
    excess = try Self.target(ModelNumber(1) - arguments.alpha, limbs)
  }

  private static func target(
    _ value: ModelNumber, _ limbs: Int
  ) throws(NumberError) -> (Real, FixedPointMatrix) {
    let real = Real(value, precisionInBits: 64 * (limbs + 1))
    return (
      real,
      try FixedPointMatrix(real, limbs: limbs + 2, fractionBits: 64 * (limbs + 1))
    )
  }

  func value(at point: RealMatrix, gradient: RealMatrix) throws(NumberError) -> Real {
    for vector in [point, gradient] {
      precondition(
        vector.rows == arguments.variableCount && vector.columns == 1,
        "The point and the gradient must be variableCount x 1.")
    }
    try weights.assign(from: point)
    try features.assign(from: point, startingAt: weights.count)
    factors.weights.update()
    factors.features.update()
    let fit = try evaluateResidual()
    try setGradient()
    weightGradient.write(to: gradient)
    featureGradient.write(to: gradient, startingAt: weights.count)
    return fit + decayW * weights.squaredNorm(precisionInBits: precisionInBits)
      + decayH * features.squaredNorm(precisionInBits: precisionInBits)
  }

  /// Leaves `G` in `residual`; returns the mean cross-entropy.
  private func evaluateResidual() throws(NumberError) -> Real {
    // The sum of all logits must fit its limb of integer.
    let logitExponent =
      weights.binaryExponent + features.binaryExponent + Self.bitWidth(arguments.dimension)
    guard logitExponent + Self.bitWidth(logits.count) <= 62 else { throw .notFinite }
    let samples = arguments.sampleCount
    let bits = 64 * logits.limbsPerEntry
    products.multiply(factors.weights, factors.features, into: logits)
    let matched =
      excess.real * logits.sum(atRowOfColumn: classOfSample, precisionInBits: bits)
      + share.real * logits.sum(precisionInBits: bits)
    softmax.apply(to: logits, logSumExp: logSumExp, jobs: jobs)
    let total = logSumExp.sum(precisionInBits: bits)
    logits.subtract(share.fixed)
    logits.subtract(excess.fixed, atRowOfColumn: classOfSample)
    logits.divide(by: samples)
    // |G| <= 1/n < 2^(2 - bitWidth); 1/n itself is reached where another class has probability 1.
    residual.fractionBits = FixedPointMatrix.fractionBits(
      limbs: residual.limbsPerEntry, binaryExponent: 2 - Self.bitWidth(samples))
    residual.assign(rounding: logits)
    let mean = try (total - matched) / Real(samples, precisionInBits: bits)
    return mean.rounded(toPrecisionInBits: precisionInBits)
  }

  /// `G H^T + 2 lambda_W W` and `W^T G + (2 lambda_H/n) H`.
  private func setGradient() throws(NumberError) {
    factors.residual.update()
    let weightFactor = try FixedPointMatrix(decayW + decayW, limbs: weights.limbsPerEntry)
    let featureFactor = try FixedPointMatrix(decayH + decayH, limbs: weights.limbsPerEntry)
    setScale(of: weightGradient, features, arguments.sampleCount, weights, weightFactor)
    setScale(of: featureGradient, weights, arguments.classCount, features, featureFactor)
    products.multiply(factors.residual, transposing: factors.features, into: weightGradient)
    products.multiply(transposing: factors.weights, factors.residual, into: featureGradient)
    weightGradient.add(weights, scaledBy: weightFactor)
    featureGradient.add(features, scaledBy: featureFactor)
  }

  /// Room for a sum of `terms` products of `G` with a factor, and for the decay of a matrix.
  private func setScale(
    of gradient: FixedPointMatrix, _ factor: FixedPointMatrix, _ terms: Int,
    _ decayed: FixedPointMatrix, _ decay: FixedPointMatrix
  ) {
    let fit = residual.binaryExponent + factor.binaryExponent + Self.bitWidth(terms)
    let exponent = max(fit, decayed.binaryExponent + decay.binaryExponent) + 1
    gradient.fractionBits = FixedPointMatrix.fractionBits(
      limbs: gradient.limbsPerEntry, binaryExponent: exponent)
  }

  /// The least b with `n < 2^b`.
  private static func bitWidth(_ n: Int) -> Int { Int.bitWidth - n.leadingZeroBitCount }
}
