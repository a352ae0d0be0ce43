import Exact
import LinearAlgebra
import Models
import Reals
import Testing

/// A flat vector at the given precision.
func vector(_ values: [Double], precisionInBits: Int) -> RealMatrix {
  RealMatrix(values, rows: values.count, columns: 1, precisionInBits: precisionInBits)
}

func vector(_ values: [Real], precisionInBits: Int) -> RealMatrix {
  let result = RealMatrix(rows: values.count, columns: 1, precisionInBits: precisionInBits)
  for (index, value) in values.enumerated() { result[index, 0] = value }
  return result
}

/// What every descent problem owes: its derivatives belong to its value, at both precisions.
enum DescentConsistency {
  static func check(_ problem: some DescentProblem, seed: UInt64, label: String) throws {
    var generator = SeededGenerator(seed: seed, label: label)
    let point = problem.randomStart(using: &generator)
    #expect(point.count == problem.variableCount, "\(label)")
    #expect(zip(point, problem.isNonnegative).allSatisfy { $0 >= 0 || !$1 }, "\(label)")
    let direction = point.map { _ in generator.normal() }
    try checkPrecisions(problem, point: point, label: label)
    try checkGradient(problem, point: point, direction: direction, label: label)
    checkCurvature(problem, point: point, direction: direction, label: label)
  }

  /// Double precision against 200 bits: value and every gradient entry.
  private static func checkPrecisions(
    _ problem: some DescentProblem, point: [Double], label: String
  ) throws {
    var gradient = point
    let value = problem.makeApproximateEvaluator(jobs: 1).value(at: point, gradient: &gradient)
    let (exact, exactGradient) = try evaluate(problem, vector(point, precisionInBits: 200))
    #expect(agrees(exact.approximateDouble, value, tolerance: 1e-13), "\(label): value")
    for (index, pair) in zip(gradient, exactGradient.approximateDoubles).enumerated() {
      #expect(agrees(pair.1, pair.0, tolerance: 1e-13), "\(label): gradient entry \(index)")
    }
  }

  /// Central differences with step 2^-80 at 400 bits leave an error near 2^-160.
  private static func checkGradient(
    _ problem: some DescentProblem, point: [Double], direction: [Double], label: String
  ) throws {
    let bits = 400
    let here = vector(point, precisionInBits: bits)
    let (_, gradient) = try evaluate(problem, here)
    let step = vector(direction, precisionInBits: bits)
    let size = Real(try Fraction(2).power(-80), precisionInBits: bits)
    let (forward, backward) = (
      here.copy(precisionInBits: bits), here.copy(precisionInBits: bits)
    )
    forward.add(step, scaledBy: size)
    backward.add(step, scaledBy: -size)
    let difference = try evaluate(problem, forward).0 - evaluate(problem, backward).0
    let slope = try difference / (size + size)
    let error = (slope - gradient.innerProduct(with: step)).approximateLog10OfMagnitude
    #expect(error < -44, "\(label): the gradient is off by 1e\(error)")
  }

  /// The Hessian product against a central difference of gradients, in double precision.
  private static func checkCurvature(
    _ problem: some DescentProblem, point: [Double], direction: [Double], label: String
  ) {
    var product = point
    problem.approximateCurvature(at: point, jobs: 1).product(with: direction, into: &product)
    let size = 1e-5
    var (forward, backward) = (point, point)
    let evaluator = problem.makeApproximateEvaluator(jobs: 1)
    _ = evaluator.value(
      at: zip(point, direction).map { $0 + size * $1 }, gradient: &forward)
    _ = evaluator.value(
      at: zip(point, direction).map { $0 - size * $1 }, gradient: &backward)
    let scale = product.map(abs).max() ?? 0
    for (index, entry) in product.enumerated() {
      let difference = (forward[index] - backward[index]) / (2 * size)
      #expect(
        abs(entry - difference) <= 1e-7 * max(1, scale), "\(label): curvature entry \(index)")
    }
  }

  static func evaluate(
    _ problem: some DescentProblem, _ point: RealMatrix
  ) throws -> (Real, RealMatrix) {
    let bits = point.precisionInBits
    let gradient = RealMatrix(rows: point.rows, columns: 1, precisionInBits: bits)
    let evaluator = try problem.makeEvaluator(precisionInBits: bits, jobs: 1)
    return (try evaluator.value(at: point, gradient: gradient), gradient)
  }

  /// The largest entry of the projected gradient, as a power of ten.
  static func logProjectedGradient(
    _ problem: some DescentProblem, _ point: RealMatrix
  ) throws -> Double {
    let (_, gradient) = try evaluate(problem, point)
    let entries = zip(0..<point.rows, problem.isNonnegative).map { index, isBounded in
      let slope = gradient[index, 0]
      let isHeld = isBounded && point[index, 0].sign == 0 && slope.sign > 0
      return isHeld ? -Double.infinity : slope.approximateLog10OfMagnitude
    }
    return entries.max() ?? -Double.infinity
  }
}
