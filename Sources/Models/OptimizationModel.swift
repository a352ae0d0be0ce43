import LinearAlgebra
import Reals
import TheoremLanguage
import Theories

/// A model with exact parameters: what descent minimises, and what is known about its minimum.
///
/// The two sides are kept apart. `closedForm` never looks at a point, `measurements` never uses
/// a formula for the minimum; agreement between them is evidence only because of that.
public protocol OptimizationModel: DescentProblem {
  /// The name, the arguments and the quantities, as theorem files know them.
  static var signature: ProblemSignature { get }

  /// Builds the model from its arguments.
  ///
  /// Throws the `ModelError` that names the argument, its value and the requirement.
  init(_ arguments: ModelArguments, within limits: ModelLimits) throws(ModelError)

  /// The arguments exactly as given, in a fixed order, for reports.
  var parameters: [(name: String, value: String)] { get }

  /// Everything that `minimizer.<quantity>` knows; the objective (or risk) comes first.
  var quantities: [Quantity] { get }

  /// Why no closed form applies to these arguments; `nil` when one does.
  var limitation: String? { get }

  /// Certified enclosures of all quantities at the global minimum, where `limitation` is `nil`.
  ///
  /// They carry `precisionInBits` bits or more. `closedForm` asks for them and checks them.
  func enclosedOptimum(precisionInBits: Int) throws -> [Quantity: Interval]

  /// Digits of the gap between the bounds of the minimum for one digit of a minimizer's quantities:
  /// 2 where they are known to the square root of the gap.
  static var gapDigitsPerDigit: Int { get }

  /// What the kernel is given to bound the minimum: from the closed form or, where `limitation` is
  /// not `nil`, from a minimizer that is searched.
  ///
  /// Untrusted: a bad witness gives wide bounds or none.
  func witness(
    to accuracy: WitnessAccuracy, searching minimizer: MinimizerSearch
  ) throws -> MinimumWitness

  /// What can be measured on a point besides its objective; no formula for the minimum enters.
  func measurements(at point: RealMatrix) throws -> [Quantity: Real]

  /// An enclosure of the objective at exactly the given feasible point.
  ///
  /// It is an upper bound of the minimum that holds whatever produced the point.
  /// Throws `ModelError.infeasiblePoint` when a bounded entry is negative.
  func enclosedValue(at point: RealMatrix) throws -> Interval

  /// Enclosures that hold for the true minimiser, proved from a nearby point.
  ///
  /// `nil` where no theorem gives them (only convex models have one).
  func enclosedQuantities(at point: RealMatrix) throws -> [Quantity: Interval]?

  /// The regime of the minimum, such as `interior`, for models that distinguish some.
  func regimeName(precisionInBits: Int) throws -> String?
}

extension OptimizationModel {
  /// The name users write: the signature's, with hyphens in place of underscores.
  public static var name: String { signature.name.replacing("_", with: "-") }

  /// Certified enclosures of the quantities at the global minimum.
  ///
  /// The intervals carry `precisionInBits` bits; more precision makes them narrower.
  /// Throws `ModelError.noClosedForm` when `limitation` is not `nil`.
  public func closedForm(precisionInBits: Int) throws -> [Quantity: Interval] {
    if let limitation { throw ModelError.noClosedForm(model: Self.name, reason: limitation) }
    try Real.check(precisionInBits: precisionInBits)
    let optimum = try enclosedOptimum(precisionInBits: precisionInBits)
    for quantity in quantities where optimum[quantity] == nil {
      throw ModelError.missingQuantity(quantity, model: Self.name)
    }
    return optimum.mapValues { $0.rounded(toPrecisionInBits: precisionInBits) }
  }

  /// All quantities of the given point alone: its measurements and its objective.
  ///
  /// Cost: one evaluation more than the measurements.
  public func descentQuantities(at point: RealMatrix) throws -> [Quantity: Real] {
    var result = try measurements(at: point)
    let evaluator = try makeEvaluator(precisionInBits: point.precisionInBits, jobs: 1)
    let gradient = RealMatrix(
      rows: variableCount, columns: 1, precisionInBits: point.precisionInBits)
    if let objective = quantities.first {
      result[objective] = try evaluator.value(at: point, gradient: gradient)
    }
    return result
  }

  /// `nil`: most models have one regime only.
  public func regimeName(precisionInBits: Int) throws -> String? { nil }
}
