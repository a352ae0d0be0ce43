import Kernel

extension Theory {
  /// The models and the Gaussian means of docs/models.md.
  public static let standard = Theory(
    functions: [
      .meanSoftplus: GaussianMean.softplus, .meanSigmoid: GaussianMean.sigmoid,
      .meanSigmoidDerivative: GaussianMean.sigmoidDerivative,
    ],
    models: [MemorizationDilationBounds.model: MemorizationDilationMinimizer()],
    theorems: MemorizationDilationTheorem.allCases,
    duals: LayerPeeledDual.allCases + [MemorizationDilationOptimum()])
}
