import LinearAlgebra
import Reals

/// Absorbs the roundings of the sums.
private let enclosureGuardBits = 32

extension LayerPeeledModel {
  /// The objective at exactly the given `W` and `H`, by intervals.
  ///
  /// It is an upper bound of the minimum. The entries of the point are taken as exact dyadic
  /// numbers and every operation rounds outward, at a precision a little above that of the point.
  /// Throws `ModelError.infeasiblePoint` when a bounded feature is negative, and
  /// `NumberError.notFinite` where numbers become too large. Cost: one product of balls of `N x M x
  /// n` and one interval exponential per logit.
  public func enclosedValue(at point: RealMatrix) throws -> Interval {
    try requireFeasible(point)
    let bits = point.precisionInBits + enclosureGuardBits
    let samples = arguments.sampleCount
    let entries = (0..<variableCount).map { index in
      Interval(point[index, 0]).rounded(toPrecisionInBits: bits)
    }
    let split = arguments.classCount * arguments.dimension
    var weightNorm = Interval(0, precisionInBits: bits)
    for entry in entries[..<split] { weightNorm = weightNorm + (try entry.power(2)) }
    var featureNorm = Interval(0, precisionInBits: bits)
    for entry in entries[split...] { featureNorm = featureNorm + (try entry.power(2)) }
    var fit = Interval(0, precisionInBits: bits)
    let logitBalls = try enclosedLogits(at: point, precisionInBits: bits)
    for (sample, own) in arguments.classOfSample.enumerated() {
      var logits: [Interval] = []
      for k in 0..<arguments.classCount {
        logits.append(try logitBalls.interval(k, sample, precisionInBits: bits))
      }
      fit = fit + (try loss(of: logits, own: own, precisionInBits: bits))
    }
    let decayW = Interval(arguments.lambdaW, precisionInBits: bits)
    let decayH = Interval(arguments.lambdaH, precisionInBits: bits)
    return decayW * weightNorm
      + (try (fit + decayH * featureNorm) / Interval(samples, precisionInBits: bits))
  }

  /// `nil`: the problem is not convex in `(W, H)`, so no point proves where the minimiser is.
  public func enclosedQuantities(at point: RealMatrix) throws -> [Quantity: Interval]? { nil }

  /// Encloses `W H`.
  private func enclosedLogits(
    at point: RealMatrix, precisionInBits bits: Int
  ) throws -> FixedPointBallMatrix {
    let limbs = bits / 64 + 1
    let (classes, samples) = (arguments.classCount, arguments.sampleCount)
    let dimension = arguments.dimension
    func balls(_ rows: Int, _ columns: Int) -> FixedPointBallMatrix {
      FixedPointBallMatrix(rows: rows, columns: columns, limbsPerEntry: limbs)
    }
    let (weights, features) = (balls(classes, dimension), balls(dimension, samples))
    try weights.enclose(point)
    try features.enclose(point, startingAt: classes * dimension)
    let logits = balls(classes, samples)
    let lengthBits = Int.bitWidth - dimension.leadingZeroBitCount
    logits.midpoints.fractionBits = FixedPointMatrix.fractionBits(
      limbs: limbs,
      binaryExponent: weights.midpoints.binaryExponent + features.midpoints.binaryExponent
        + lengthBits)
    let products = FixedPointProducts(
      limbsPerEntry: limbs, innerLength: dimension,
      multiplyAdds: classes * dimension * samples,
      entries: variableCount + classes * samples)
    logits.setProduct(weights, features, by: products)
    return logits
  }

  /// `logsumexp(z) - <y, z>`, the logarithm shifted by the own logit:
  /// `log sum_j e^{z_j - z_own} + (alpha/N) sum_j (z_own - z_j)`.
  private func loss(of logits: [Interval], own: Int, precisionInBits bits: Int) throws -> Interval {
    var exponentials = Interval(0, precisionInBits: bits)
    var lead = Interval(0, precisionInBits: bits)
    for (k, logit) in logits.enumerated() where k != own {
      exponentials = exponentials + (logit - logits[own]).exp()
      lead = lead + (logits[own] - logit)
    }
    let share = Interval(
      try arguments.alpha.divided(by: ModelNumber(arguments.classCount)), precisionInBits: bits)
    return try exponentials.log1p() + share * lead
  }
}

extension DescentProblem {
  /// Throws `ModelError.infeasiblePoint` for the first negative entry that carries a bound.
  func requireFeasible(_ point: RealMatrix) throws(ModelError) {
    precondition(
      point.rows == variableCount && point.columns == 1, "The point must be variableCount x 1.")
    for (index, isBounded) in isNonnegative.enumerated() where isBounded {
      let entry = point[index, 0]
      guard entry.sign >= 0 else {
        throw .infeasiblePoint(variable: index, value: entry.decimal(significantDigits: 6))
      }
    }
  }
}
