import Numbers

extension MemorizationDilationModel {
  /// The parameters in double precision, with the names of docs/models.md.
  struct ApproximateParameters {
    let t, rho, eta, alpha, lambda: Double
    let dimension: Int
    /// `kappa = t/rho`.
    let kappa: Double
    /// `b = sqrt(2) kappa`: the lead of a clean sample is `t + b r z`.
    let b: Double
    /// `a = eta gamma/C_MD`: the constraint is `r >= a d`.
    let a: Double
  }

  var approximateParameters: ApproximateParameters {
    let (t, rho) = (margin.approximateDouble, featureNorm.approximateDouble)
    let eta = eta.approximateDouble
    return ApproximateParameters(
      t: t, rho: rho, eta: eta, alpha: alpha.approximateDouble,
      lambda: lambda.approximateDouble, dimension: dimension, kappa: t / rho,
      b: 2.0.squareRoot() * t / rho,
      a: 2.0.squareRoot() * eta * rho / slope.approximateDouble)
  }

  /// `M + 1`: the entries of `u`, then the slack.
  public var variableCount: Int { dimension + 1 }

  /// Every variable is nonnegative.
  public var isNonnegative: [Bool] { Array(repeating: true, count: variableCount) }

  /// Entries of `u` around `rho`, a slack of the size of the dilation.
  ///
  /// The first entry is at least `rho/10`, so that the start is not `rho e_2`, the one point where
  /// the risk has a kink.
  public func randomStart(using generator: inout SeededGenerator) -> [Double] {
    let parameters = approximateParameters
    var point = (0..<dimension).map { _ in parameters.rho * abs(generator.normal()) }
    point[0] += parameters.rho / 10
    point.append(parameters.a * parameters.rho * abs(generator.normal()))
    return point
  }

  /// The risk in double precision and its gradient.
  ///
  ///     dR/du = F'(r) a grad d + eta [kappa (alpha/2 - sigmoid(-D)) (e_1 - e_2) + 2 lambda u]
  ///     dR/ds = F'(r)
  ///
  /// At `u = rho e_2`, where `d` has no gradient, zero (a subgradient) takes its place.
  /// Cost: one pass of the quadrature.
  public func approximateValue(at point: [Double], gradient: inout [Double]) -> Double {
    precondition(point.count == variableCount, "The point must have one entry per variable.")
    let model = approximateParameters
    let (distance, direction) = approximateDistance(at: point)
    let clean = ApproximateCleanRisk(model, dilation: model.a * distance + point[dimension])
    let lead = model.kappa * (point[0] - point[1])
    let pull = model.kappa * (model.alpha / 2 - Approximate.sigmoid(-lead))
    var norm = 0.0
    gradient = point
    for index in 0..<dimension {
      norm += point[index] * point[index]
      gradient[index] =
        clean.slope * model.a * direction[index] + 2 * model.eta * model.lambda * point[index]
    }
    gradient[0] += model.eta * pull
    gradient[1] -= model.eta * pull
    gradient[dimension] = clean.slope
    return clean.value
      + model.eta
      * (Approximate.softplus(-lead) + model.alpha / 2 * lead + model.lambda * norm)
  }

  /// The Hessian at a point; see `MemorizationDilationCurvature`.
  public func approximateCurvature(at point: [Double]) -> any Curvature {
    MemorizationDilationCurvature(model: self, point: point)
  }

  /// `d(u) = |u - rho e_2|` and its gradient, zero at the kink.
  func approximateDistance(at point: [Double]) -> (distance: Double, direction: [Double]) {
    var offset = Array(point[..<dimension])
    offset[1] -= featureNorm.approximateDouble
    let distance = offset.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard distance > 0 else { return (0, offset) }
    return (distance, offset.map { $0 / distance })
  }
}
