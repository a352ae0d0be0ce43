import Exact
import LinearAlgebra
import Models
import Reals
import Synchronization
import Testing

@testable import Solvers

@Suite("Descent") struct DescentTests {
  @Test("both methods agree to 30 digits, and with the exact minimum")
  func methodsAgree() throws {
    var generator = SeededGenerator(seed: 21, label: "agreement")
    for trial in 0..<4 {
      let known = try KnownQuadratic(
        count: 2 + trial, degenerate: trial == 2, using: &generator)
      let results = try DescentMethod.allCases.map {
        try Descent.minimize(
          known.problem, settings: .init(digits: 30, starts: 3, method: $0))
      }
      for result in results {
        #expect(result.converged && result.startsReachingBest == 3)
        #expect(sharedDigits(result.value, known.value) > 30)
        #expect(result.gradientNorm.approximateLog10OfMagnitude <= -33)
      }
      for (a, b) in zip(entries(of: results[0].point), entries(of: results[1].point)) {
        #expect(sharedDigits(a, b) > 30)
      }
    }
  }

  @Test("the estimated error of the value is not far below the true one")
  func errorEstimate() throws {
    var generator = SeededGenerator(seed: 22, label: "estimate")
    for trial in 0..<6 {
      let known = try KnownQuadratic(count: 2 + trial % 4, using: &generator)
      let result = try Descent.minimize(known.problem, settings: .init(digits: 40, starts: 2))
      let exact = Real(known.value, precisionInBits: 2 * result.precisionInBits)
      let error = (result.value - exact).absolute()
      #expect(error <= result.valueErrorEstimate * Real(100, precisionInBits: 64))
      #expect(result.valueErrorEstimate.approximateLog10OfMagnitude < -40)
    }
  }

  @Test("the trace begins in double precision, and its digits grow")
  func trace() throws {
    for method in DescentMethod.allCases {
      let result = try Descent.minimize(
        PolynomialProblem.rosenbrock,
        settings: .init(digits: 40, starts: 2, method: method))
      #expect(result.converged)
      #expect(result.trace.first?.method == .approximate)
      let norms = result.trace.map(\.gradientNormLog10)
      #expect(norms.count >= 4)
      for (earlier, later) in zip(norms.dropFirst(), norms.dropFirst(2)) {
        #expect(later < earlier + 1)
      }
      #expect((norms.last ?? 0) <= -43)
    }
  }

  @Test("equal arguments give equal bits, other seeds the same minimum")
  func determinism() throws {
    let settings = DescentSettings(digits: 60, starts: 5, seed: 9)
    let a = try Descent.minimize(PolynomialProblem.rosenbrock, settings: settings)
    let b = try Descent.minimize(PolynomialProblem.rosenbrock, settings: settings)
    #expect(a.value == b.value && entries(of: a.point) == entries(of: b.point))
    #expect(a.trace.map(\.value) == b.trace.map(\.value))
    var other = settings
    other.seed = 10
    let c = try Descent.minimize(PolynomialProblem.rosenbrock, settings: other)
    #expect(sharedDigits(c.point[0, 0], a.point[0, 0]) > 60)
  }

  @Test("bits and counts do not depend on the number of threads", arguments: [2, 8])
  func threads(jobs: Int) throws {
    // Unequal classes: the starts end in different local minima, and redraws find lower ones.
    let model = try PositiveLayerPeeledModel(
      ModelArguments([
        "class_sizes": .list([5, 3, 2, 1].map { .exact(Fraction($0)) }),
        "M": .number(.exact(Fraction(5))), "alpha": .number(.exact(Fraction(0))),
        "lambda_W": .number(.exact(try Fraction(parsing: "0.003"))),
        "lambda_H": .number(.exact(try Fraction(parsing: "0.01"))),
      ]))
    var settings = DescentSettings(digits: 40, starts: 9, seed: 3)
    let alone = try Descent.minimize(model, settings: settings)
    settings.jobs = jobs
    let shared = try Descent.minimize(model, settings: settings)
    #expect(alone.value == shared.value && entries(of: alone.point) == entries(of: shared.point))
    #expect(alone.trace.map(\.value) == shared.trace.map(\.value))
    #expect(alone.startsReachingBest == shared.startsReachingBest)
    #expect(alone.startsReachingBest < 9, "this instance should need its redraws")
    #expect(alone.approximateEvaluations == shared.approximateEvaluations)
  }

