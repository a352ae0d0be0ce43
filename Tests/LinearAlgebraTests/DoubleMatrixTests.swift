import Numbers
import Testing

@testable import LinearAlgebra

@Suite("DoubleMatrix") struct DoubleMatrixTests {
  @Test("all products agree with the naive sum, returned and written in place")
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
      check(DoubleMatrix.product(a, b) == expected, shape)
      check(DoubleMatrix.product(a, transposing: transposed(b)) == expected, shape)
      check(DoubleMatrix.product(transposing: transposed(a), b) == expected, shape)
      var reused = integers(rows, columns, &generator)
      reused.setProduct(a, b)
      check(reused == expected, "\(shape): what was there before must not matter")
    }
  }

  @Test("sums, multiples and flat vectors")
  func operations() {
    var matrix = DoubleMatrix([1, 2, 3, 4], rows: 2, columns: 2)
    matrix.add(DoubleMatrix([1, 0, 0, 1], rows: 2, columns: 2), scaledBy: 10)
    matrix.scale(by: 2)
    #expect(matrix.values == [22, 4, 6, 28] && matrix[1, 0] == 6)
    matrix.add(matrix)
    var flat = [Double](repeating: -1, count: 6)
    matrix.write(to: &flat, startingAt: 1)
    #expect(flat == [-1, 44, 8, 12, 56, -1])
    matrix.assign(from: flat, startingAt: 2)
    #expect(matrix.values == [8, 12, 56, -1])
    matrix.withUnsafeMutableEntries { $0[3] = 5 }
    #expect(matrix[1, 1] == 5)
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
