import Reals

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

    init(
      margin: ModelNumber, featureNorm: ModelNumber, eta: ModelNumber, alpha: ModelNumber,
      lambda: ModelNumber, slope: ModelNumber, dimension: Int
    ) {
      (t, rho) = (margin.approximateDouble, featureNorm.approximateDouble)
      self.eta = eta.approximateDouble
      self.alpha = alpha.approximateDouble
      self.lambda = lambda.approximateDouble
      self.dimension = dimension
      kappa = t / rho
      b = 2.0.squareRoot() * t / rho
      a = 2.0.squareRoot() * self.eta * rho / slope.approximateDouble
    }
  }

  /// `M + 1`: the entries of `u`, then the slack.
  public var variableCount: Int { dimension + 1 }

  /// Every variable is nonnegative.
  public var isNonnegative: [Bool] { Array(repeating: true, count: variableCount) }

  /// A point near `rho e_2`, at a distance at which the dilation matters but does not rule.
  ///
  /// The clean loss feels the dilation through `b r = b a d`; starts have `b r` of the order 3 at
  /// most, and `d` of the order `rho` at most. The first entry keeps away from zero, so that the
  /// start is not `rho e_2`, the one point where the risk has a kink.
  public func randomStart(using generator: inout SeededGenerator) -> [Double] {
    let parameters = approximateParameters
    let reach = min(parameters.rho, 3 / (parameters.a * parameters.b))
    var point = (0..<dimension).map { _ in reach * abs(generator.normal()) }
    point[0] += reach / 10
    point[1] = max(0, parameters.rho - point[1])
    point.append(parameters.a * reach * abs(generator.normal()))
    return point
  }

  /// The risk and its gradient in double precision; see `MemorizationDilationApproximateEvaluator`.
  ///
  /// One thread is enough for it.
  public func makeApproximateEvaluator(jobs: Int) -> any ApproximateEvaluator {
    MemorizationDilationApproximateEvaluator(model: self)
  }

  /// The Hessian at a point; see `MemorizationDilationCurvature`.
  public func approximateCurvature(at point: [Double], jobs: Int) -> any Curvature {
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
