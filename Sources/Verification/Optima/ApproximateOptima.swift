import LinearAlgebra
import Models
import Reals
import Solvers
import TheoremLanguage

/// Optima in double precision for the scan of a domain: cheap guesses, each solved once.
///
/// Belongs to one thread.
final class ApproximateOptima {
  /// Starts of one descent: its best value is a guess.
  static let starts = 2
  /// A problem that costs more than a whole scan may is not solved.
  static let largestCost = WeakestPoints.scanCost

  private struct Place: Hashable {
    let problem: Int
    let point: ParameterPoint
  }

  private struct Answer {
    let value: Double
    let quantities: [Quantity: Double]
  }

  private let theorem: ElaboratedTheorem
  private let arithmetic: ApproximateArithmetic
  private let seed: UInt64
  private var answers: [Place: Answer] = [:]

  /// Work done so far, in units of about ten microseconds; no clock enters, so that the same seed
  /// does the same work on every machine.
  private(set) var cost = 0

  init(theorem: ElaboratedTheorem, arithmetic: ApproximateArithmetic, seed: UInt64) {
    self.theorem = theorem
    self.arithmetic = arithmetic
    self.seed = seed
  }

  /// An approximation of the minimum of a problem at a point, or of a quantity of its minimiser.
  func value(of problem: Int, _ quantity: Quantity?, at point: ParameterPoint) throws -> Double {
    let answer = try answer(problem, at: point)
    guard let quantity else { return answer.value }
    return answer.quantities[quantity] ?? .nan
  }

  private func answer(_ problem: Int, at point: ParameterPoint) throws -> Answer {
    let place = Place(problem: problem, point: point)
    if let known = answers[place] { return known }
    let definitions = try TermEvaluator(theorem, at: point.values, in: arithmetic)
    let model = try ProblemInstance(
      approximating: theorem.problems[problem], with: definitions
    ).model
    let price = Self.cost(ofSolving: model)
    guard price <= Self.largestCost else {
      throw EvaluationError.noOptimum("the problem is too large for a scan of the domain")
    }
    cost += price
    let best = Descent.approximateMinimize(model, starts: Self.starts, seed: seed)
    let variables = RealMatrix(
      best.point, rows: model.variableCount, columns: 1, precisionInBits: 53)
    var quantities = try model.measurements(at: variables).mapValues(\.approximateDouble)
    if let objective = model.quantities.first { quantities[objective] = best.value }
    let answer = Answer(value: best.value, quantities: quantities)
    answers[place] = answer
    return answer
  }

  /// Measured: half a millisecond for three variables, six for 360.
  private static func cost(ofSolving model: any OptimizationModel) -> Int {
    50 + model.variableCount + model.variableCount * model.variableCount / 200
  }
}
