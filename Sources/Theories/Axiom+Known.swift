import Kernel

extension Axiom {
  static let gaussianMean = Axiom(
    "gaussian-mean", section: "8",
    "the trapezoidal rule encloses means of softplus, sigmoid and sigmoid' under a normal law")
  static let positiveLayerPeeled = Axiom(
    "positive-layer-peeled-bounds", section: "9.2",
    "duality bounds the minimum of the positive layer-peeled model and each of its minimizers")
  static let unconstrainedFeatures = Axiom(
    "unconstrained-features-bounds", section: "9.5",
    "duality bounds the minimum of the unconstrained features model and each of its minimizers")
  static let positiveLayerPeeledDual = Axiom(
    "positive-layer-peeled-dual", section: "9.6",
    "a dual point without gap gives the minimum of the positive layer-peeled model and the "
      + "quantities of each minimizer")
  static let unconstrainedFeaturesDual = Axiom(
    "unconstrained-features-dual", section: "9.6",
    "a dual point without gap gives the minimum of the unconstrained features model and the "
      + "quantities of each minimizer")
  static let memorizationDilation = Axiom(
    "memorization-dilation-bounds", section: "10.1",
    "strong convexity bounds the minimum of the memorization-dilation model and its minimizer")
  static let memorizationDilationOptimum = Axiom(
    "memorization-dilation-optimum", section: "10.6",
    "features at which the risk is stationary give its minimum and the minimizer")
  static let dilationOfDistance = Axiom(
    "dilation-of-distance", section: "10.1",
    "the model has one minimizer, of dilation sqrt(2)*eta*feature_norm*distance/C_MD and slack 0")

  /// The axioms of all theories, in the order of their proofs.
  public static let known: [Axiom] =
    [
      gaussianMean, positiveLayerPeeled, unconstrainedFeatures, positiveLayerPeeledDual,
      unconstrainedFeaturesDual, memorizationDilation, dilationOfDistance,
      memorizationDilationOptimum,
    ] + MemorizationDilationTheorem.allCases.map(\.axiom)
}
