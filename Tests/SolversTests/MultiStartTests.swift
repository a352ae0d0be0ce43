import Exact
import Models
import Reals
import Synchronization
import Testing

@testable import Solvers

@Suite("Several starts") struct MultiStartTests {
  /// `x^4 - 2 x^2 + x/2`: minima near -1.06 (the lower one) and near 0.93.
  private let lopsided = PolynomialProblem(
    terms: [
      .init(coefficient: Fraction(1), exponents: [4]),
      .init(coefficient: Fraction(-2), exponents: [2]),
      .init(coefficient: Fraction(1), exponents: [1]),
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
        .init(coefficient: Fraction(-4), exponents: [1, 1]),
        .init(coefficient: Fraction(1), exponents: [2, 0]),
        .init(coefficient: Fraction(1), exponents: [0, 2]),
        .init(coefficient: Fraction(1), exponents: [4, 0]),
        .init(coefficient: Fraction(1), exponents: [0, 4]),
      ], isNonnegative: [true, true], fixedStart: [0, 0])
    let still = run(corner, starts: 2)
    #expect(still.best.value == 0)
    let shaken = run(corner, starts: 2, shakes: true)
    // On x = y: 2 x^4 - 2 x^2, minimum -1/2; no start had reached it.
    #expect(abs(shaken.best.value + 0.5) < 1e-12)
    #expect(shaken.startsReachingBest == 0)
  }

  @Test("redraws that gain are the same on any number of threads", arguments: [2, 3, 8])
  func redrawsOnThreads(jobs: Int) {
    // Eight variables with a lower and an upper minimum each. The start lies at the upper ones, a
    // tenth of it beyond the ridge: block by block the lower ones are found.
    let count = 8
    func exponents(_ variable: Int, _ exponent: Int) -> [Int] {
      (0..<count).map { $0 == variable ? exponent : 0 }
    }
    var problem = PolynomialProblem(
      terms: (0..<count).flatMap { variable in
        lopsided.terms.map {
          .init(
            coefficient: $0.coefficient,
            exponents: exponents(variable, $0.exponents[0]))
        }
      }, isNonnegative: [Bool](repeating: false, count: count),
      fixedStart: [Double](repeating: 1, count: count))
    problem.exchangeableBlocks = (0..<count).map { [$0] }
    func outcome(_ jobs: Int, shakes: Bool = true) -> MultiStart.Outcome {
      MultiStart(
        problem: problem, seed: 3, usesCurvature: true, iterationLimit: 1_000, jobs: jobs,
        isCancelled: { false }
      ).run(starts: 1, shakesBest: shakes)
    }
    let (alone, shared) = (outcome(1), outcome(jobs))
    #expect(alone.best.value < outcome(1, shakes: false).best.value - 0.5, "redraws should gain")
    #expect(shared.best.variables == alone.best.variables)
    #expect(shared.evaluations == alone.evaluations)
  }

  @Test("redraws take as many blocks as they may, the next round those that follow")
  func redraws() {
    for (redrawnVariables, expected) in [
      (100, [0, 1, 2, 3, 4, 0, 1, 2, 3, 4]), (35, [0, 1, 2, 3, 4, 0]), (1, [0, 1]),
    ] {
      let problem = BlockProblem()
      let search = MultiStart(
        problem: problem, seed: 1, usesCurvature: true, iterationLimit: 100, jobs: 2,
        redrawnVariables: redrawnVariables, isCancelled: { false })
      _ = search.run(starts: 1, shakesBest: true)
      // Two descents of one batch may begin in any order.
      #expect(problem.redrawn.sorted() == expected.sorted(), "\(redrawnVariables)")
    }
  }
}

/// `|x|^2/2` in five blocks of two variables; notes from which block drawn anew a descent starts.
private struct BlockProblem: DescentProblem {
  let isNonnegative = [Bool](repeating: false, count: 10)
  let variableCount = 10
  let exchangeableBlocks = (0..<5).map { [2 * $0, 2 * $0 + 1] }
  private let starts = Starts()

  private final class Starts: Sendable {
    let blocks = Mutex<[Int]>([])
  }

  var redrawn: [Int] { starts.blocks.withLock { $0 } }

  func randomStart(using generator: inout SeededGenerator) -> [Double] {
    (0..<10).map { _ in 1 + generator.uniform() }
  }

  func makeApproximateEvaluator(jobs: Int) -> any ApproximateEvaluator {
    var isFirst = true
    return FunctionEvaluator { point, gradient in
      let moved = (0..<5).filter { abs(point[2 * $0]) > 0.09 }
      // The start has all blocks away from the minimum, the shaken point has none.
      if isFirst && moved.count == 1 { starts.blocks.withLock { $0 += moved } }
      isFirst = false
      gradient = point
      return point.reduce(0) { $0 + $1 * $1 } / 2
    }
  }

  func approximateCurvature(at point: [Double], jobs: Int) -> any Curvature {
    DenseCurvature(
      matrix: (0..<10).map { row in (0..<10).map { $0 == row ? 1 : 0 } })
  }

  func makeEvaluator(precisionInBits: Int, jobs: Int) throws -> any DescentEvaluator {
    throw NumberError.divisionByZero
  }
}
