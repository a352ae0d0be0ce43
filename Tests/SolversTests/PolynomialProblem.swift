import Exact
import LinearAlgebra
import Models
import Reals

/// An evaluator that calls a function.
final class FunctionEvaluator: ApproximateEvaluator {
  private let evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double

  init(evaluate: @escaping (_ point: [Double], _ gradient: inout [Double]) -> Double) {
    self.evaluate = evaluate
  }

  func value(at point: [Double], gradient: inout [Double]) -> Double {
    evaluate(point, &gradient)
  }
}

/// A polynomial with rational coefficients: small enough to know everything about its minimum.
struct PolynomialProblem: DescentProblem {
  struct Term: Sendable {
    var coefficient: Fraction
    var exponents: [Int]
  }

  var terms: [Term]
  var isNonnegative: [Bool]
  /// Every start is this point; `nil`: standard normal entries.
  var fixedStart: [Double]?
  var exchangeableBlocks: [[Int]] = []

  var variableCount: Int { isNonnegative.count }

  func randomStart(using generator: inout SeededGenerator) -> [Double] {
    if let fixedStart { return fixedStart }
    return isNonnegative.map { $0 ? abs(generator.normal()) : generator.normal() }
  }

  func makeApproximateEvaluator(jobs: Int) -> any ApproximateEvaluator {
    FunctionEvaluator(evaluate: value)
  }

  private func value(at point: [Double], gradient: inout [Double]) -> Double {
    var value = 0.0
    for i in gradient.indices { gradient[i] = derivative([i], at: point) }
    value = derivative([], at: point)
    return value
  }

  func approximateCurvature(at point: [Double], jobs: Int) -> any Curvature {
    PolynomialCurvature(
      matrix: point.indices.map { row in
        point.indices.map { derivative([row, $0], at: point) }
      })
  }

  func makeEvaluator(precisionInBits: Int, jobs: Int) -> any DescentEvaluator {
    PolynomialEvaluator(problem: self, precisionInBits: precisionInBits)
  }

  /// A partial derivative in double precision.
  func derivative(_ variables: [Int], at point: [Double]) -> Double {
    differentiated(variables).reduce(0) { sum, term in
      var product = term.coefficient.approximateDouble
      for (x, exponent) in zip(point, term.exponents) {
        for _ in 0..<exponent { product *= x }
      }
      return sum + product
    }
  }

  func differentiated(_ variables: [Int]) -> [Term] {
    variables.reduce(terms) { terms, i in
      terms.compactMap { term in
        guard term.exponents[i] > 0 else { return nil }
        var result = term
        result.coefficient = term.coefficient * Fraction(term.exponents[i])
        result.exponents[i] -= 1
        return result
      }
    }
  }
}

private struct PolynomialCurvature: Curvature {
  var matrix: [[Double]]

