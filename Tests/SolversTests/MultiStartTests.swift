import Models
import Numbers
import Testing

@testable import Solvers

@Suite("Several starts") struct MultiStartTests {
  /// `x^4 - 2 x^2 + x/2`: minima near -1.06 (the lower one) and near 0.93.
  private let lopsided = PolynomialProblem(
    terms: [
      .init(coefficient: Rational(1), exponents: [4]),
      .init(coefficient: Rational(-2), exponents: [2]),
      .init(coefficient: Rational(1), exponents: [1]),
    ], isNonnegative: [false])

  private func run(_ problem: PolynomialProblem, starts: Int, shakes: Bool = false)
    -> MultiStart.Outcome
  {
    let search = MultiStart(
      problem: problem, seed: 3, usesCurvature: true, iterationLimit: 1_000,
      isCancelled: { false })
    return search.run(starts: starts, shakesBest: shakes)
  }

  @Test("the lower of two minima is kept, and the share of starts reaching it is counted")
  func share() {
    let outcome = run(lopsided, starts: 20)
    #expect(outcome.starts == 20)
    #expect((2..<20).contains(outcome.startsReachingBest))
    #expect(outcome.best.variables[0] < -1)
  }

  @Test("start k is the same among any number of starts, and shares only grow")
  func independentOfCount() {
    let all = (1...12).map { run(lopsided, starts: $0) }
    for (few, more) in zip(all, all.dropFirst()) {
      #expect(more.best.value <= few.best.value + 1e-12)
      if abs(more.best.value - few.best.value) < 1e-12 {
        let gained = more.startsReachingBest - few.startsReachingBest
        #expect(gained == 0 || gained == 1)
      }
    }
    #expect(run(lopsided, starts: 12).best.variables == run(lopsided, starts: 12).best.variables)
  }

  @Test("shaking leaves a saddle whose negative curvature the bounds hide")
  func shaking() {
    // x and y are both at their bound with zero gradient; -x y falls only when both move.
    let corner = PolynomialProblem(
      terms: [
        .init(coefficient: Rational(-4), exponents: [1, 1]),
        .init(coefficient: Rational(1), exponents: [2, 0]),
        .init(coefficient: Rational(1), exponents: [0, 2]),
        .init(coefficient: Rational(1), exponents: [4, 0]),
        .init(coefficient: Rational(1), exponents: [0, 4]),
      ], isNonnegative: [true, true], fixedStart: [0, 0])
    let still = run(corner, starts: 2)
    #expect(still.best.value == 0)
    let shaken = run(corner, starts: 2, shakes: true)
    // On x = y: 2 x^4 - 2 x^2, minimum -1/2; no start had reached it.
    #expect(abs(shaken.best.value + 0.5) < 1e-12)
    #expect(shaken.startsReachingBest == 0)
  }
}
