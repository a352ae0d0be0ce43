import Reals

/// The optimality conditions of the memorization-dilation model as one scalar equation in `D`.
///
/// For every value `D` of the lead of a noisy sample there is one best point `u(D) = (x, y, 0,
/// ...)` and one multiplier `mu`; with `delta = D/kappa`, `g = kappa (sigmoid(-D) - alpha/2)`,
/// eliminating from the stationarity conditions of docs/models.md gives
///
///     interior (y > 0), iff delta < rho and g (rho - delta) > 2 lambda rho delta:
///       x = g (rho + delta)/(2 (g + lambda rho))       y = x - delta
///       d = (rho + delta) sqrt(g^2 + (g + 2 lambda rho)^2)/(2 (g + lambda rho))
///       mu = 2 (g - lambda delta)/(rho + delta)
///     boundary (y = 0), otherwise:
///       x = delta     d = sqrt(x^2 + rho^2)     mu = g/x - 2 lambda
///
/// and the optimum is where the clean samples ask for the same multiplier:
///
///     E(D) = Q(r) eta gamma^2/C_MD^2 - mu(D) = 0,    r = eta gamma d/C_MD,
///     Q(r) = (2 t^2/rho^2) E sigmoid'(t + sqrt(2) (t/rho) r z) + 2 lambda M   (Stein's identity).
///
/// Every root in `D > -t` is a stationary point of a strictly convex problem, so there is exactly
/// one; `E < 0` near `-t`, and `E > 0` as soon as `mu <= 0`.
struct MemorizationDilationOptimality {
  let precisionInBits: Int
  let t, rho, kappa, alpha, lambda, eta: Interval
  /// `eta gamma/C_MD`.
  let dilationPerDistance: Interval
  /// `sqrt(2) (t/rho) r = (2 t eta/C_MD) d`: the deviation of the lead of a clean sample, per `d`.
  let deviationPerDistance: Interval
  /// `eta gamma^2/C_MD^2`.
  let multiplierPerQ: Interval
  /// `2 t^2/rho^2`.
  let leadFactor: Interval
  /// `M`.
  let dimension: Int

  init(_ model: MemorizationDilationModel, precisionInBits bits: Int) throws(NumberError) {
    func enclose(_ value: ModelNumber) -> Interval { Interval(value, precisionInBits: bits) }
    let (margin, norm, slope) = (model.margin, model.featureNorm, model.slope)
    let ratio = try margin.divided(by: norm)
    precisionInBits = bits
    (t, rho, kappa) = (enclose(margin), enclose(norm), enclose(ratio))
    (alpha, lambda, eta) = (enclose(model.alpha), enclose(model.lambda), enclose(model.eta))
    let perDistance = try (model.eta * norm).divided(by: slope)
    dilationPerDistance =
      try Interval(2, precisionInBits: bits).squareRoot() * enclose(perDistance)
    deviationPerDistance = enclose(try (ModelNumber(2) * margin * model.eta).divided(by: slope))
    multiplierPerQ = enclose(
      try (ModelNumber(2) * model.eta * norm * norm).divided(by: slope * slope))
    leadFactor = enclose(ModelNumber(2) * ratio * ratio)
    dimension = model.dimension
  }

  /// What belongs to one value of `D`.
  struct PathPoint {
    let regime: MemorizationDilationModel.Regime
    let own: Interval
    let other: Interval
    let distance: Interval
    let multiplier: Interval
  }

  /// The best point at given `D > -t`; where the regime is undecided, the hull of both.
  func pathPoint(at lead: Interval) throws(NumberError) -> PathPoint {
    let delta = try lead / kappa
    let half = Interval(Real(0.5, precisionInBits: precisionInBits))
    let g = kappa * ((-lead).sigmoid() - half * alpha)
    switch regime(delta: delta, g: g) {
    case .interior: return try interior(delta: delta, g: g, regime: .interior)
    case .boundary: return try boundary(delta: delta, g: g, regime: .boundary)
    case .undecided:
      let (inside, edge) = (
        try interior(delta: delta, g: g, regime: .undecided),
        try boundary(delta: delta, g: g, regime: .undecided)
      )
      return PathPoint(
        regime: .undecided, own: inside.own.hull(with: edge.own),
        other: Self.nonnegative(inside.other.hull(with: edge.other)),
        distance: inside.distance.hull(with: edge.distance),
        multiplier: inside.multiplier.hull(with: edge.multiplier))
    }
  }

  /// `E(D)`.
  func mismatch(at lead: Interval) throws(NumberError) -> Interval {
    let point = try pathPoint(at: lead)
    return multiplierPerQ * (try q(distance: point.distance)) - point.multiplier
  }

  /// `Q(r)` at the dilation that belongs to a distance.
  private func q(distance: Interval) throws(NumberError) -> Interval {
    let expectation = try GaussianExpectation.sigmoidDerivative(
      mean: t, deviation: deviationPerDistance * distance)
    return leadFactor * expectation + 2 * (dimension * lambda)
  }

  // The sign of `y` along the path. For `delta <= 0` the point is interior: then `g > 0`.
  private func regime(delta: Interval, g: Interval) -> MemorizationDilationModel.Regime {
    let gap = rho - delta
    let indicator = g * gap - 2 * (lambda * rho * delta)
    if gap.isCertainlyPositive, indicator.isCertainlyPositive { return .interior }
    let isPositive = delta.isCertainlyPositive
    if isPositive, indicator.isCertainlyNegative || gap.isCertainlyNegative { return .boundary }
    return .undecided
  }

  private func interior(
    delta: Interval, g: Interval, regime: MemorizationDilationModel.Regime
  ) throws(NumberError) -> PathPoint {
    let decay = lambda * rho
    let reach = rho + delta
    let scale = try reach / (2 * (g + decay))
    let span = try ((try g.power(2)) + (try (g + 2 * decay).power(2))).squareRoot()
    let own = scale * g
    return PathPoint(
      regime: regime, own: own, other: own - delta, distance: scale * span,
      multiplier: try 2 * (g - lambda * delta) / reach)
  }

  private func boundary(
    delta: Interval, g: Interval, regime: MemorizationDilationModel.Regime
  ) throws(NumberError) -> PathPoint {
    PathPoint(
      regime: regime, own: delta, other: Interval(0, precisionInBits: precisionInBits),
      distance: try ((try delta.power(2)) + (try rho.power(2))).squareRoot(),
      multiplier: try g / delta - 2 * lambda)
  }

  private static func nonnegative(_ interval: Interval) -> Interval {
    Interval.maximum(interval, Interval(0, precisionInBits: interval.precisionInBits))
  }

  /// The risk at a path point.
  func risk(at point: PathPoint, lead: Interval) throws(NumberError) -> Interval {
    let half = Interval(Real(0.5, precisionInBits: precisionInBits))
    let dilation = dilationPerDistance * point.distance
    let clean = try GaussianExpectation.softplus(
      mean: -t, deviation: deviationPerDistance * point.distance)
    let spread = (try rho.power(2)) + dimension * (try dilation.power(2))
    let norm = (try point.own.power(2)) + (try point.other.power(2))
    let noisy = (-lead).softplus() + half * alpha * lead + lambda * norm
    return clean + half * alpha * t + lambda * spread + eta * noisy
  }
}
