import Exact
import Kernel

/// Bounds of the minimum of the memorization-dilation model by strong convexity
/// (docs/certificate-format.md, section 10; proofs in docs/proof-rules.md, section 10).
struct MemorizationDilationBounds {
  static let model = "memorization_dilation"

  private let c: Calculator
  private let margin, norm, eta, alpha, decay, slope, dimension: Enclosure

  /// The arguments of a problem; it is one for which the model and its theorems are stated.
  static func requireAdmissible(
    _ problem: Int, by evaluator: Evaluator
  ) throws(KernelError) -> [String: Statement.Argument] {
    let arguments = ProblemArguments(of: problem, by: evaluator)
    guard evaluator.statement.problems[problem].model == model else {
      throw .refused("the problem is of another model")
    }
    _ = try Self(arguments)
    return arguments.arguments
  }

  init(_ arguments: ProblemArguments) throws(KernelError) {
    c = arguments.calculator
    margin = try arguments.positive("margin")
    norm = try arguments.positive("feature_norm")
    eta = try arguments.positive("eta")
    decay = try arguments.positive("lambda")
    slope = try arguments.positive("C_MD")
    alpha = try arguments.smoothing()
    dimension = try arguments.number("M")
    guard dimension.lower >= Dyadic(2) else { throw .refused("M is not certainly at least 2") }
    if arguments.has("N"), try arguments.integer("N") != 2 {
      throw .refused("the model has two classes")
    }
  }

  /// The facts that follow from evaluating the risk and its gradient at features (x, y) >= 0.
  ///
  /// With modulus m of strong convexity and a residual of norm R, the minimizer lies within R/m and
  /// the minimum within R^2/(2m).
  ///
  /// - Throws: `KernelError.refused` for a negative feature or one at the other class.
  func bounds(x: Fraction, y: Fraction) throws(KernelError) -> [QuantityName: Enclosure] {
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
    let minimum = try DyadicInterval(
      lower: (risk - residualSquared / (2 * modulus)).lower, upper: risk.upper)
    let nearby = try distance + around
    return [
      .minimum: c(minimum), QuantityName("constraint_slack"): c(0),
      QuantityName("u_own"): try (own + around).cutAtZero,
      QuantityName("u_other"): try (other + around).cutAtZero,
      QuantityName("distance"): nearby.cutAtZero,
      QuantityName("dilation"): try (scale * nearby).cutAtZero,
    ]
  }

  /// The part of the gradient that a feasible step can follow downhill.
  private func residual(_ gradient: Enclosure, at coordinate: Fraction) -> Enclosure {
    coordinate.sign == 0 ? gradient.minimum(with: c(0)) : gradient
  }

  private func risk(
    _ own: Enclosure, _ other: Enclosure, lead: Enclosure, kappa: Enclosure, dilation: Enclosure
  ) throws(KernelError) -> Enclosure {
    let spread = try c(2).function(.squareRoot) * kappa * dilation
    let loss = try GaussianMean.softplus.value(-margin, spread)
    let size = try norm.power(2) + dimension * dilation.power(2)
    let clean = try loss + alpha * margin / 2 + decay * size
    let ownLoss = try (-lead).function(.softplus) + alpha / 2 * lead
    let mislabelled = try ownLoss + decay * (own.power(2) + other.power(2))
    return try clean + eta * mislabelled
  }

  private func gradient(
    _ own: Enclosure, _ other: Enclosure, lead: Enclosure, kappa: Enclosure,
    dilation: Enclosure, scale: Enclosure
  ) throws(KernelError) -> (own: Enclosure, other: Enclosure) {
    let steepness = try c(2).function(.squareRoot) * kappa
    let curvature = try GaussianMean.sigmoidDerivative.value(margin, steepness * dilation)
    let pull = try (steepness.power(2) * curvature + 2 * decay * dimension) * scale.power(2)
    let loss = try eta * (kappa * (alpha / 2 - (-lead).function(.sigmoid)))
    let decays = try 2 * eta * decay
    return (try pull * own + loss + decays * own, try pull * (other - norm) - loss + decays * other)
  }
}
