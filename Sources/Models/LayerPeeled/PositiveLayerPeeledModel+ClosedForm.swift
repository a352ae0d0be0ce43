import Reals

extension PositiveLayerPeeledModel {
  /// The global minimum for `M >= N`, any class sizes, by intervals.
  ///
  /// With `q_k = n_k/n` and `c_k = 2 sqrt(lambda_W lambda_H (N-1)/(N q_k))`,
  ///
  ///     s_k = alpha (N-1)/N + c_k                         probability of all other classes
  ///     t_k = log((N-1)(1 - s_k)/s_k) if 1 - s_k > 1/N, else 0                       margin
  ///     min L = sum_k q_k [s_k t_k + log1p((N-1) e^{-t_k})]
  ///     |h_k|^2 = t_k sqrt(lambda_W (N-1)/(lambda_H N q_k))
  ///     |w_1|^2 = (t/N) sqrt(lambda_H (N-1)/lambda_W)     balanced call only
  ///
  /// Whether a class collapses (`t_k = 0`) is decided exactly, with rationals, never by an
  /// interval. The defects of the geometry are exactly zero. Proof: docs/models.md.
  ///
  /// It holds for `M >= N`. Cost: a few elementary functions per class.
  public func enclosedOptimum(precisionInBits: Int) throws -> [Quantity: Interval] {
    let bits = precisionInBits + closedFormGuardBits
    let optima = try classOptima(precisionInBits: bits)
    let zero = Interval(0, precisionInBits: bits)
    var result = [Quantity("within_class_variation"): zero, Quantity("class_overlap"): zero]
    var objective = zero
    for (k, optimum) in optima.enumerated() {
      objective = objective + Interval(try classShare(k), precisionInBits: bits) * optimum.value
      if !arguments.isBalancedCall {
        result[Quantity("margin", index: k + 1)] = optimum.margin
        result[Quantity("feature_norm_squared", index: k + 1)] =
          try featureNormSquared(k, margin: optimum.margin)
      }
    }
    result[Quantity("objective")] = objective
    if arguments.isBalancedCall, let optimum = optima.first {
      result[Quantity("margin")] = optimum.margin
      result[Quantity("feature_norm_squared")] = try featureNormSquared(0, margin: optimum.margin)
      result[Quantity("weight_norm_squared")] = try weightNormSquared(margin: optimum.margin)
      result[Quantity("classifier_misalignment")] = zero
    }
    return result
  }

  /// One optimum per class; classes of equal size share the computation.
  func classOptima(
    precisionInBits bits: Int
  ) throws(NumberError) -> [LayerPeeledClassOptimum] {
    var known: [Int: LayerPeeledClassOptimum] = [:]
    var result: [LayerPeeledClassOptimum] = []
    for (k, size) in arguments.classSizes.enumerated() {
      let optimum: LayerPeeledClassOptimum
      if let cached = known[size] {
        optimum = cached
      } else {
        optimum = try LayerPeeledClassOptimum(
          arguments, squaredCost: squaredCost(k), precisionInBits: bits)
      }
      known[size] = optimum
      result.append(optimum)
    }
    return result
  }

  func featureNormSquared(_ k: Int, margin: Interval) throws(NumberError) -> Interval {
    let classes = ModelNumber(arguments.classCount)
    let ratio = try (arguments.lambdaW * (classes - ModelNumber(1)))
      .divided(by: arguments.lambdaH * classes * classShare(k))
    return margin * (try Interval(ratio, precisionInBits: margin.precisionInBits).squareRoot())
  }

  private func weightNormSquared(margin: Interval) throws(NumberError) -> Interval {
    let classes = ModelNumber(arguments.classCount)
    let ratio = try (arguments.lambdaH * (classes - ModelNumber(1)))
      .divided(by: arguments.lambdaW * classes * classes)
    return margin * (try Interval(ratio, precisionInBits: margin.precisionInBits).squareRoot())
  }

  /// `q_k = n_k/n`.
  private func classShare(_ k: Int) throws(NumberError) -> ModelNumber {
    try ModelNumber(arguments.classSizes[k]).divided(by: ModelNumber(arguments.sampleCount))
  }

  /// `c_k^2 = 4 lambda_W lambda_H (N-1)/(N q_k)`, exactly.
  func squaredCost(_ k: Int) throws(NumberError) -> ModelNumber {
    let classes = arguments.classCount
    let numerator =
      ModelNumber(4) * arguments.lambdaW * arguments.lambdaH * ModelNumber(classes - 1)
    return try numerator.divided(by: ModelNumber(classes) * classShare(k))
  }
}
