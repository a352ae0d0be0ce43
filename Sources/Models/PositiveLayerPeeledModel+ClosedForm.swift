import Numbers

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
  /// The terms of the minimum are `log(e^t + N - 1) - (1 - s) t` without its cancellation. Whether a
  /// class collapses (`t_k = 0`) is decided exactly, with rationals, never by an interval.
  /// The defects of the geometry are exactly zero. Proof: docs/models.md.
  ///
  /// Throws `ModelError.noClosedForm` for `M < N`. Cost: a few elementary functions per class.
  public func closedForm(precisionInBits: Int) throws -> [Quantity: Interval] {
    if let limitation { throw ModelError.noClosedForm(model: Self.name, reason: limitation) }
    let working = precisionInBits + Self.guardBits
    try Real.check(precisionInBits: precisionInBits)
    try Real.check(precisionInBits: working)
    let optima = try classOptima(precisionInBits: working)
    var result: [Quantity: Interval] = [:]
    var objective = Interval(0, precisionInBits: working)
    for (k, optimum) in optima.enumerated() {
      objective =
        objective + Interval(try classShare(k), precisionInBits: working) * optimum.value
      if !isBalancedCall {
        result[Quantity("margin", index: k + 1)] = optimum.margin
        result[Quantity("feature_norm_squared", index: k + 1)] = optimum.featureNormSquared
      }
    }
    result[Quantity("objective")] = objective
    if isBalancedCall, let optimum = optima.first {
      result[Quantity("margin")] = optimum.margin
      result[Quantity("feature_norm_squared")] = optimum.featureNormSquared
      result[Quantity("weight_norm_squared")] = try weightNormSquared(margin: optimum.margin)
    }
    for quantity in quantities where result[quantity] == nil {
      result[quantity] = Interval(0, precisionInBits: precisionInBits)
    }
    return result.mapValues { $0.rounded(toPrecisionInBits: precisionInBits) }
  }

  /// Absorbs the rounding of about a dozen operations and the loss where a margin is near zero.
  private static let guardBits = 32

  /// What class `k` contributes at the optimum.
  struct ClassOptimum {
    let margin: Interval
    let featureNormSquared: Interval
    /// `s t + log1p((N-1) e^{-t})`.
    let value: Interval
  }

  /// One optimum per class; classes of equal size share the computation.
  func classOptima(precisionInBits bits: Int) throws(NumberError) -> [ClassOptimum] {
    var known: [Int: ClassOptimum] = [:]
    var result: [ClassOptimum] = []
    for (k, size) in classSizes.enumerated() {
      let optimum: ClassOptimum
      if let cached = known[size] {
        optimum = cached
      } else {
        optimum = try classOptimum(k, precisionInBits: bits)
      }
      known[size] = optimum
      result.append(optimum)
    }
    return result
  }

  private func classOptimum(_ k: Int, precisionInBits bits: Int) throws(NumberError)
    -> ClassOptimum
  {
    let others = Rational(classCount - 1)
    guard try !isCollapsed(k) else {
      let zero = Interval(0, precisionInBits: bits)
      let value = try Interval(classCount, precisionInBits: bits).log()
      return ClassOptimum(margin: zero, featureNormSquared: zero, value: value)
    }
    let classes = Rational(classCount)
    let smoothing = Interval(try (alpha * others).divided(by: classes), precisionInBits: bits)
    let s = try smoothing + Interval(squaredThreshold(k), precisionInBits: bits).squareRoot()
    let one = Interval(1, precisionInBits: bits)
    // The class does not collapse, so the odds exceed 1; cutting there keeps the logarithm defined
    // when the enclosure of s is too wide to show it.
    let odds = try Interval.maximum((classCount - 1) * ((one - s) / s), one)
    let margin = try odds.log()
    let ratio = try (lambdaW * others).divided(by: lambdaH * classes * classShare(k))
    return ClassOptimum(
      margin: margin,
      featureNormSquared: margin * (try Interval(ratio, precisionInBits: bits).squareRoot()),
      value: s * margin + (try ((classCount - 1) * (-margin).exp()).log1p()))
  }

  private func weightNormSquared(margin: Interval) throws(NumberError) -> Interval {
    let classes = Rational(classCount)
    let ratio = try (lambdaH * (classes - Rational(1))).divided(by: lambdaW * classes * classes)
    return margin * (try Interval(ratio, precisionInBits: margin.precisionInBits).squareRoot())
  }

  /// `q_k = n_k/n`.
  private func classShare(_ k: Int) throws(NumberError) -> Rational {
    try Rational(classSizes[k]).divided(by: Rational(sampleCount))
  }

  /// `c_k^2 = 4 lambda_W lambda_H (N-1)/(N q_k)`, exactly.
  private func squaredThreshold(_ k: Int) throws(NumberError) -> Rational {
    let numerator = Rational(4) * lambdaW * lambdaH * Rational(classCount - 1)
    return try numerator.divided(by: Rational(classCount) * classShare(k))
  }

  /// Whether class `k` collapses to the origin: `p_k <= 1/N`, that is
  /// `c_k >= (1 - alpha)(N-1)/N`, decided exactly by squaring.
  func isCollapsed(_ k: Int) throws(NumberError) -> Bool {
    let room = try ((Rational(1) - alpha) * Rational(classCount - 1))
      .divided(by: Rational(classCount))
    return try squaredThreshold(k) >= room * room
  }
}