  func product(with direction: [Double], into result: inout [Double]) {
    for row in matrix.indices {
      result[row] = zip(matrix[row], direction).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}

private final class PolynomialEvaluator: DescentEvaluator {
  let problem: PolynomialProblem
  let precisionInBits: Int

  init(problem: PolynomialProblem, precisionInBits: Int) {
    self.problem = problem
    self.precisionInBits = precisionInBits
  }

  func value(at point: RealMatrix, gradient: RealMatrix) throws(NumberError) -> Real {
    precondition(
      point.precisionInBits == precisionInBits && gradient.precisionInBits == precisionInBits,
      "the solvers must evaluate at the evaluator's precision")
    for row in 0..<problem.variableCount {
      gradient[row, 0] = sum(problem.differentiated([row]), at: point)
    }
    return sum(problem.terms, at: point)
  }

  private func sum(_ terms: [PolynomialProblem.Term], at point: RealMatrix) -> Real {
    terms.reduce(Real(0, precisionInBits: precisionInBits)) { sum, term in
      var product = Real(term.coefficient, precisionInBits: precisionInBits)
      for (row, exponent) in term.exponents.enumerated() {
        for _ in 0..<exponent { product = product * point[row, 0] }
      }
      return sum + product
    }
  }
}

extension PolynomialProblem {
  /// `<x, A x>/2 - <b, x>` with a matrix whose rows are given.
  static func quadratic(
    _ matrix: [[Int]], linear: [Fraction], isNonnegative: [Bool], fixedStart: [Double]? = nil
  ) throws -> PolynomialProblem {
    let count = linear.count
    func exponents(_ indices: Int...) -> [Int] {
      (0..<count).map { i in indices.count { $0 == i } }
    }
    var terms: [Term] = []
    for i in 0..<count {
      terms.append(Term(coefficient: -linear[i], exponents: exponents(i)))
      for j in 0..<count where matrix[i][j] != 0 {
        terms.append(
          Term(
            coefficient: try Fraction(matrix[i][j], 2),
            exponents: exponents(i, j)))
      }
    }
    return PolynomialProblem(
      terms: terms, isNonnegative: isNonnegative, fixedStart: fixedStart)
  }

  /// `(1 - x)^2 + 100 (y - x^2)^2`: minimum 0 at (1, 1), along a curved valley.
  static var rosenbrock: PolynomialProblem {
    PolynomialProblem(
      terms: [
        Term(coefficient: Fraction(1), exponents: [0, 0]),
        Term(coefficient: Fraction(-2), exponents: [1, 0]),
        Term(coefficient: Fraction(1), exponents: [2, 0]),
        Term(coefficient: Fraction(100), exponents: [0, 2]),
        Term(coefficient: Fraction(-200), exponents: [2, 1]),
        Term(coefficient: Fraction(100), exponents: [4, 0]),
      ], isNonnegative: [false, false])
  }

  /// `x^4 - 2 x^2 + y^2`: minima -1 at (+-1, 0), a saddle of value 0 at the origin.
  static func doubleWell(
    isNonnegative: [Bool] = [false, false], fixedStart: [Double]? = nil
  ) -> PolynomialProblem {
    PolynomialProblem(
      terms: [
        Term(coefficient: Fraction(1), exponents: [4, 0]),
        Term(coefficient: Fraction(-2), exponents: [2, 0]),
        Term(coefficient: Fraction(1), exponents: [0, 2]),
      ], isNonnegative: isNonnegative, fixedStart: fixedStart)
  }
}

/// A convex quadratic with bounds, made from its exact solution.
///
/// With `A = B^T B + I`, a feasible `x` and multipliers `m >= 0`, `m_i x_i = 0`, the choice
/// `b = A x - m` makes `x` the unique minimiser: its gradient is `A x - b = m`.
struct KnownQuadratic {
  let problem: PolynomialProblem
  let solution: [Fraction]
  let value: Fraction

  init(count: Int, degenerate: Bool = false, using generator: inout SeededGenerator) throws {
    func integer(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(generator.uniform() * Double(range.count))
    }
    let factor = (0..<count).map { _ in (0..<count).map { _ in integer(-3...3) } }
    let matrix = (0..<count).map { i in
      (0..<count).map { j in
        factor.reduce(i == j ? 1 : 0) { $0 + $1[i] * $1[j] }
      }
    }
    let isNonnegative = (0..<count).map { $0 % 3 != 1 }
    var solution: [Fraction] = []
    var multipliers: [Fraction] = []
    for i in 0..<count {
      let active = i.isMultiple(of: 2)
      solution.append(
        active ? Fraction(0) : try Fraction(integer(1...20), 7))
      multipliers.append(
        active && isNonnegative[i] && !degenerate ? Fraction(integer(1...5)) : Fraction(0))
    }
    let image = matrix.map { row in
      zip(row, solution).reduce(Fraction(0)) { $0 + Fraction($1.0) * $1.1 }
    }
    let linear = zip(image, multipliers).map { $0 - $1 }
    problem = try .quadratic(
      matrix, linear: linear, isNonnegative: isNonnegative)
    self.solution = solution
    // <x, A x>/2 - <b, x> with <m, x> = 0.
    let half = try Fraction(-1, 2)
    value = half * zip(solution, image).reduce(Fraction(0)) { $0 + $1.0 * $1.1 }
  }
}
