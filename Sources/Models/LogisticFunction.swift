import Reals

/// The three functions whose Gaussian expectations are enclosed, with the constants of the proof.
///
/// Everything here is derived in docs/gaussian-expectation.md.
enum LogisticFunction: CaseIterable {
  case softplus
  case sigmoid
  case sigmoidDerivative

  /// `f(x)` by intervals.
  func value(_ x: Interval) throws(NumberError) -> Interval {
    switch self {
    case .softplus: return x.softplus()
    case .sigmoid: return x.sigmoid()
    case .sigmoidDerivative:
      // e^-|x|/(1 + e^-|x|)^2, even and free of cancellation.
      let small = (-x.absolute()).exp()
      let one = Interval(1, precisionInBits: x.precisionInBits)
      return try small / (try (one + small).power(2))
    }
  }

  /// `f(m + x) + f(m - x)` from `sum = e^{m+x} + e^{m-x}` and `product = e^{2m}`.
  ///
  /// With `v = e^{m+x}`, `v' = e^{m-x}`: `(1+v)(1+v') = 1 + sum + product`, hence
  /// `log1p(sum + product)`, `(sum + 2 product)/(...)` and `(sum (1 + product) + 4
  /// product)/(...)^2`.
  func pair(sum: Interval, product: Interval) throws(NumberError) -> Interval {
    let one = Interval(1, precisionInBits: sum.precisionInBits)
    let both = sum + product
    switch self {
    case .softplus: return try both.log1p()
    case .sigmoid: return try (both + product) / (one + both)
    case .sigmoidDerivative:
      return try (sum * (one + product) + 4 * product) / (try (one + both).power(2))
    }
  }

  /// A constant `C` with `E|f(m + s(z + iy))| <= C` for `|s y| <= 5 pi/6`, and at least the
  /// constant of the tail bound.
  func stripBound(mean: Interval, deviation: Interval) -> Interval {
    let bits = mean.precisionInBits
    switch self {
    case .softplus:
      let zero = Interval(0, precisionInBits: bits)
      return Interval.maximum(mean, zero) + deviation + Interval(5, precisionInBits: bits)
    case .sigmoid: return Interval(2, precisionInBits: bits)
    case .sigmoidDerivative: return Interval(4, precisionInBits: bits)
    }
  }

  /// The range of `f` on the reals, for the bounded functions; `[0, 1]` and `[0, 1/4]`.
  func range(bits: Int) -> Interval {
    let one = Interval(1, precisionInBits: bits)
    let zero = Interval(0, precisionInBits: bits)
    switch self {
    case .softplus, .sigmoid: return zero.hull(with: one)
    case .sigmoidDerivative:
      return zero.hull(with: Interval(Real(0.25, precisionInBits: bits)))
    }
  }

  /// A bound without any quadrature.
  ///
  /// Softplus is convex with slope at most 1: `softplus(m) <= E <= softplus(m) + |s|`.
  func trivialBound(_ mean: Interval, _ deviation: Interval) throws(NumberError) -> Interval {
    switch self {
    case .softplus:
      let low = mean.softplus()
      return low.hull(with: low + deviation)
    case .sigmoid, .sigmoidDerivative: return range(bits: mean.precisionInBits)
    }
  }

  /// How small the expectation can be, in nats below 1; the rule aims that much lower.
  ///
  /// `E softplus >= softplus(m)`, `E sigmoid >= sigmoid(m)/2`, and
  /// `E sigmoid' >= (1/4) e^{-E|m + s z|} >= (1/4) e^{-|m|-|s|}`. Capped: beyond the cap results
  /// are accurate absolutely, not relatively.
  func nats(mean: Double, deviation: Double) -> Double {
    let depth = self == .sigmoidDerivative ? abs(mean) + deviation + 2 : max(-mean, 0) + 1
    return min(depth, 2_000)
  }
}
