import LinearAlgebra
import Models
import Reals
import TheoremLanguage
import Theories

/// The positive layer-peeled model but for one quantity, of which its closed form says nothing.
struct ForgetfulModel: LayerPeeledModel {
  static let signature = ModelSignatures.positiveLayerPeeled
  static let quantitiesOfEqualClasses = PositiveLayerPeeledModel.quantitiesOfEqualClasses

  private let base: PositiveLayerPeeledModel
  private let forgotten: Quantity?

  init(base: PositiveLayerPeeledModel, forgotten: Quantity?) {
    (self.base, self.forgotten) = (base, forgotten)
  }

  init(_ arguments: ModelArguments, within limits: ModelLimits) throws(ModelError) {
    self.init(base: try PositiveLayerPeeledModel(arguments, within: limits), forgotten: nil)
  }

  var arguments: LayerPeeledArguments { base.arguments }
  var isNonnegative: [Bool] { base.isNonnegative }
  var limitation: String? { base.limitation }

  func randomStart(using generator: inout SeededGenerator) -> [Double] {
    base.randomStart(using: &generator)
  }

  func enclosedOptimum(precisionInBits: Int) throws -> [Quantity: Interval] {
    try base.enclosedOptimum(precisionInBits: precisionInBits).filter { $0.key != forgotten }
  }

  func witness(
    to accuracy: WitnessAccuracy, searching minimizer: MinimizerSearch
  ) throws -> MinimumWitness {
    try base.witness(to: accuracy, searching: minimizer)
  }

  func measurements(at point: RealMatrix) throws -> [Quantity: Real] {
    try base.measurements(at: point)
  }
}
