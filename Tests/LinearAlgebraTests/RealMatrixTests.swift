import Exact
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("RealMatrix") struct RealMatrixTests {
  @Test("entries lie row by row")
  func layout() {
    let matrix = RealMatrix([1, 2, 3, 4, 5, 6], rows: 2, columns: 3, precisionInBits: 100)
    #expect(matrix[1, 0] == Real(4, precisionInBits: 100) && matrix.count == 6)
    matrix[1, 0] = Real(-7, precisionInBits: 300)
    #expect(matrix.approximateDoubles == [1, 2, 3, -7, 5, 6])
    #expect(matrix[1, 0].precisionInBits == 100)
    #expect(RealMatrix(rows: 2, columns: 0, precisionInBits: 53).approximateDoubles.isEmpty)
  }

  @Test("copies are independent and rounded to their precision")
  func copies() throws {
    let third = Real(try Fraction(1, 3), precisionInBits: 300)
    let matrix = RealMatrix(rows: 1, columns: 2, precisionInBits: 300)
    matrix[0, 1] = third
    let (short, long) = (matrix.copy(precisionInBits: 60), matrix.copy(precisionInBits: 600))
    matrix.setZero()
    #expect(short[0, 1] == third.rounded(toPrecisionInBits: 60) && long[0, 1] == third)
    #expect(matrix.approximateDoubles == [0, 0])
  }

  @Test("variables and matrices exchange entries")
  func flatVectors() {
    let flat = RealMatrix((0..<10).map(Double.init), rows: 10, columns: 1, precisionInBits: 80)
    let matrix = RealMatrix(rows: 2, columns: 3, precisionInBits: 80)
    matrix.assign(from: flat, startingAt: 4)
    #expect(matrix.approximateDoubles == [4, 5, 6, 7, 8, 9])
    matrix.write(to: flat, startingAt: 1)
    #expect(flat.approximateDoubles == [0, 4, 5, 6, 7, 8, 9, 7, 8, 9])
  }

  @Test("differences and multiples are those of Real, entry by entry")
  func elementwise() {
    var generator = SeededGenerator(seed: 1, label: "matrix/elementwise")
    for bits in lawPrecisions {
      let (a, b) = (
        generator.matrix(5, 7, precisionInBits: bits), generator.matrix(5, 7, precisionInBits: bits)
      )
      let factor = Real(generator.normal(), precisionInBits: bits)
      let operations: [(String, (RealMatrix) -> Void, (Real, Real) -> Real)] = [
        ("subtract", { $0.subtract(b) }, { $0 - $1 }),
        ("scale", { $0.scale(by: factor) }, { x, _ in x * factor }),
        ("axpy", { $0.add(b, scaledBy: factor) }, { $0 + $1 * factor }),
      ]
      for (name, change, expected) in operations {
        let result = a.copy(precisionInBits: bits)
        change(result)
        for row in 0..<5 {
          for column in 0..<7 {
            check(
              result[row, column] == expected(a[row, column], b[row, column]),
              "\(name) at (\(row), \(column)), \(bits) bits")
          }
        }
      }
    }
  }

  @Test("corrections far below the double range")
  func corrections() throws {
    let matrix = RealMatrix([1, 1], rows: 1, columns: 2, precisionInBits: 5000)
    matrix.add(approximate: [3, -0.5], scaledByPowerOfTwo: -4000)
    let step = try Fraction(2).power(-4000)
    #expect(matrix[0, 0].rational == Fraction(1) + Fraction(3) * step)
    #expect(matrix[0, 1].rational == Fraction(1) - step * (try Fraction(exactly: 0.5)))
  }

  @Test("masks choose what is clamped or cleared")
  func masks() {
    let values: [Double] = [-1, -2, 3, 4]
    let mask = [true, false, true, false]
    let clamped = RealMatrix(values, rows: 2, columns: 2, precisionInBits: 53)
    clamped.clampNegativeEntriesToZero(where: mask)
    #expect(clamped.approximateDoubles == [0, -2, 3, 4])
    let cleared = RealMatrix(values, rows: 2, columns: 2, precisionInBits: 53)
    cleared.setZero(where: mask)
    #expect(cleared.approximateDoubles == [0, -2, 0, 4])
  }

  @Test("inner products are exact where the precision allows it")
  func innerProducts() throws {
    var generator = SeededGenerator(seed: 1, label: "matrix/inner")
    let (a, b) = (
      generator.exactMatrix(6, 4, precisionInBits: 64),
      generator.exactMatrix(6, 4, precisionInBits: 64)
    )
    var exact = Fraction(0)
    for (x, y) in zip(a.approximateDoubles, b.approximateDoubles) {
      exact = exact + (try Fraction(exactly: x)) * (try Fraction(exactly: y))
    }
    #expect(a.innerProduct(with: b).rational == exact)
    #expect(a.squaredNorm == a.innerProduct(with: a) && a.squaredNorm.sign > 0)
  }
}
