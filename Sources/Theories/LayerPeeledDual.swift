import Exact
import Kernel

/// The minimum of a layer-peeled problem and the quantities of each minimizer, from a point of the
/// dual without gap (docs/proof-rules.md, 9.6).
enum LayerPeeledDual: DualTheorem, CaseIterable {
  case positive, unconstrained

  var axiom: Axiom {
    switch self {
    case .positive: .positiveLayerPeeledDual
    case .unconstrained: .unconstrainedFeaturesDual
    }
  }

  var model: String {
    switch self {
    case .positive: PositiveLayerPeeledBounds.model
    case .unconstrained: UnconstrainedFeaturesBounds.model
    }
  }

  func implication(
    of problem: Int, in statement: Statement, witness: [Term]
  ) throws(KernelError) -> Implication {
    let witness = try DualWitness(
      statement.problems[problem].arguments, witness, in: statement)
    guard self == .positive || witness.isBalanced else {
      throw .refused("with features of any sign the classes must be of one size")
    }
    return Implication(premises(witness), then: conclusions(witness, problem))
  }

  /// c_g, which the pull of a class must not exceed.
  private func threshold(_ witness: DualWitness, _ group: DualWitness.Group) -> Term {
    let (others, decays) = (witness.classCount - 1, witness.lambdaW * witness.lambdaH)
    return switch self {
    case .positive where witness.isBalanced: 2 * (others * decays).squareRoot
    case .positive: 2 * (others * decays / group.share).squareRoot
    case .unconstrained: 2 * others * (decays / witness.classCount).squareRoot
    }
  }

  private func premises(_ witness: DualWitness) -> [Comparison] {
    let least = self == .positive ? witness.classCount : witness.classCount - 1
    let call = [
      witness.classCount.compared(.greaterOrEqual, 2),
      witness.dimension.compared(.greaterOrEqual, least),
      witness.lambdaW.compared(.greater, 0), witness.lambdaH.compared(.greater, 0),
      witness.alpha.compared(.greaterOrEqual, 0), witness.alpha.compared(.less, 1),
    ]
    return call + witness.groups.flatMap { premises(witness, $0) }
  }

  private func premises(_ witness: DualWitness, _ group: DualWitness.Group) -> [Comparison] {
    let (pull, threshold) = (witness.pull(group), threshold(witness, group))
    return [
      group.size.compared(.greaterOrEqual, 1),
      group.probability.compared(.greater, 0),
      witness.rest(group).compared(.greater, 0),
      group.probability.compared(.greaterOrEqual, witness.other(group)),
      pull.compared(.greater, 0),
      pull.compared(.lessOrEqual, threshold),
      (witness.margin(group) * (threshold - pull)).compared(.equal, 0),
    ]
  }

  private func conclusions(_ witness: DualWitness, _ problem: Int) -> [Comparison] {
    let minimum = witness.groups.map { $0.weight * witness.entropy($0) }.reduce(0, +)
    func equal(_ name: String, _ value: Term, _ index: Int? = nil) -> Comparison {
      Term.minimizer(problem: problem, quantity: name, index: index).compared(.equal, value)
    }
    var all = [
      Term.minimum(problem: problem).compared(.equal, minimum), equal("objective", minimum),
      equal("within_class_variation", 0),
      equal(self == .positive ? "class_overlap" : "simplex_defect", 0),
    ]
    for (k, group) in witness.groups.enumerated() {
      let index = witness.isBalanced ? nil : k + 1
      all.append(equal("margin", witness.margin(group), index))
      all.append(equal("feature_norm_squared", witness.featureNormSquared(group), index))
    }
    if witness.isBalanced {
      all.append(equal("weight_norm_squared", witness.weightNormSquared))
      all.append(equal("classifier_misalignment", 0))
    }
    return all
  }
}
