import Reals
import TheoremLanguage

/// The memorization-dilation model: how much label noise spreads a collapsed class.
///
/// Two classes with collapsed features `h_k = rho e_k` and margin `t`; `gamma = sqrt(2) rho`,
/// `kappa = t/rho`, `b = sqrt(2) kappa`. By symmetry and convexity (docs/models.md) the unknowns
/// are one noisy feature `u >= 0` in `R^M` and the dilation `r`, and the risk is
///
///     R(u, r) = F(r) + eta [softplus(-D) + (alpha/2) D + lambda |u|^2],     D = kappa (u_1 - u_2)
///     F(r) = E softplus(-(t + b r z)) + alpha t/2 + lambda (rho^2 + M r^2),  z standard normal
///     subject to   r >= eta gamma d(u)/C_MD,     d(u) = |u - rho e_2|
///
/// A point of the descent is `u` followed by the slack `s >= 0`, with `r = eta gamma d(u)/C_MD +
/// s`: that the constraint is active is then found, not assumed. Source: [NLRK23].
public struct MemorizationDilationModel: OptimizationModel {
  /// As theorem files know it.
  public static let signature = ModelSignatures.memorizationDilation

  /// The margin `t > 0` of the clean configuration.
  public let margin: ModelNumber
  /// The norm `rho > 0` of the clean features.
  public let featureNorm: ModelNumber
  /// The noise level `eta > 0`.
  public let eta: ModelNumber
  /// Label smoothing `alpha` in `[0, 1)`.
  public let alpha: ModelNumber
  /// Weight decay `lambda > 0` of the features.
  public let lambda: ModelNumber
  /// The memorization slope `C_MD > 0`.
  public let slope: ModelNumber
  /// The feature dimension `M >= 2`.
  public let dimension: Int
  /// The arguments as given, in a fixed order.
  public let parameters: [(name: String, value: String)]

  let approximateParameters: ApproximateParameters

  /// Builds the model from `margin, feature_norm, eta, alpha, lambda, C_MD, M`.
  ///
  /// `N` may be given and must be 2. Throws the `ModelError` that names the argument, its value and
  /// the requirement.
  public init(
    _ arguments: ModelArguments, within limits: ModelLimits = .descent
  ) throws(ModelError) {
    let reader = try ArgumentReader(arguments, of: Self.self)
    if reader.has("N"), try reader.number("N") != ModelNumber(2) {
      throw .onlyValue(name: "N", value: try reader.number("N").description, only: "2")
    }
    margin = try reader.positive("margin")
    featureNorm = try reader.positive("feature_norm")
    eta = try reader.positive("eta")
    alpha = try reader.smoothing("alpha")
    lambda = try reader.positive("lambda")
    slope = try reader.positive("C_MD")
    dimension = try reader.integer("M", atLeast: 2, limit: limits.dimension)
    approximateParameters = ApproximateParameters(
      margin: margin, featureNorm: featureNorm, eta: eta, alpha: alpha, lambda: lambda,
      slope: slope, dimension: dimension)
    parameters = reader.given
  }

  /// `nil`: the closed form holds for all arguments.
  public var limitation: String? { nil }

  /// Risk, dilation, distance `d`, the two coordinates of `u`, and the slack of the constraint.
  public var quantities: [Quantity] { Self.signature.quantities.map { Quantity($0.name) } }
}
