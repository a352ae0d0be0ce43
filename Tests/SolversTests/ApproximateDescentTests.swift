import Models
import Reals
import Testing

@testable import Solvers

@Suite("Descent in double precision") struct ApproximateDescentTests {
  private func descend(
    _ problem: any DescentProblem, from start: [Double], usesCurvature: Bool = true
  ) -> (ApproximatePoint, norm: Double) {
    let search = ApproximateSearch(problem, isCancelled: { false })
    var descent = ApproximateDescent(
      search, usesCurvature: usesCurvature, iterationLimit: 20_000)
    let point = descent.descend(from: start)
    return (point, search.bounds.projectedGradientNorm(at: point))
  }

  @Test("bounded quadratics: the exact solution, by curvature and by gradients alone")
  func quadratics() throws {
    var generator = SeededGenerator(seed: 7, label: "quadratics")
    for trial in 0..<12 {
      let known = try KnownQuadratic(
        count: 2 + trial % 4, degenerate: trial % 3 == 2, using: &generator)
      let start = known.problem.randomStart(using: &generator)
      for usesCurvature in [true, false] {
        let (point, norm) = descend(known.problem, from: start, usesCurvature: usesCurvature)
        #expect(norm <= (usesCurvature ? 1e-11 : 1e-8), "trial \(trial)")
        for (found, expected) in zip(point.variables, known.solution) {
          #expect(abs(found - expected.approximateDouble) < 1e-7, "trial \(trial)")
        }
      }
    }
  }

  @Test("Rosenbrock's valley")
  func rosenbrock() {
    let (point, norm) = descend(PolynomialProblem.rosenbrock, from: [-1.2, 1])
    #expect(norm < 1e-11)
    #expect(abs(point.variables[0] - 1) < 1e-10 && abs(point.variables[1] - 1) < 1e-10)
  }

  @Test("a start on the axis of a saddle leaves it by negative curvature")
  func saddle() {
    for start in [[0.0, 0.0], [0.0, 1.0], [0.0, -3.0]] {
      let (point, norm) = descend(PolynomialProblem.doubleWell(), from: start)
      #expect(norm < 1e-11)
      #expect(abs(point.value + 1) < 1e-12, "stopped at the saddle from \(start)")
    }
  }

  @Test("an infeasible start is made feasible, a value that is not finite is handed back")
  func badStarts() {
    let (point, norm) = descend(
      PolynomialProblem.doubleWell(isNonnegative: [true, true]), from: [-5, -1])
    #expect(norm.isFinite && point.variables.allSatisfy { $0 >= 0 })
    let (lost, _) = descend(PolynomialProblem.rosenbrock, from: [.infinity, 0])
    #expect(!lost.value.isFinite)
  }
}
