import Exact
import LinearAlgebra
import Models
import Reals
import Testing

@testable import Solvers

@Suite("Refinement") struct RefinementTests {
  private func refine(
    _ problem: PolynomialProblem, from start: [Double], digits: Int, limit: Int = 100
  ) throws -> (PreciseEnd, PreciseSearch) {
    let approximate = Descent.approximateMinimize(problem, from: start)
    let search = PreciseSearch(problem, digits: digits, isCancelled: { false })
    var refinement = Refinement(search, limit: limit)
    return (
      try refinement.run(from: approximate.point, norm: approximate.gradientNorm), search
    )
  }

  @Test("bounded quadratics, with zero multipliers too: 80 digits of the exact solution")
  func quadratics() throws {
    var generator = SeededGenerator(seed: 11, label: "quadratics")
    for trial in 0..<12 {
      let known = try KnownQuadratic(
        count: 2 + trial % 4, degenerate: trial % 3 == 2, using: &generator)
      let start = known.problem.randomStart(using: &generator)
      let (end, _) = try refine(known.problem, from: start, digits: 80)
      #expect(end.end == .converged, "trial \(trial)")
      #expect(sharedDigits(end.point.value, known.value) > 80)
      for (found, expected) in zip(entries(of: end.point.variables), known.solution) {
        #expect(sharedDigits(found, expected) > 80, "trial \(trial)")
      }
    }
  }

  @Test("flat directions receive no movement")
  func flatDirections() throws {
    // (x + y - 1)^2: every point of a line is a minimiser; x - y must stay what it was.
    let problem = try PolynomialProblem.quadratic(
      [[2, 2], [2, 2]], linear: [Fraction(2), Fraction(2)], isNonnegative: [false, false])
    let search = PreciseSearch(problem, digits: 100, isCancelled: { false })
    var refinement = Refinement(search, limit: 100)
    let end = try refinement.run(from: [0.375 + 1e-7, 0.625], norm: 1e-7)
    #expect(end.end == .converged)
    let x = entries(of: end.point.variables)
    #expect(sharedDigits(x[0] + x[1], Fraction(1)) > 100)
    #expect(sharedDigits(x[0] - x[1], try Fraction(exactly: 0.375 + 1e-7 - 0.625)) > 15)
  }

  @Test("every step gains digits, and precision follows them")
  func gains() throws {
    let (end, search) = try refine(.rosenbrock, from: [-1.2, 1], digits: 200)
    #expect(end.end == .converged)
    let trace = search.trace
    #expect(trace.count <= 25)
    for (earlier, later) in zip(trace, trace.dropFirst()) {
      #expect(later.gradientNormLog10 < earlier.gradientNormLog10 - 8)
      #expect(later.precisionInBits >= earlier.precisionInBits)
    }
    #expect(trace.last?.precisionInBits == search.finalPrecision)
  }

  @Test("a wrong active set is released: the point starts at a bound it must leave")
  func release() throws {
    // (x - 1/10^6)^2 + y^2 from x = 0, close enough to pass for converged.
    let million = try Fraction(1, 1_000_000)
    let problem = try PolynomialProblem.quadratic(
      [[2, 0], [0, 2]], linear: [Fraction(2) * million, Fraction(0)],
      isNonnegative: [true, false])
    let search = PreciseSearch(problem, digits: 60, isCancelled: { false })
    var refinement = Refinement(search, limit: 100)
    let end = try refinement.run(from: [0, 1e-9], norm: 1e-6)
    #expect(end.end == .converged)
    #expect(sharedDigits(end.point.variables[0, 0], million) > 60)
  }

  @Test("a free variable that must reach its bound is put on it exactly")
  func hold() throws {
    // (x + 1)^2 + (y - 1)^2 with x >= 0, from x = 1e-7.
    let problem = try PolynomialProblem.quadratic(
      [[2, 0], [0, 2]], linear: [Fraction(-2), Fraction(2)], isNonnegative: [true, true])
    let search = PreciseSearch(problem, digits: 60, isCancelled: { false })
    var refinement = Refinement(search, limit: 100)
    let end = try refinement.run(from: [1e-7, 1], norm: 1e-7)
    #expect(end.end == .converged)
    #expect(end.point.variables[0, 0].sign == 0)
  }

  @Test("a gradient that is zero at low precision is looked at again at the final one")
  func hiddenDigits() throws {
    // x^2/2 - (1 + 2^-600) x: at 192 bits x = 1 looks stationary.
    let solution = try Fraction(1) + Fraction(2).power(-600)
    let problem = try PolynomialProblem.quadratic(
      [[1]], linear: [solution], isNonnegative: [false])
    let (end, _) = try refine(problem, from: [3], digits: 200)
    #expect(end.end == .converged)
    #expect(sharedDigits(end.point.variables[0, 0], solution) > 200)
  }

  @Test("the limit ends it")
  func limit() throws {
    let (end, search) = try refine(.rosenbrock, from: [-1.2, 1], digits: 500, limit: 3)
    #expect(end.end == .budgetExhausted)
    #expect(search.evaluationCount <= 4)
  }

  /// A layer-peeled model with one decay for classifier and features.
  private func layerPeeled(
    _ sizes: [String: ModelValue], decay: String
  ) throws -> PositiveLayerPeeledModel {
    var values = sizes
    values["alpha"] = .number(.exact(try Fraction(parsing: "0.1")))
    for name in ["lambda_W", "lambda_H"] {
      values[name] = .number(.exact(try Fraction(parsing: decay)))
    }
    return try PositiveLayerPeeledModel(ModelArguments(values))
  }

  private func sizes(_ list: KeyValuePairs<String, Int>) -> [String: ModelValue] {
    var values: [String: ModelValue] = [:]
    for (name, value) in list { values[name] = .number(.exact(Fraction(value))) }
    return values
  }

  @Test("layer-peeled models gain 13 digits with every gradient, more features than classes or not")
  func digitsPerGradient() throws {
    let unequal: [String: ModelValue] = [
      "class_sizes": .list([5, 3, 2, 1].map { .exact(Fraction($0)) }),
      "M": .number(.exact(Fraction(6))),
    ]
    for (label, model) in [
      ("N = 4", try layerPeeled(sizes(["N": 4, "K": 2, "M": 6]), decay: "0.01")),
      ("N = 10", try layerPeeled(sizes(["N": 10, "K": 5, "M": 16]), decay: "0.01")),
      ("unequal", try layerPeeled(unequal, decay: "0.01")),
      ("square", try layerPeeled(sizes(["N": 4, "K": 3, "M": 4]), decay: "0.002")),
    ] {
      let result = try Descent.minimize(model, settings: .init(digits: 250, starts: 1))
      #expect(result.converged, "\(label)")
      let steps = result.trace.filter { $0.method == .refinement }
      for (index, step) in steps.enumerated() {
        // The first gradient is that of the double-precision point.
        let promised = -14 - 13 * Double(index)
        #expect(step.gradientNormLog10 <= promised, "\(label), gradient \(index)")
      }
      #expect(steps.count <= 1 + Int((253 - 14) / 13) + 1, "\(label)")
    }
  }
}
