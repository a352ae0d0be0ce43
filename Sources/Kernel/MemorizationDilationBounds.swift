/// Bounds of the minimum of the memorization-dilation model by strong convexity
/// (docs/certificate-format.md, section 10; proofs in docs/proof-rules.md, section 10).
struct MemorizationDilationBounds {
  static let model = "memorization_dilation"

  private let c: Calculator
  private let margin, norm, eta, alpha, decay, slope, dimension: DyadicInterval

  /// Requires arguments for which the model and its theorems are stated.
  static func requireAdmissible(
    _ arguments: [String: EnclosedArgument], precisionInBits: Int
  ) throws(KernelError) {
    _ = try MemorizationDilationBounds(arguments, Calculator(checking: precisionInBits))
  }

  private init(
    _ arguments: [String: EnclosedArgument], _ c: Calculator
  ) throws(KernelError) {
    self.c = c
    margin = try arguments.positive("margin")
    norm = try arguments.positive("feature_norm")
    eta = try arguments.positive("eta")
    decay = try arguments.positive("lambda")
    slope = try arguments.positive("C_MD")
    alpha = try arguments.smoothing()
    dimension = try arguments.number("M")
    guard dimension.lower >= Dyadic(2) else { throw .refused("M is not certainly at least 2") }
    if arguments["N"] != nil {
      guard try arguments.integer("N") == 2 else { throw .refused("the model has two classes") }
    }
  }

  /// The facts that follow from evaluating the risk and its gradient at features (x, y).
  ///
  /// With modulus m of strong convexity and a residual of norm R, the minimizer lies within R/m and
  /// the minimum within R^2/(2m).
  static func bounds(
    arguments: [String: EnclosedArgument], x: Fraction, y: Fraction, precisionInBits: Int
  ) throws(KernelError) -> ProblemBounds {
    guard x.sign >= 0, y.sign >= 0 else { throw .refused("a feature is negative") }
    let c = try Calculator(checking: precisionInBits)
    return try MemorizationDilationBounds(arguments, c).bounds(x: x, y: y)
  }

  private func bounds(x: Fraction, y: Fraction) throws(KernelError) -> ProblemBounds {
    let (own, other) = (c.number(x), c.number(y))
    let gamma = try c.multiply(try c.function(.squareRoot, c.integer(2)), norm)
    let scale = try c.divide(try c.multiply(eta, gamma), slope)
    let distance = try c.function(
      .squareRoot,
      try c.add(try c.power(own, 2), try c.power(try c.subtract(other, norm), 2)))
    guard distance.isPositive else { throw .refused("the distance is not certainly positive") }
    let dilation = try c.multiply(scale, distance)
    let kappa = try c.divide(margin, norm)
    let lead = try c.multiply(kappa, try c.subtract(own, other))
    let risk = try risk(own, other, lead: lead, kappa: kappa, dilation: dilation)
    let gradient = try gradient(
      own, other, lead: lead, kappa: kappa, dilation: dilation, scale: scale)
    let modulus = try c.multiply(try c.multiply(c.integer(2), eta), decay)
    let residualSquared = try c.add(
      try c.power(residual(gradient.own, at: x), 2),
      try c.power(residual(gradient.other, at: y), 2))
    let error = try c.divide(try c.function(.squareRoot, residualSquared), modulus).upper
    let around = DyadicInterval(ordered: error.negated, error)
    let drop = try c.divide(residualSquared, try c.multiply(c.integer(2), modulus))
    let minimum = DyadicInterval(
      ordered: (try c.subtract(risk, drop)).lower, risk.upper)
    let nearby = try c.add(distance, around)
    return ProblemBounds(
      minimum: minimum,
      quantities: [
        QuantityName("u_own"): try c.add(own, around).cutAtZero(),
        QuantityName("u_other"): try c.add(other, around).cutAtZero(),
        QuantityName("distance"): try nearby.cutAtZero(),
        QuantityName("dilation"): try c.multiply(scale, nearby).cutAtZero(),
        QuantityName("constraint_slack"): Calculator.zero,
      ])
  }

  /// The part of the gradient that a feasible step can follow downhill.
  private func residual(_ gradient: DyadicInterval, at coordinate: Fraction) -> DyadicInterval {
    coordinate.sign == 0 ? gradient.minimum(with: Calculator.zero) : gradient
  }

  private func risk(
    _ own: DyadicInterval, _ other: DyadicInterval, lead: DyadicInterval, kappa: DyadicInterval,
    dilation: DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    let two = c.integer(2)
    let spread = try c.multiply(
      try c.multiply(try c.function(.squareRoot, two), kappa), dilation)
    let loss = try GaussianMean.value(
      of: .softplus, mean: margin.negated, deviation: spread,
      precisionInBits: c.precisionInBits)
    let target = try c.divide(try c.multiply(alpha, margin), two)
    let size = try c.add(
      try c.power(norm, 2), try c.multiply(dimension, try c.power(dilation, 2)))
    let clean = try c.add(try c.add(loss, target), try c.multiply(decay, size))
    let ownLoss = try c.add(
      try c.function(.softplus, lead.negated), try c.multiply(try c.divide(alpha, two), lead))
    let squares = try c.add(try c.power(own, 2), try c.power(other, 2))
    let mislabelled = try c.add(ownLoss, try c.multiply(decay, squares))
    return try c.add(clean, try c.multiply(eta, mislabelled))
  }

  private func gradient(
    _ own: DyadicInterval, _ other: DyadicInterval, lead: DyadicInterval, kappa: DyadicInterval,
    dilation: DyadicInterval, scale: DyadicInterval
  ) throws(KernelError) -> (own: DyadicInterval, other: DyadicInterval) {
    let two = c.integer(2)
    let steepness = try c.multiply(try c.function(.squareRoot, two), kappa)
    let curvature = try GaussianMean.value(
      of: .sigmoidDerivative, mean: margin, deviation: try c.multiply(steepness, dilation),
      precisionInBits: c.precisionInBits)
    let stiffness = try c.add(
      try c.multiply(try c.power(steepness, 2), curvature),
      try c.multiply(try c.multiply(two, decay), dimension))
    let pull = try c.multiply(stiffness, try c.power(scale, 2))
    let loss = try c.multiply(
      eta,
      try c.multiply(
        kappa,
        try c.subtract(try c.divide(alpha, two), try c.function(.sigmoid, lead.negated))))
    let decays = try c.multiply(try c.multiply(two, eta), decay)
    let inOwn = try c.add(
      try c.add(try c.multiply(pull, own), loss), try c.multiply(decays, own))
    let inOther = try c.add(
      try c.subtract(try c.multiply(pull, try c.subtract(other, norm)), loss),
      try c.multiply(decays, other))
    return (inOwn, inOther)
  }
}
