import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("DoubleMatrix") struct DoubleMatrixTests {
  @Test("all products agree with the naive sum, set and added")
  func products() {
    var generator = SeededGenerator(seed: 1, label: "doubles/products")
    for round in 0..<80 {
      let (rows, inner, columns) = (1 + round % 6, round % 11, 1 + round % 5)
      // Small integers make every order of summation exact.
      let a = integers(rows, inner, &generator)
      let b = integers(inner, columns, &generator)
      var expected = DoubleMatrix(rows: rows, columns: columns)
      for row in 0..<rows {
        for column in 0..<columns {
          for k in 0..<inner { expected[row, column] += a[row, k] * b[k, column] }
        }
      }
      let shape = "\(rows) x \(inner) x \(columns)"
      let before = integers(rows, columns, &generator)
      var (set, sum) = (before, before)
      set.setProduct(a, b)
      check(set == expected, shape)
      set = before
      set.setProduct(a, transposing: transposed(b))
      check(set == expected, "\(shape), the second factor transposed")
      set = before
      set.setProduct(transposing: transposed(a), b)
      check(set == expected, "\(shape), the first factor transposed")
      sum.addProduct(a, b)
      sum.addProduct(a, transposing: transposed(b))
      sum.addProduct(transposing: transposed(a), b)
      expected.add(expected, scaledBy: 2)
      expected.add(before, scaledBy: 1)
      check(sum == expected, "\(shape), added")
    }
  }

  @Test("sums, multiples and flat vectors")
  func operations() {
    var matrix = DoubleMatrix([1, 2, 3, 4], rows: 2, columns: 2)
    matrix.add(DoubleMatrix([1, 0, 0, 1], rows: 2, columns: 2), scaledBy: 10)
    #expect(matrix.values == [11, 2, 3, 14] && matrix[1, 0] == 3)
    #expect(matrix.squaredNorm == 330)
    matrix.add(matrix, scaledBy: 3)
    var flat = [Double](repeating: -1, count: 6)
    matrix.write(to: &flat, startingAt: 1)
    #expect(flat == [-1, 44, 8, 12, 56, -1])
    matrix.assign(from: flat, startingAt: 2)
    #expect(matrix.values == [8, 12, 56, -1])
    matrix.withUnsafeMutableEntries { $0[3] = 5 }
    #expect(matrix[1, 1] == 5)
  }

  @Test("bits do not depend on the number of threads", arguments: [2, 3, 8])
  func threads(jobs: Int) {
    var generator = SeededGenerator(seed: 2, label: "doubles/threads")
    let a = normals(61, 90, &generator)
    let b = normals(90, 103, &generator)
    func all(_ jobs: Int) -> [[UInt64]] {
      var (left, right) = (DoubleMatrix(rows: 61, columns: 103), a)
      left.setProduct(a, b, jobs: jobs)
      right.setProduct(left, transposing: b, jobs: jobs)
      var below = b
      below.addProduct(transposing: a, left, jobs: jobs)
      var (logs, sums) = ([Double](repeating: 0, count: 103), [Double](repeating: 0, count: 103))
      left.softmaxColumns(logSumExp: &logs, sums: &sums, jobs: jobs)
      return [left.values, right.values, below.values, logs, sums].map { $0.map(\.bitPattern) }
    }
    let isSame = all(jobs) == all(1)
    #expect(isSame)
  }

  private func normals(
    _ rows: Int, _ columns: Int, _ generator: inout SeededGenerator
  ) -> DoubleMatrix {
    DoubleMatrix(
      (0..<(rows * columns)).map { _ in generator.normal() }, rows: rows, columns: columns)
  }

  private func integers(
    _ rows: Int, _ columns: Int, _ generator: inout SeededGenerator
  ) -> DoubleMatrix {
    DoubleMatrix(
      (0..<(rows * columns)).map { _ in Double(generator.next() % 19) - 9 }, rows: rows,
      columns: columns)
  }

  private func transposed(_ matrix: DoubleMatrix) -> DoubleMatrix {
    var result = DoubleMatrix(rows: matrix.columns, columns: matrix.rows)
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns { result[column, row] = matrix[row, column] }
    }
    return result
  }
}
