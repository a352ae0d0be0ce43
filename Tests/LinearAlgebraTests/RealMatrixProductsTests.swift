import Numbers
import Testing

@testable import LinearAlgebra

@Suite("RealMatrix products") struct RealMatrixProductsTests {
  @Test("all three products are exact on short entries")
  func exact() throws {
    var generator = SeededGenerator(seed: 1, label: "products/exact")
    for round in 0..<60 {
      let (rows, inner, columns) = (1 + round % 5, round % 7, 1 + round % 4)
      let a = generator.exactMatrix(rows, inner, precisionInBits: 53)
      let b = generator.exactMatrix(inner, columns, precisionInBits: 53)
      for (name, product) in products(a, b) {
        for row in 0..<rows {
          for column in 0..<columns {
            var sum = Rational(0)
            for k in 0..<inner {
              sum = sum + (a[row, k].rational ?? sum) * (b[k, column].rational ?? sum)
            }
            check(
              product[row, column].rational == sum,
              "\(name) \(rows) x \(inner) x \(columns) at (\(row), \(column))")
          }
        }
      }
    }
  }

  @Test("at full length all three agree with each other and with the naive sum")
  func naive() {
    var generator = SeededGenerator(seed: 1, label: "products/naive")
    for bits in lawPrecisions {
      let a = generator.matrix(6, 9, precisionInBits: bits)
      let b = generator.matrix(9, 5, precisionInBits: bits)
      let expected = RealMatrix(rows: 6, columns: 5, precisionInBits: bits)
      for row in 0..<6 {
        for column in 0..<5 {
          var sum = Real(0, precisionInBits: bits)
          for k in 0..<9 { sum = sum + a[row, k] * b[k, column] }
          expected[row, column] = sum
        }
      }
      for (name, product) in products(a, b) {
        check(product.isEqual(to: expected), "\(name) at \(bits) bits")
      }
    }
  }

  @Test("the result's precision is that of the matrix it is written to")
  func precision() throws {
    var generator = SeededGenerator(seed: 1, label: "products/precision")
    let a = generator.matrix(2, 3, precisionInBits: 200)
    let low = RealMatrix(rows: 2, columns: 2, precisionInBits: 60)
    let high = RealMatrix(rows: 2, columns: 2, precisionInBits: 500)
    low.setProduct(a, transposing: a)
    high.setProduct(a, transposing: a)
    let error = (low[0, 0] - high[0, 0]).absolute()
    #expect(low[0, 0].precisionInBits == 60 && error.sign > 0)
    #expect(error < high[0, 0] * Real(0x1p-57, precisionInBits: 60))
  }

  private func products(_ a: RealMatrix, _ b: RealMatrix) -> [(String, RealMatrix)] {
    let results = (0..<3).map { _ in
      RealMatrix(rows: a.rows, columns: b.columns, precisionInBits: a.precisionInBits)
    }
    results[0].setProduct(a, b)
    results[1].setProduct(a, transposing: b.transposed)
    results[2].setProduct(transposing: a.transposed, b)
    return Array(zip(["a b", "a b^T", "a^T b"], results))
  }
}
