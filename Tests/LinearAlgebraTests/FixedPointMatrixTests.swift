import Exact
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Fixed-point matrices") struct FixedPointMatrixTests {
  @Test("entries are within half a unit of what was assigned, and come back")
  func assignment() throws {
    var generator = SeededGenerator(seed: 31, label: "fixed-point assignment")
    for precision in [53, 64, 128, 200, 512] {
      let source = generator.matrix(3, 4, precisionInBits: precision)
      source[1, 1] = Real(0, precisionInBits: precision)
      source[0, 2] = try Real(Fraction(2).power(-90), precisionInBits: precision)
      let limbs = precision / 64 + 1
      let matrix = FixedPointMatrix(rows: 3, columns: 4, limbsPerEntry: limbs)
      try matrix.assign(from: source)
      #expect((64 * limbs - 3...64 * limbs - 2).contains(matrix.magnitudeBits))
      let unit = try Fraction(2).power(-matrix.fractionBits)
      for row in 0..<3 {
        for column in 0..<4 {
          let exact = try #require(source[row, column].rational)
          let error = (integer(matrix, row, column) * unit - exact).absolute
          check(error + error <= unit, "\(precision) bits, entry (\(row), \(column))")
        }
      }
      let copy = RealMatrix(rows: 3, columns: 4, precisionInBits: 64 * limbs)
      matrix.write(to: copy)
      #expect(copy[2, 3].rational == integer(matrix, 2, 3) * unit)
      #expect(copy[1, 1].sign == 0)
      #expect(matrix.real(2, 3, precisionInBits: 64 * limbs) == copy[2, 3])
    }
  }

  @Test("a number that rounds up to a power of two keeps its two spare bits")
  func roundsUp() throws {
    // 1 - 2^-256 has 256 ones, two more than four limbs leave room for.
    let largest = Real(Fraction(1) - (try Fraction(2).power(-256)), precisionInBits: 256)
    for value in [largest, -largest] {
      let source = RealMatrix(rows: 1, columns: 1, precisionInBits: 256)
      source[0, 0] = value
      let matrix = FixedPointMatrix(rows: 1, columns: 1, limbsPerEntry: 4)
      try matrix.assign(from: source)
      #expect(matrix.magnitudeBits <= 254)
      let unit = try Fraction(2).power(-matrix.fractionBits)
      let error = (integer(matrix, 0, 0) * unit - (try #require(value.rational))).absolute
      #expect(error + error <= unit)
      #expect(try FixedPointMatrix(value, limbs: 4).magnitudeBits <= 254)
    }
  }

  @Test("an infinity is refused")
  func infinity() {
    let source = RealMatrix(
      [1, .infinity], rows: 2, columns: 1, precisionInBits: 64)
    let matrix = FixedPointMatrix(rows: 2, columns: 1, limbsPerEntry: 2)
    #expect(throws: NumberError.notFinite) { try matrix.assign(from: source) }
  }

  @Test("a matrix of zeros stays one")
  func zeros() throws {
    let source = RealMatrix(rows: 2, columns: 2, precisionInBits: 100)
    let matrix = FixedPointMatrix(rows: 2, columns: 2, limbsPerEntry: 2)
    try matrix.assign(from: source)
    #expect(matrix.magnitudeBits == 0)
    #expect(matrix.squaredNorm(precisionInBits: 64).sign == 0)
  }

  @Test("the squared norm is the exact sum of squares, rounded")
  func squaredNorm() throws {
    var generator = SeededGenerator(seed: 32, label: "squared norms")
    for limbs in [1, 3, 6, 9] {
      let matrix = randomMatrix(
        rows: 3, columns: 5, limbs: limbs, bits: 64 * limbs - 2, using: &generator)
      matrix.fractionBits = 70
      let exact = (0..<15).reduce(Fraction(0)) {
        let entry = integer(matrix, $1 / 5, $1 % 5)
        return $0 + entry * entry
      }
      let expected = Real(
        exact * (try Fraction(2).power(-140)), precisionInBits: 150)
      #expect(matrix.squaredNorm(precisionInBits: 150) == expected)
    }
  }
}
