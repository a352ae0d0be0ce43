import LinearAlgebra
import Reals

extension MemorizationDilationModel {
  /// The risk at exactly the given `u >= 0` and `s >= 0`, by intervals.
  ///
  /// It is an upper bound of the minimum. Throws `ModelError.infeasiblePoint` for a negative entry.
  /// Cost: one Gaussian expectation.
  public func enclosedValue(at point: RealMatrix) throws -> Interval {
    try requireFeasible(point)
    let bits = point.precisionInBits + Self.enclosureGuardBits
    let risk = try EnclosedRisk(self, precisionInBits: bits)
    let u = (0..<dimension).map { Interval(point[$0, 0]) }
    return try risk.value(u: u, slack: Interval(point[dimension, 0]))
      .rounded(toPrecisionInBits: point.precisionInBits)
  }

  /// Enclosures of the true minimiser from a nearby point, by strong convexity.
  ///
  /// On the constraint (`s = 0`, where the minimum lies because `F` increases) the risk
  /// `f(u) = Phi(d(u)) + eta [...]` is convex plus `eta lambda |u|^2`, so strongly convex with
  /// modulus `m = 2 eta lambda`. With the gradient `g` at a feasible `u0` and the residual `res_i =
  /// g_i` where `u0_i > 0`, `min(0, g_i)` where `u0_i = 0`, every feasible `u` has `<g, u - u0> >=
  /// <res, u - u0>`, and therefore
  ///
  ///     |u* - u0| <= |res|/m      f(u0) - |res|^2/(2m) <= f(u*) <= f(u0)
  ///
  /// The proof, and why symmetry and the elimination of `r` lose nothing, is in docs/models.md.
  /// Entries a hair above a bound that the gradient pushes against are first moved onto it. The
  /// closed form is not used. Throws `ModelError.infeasiblePoint`. Cost: two Gaussian expectations.
  public func enclosedQuantities(at point: RealMatrix) throws -> [Quantity: Interval]? {
    try requireFeasible(point)
    let bits = point.precisionInBits + Self.enclosureGuardBits
    let risk = try EnclosedRisk(self, precisionInBits: bits)
    let zero = Interval(0, precisionInBits: bits)
    let base = try basePoint(point, risk: risk)
    let residual = try risk.gradient(u: base).enumerated().map { index, slope in
      base[index].isCertainlyPositive ? slope : Interval.minimum(slope, zero)
    }
    var squared = zero
    for entry in residual { squared = squared + (try entry.power(2)) }
    let modulus = 2 * (risk.eta * risk.lambda)
    let reach = try squared.squareRoot() / modulus
    let ball = try GaussianExpectation.symmetric(reach.upper)
    let drop = try squared / (2 * modulus)
    let atBase = try risk.value(u: base, slack: zero)
    let distance = Interval.maximum(try risk.distance(base) + ball, zero)
    let result = [
      Quantity("risk"): try Interval(lower: (atBase - drop).lower, upper: atBase.upper),
      Quantity("distance"): distance,
      Quantity("dilation"): risk.dilationPerDistance * distance,
      Quantity("u_own"): Interval.maximum(base[0] + ball, zero),
      Quantity("u_other"): Interval.maximum(base[1] + ball, zero),
      Quantity("constraint_slack"): zero,
    ]
    return result.mapValues { $0.rounded(toPrecisionInBits: point.precisionInBits) }
  }

  private static let enclosureGuardBits = 48

  /// `u`, with entries below `2^(-bits/4)` set to zero where the gradient is positive.
  private func basePoint(_ point: RealMatrix, risk: EnclosedRisk) throws -> [Interval] {
    let entries = (0..<dimension).map { Interval(point[$0, 0]) }
    let threshold = -point.precisionInBits / 4
    let isSmall = (0..<dimension).map { (point[$0, 0].binaryExponent ?? Int.max) < threshold }
    guard isSmall.contains(true) else { return entries }
    let gradient = try risk.gradient(u: entries)
    let zero = Interval(0, precisionInBits: point.precisionInBits)
    return entries.indices.map { index in
      isSmall[index] && gradient[index].isCertainlyPositive ? zero : entries[index]
    }
  }
}

/// The memorization-dilation risk by intervals, from its definition.
struct EnclosedRisk {
  let eta: Interval
  let lambda: Interval
  /// `a = eta gamma/C_MD`.
  let dilationPerDistance: Interval
  private let model: MemorizationDilationModel
  private let precisionInBits: Int
  private let (t, rho, kappa, halfAlpha): (Interval, Interval, Interval, Interval)
  /// `b = sqrt(2) kappa`.
  private let deviationPerDilation: Interval

  init(_ model: MemorizationDilationModel, precisionInBits bits: Int) throws(NumberError) {
    func enclose(_ value: ModelNumber) -> Interval { Interval(value, precisionInBits: bits) }
    let root = try Interval(2, precisionInBits: bits).squareRoot()
    self.model = model
    precisionInBits = bits
    (t, rho, eta) = (enclose(model.margin), enclose(model.featureNorm), enclose(model.eta))
    kappa = enclose(try model.margin.divided(by: model.featureNorm))
    lambda = enclose(model.lambda)
    halfAlpha = enclose(try model.alpha.divided(by: ModelNumber(2)))
    deviationPerDilation = root * kappa
    dilationPerDistance =
      root * enclose(try (model.eta * model.featureNorm).divided(by: model.slope))
  }

  /// `d(u) = |u - rho e_2|`.
  func distance(_ u: [Interval]) throws(NumberError) -> Interval {
    var squared = Interval(0, precisionInBits: precisionInBits)
    for (index, entry) in u.enumerated() {
      squared = squared + (try (index == 1 ? entry - rho : entry).power(2))
    }
    return try squared.squareRoot()
  }

  func value(u: [Interval], slack: Interval) throws(NumberError) -> Interval {
    let dilation = dilationPerDistance * (try distance(u)) + slack
    let clean = try GaussianExpectation.softplus(
      mean: -t, deviation: deviationPerDilation * dilation)
    let spread = (try rho.power(2)) + model.dimension * (try dilation.power(2))
    let lead = kappa * (u[0] - u[1])
    var norm = Interval(0, precisionInBits: precisionInBits)
    for entry in u { norm = norm + (try entry.power(2)) }
    return clean + halfAlpha * t + lambda * spread
      + eta * ((-lead).softplus() + halfAlpha * lead + lambda * norm)
  }

  /// The gradient on the constraint (`s = 0`).
  ///
  /// With `F'(r) = r (b^2 E sigmoid'(t + b r z) + 2 lambda M)` and `r = a d`, the clean part is
  /// `a^2 (b^2 E sigmoid' + 2 lambda M)(u - rho e_2)`: smooth also where `d = 0`.
  func gradient(u: [Interval]) throws(NumberError) -> [Interval] {
    let a = dilationPerDistance
    let dilation = a * (try distance(u))
    let expectation = try GaussianExpectation.sigmoidDerivative(
      mean: t, deviation: deviationPerDilation * dilation)
    let q = (try deviationPerDilation.power(2)) * expectation + 2 * (model.dimension * lambda)
    let pull = (try a.power(2)) * q
    let push = eta * kappa * (halfAlpha - (kappa * (u[1] - u[0])).sigmoid())
    return u.enumerated().map { index, entry in
      let slope = pull * (index == 1 ? entry - rho : entry) + 2 * (eta * lambda * entry)
      switch index {
      case 0: return slope + push
      case 1: return slope - push
      default: return slope
      }
    }
  }
}