  @Test("a saddle on the axis of every start is not the result")
  func saddle() throws {
    for method in DescentMethod.allCases {
      let result = try Descent.minimize(
        PolynomialProblem.doubleWell(fixedStart: [0, 2]),
        settings: .init(digits: 30, starts: 2, method: method))
      #expect(result.converged)
      #expect(sharedDigits(result.value, Fraction(-1)) > 30, "\(method)")
    }
  }

  @Test("exhausted budgets are reported, and end the descent")
  func budgets() throws {
    let little = DescentSettings(
      digits: 200, starts: 2, approximateIterationLimit: 3, refinementLimit: 2,
      gradientIterationLimit: 5)
    for method in DescentMethod.allCases {
      var settings = little
      settings.method = method
      let result = try Descent.minimize(PolynomialProblem.rosenbrock, settings: settings)
      #expect(!result.converged && result.end == .budgetExhausted, "\(method)")
      #expect(result.evaluations < 700)
    }
  }

  @Test("an unbounded problem ends without convergence")
  func unbounded() throws {
    // -x^2 + x falls for ever.
    let problem = PolynomialProblem(
      terms: [
        .init(coefficient: Fraction(-1), exponents: [2]),
        .init(coefficient: Fraction(1), exponents: [1]),
      ], isNonnegative: [false])
    var settings = DescentSettings(digits: 20, starts: 1, approximateIterationLimit: 50)
    settings.gradientIterationLimit = 50
    let result = try? Descent.minimize(problem, settings: settings)
    #expect(result?.converged != true)
  }

  @Test("a degenerate minimum, where no method converges fast, ends honestly")
  func degenerate() throws {
    // x^4 + y^2: the gradient 4 x^3 vanishes long before x does.
    let problem = PolynomialProblem(
      terms: [
        .init(coefficient: Fraction(1), exponents: [4, 0]),
        .init(coefficient: Fraction(1), exponents: [0, 2]),
      ], isNonnegative: [false, false])
    for method in DescentMethod.allCases {
      let result = try Descent.minimize(
        problem,
        settings: .init(digits: 60, starts: 2, method: method, gradientIterationLimit: 2_000))
      let digits = -result.gradientNorm.approximateLog10OfMagnitude
      #expect(result.converged == (digits >= 63))
      #expect(result.value <= result.valueErrorEstimate * Real(100, precisionInBits: 64))
    }
  }

  @Test("cancellation stops between iterations and hands back a point")
  func cancellation() throws {
    for questions in [0, 3, 40, 90] {
      let counter = Mutex(0)
      let result = try Descent.minimize(
        PolynomialProblem.rosenbrock,
        settings: .init(digits: 2_000, starts: 3, method: .gradient),
        isCancelled: {
          counter.withLock {
            $0 += 1
            return $0 > questions
          }
        })
      #expect(result.end == .cancelled && !result.converged)
      #expect(result.point.rows == 2 && result.value.isFinite)
    }
  }

  @Test("settings out of range and objectives without values are typed errors")
  func errors() {
    #expect(throws: DescentError.outOfRange(setting: "digits", value: 0, allowed: 1...100_000)) {
      try Descent.minimize(PolynomialProblem.rosenbrock, settings: .init(digits: 0))
    }
    #expect(throws: DescentError.outOfRange(setting: "starts", value: 0, allowed: 1...100_000)) {
      try Descent.minimize(PolynomialProblem.rosenbrock, settings: .init(starts: 0))
    }
    #expect(throws: DescentError.noFiniteStart(starts: 3)) {
      try Descent.minimize(
        PolynomialProblem.doubleWell(fixedStart: [.infinity, 0]), settings: .init(starts: 3))
    }
    #expect(DescentError.noFiniteStart(starts: 3).description.contains("3 random starts"))
  }

  @Test("in double precision: the best of a few starts, or from a given point")
  func approximate() throws {
    var generator = SeededGenerator(seed: 31, label: "approximate")
    let known = try KnownQuadratic(count: 5, using: &generator)
    let fromStarts = Descent.approximateMinimize(known.problem, starts: 2, seed: 4)
    let again = Descent.approximateMinimize(known.problem, from: fromStarts.point)
    for found in [fromStarts, again] {
      #expect(found.gradientNorm < 1e-11)
      #expect(abs(found.value - known.value.approximateDouble) < 1e-10)
    }
    #expect(fromStarts.starts == 2 && fromStarts.startsReachingBest == 2)
  }
}
