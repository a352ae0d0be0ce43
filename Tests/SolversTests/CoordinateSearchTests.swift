import LinearAlgebra
import Models
import Reals
import Testing

@testable import Solvers

/// A kink at `x = y = 0` whose strength is `s`, as in the memorization-dilation model.
///
/// `(10 d + s)^2 + (x - 1)^2/2` with `d = |(x, y)|`, `s >= 0`; minimum at `s = y = 0`, `x = 1/201`.
private struct KinkedProblem: DescentProblem {
  let variableCount = 3
  let isNonnegative = [false, false, true]

  func randomStart(using generator: inout SeededGenerator) -> [Double] { [0, 0, 50] }

  func makeApproximateEvaluator(jobs: Int) -> any ApproximateEvaluator {
    FunctionEvaluator(evaluate: value)
  }

  private func value(at point: [Double], gradient: inout [Double]) -> Double {
    let (x, y, s) = (point[0], point[1], point[2])
    let distance = (x * x + y * y).squareRoot()
    let reach = 10 * distance + s
    gradient[0] = (distance > 0 ? 20 * reach * x / distance : 0) + x - 1
    gradient[1] = distance > 0 ? 20 * reach * y / distance : 0
    gradient[2] = 2 * reach
    return reach * reach + (x - 1) * (x - 1) / 2
  }

  func approximateCurvature(at point: [Double], jobs: Int) -> any Curvature {
    // At s = 0 the problem is quadratic, and only there the curvature is needed.
    DenseCurvature(matrix: [[201, 0, 0], [0, 200, 0], [0, 0, 2]])
  }

  func makeEvaluator(precisionInBits: Int, jobs: Int) throws -> any DescentEvaluator {
    throw NumberError.divisionByZero
  }
}

@Suite("Coordinate search") struct CoordinateSearchTests {
  @Test("at a kink, where the gradient does not descend, a single variable does")
  func kink() {
    let search = ApproximateSearch(KinkedProblem(), isCancelled: { false })
    var point = search.point(at: [0, 0, 50])
    let before = point.value
    var coordinates = CoordinateSearch(search)
    let moved = coordinates.improve(&point)
    #expect(moved)
    #expect(point.value < before / 100 && point.variables[2] == 0)
  }

  @Test("descent passes through the kink, with and without curvature")
  func descent() {
    for usesCurvature in [true, false] {
      let search = ApproximateSearch(KinkedProblem(), isCancelled: { false })
      var descent = ApproximateDescent(
        search, usesCurvature: usesCurvature, iterationLimit: 5_000)
      for start in [[0.0, 0, 50], [0.3, -2, 700]] {
        let point = descent.descend(from: start)
        #expect(abs(point.variables[0] - 1.0 / 201) < 1e-6, "from \(start)")
      }
      #expect(search.evaluationCount < 20_000)
    }
  }

  @Test("at a minimum nothing moves, and the evaluations of a pass are limited")
  func still() throws {
    let problem = PolynomialProblem.doubleWell()
    let search = ApproximateSearch(problem, isCancelled: { false })
    var point = search.point(at: [1, 0])
    var coordinates = CoordinateSearch(search)
    let moved = coordinates.improve(&point)
    #expect(!moved)
    #expect(point.variables == [1, 0])
    #expect(search.evaluationCount <= 1 + 2 * CoordinateSearch.backtrackingLimit)
  }
}
