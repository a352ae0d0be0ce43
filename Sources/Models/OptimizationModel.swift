import LinearAlgebra
import Reals

/// A model with exact parameters: what descent minimises, and what is known about its minimum.
///
/// The two sides are kept apart. `closedForm` never looks at a point, `measurements` never uses
/// a formula for the minimum; agreement between them is evidence only because of that.
public protocol OptimizationModel: DescentProblem {
  /// The name users write, such as `positive-layer-peeled`.
  static var name: String { get }

  /// The arguments exactly as given, in a fixed order, for reports.
  var parameters: [(name: String, value: String)] { get }

  /// Everything that `minimizer.<quantity>` knows; the objective (or risk) comes first.
  var quantities: [Quantity] { get }

  /// Why no closed form applies to these arguments; `nil` when one does.
  var limitation: String? { get }

  /// Certified enclosures of the quantities at the global minimum.
  ///
  /// The intervals carry about `precisionInBits` bits; more precision makes them narrower.
  /// Throws `ModelError.noClosedForm` when `limitation` is not `nil`.
  func closedForm(precisionInBits: Int) throws -> [Quantity: Interval]

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
