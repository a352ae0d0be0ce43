import Exact
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Softmax of fixed-point columns") struct ColumnSoftmaxTests {
  /// The number of limbs beyond which MPFR takes over, and one below.
  @Test("probabilities and sums lie within their bounds of MPFR's, with tables and without")
  func agreesWithReals() throws {
    let longest = FixedPointExponential.fractionLimbsRange.upperBound
    for limbs in [1, 2, 5, longest + 1] {
      var generator = SeededGenerator(seed: 51, label: "columns of \(limbs) limbs")
      let bits = 64 * limbs
      let logits = matrix(rows: 4, columns: 3, limbs)
      let reals = RealMatrix(
        (0..<12).map { _ in 8 * generator.normal() }, rows: 4, columns: 3,
        precisionInBits: 4 * bits)
      reals.buffer.writeFixedPoint(
        reals.buffer.all, fractionBits: bits, limbCount: limbs + 1, to: logits.limbs)
      logits.write(to: reals)
      let sums = RealMatrix(rows: 1, columns: 3, precisionInBits: 4 * bits)
      reals.softmaxColumns(logSumExp: sums)
      let fixedSums = matrix(rows: 1, columns: 3, limbs)
      ColumnSoftmax(fractionLimbs: limbs).apply(to: logits, logSumExp: fixedSums, jobs: 2)
      let unit = try Fraction(2).power(-bits)
      for column in 0..<3 {
        let exact = try #require(sums[0, column].rational)
        let error = (integer(fixedSums, 0, column) * unit - exact).absolute
        let bound = FixedPointSoftmax.logSumExpErrorBoundInUlps(count: 4)
        check(error < Fraction(bound) * unit, "\(limbs) limbs, sum of column \(column)")
        for row in 0..<4 {
          let exact = try #require(reals[row, column].rational)
          let error = (integer(logits, row, column) * unit - exact).absolute
          let bound = FixedPointSoftmax.probabilityErrorBoundInUlps(count: 4)
          check(error < Fraction(bound) * unit, "\(limbs) limbs, entry (\(row), \(column))")
        }
      }
    }
  }

  @Test("the number of threads does not change a bit")
  func threads() {
    var results: Set<[UInt64]> = []
    for jobs in [1, 2, 8] {
      var generator = SeededGenerator(seed: 52, label: "threads")
      let logits = randomMatrix(rows: 3, columns: 7, limbs: 4, bits: 195, using: &generator)
      logits.fractionBits = 192
      let sums = matrix(rows: 1, columns: 7, 3)
      ColumnSoftmax(fractionLimbs: 3).apply(to: logits, logSumExp: sums, jobs: jobs)
      results.insert(
        (0..<84).map { logits.limbs[$0] } + (0..<28).map { sums.limbs[$0] })
    }
    #expect(results.count == 1)
  }

  private func matrix(rows: Int, columns: Int, _ limbs: Int) -> FixedPointMatrix {
    FixedPointMatrix(
      rows: rows, columns: columns, limbsPerEntry: limbs + 1, fractionBits: 64 * limbs)
  }
}
