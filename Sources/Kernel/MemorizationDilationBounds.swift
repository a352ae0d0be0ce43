import Exact

/// Bounds of the minimum of the memorization-dilation model by strong convexity
/// (docs/certificate-format.md, section 10; proofs in docs/proof-rules.md, section 10).
struct MemorizationDilationBounds {
  static let model = "memorization_dilation"

  private let c: Calculator
  private let margin, norm, eta, alpha, decay, slope, dimension: Enclosure

  /// Requires arguments for which the model and its theorems are stated.
  static func requireAdmissible(
    _ arguments: [String: EnclosedArgument], by calculator: Calculator
  ) throws(KernelError) {
    _ = try MemorizationDilationBounds(arguments, calculator)
  }

  init(
    _ arguments: [String: EnclosedArgument], _ c: Calculator
  ) throws(KernelError) {
    self.c = c
    margin = c(try arguments.positive("margin"))
    norm = c(try arguments.positive("feature_norm"))
    eta = c(try arguments.positive("eta"))
    decay = c(try arguments.positive("lambda"))
    slope = c(try arguments.positive("C_MD"))
    alpha = c(try arguments.smoothing())
    dimension = c(try arguments.number("M"))
    guard dimension.lower >= Dyadic(2) else { throw .refused("M is not certainly at least 2") }
    if arguments["N"] != nil {
      guard try arguments.integer("N") == 2 else { throw .refused("the model has two classes") }
    }
  }

  /// The facts that follow from evaluating the risk and its gradient at features (x, y) >= 0.
  ///
  /// With modulus m of strong convexity and a residual of norm R, the minimizer lies within R/m and
  /// the minimum within R^2/(2m).
  ///
  /// - Throws: `KernelError.refused` for a negative feature or one at the other class.
  func bounds(x: Fraction, y: Fraction) throws(KernelError) -> ProblemBounds {
    guard x.sign >= 0, y.sign >= 0 else { throw .refused("a feature is negative") }
    let (own, other) = (c(x), c(y))
    let gamma = try c(2).function(.squareRoot) * norm
    let scale = try eta * gamma / slope
    let distance = try (own.power(2) + (other - norm).power(2)).function(.squareRoot)
    guard distance.interval.isPositive else {
      throw .refused("the distance is not certainly positive")
    }
    let dilation = try scale * distance
    let kappa = try margin / norm
    let lead = try kappa * (own - other)
    let risk = try risk(own, other, lead: lead, kappa: kappa, dilation: dilation)
    let gradient = try gradient(
      own, other, lead: lead, kappa: kappa, dilation: dilation, scale: scale)
    let modulus = try 2 * eta * decay
    let residualSquared =
      try residual(gradient.own, at: x).power(2)
      + residual(gradient.other, at: y).power(2)
    let around = try (residualSquared.function(.squareRoot) / modulus).supremum.around
    let minimum = DyadicInterval(
      ordered: (try risk - residualSquared / (2 * modulus)).lower, risk.upper)
    let nearby = try distance + around
    return ProblemBounds(
      minimum: minimum,
      quantities: [
        QuantityName("u_own"): try (own + around).cutAtZero.interval,
        QuantityName("u_other"): try (other + around).cutAtZero.interval,
        QuantityName("distance"): nearby.cutAtZero.interval,
        QuantityName("dilation"): try (scale * nearby).cutAtZero.interval,
        QuantityName("constraint_slack"): Calculator.zero,
      ])
  }

  /// The part of the gradient that a feasible step can follow downhill.
  private func residual(_ gradient: Enclosure, at coordinate: Fraction) -> Enclosure {
    coordinate.sign == 0 ? gradient.minimum(with: c(0)) : gradient
  }

  private func risk(
    _ own: Enclosure, _ other: Enclosure, lead: Enclosure, kappa: Enclosure, dilation: Enclosure
  ) throws(KernelError) -> Enclosure {
    let spread = try c(2).function(.squareRoot) * kappa * dilation
    let loss = try GaussianMean.value(
      of: .softplus, mean: (-margin).interval, deviation: spread.interval,
      by: c)
    let size = try norm.power(2) + dimension * dilation.power(2)
    let clean = try c(loss) + alpha * margin / 2 + decay * size
    let ownLoss = try (-lead).function(.softplus) + alpha / 2 * lead
    let mislabelled = try ownLoss + decay * (own.power(2) + other.power(2))
    return try clean + eta * mislabelled
  }

  private func gradient(
    _ own: Enclosure, _ other: Enclosure, lead: Enclosure, kappa: Enclosure,
    dilation: Enclosure, scale: Enclosure
  ) throws(KernelError) -> (own: Enclosure, other: Enclosure) {
    let steepness = try c(2).function(.squareRoot) * kappa
    let curvature = try GaussianMean.value(
      of: .sigmoidDerivative, mean: margin.interval, deviation: (steepness * dilation).interval,
      by: c)
    let pull = try (steepness.power(2) * c(curvature) + 2 * decay * dimension) * scale.power(2)
    let loss = try eta * (kappa * (alpha / 2 - (-lead).function(.sigmoid)))
    let decays = try 2 * eta * decay
    return (
      try pull * own + loss + decays * own,
      try pull * (other - norm) - loss + decays * other
    )
  }
}
