import LinearAlgebra
import Models
import Reals
import Testing

@testable import Solvers

@Suite("Gradient descent at high precision") struct PreciseGradientDescentTests {
  private func descend(
    _ problem: PolynomialProblem, from start: [Double], digits: Int, limit: Int = 20_000
  ) throws -> (PreciseEnd, PreciseSearch) {
    let search = PreciseSearch(problem, digits: digits, isCancelled: { false })
    var descent = PreciseGradientDescent(search, limit: limit)
    let matrix = RealMatrix(start, rows: start.count, columns: 1, precisionInBits: 64)
    return (try descent.run(from: matrix), search)
  }

  @Test("bounded quadratics from far away: 40 digits of the exact solution")
  func quadratics() throws {
    var generator = SeededGenerator(seed: 5, label: "quadratics")
    for trial in 0..<4 {
      let known = try KnownQuadratic(
        count: 2 + trial % 3, degenerate: trial == 3, using: &generator)
      let start = known.problem.randomStart(using: &generator)
      let (end, search) = try descend(known.problem, from: start, digits: 40)
      #expect(end.end == .converged, "trial \(trial)")
      for (found, expected) in zip(entries(of: end.point.variables), known.solution) {
        #expect(sharedDigits(found, expected) > 40, "trial \(trial)")
      }
      let norms = search.trace.map(\.gradientNormLog10)
      #expect(norms.count >= 5 && (norms.last ?? 0) < -40)
    }
  }

  @Test("the limit ends it, and what was reached is handed back")
  func limit() throws {
    let (end, search) = try descend(.rosenbrock, from: [-1.2, 1], digits: 100, limit: 25)
    #expect(end.end == .budgetExhausted)
    #expect(end.point.precisionInBits == search.finalPrecision)
    #expect(end.point.value < Real(10, precisionInBits: 64))
  }
}
