import Exact
import LinearAlgebra
import Reals
import Theories

extension PositiveLayerPeeledModel {
  /// The numbers of a `layer-peeled` fact, one entry for each class, from the closed form.
  ///
  /// The dual probability is moved inwards, so that the condition of the bound holds strictly.
  public func witness(
    to accuracy: WitnessAccuracy, searching minimizer: MinimizerSearch
  ) throws -> MinimumWitness {
    let optima = try classOptima(
      precisionInBits: accuracy.precisionInBits + closedFormGuardBits)
    var known: [Int: ClassWitness] = [:]
    let classes = try zip(arguments.classSizes, optima).enumerated().map { k, entry in
      let (size, optimum) = entry
      let witness = try known[size] ?? classWitness(k, optimum, to: accuracy)
      known[size] = witness
      return witness
    }
    return .positiveLayerPeeled(classes)
  }

  private func classWitness(
    _ k: Int, _ optimum: LayerPeeledClassOptimum, to accuracy: WitnessAccuracy
  ) throws -> ClassWitness {
    let margin = optimum.margin
    guard margin.isCertainlyPositive else {
      let uniform = try Fraction(1).divided(by: Fraction(arguments.classCount))
      return ClassWitness(
        probability: uniform, featureScale: Fraction(0), classifierScale: Fraction(0))
    }
    let norm = try featureNormSquared(k, margin: margin).squareRoot()
    return ClassWitness(
      probability: try accuracy.rounded(optimum.own.upper, .up) + accuracy.gap(),
      featureScale: try accuracy.rounded(norm.midpoint, .down),
      classifierScale: try accuracy.rounded((margin / norm).midpoint, .down))
  }
}
