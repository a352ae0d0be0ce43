import Exact
import Kernel

/// What a certificate gives to bound the minimum of a problem.
public enum MinimumWitness: ProblemWitness, Hashable {
  /// Of the positive layer-peeled model, one entry a class.
  case positiveLayerPeeled([ClassWitness])
  /// Of the unconstrained features model, one entry a class.
  case unconstrainedFeatures([ClassVectors])
  /// Of the memorization-dilation model: the features of mislabelled samples.
  case memorizationDilation(x: Fraction, y: Fraction)

  /// The model whose problems it is about.
  public var model: String {
    switch self {
    case .positiveLayerPeeled: PositiveLayerPeeledBounds.model
    case .unconstrainedFeatures: UnconstrainedFeaturesBounds.model
    case .memorizationDilation: MemorizationDilationBounds.model
    }
  }

  /// What is believed.
  public var axioms: Set<Axiom> {
    switch self {
    case .positiveLayerPeeled: [.positiveLayerPeeled]
    case .unconstrainedFeatures: [.unconstrainedFeatures]
    case .memorizationDilation: [.memorizationDilation, .gaussianMean]
    }
  }

  /// What it establishes about a problem.
  ///
  /// - Throws: `KernelError.refused` when the arguments or the witness are not admissible.
  public func bounds(
    of problem: Int, by evaluator: Evaluator
  ) throws(KernelError) -> [Term: DyadicInterval] {
    let arguments = ProblemArguments(of: problem, by: evaluator)
    let bounds =
      switch self {
      case .positiveLayerPeeled(let witnesses):
        try PositiveLayerPeeledBounds(arguments, witnesses).bounds()
      case .unconstrainedFeatures(let vectors):
        try UnconstrainedFeaturesBounds(arguments, vectors).bounds()
      case .memorizationDilation(let x, let y):
        try MemorizationDilationBounds(arguments).bounds(x: x, y: y)
      }
    return Dictionary(
      uniqueKeysWithValues: bounds.map { ($0.term(of: problem), $1.interval) })
  }
}

/// The minimum of a problem, or a quantity of its minimizers; the index of a component is from 1.
struct QuantityName: Hashable {
  static let minimum = QuantityName("minimum")
  let name: String
  let index: Int?

  init(_ name: String, _ index: Int? = nil) { (self.name, self.index) = (name, index) }

  fileprivate func term(of problem: Int) -> Term {
    self == .minimum
      ? .minimum(problem: problem) : .minimizer(problem: problem, quantity: name, index: index)
  }
}
