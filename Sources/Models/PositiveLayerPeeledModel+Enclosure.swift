import LinearAlgebra
import Numbers

extension PositiveLayerPeeledModel {
  /// The objective at exactly the given `W` and `H >= 0`, by intervals.
  ///
  /// It is an upper bound of the minimum. The entries of the point are taken as exact dyadic numbers
  /// and every operation rounds outward, at a precision a little above that of the point. Throws
  /// `ModelError.infeasiblePoint` when a feature is negative. Cost: one interval product of
  /// `N x M x n` and one exponential per logit.
  public func enclosedValue(at point: RealMatrix) throws -> Interval {
    try requireFeasible(point)
    let bits = point.precisionInBits + Self.enclosureGuardBits
    let entries = (0..<variableCount).map { index in
      Interval(point[index, 0]).rounded(toPrecisionInBits: bits)
    }
    let (samples, split) = (sampleCount, classCount * dimension)
    var weightNorm = Interval(0, precisionInBits: bits)
    for entry in entries[..<split] { weightNorm = weightNorm + (try entry.power(2)) }
    var featureNorm = Interval(0, precisionInBits: bits)
    for entry in entries[split...] { featureNorm = featureNorm + (try entry.power(2)) }
    var fit = Interval(0, precisionInBits: bits)
    for sample in 0..<samples {
      let logits = (0..<classCount).map { logit($0, sample: sample, entries: entries) }
      fit = fit + (try loss(of: logits, own: classOfSample[sample], precisionInBits: bits))
    }
    let decayW = Interval(lambdaW, precisionInBits: bits)
    let decayH = Interval(lambdaH, precisionInBits: bits)
    return decayW * weightNorm
      + (try (fit + decayH * featureNorm) / Interval(samples, precisionInBits: bits))
  }

  /// `nil`: the problem is not convex in `(W, H)`, so no point proves where the minimiser is.
  public func enclosedQuantities(at point: RealMatrix) throws -> [Quantity: Interval]? { nil }

  private static let enclosureGuardBits = 32

  private func logit(_ k: Int, sample: Int, entries: [Interval]) -> Interval {
    let split = classCount * dimension
    var sum = entries[k * dimension] * entries[split + sample]
    for m in 1..<dimension {
      sum = sum + entries[k * dimension + m] * entries[split + m * sampleCount + sample]
    }
    return sum
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
    let share = Interval(try alpha.divided(by: ModelNumber(classCount)), precisionInBits: bits)
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
