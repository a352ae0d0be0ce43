import LinearAlgebra
import Models
import Reals
import Solvers

/// What independent descent found for one problem, and what intervals say about it.
struct Optimum: Sendable {
  /// The least value found, an approximation of the minimum.
  let value: Real
  /// The minimum lies in here: above, the enclosed value of a feasible point; below, a certified
  /// bound where the model gives one and minus infinity elsewhere.
  let bounds: Interval
  /// The quantities of the best point found.
  let quantities: [Quantity: Real]
  /// Rigorous enclosures of the true minimiser's quantities, where the model gives them.
  let enclosures: [Quantity: Interval]
  /// Whether the descent reached the requested gradient norm, and why not.
  let failure: String?
  /// Statistics for the report.
  let statistics: DescentStatistics
  /// Why the model has no closed form here, if so.
  let limitation: String?
}

extension Optimum {
  /// Minimises the problem and examines the point found.
  ///
  /// - Throws: `EvaluationError.noOptimum` when the descent cannot run at all.
  init(
    solving instance: ProblemInstance, settings: DescentSettings,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    let model = instance.model
    do {
      let result = try Descent.minimize(model, settings: settings, isCancelled: isCancelled)
      let upper = try model.enclosedValue(at: result.point)
      let enclosed = try model.enclosedQuantities(at: result.point) ?? [:]
      let objective = model.quantities.first.flatMap { enclosed[$0] }
      value = result.value
      let bounds = try Interval(
        lower: objective?.lower ?? Real(-Double.infinity, precisionInBits: upper.precisionInBits),
        upper: upper.upper)
      self.bounds = bounds
      quantities = try model.descentQuantities(at: result.point)
      // The minimiser's objective is the minimum, whatever the model can enclose besides.
      enclosures = enclosed.merging(model.quantities.first.map { [$0: bounds] } ?? [:]) { $1 }
      failure = result.failure
      statistics = DescentStatistics(result)
      limitation = model.limitation
    } catch let error as NumberError {
      throw EvaluationError(error)
    }
  }
}

/// How the starts of the descents fared.
public struct DescentStatistics: Sendable, Equatable {
  /// Random starts.
  public var starts: Int
  /// Starts whose value agrees with the best.
  public var startsReachingBest: Int
  /// Evaluations of value and gradient.
  public var evaluations: Int

  /// Statistics that count nothing yet.
  init() {
    (starts, startsReachingBest, evaluations) = (0, 0, 0)
  }

  init(_ result: DescentResult) {
    starts = result.starts
    startsReachingBest = result.startsReachingBest
    evaluations = result.approximateEvaluations + result.evaluations
  }

  /// The sum of two.
  public static func + (left: DescentStatistics, right: DescentStatistics) -> DescentStatistics {
    var sum = left
    sum.starts += right.starts
    sum.startsReachingBest += right.startsReachingBest
    sum.evaluations += right.evaluations
    return sum
  }
}

extension DescentResult {
  /// Why the descent stopped short of its goal, and what to do; `nil` when it did not.
  var failure: String? {
    guard !converged else { return nil }
    let norm = gradientNorm.decimal(significantDigits: 2)
    return "the descent ended early (\(end.rawValue)) with the gradient norm \(norm); "
      + "try fewer digits or more starts"
  }
}
