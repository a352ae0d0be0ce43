import Exact
import Reals

/// The trapezoidal sums of one expectation at a point, and the enclosure that follows from them.
///
/// With weights `e^{-z^2/2}` that are not normalised, `E f = I_f/I_1`, where both integrals are
/// enclosed in the same way, so that no value of pi is needed:
///
///     |I_f - h sum_{|j| <= J} f(m + s j h) e^{-(jh)^2/2}| <= C (e_1 + e_2)
///     e_1 = 2 sqrt(2 pi) e^{a^2/2}/(e^{2 pi a/h} - 1)     discretisation, on the strip |Im z| <= a
///     e_2 = 2 e^{-(J h)^2/2}                              truncation, J h >= 1
///
/// with `C` from `LogisticFunction.stripBound`, and `C = 1` for `I_1`.
struct TrapezoidalSums {
  private let function: LogisticFunction
  private let mean: Interval
  private let deviation: Interval
  private let rule: TrapezoidalRule
  private let step: Interval

  /// For finite `m` and `s > 0`, with the rule that serves the precision.
  init(_ function: LogisticFunction, mean: Real, deviation: Real, precisionInBits: Int) {
    let (m, s) = (mean.approximateDouble, deviation.approximateDouble)
    let rule = TrapezoidalRule(
      deviation: s, precisionInBits: precisionInBits + 8,
      extraNats: function.nats(mean: m, deviation: s))
    self.init(
      function, mean: mean, deviation: deviation, rule: rule, precisionInBits: precisionInBits)
  }

  /// For any rule made for this deviation; a coarse one gives a wide enclosure.
  init(
    _ function: LogisticFunction, mean: Real, deviation: Real, rule: TrapezoidalRule,
    precisionInBits: Int
  ) {
    // The weights are products of `j^2/2` rounded factors.
    let drift = 2 * (Int.bitWidth - rule.count.leadingZeroBitCount)
    let working = precisionInBits + drift + 16
    self.function = function
    self.rule = rule
    self.mean = Interval(mean).rounded(toPrecisionInBits: working)
    self.deviation = Interval(deviation).rounded(toPrecisionInBits: working)
    step = Interval(Real(rule.step, precisionInBits: working))
  }

  /// An enclosure of `E f(m + s z)`.
  func enclosure() throws(NumberError) -> Interval {
    guard let error = try integrationError(), error.upper < Real(1, precisionInBits: 8) else {
      return try function.trivialBound(mean, deviation)
    }
    let (values, weights) = try sums()
    let bound = function.stripBound(mean: mean, deviation: deviation) * error
    let integral = step * values + (try GaussianExpectation.symmetric(bound.upper))
    let mass = step * weights + (try GaussianExpectation.symmetric(error.upper))
    guard mass.isCertainlyPositive else {
      return try function.trivialBound(mean, deviation)
    }
    return try integral / mass
  }

  // `sum f w` and `sum w`. Neighbours follow from each other: the exponentials by a constant
  // factor, the weights by a factor that itself falls by `e^{-h^2}`.
  private func sums() throws(NumberError) -> (values: Interval, weights: Interval) {
    let bits = step.precisionInBits
    let one = Interval(1, precisionInBits: bits)
    let stretch = deviation * step
    let (ratio, inverseRatio) = (stretch.exp(), (-stretch).exp())
    var rising = mean.exp()
    var falling = rising
    let product = rising * rising
    let square = step * step
    let drift = (-square).exp()
    var weightRatio = (-square * Interval(Real(0.5, precisionInBits: bits))).exp()
    var weight = one
    var weights = one
    var values = try function.value(mean)
    for _ in 0..<rule.count {
      weight = weight * weightRatio
      weightRatio = weightRatio * drift
      rising = rising * ratio
      falling = falling * inverseRatio
      weights = weights + 2 * weight
      values = values + weight * (try function.pair(sum: rising + falling, product: product))
    }
    return (values, weights)
  }

  /// `e_1 + e_2`, from above; `nil` when the deviation is so large that the strip has vanished.
  private func integrationError() throws(NumberError) -> Interval? {
    let bits = step.precisionInBits
    func exact(_ value: Double) throws(NumberError) -> Interval {
      Interval(try Fraction(exactly: value), precisionInBits: bits)
    }
    let strip = try exact(rule.strip)
    let half = Interval(Real(0.5, precisionInBits: bits))
    let reach = step * Interval(rule.count, precisionInBits: bits)
    let twoPi = Interval(try Fraction(parsing: "6.283"), precisionInBits: bits)  // from below
    let rootOfTwoPi = Interval(try Fraction(parsing: "2.507"), precisionInBits: bits)  // from above
    let growth = (half * strip * strip).exp()
    let decay = (try twoPi * strip / step).expm1()
    let truncation = 2 * (-(half * reach * reach)).exp()
    guard decay.isCertainlyPositive else { return nil }
    return try 2 * rootOfTwoPi * growth / decay + truncation
  }
}
