import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("DoubleMatrix softmax") struct DoubleMatrixSoftmaxTests {
  private func softmax(_ matrix: inout DoubleMatrix) -> (logs: [Double], sums: [Double]) {
    var logs = [Double](repeating: 0, count: matrix.columns)
    var sums = logs
    matrix.softmaxColumns(logSumExp: &logs, sums: &sums)
    return (logs, sums)
  }

  @Test("within a few last places of the softmax at 200 bits, from flat columns to far tails")
  func agreesWithReals() {
    var generator = SeededGenerator(seed: 1, label: "doubles/softmax")
    for round in 0..<60 {
      let (rows, columns) = (1 + round % 9, 1 + round % 7)
      let size = [0.01, 1, 30, 300][round % 4]
      let logits = (0..<rows * columns).map { _ in size * generator.normal() }
      var matrix = DoubleMatrix(logits, rows: rows, columns: columns)
      let (logs, sums) = softmax(&matrix)
      let exact = RealMatrix(logits, rows: rows, columns: columns, precisionInBits: 200)
      let exactLogs = RealMatrix(rows: 1, columns: columns, precisionInBits: 200)
      exact.softmaxColumns(logSumExp: exactLogs)
      // The subtraction of the maximum rounds the exponent: relative error up to its last place.
      let relative = Double(rows + 4) * 0x1p-52 + size * 8 * 0x1p-53
      for (found, wanted) in zip(matrix.values, exact.approximateDoubles) {
        check(abs(found - wanted) <= relative * wanted + 1e-300, "\(found), not \(wanted)")
      }
      for column in 0..<columns {
        let log = exactLogs[0, column].approximateDouble
        check(abs(logs[column] - log) <= (abs(log) + Double(rows + 4)) * 0x1p-52, "log \(log)")
        let sum = (0..<rows).reduce(0) { $0 + logits[$1 * columns + column] }
        check(sums[column] == sum, "sum of column \(column)")
      }
    }
  }

  @Test("the exponential is good to one last place all the way down")
  func exponential() {
    // In a column with a zero, and the rest far below it, the probability is the exponential.
    for step in 0..<4_000 {
      let exponent = -40 - Double(step) * 0.1669
      var matrix = DoubleMatrix([0, exponent], rows: 2, columns: 1)
      _ = softmax(&matrix)
      let exact = Real(exponent, precisionInBits: 120).exp().approximateDouble
      check(abs(matrix[1, 0] - exact) <= 0x1p-52 * exact, "e^\(exponent): \(matrix[1, 0])")
    }
  }

  @Test("the logarithm of a sum of n equal exponentials is log n")
  func logarithm() {
    for rows in 1...600 {
      var matrix = DoubleMatrix(rows: rows, columns: 1)
      let log = (try? Real(Double(rows), precisionInBits: 120).log())?.approximateDouble ?? .nan
      check(abs(softmax(&matrix).logs[0] - log) <= 0x1p-52 * (1 + log), "log \(rows)")
    }
  }

  @Test("huge entries do not overflow, entries that are not finite show in the sum")
  func extremes() {
    var huge = DoubleMatrix([1e300, -1e300, 0, -1e300], rows: 2, columns: 2)
    #expect(softmax(&huge).logs == [1e300, -1e300])
    #expect(huge.values == [1, 0.5, 0, 0.5])
    for bad in [Double.infinity, -.infinity, .nan] {
      for place in 0..<2 {
        var matrix = DoubleMatrix(rows: 2, columns: 1)
        matrix[place, 0] = bad
        #expect(!softmax(&matrix).sums[0].isFinite)
      }
    }
  }
}
