import Reals

extension UnconstrainedFeaturesModel {
  /// The global minimum for `M >= N - 1` and classes of equal size, or two of any sizes, by
  /// intervals.
  ///
  ///     c = 2 (N-1) sqrt(lambda_W lambda_H/N)
  ///     s = alpha (N-1)/N + c                              probability of all other classes
  ///     t = log((N-1)(1 - s)/s) if 1 - s > 1/N, else 0                       margin
  ///     min L = s t + log1p((N-1) e^{-t})
  ///     |h_i|^2 = (N-1) t sqrt(lambda_W/(lambda_H N))
  ///     |w_k|^2 = ((N-1)/N) t sqrt(lambda_H/(lambda_W N))
  ///
  /// Whether the classes collapse to the origin (`t = 0`) is decided exactly, with rationals, never
  /// by an interval. The defects of the geometry are exactly zero. Proof: docs/models.md.
  ///
  /// Cost: a few elementary functions.
  public func enclosedOptimum(precisionInBits: Int) throws -> [Quantity: Interval] {
    let bits = precisionInBits + closedFormGuardBits
    let zero = Interval(0, precisionInBits: bits)
    let optimum = try LayerPeeledClassOptimum(
      arguments, squaredCost: squaredCost, precisionInBits: bits)
    let (margin, squaredNorm) = (optimum.margin, try featureNormSquared(margin: optimum.margin))
    var result = [
      Quantity("objective"): optimum.value, Quantity("within_class_variation"): zero,
    ]
    if arguments.isBalancedCall {
      result[Quantity("margin")] = margin
      result[Quantity("feature_norm_squared")] = squaredNorm
      result[Quantity("weight_norm_squared")] = try weightNormSquared(margin: margin)
      result[Quantity("simplex_defect")] = zero
      result[Quantity("classifier_misalignment")] = zero
    } else {
      for k in 1...arguments.classCount {
        result[Quantity("margin", index: k)] = margin
        result[Quantity("feature_norm_squared", index: k)] = squaredNorm
      }
    }
    return result
  }

  /// `c^2 = 4 lambda_W lambda_H (N-1)^2/N`, exactly.
  var squaredCost: ModelNumber {
    get throws(NumberError) {
      let others = ModelNumber(arguments.classCount - 1)
      return try (ModelNumber(4) * arguments.lambdaW * arguments.lambdaH * others * others)
        .divided(by: ModelNumber(arguments.classCount))
    }
  }

  func featureNormSquared(margin: Interval) throws(NumberError) -> Interval {
    let count = arguments.classCount
    let ratio = try arguments.lambdaW.divided(by: arguments.lambdaH * ModelNumber(count))
    let root = try Interval(ratio, precisionInBits: margin.precisionInBits).squareRoot()
    return (count - 1) * (margin * root)
  }

  private func weightNormSquared(margin: Interval) throws(NumberError) -> Interval {
    let others = ModelNumber(arguments.classCount - 1)
    let classes = ModelNumber(arguments.classCount)
    let ratio = try (arguments.lambdaH * others * others)
      .divided(by: arguments.lambdaW * classes * classes * classes)
    return margin * (try Interval(ratio, precisionInBits: margin.precisionInBits).squareRoot())
  }
}
