/// Quantities of every global minimizer of the positive layer-peeled model, from the gap between the
/// bounds of its value (docs/certificate-format.md, section 9; proofs in docs/proof-rules.md).
///
/// The gap bounds the Kullback-Leibler divergences of the minimizer's probabilities from the dual
/// point, Pinsker's inequality their distance; the conditions of first order then give the rest.
struct LayerPeeledQuantities {
  private let instance: LayerPeeledBounds
  private let c: Calculator
  /// eps: the distance of the probabilities of a sample from the dual point, in the sum norm.
  private let distance: DyadicInterval
  private var margins: [DyadicInterval] = []
  private var normsSquared: [DyadicInterval] = []

  init(_ instance: LayerPeeledBounds, gap: DyadicInterval) throws(KernelError) {
    self.instance = instance
    c = instance.c
    distance = try c.function(
      .squareRoot, try c.multiply(c.integer(2 * instance.sampleCount), gap))
    let half = DyadicInterval(Dyadic(BigInteger(1), exponent: -1))
    let spread = try c.multiply(distance.negated.hull(with: distance), half)
    let decay = try c.multiply(c.integer(2), instance.featureDecay)
    let floor = try c.divide(instance.smoothing, c.integer(instance.classCount))
    for k in 0..<instance.classCount {
      let own = try c.add(c.number(instance.witnesses[k].probability), spread)
      let other = try c.add(try instance.other(k), spread)
      guard own.isPositive, other.isPositive else {
        throw .refused("the gap is too wide to enclose the minimizer")
      }
      let margin = try c.function(.log, try c.divide(own, other))
      margins.append(margin)
      let pulls = try c.multiply(
        c.integer(instance.classCount - 1), try c.subtract(other, floor))
      normsSquared.append(try c.divide(try c.multiply(pulls, margin), decay).cutAtZero())
    }
  }

  func all() throws(KernelError) -> [QuantityName: DyadicInterval] {
    let mean = try meanNormSquared()
    let weights = try c.multiply(
      try c.divide(instance.featureDecay, instance.classifierDecay), mean)
    let variation = try c.divide(
      try c.multiply(weights, try c.power(distance, 2)), try c.power(instance.featureDecay, 2))
    let largest = normsSquared.dropFirst().reduce(normsSquared[0]) { $0.maximum(with: $1) }
    // x bounds the norm of every feature.
    let norm = DyadicInterval(try c.function(.squareRoot, largest).upper)
    var quantities: [QuantityName: DyadicInterval] = [
      QuantityName("within_class_variation"): Self.upTo(variation),
      QuantityName("class_overlap"): Self.upTo(
        try overlap(norm: norm, variation: DyadicInterval(variation.upper))),
    ]
    if instance.isBalanced {
      quantities[QuantityName("margin")] = margins.dropFirst().reduce(margins[0]) {
        $0.hull(with: $1)
      }
      quantities[QuantityName("feature_norm_squared")] = mean
      quantities[QuantityName("weight_norm_squared")] = try c.divide(
        weights, c.integer(instance.classCount))
      quantities[QuantityName("classifier_misalignment")] = Self.upTo(
        try c.power(try misalignment(norm: norm), 2))
    } else {
      for k in margins.indices {
        quantities[QuantityName("margin", k + 1)] = margins[k]
        quantities[QuantityName("feature_norm_squared", k + 1)] = normsSquared[k]
      }
    }
    return quantities
  }

  private static func upTo(_ bound: DyadicInterval) -> DyadicInterval {
    DyadicInterval(ordered: Dyadic(0), max(bound.upper, Dyadic(0)))
  }

  private func meanNormSquared() throws(KernelError) -> DyadicInterval {
    var sum = Calculator.zero
    for (k, square) in normsSquared.enumerated() {
      sum = try c.add(sum, try c.multiply(try instance.share(k), square))
    }
    return sum
  }

  /// a_k = q_k s_k N/((N-1) 2 lambda_W): how strongly class k pulls the classifier.
  private func pulls() throws(KernelError) -> [DyadicInterval] {
    var result: [DyadicInterval] = []
    let others = c.integer(instance.classCount - 1)
    let scale = try c.multiply(try c.multiply(others, c.integer(2)), instance.classifierDecay)
    for k in margins.indices {
      let product = try c.multiply(try instance.share(k), try instance.pull(k))
      let pull = try c.divide(try c.multiply(product, c.integer(instance.classCount)), scale)
      guard pull.isPositive else { throw .refused("a class does not pull the classifier") }
      result.append(pull)
    }
    return result
  }

  /// The largest overlap of two class means: a_j <m_j, h_i> = a_k <m_k, h_i> - lead, nearly.
  private func overlap(
    norm: DyadicInterval, variation: DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    let pulls = try pulls()
    let offset = try c.multiply(norm, try c.function(.squareRoot, variation))
    let square = try c.multiply(distance, try c.power(norm, 2))
    let residual = try c.divide(square, try c.multiply(c.integer(2), instance.classifierDecay))
    let slack = try c.multiply(c.integer(2), residual)
    let weakest = pulls.dropFirst().reduce(pulls[0]) { $0.minimum(with: $1) }
    var largest = Calculator.zero
    for k in margins.indices {
      let inner = try c.add(normsSquared[k], offset.negated.hull(with: offset))
      let difference = try c.add(
        try c.subtract(try c.multiply(pulls[k], inner), margins[k]), slack.negated.hull(with: slack)
      )
      largest = largest.maximum(with: try c.divide(difference.absolute, weakest))
    }
    return largest
  }

  /// How far a row of the classifier lies from the line of its class mean, in a balanced call.
  private func misalignment(norm: DyadicInterval) throws(KernelError) -> DyadicInterval {
    let pulls = try pulls()
    let most = pulls.dropFirst().reduce(pulls[0]) { $0.maximum(with: $1) }
    let least = pulls.dropFirst().reduce(pulls[0]) { $0.minimum(with: $1) }
    let residual = try c.divide(
      try c.multiply(distance, norm), try c.multiply(c.integer(2), instance.classifierDecay))
    let spread = try c.subtract(DyadicInterval(most.upper), DyadicInterval(least.lower))
    let factor = try c.multiply(c.integer(2 * instance.classCount), norm)
    return try c.add(residual, try c.multiply(spread, factor))
  }
}
