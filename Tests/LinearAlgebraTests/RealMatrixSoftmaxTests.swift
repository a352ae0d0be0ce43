import Exact
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("RealMatrix softmax") struct RealMatrixSoftmaxTests {
  @Test("probabilities and logarithms agree with interval arithmetic and sum to one")
  func agreesWithIntervals() throws {
    var generator = SeededGenerator(seed: 1, label: "softmax")
    for bits in lawPrecisions {
      let logits = generator.matrix(7, 6, precisionInBits: bits)
      let probabilities = logits.copy(precisionInBits: bits)
      let logSumExp = RealMatrix(rows: 1, columns: 6, precisionInBits: bits)
      probabilities.softmaxColumns(logSumExp: logSumExp)
      // Errors of a few dozen last places of numbers below 2^5.
      let tolerance = try Fraction(2).power(10 - bits)
      for column in 0..<6 {
        let powers = (0..<7).map {
          Interval(logits[$0, column]).rounded(toPrecisionInBits: 4 * bits).exp()
        }
        let total = powers.dropFirst().reduce(powers[0], +)
        check(isNear(logSumExp[0, column], try total.log(), tolerance), "log of column \(column)")
        var sum = Fraction(0)
        for row in 0..<7 {
          let probability = probabilities[row, column]
          check(isNear(probability, try powers[row] / total, tolerance), "(\(row), \(column))")
          sum = sum + (probability.rational ?? Fraction(0))
        }
        check((sum - Fraction(1)).absolute < tolerance, "column \(column) sums to \(sum)")
      }
    }
  }

  @Test("huge logits do not overflow")
  func hugeLogits() {
    let matrix = RealMatrix([1e300, -1e300, 0, -1e300], rows: 2, columns: 2, precisionInBits: 53)
    let logSumExp = RealMatrix(rows: 1, columns: 2, precisionInBits: 53)
    matrix.softmaxColumns(logSumExp: logSumExp)
    #expect(matrix.approximateDoubles == [1, 0.5, 0, 0.5])
    #expect(logSumExp.approximateDoubles == [1e300, -1e300])
  }

  private func isNear(_ value: Real, _ enclosure: Interval, _ tolerance: Fraction) -> Bool {
    guard let exact = value.rational, let low = enclosure.lower.rational,
      let high = enclosure.upper.rational
    else { return false }
    return low - tolerance < exact && exact < high + tolerance
  }
}
