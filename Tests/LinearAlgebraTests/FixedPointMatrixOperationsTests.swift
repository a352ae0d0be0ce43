import CFastArithmetic
import Exact
import Reals
import Testing

@testable import LinearAlgebra

@Suite("Operations on fixed-point matrices") struct FixedPointMatrixOperationsTests {
  private static let limbs = 3

  private func random(
    _ rows: Int, _ columns: Int, bits: Int, using generator: inout SeededGenerator
  ) -> FixedPointMatrix {
    randomMatrix(rows: rows, columns: columns, limbs: Self.limbs, bits: bits, using: &generator)
  }

  @Test("a scaled sum rounds each product once")
  func scaledSum() throws {
    var generator = SeededGenerator(seed: 41, label: "scaled sums")
    for fractionBits in [0, 50, 150, 200, 260] {
      let a = random(2, 3, bits: 150, using: &generator)
      let b = random(2, 3, bits: 150, using: &generator)
      let factor = random(1, 1, bits: 120, using: &generator)
      (b.fractionBits, factor.fractionBits, a.fractionBits) = (140, 150, fractionBits - 20)
      let shift = 310 - fractionBits
      let expected = try (0..<6).map {
        try integer(a, $0 / 3, $0 % 3)
          + rounded(integer(b, $0 / 3, $0 % 3) * integer(factor, 0, 0), shift: shift)
      }
      guard expected.allSatisfy({ fits($0) }) else { continue }
      a.add(b, scaledBy: factor)
      #expect((0..<6).map { integer(a, $0 / 3, $0 % 3) } == expected, "\(fractionBits)")
    }
  }

  private func fits(_ value: Fraction) -> Bool {
    guard let limit = try? Fraction(2).power(64 * Self.limbs - 1) else { return false }
    return value < limit && value >= -limit
  }

  @Test("subtraction, sums and division agree with exact fractions")
  func arithmetic() throws {
    var generator = SeededGenerator(seed: 42, label: "fixed-point arithmetic")
    let matrix = random(3, 4, bits: 150, using: &generator)
    let scalar = random(1, 1, bits: 150, using: &generator)
    matrix.fractionBits = 100
    scalar.fractionBits = 100
    var expected = (0..<12).map { integer(matrix, $0 / 4, $0 % 4) - integer(scalar, 0, 0) }
    matrix.subtract(scalar)
    #expect((0..<12).map { integer(matrix, $0 / 4, $0 % 4) } == expected)
    let rows = [2, 0, 1, 1]
    for (column, row) in rows.enumerated() {
      expected[4 * row + column] = expected[4 * row + column] - integer(scalar, 0, 0)
    }
    matrix.subtract(scalar, atRowOfColumn: rows)
    #expect((0..<12).map { integer(matrix, $0 / 4, $0 % 4) } == expected)
    let unit = try Fraction(2).power(-100)
    let total = expected.reduce(Fraction(0), +) * unit
    #expect(matrix.sum(precisionInBits: 200).rational == total)
    let chosen = rows.enumerated().reduce(Fraction(0)) { $0 + expected[4 * $1.1 + $1.0] } * unit
    #expect(matrix.sum(atRowOfColumn: rows, precisionInBits: 200).rational == chosen)
    matrix.divide(by: 7)
    for (index, value) in expected.enumerated() {
      let quotient = Fraction(try value.absolute.divided(by: Fraction(7)).floor)
      let signed = value.sign < 0 ? -quotient : quotient
      #expect(integer(matrix, index / 4, index % 4) == signed)
    }
  }

  @Test("another scale rounds to nearest or adds zeros")
  func scales() throws {
    var generator = SeededGenerator(seed: 43, label: "scales")
    let source = random(2, 5, bits: 100, using: &generator)
    source.fractionBits = 90
    for fractionBits in [40, 89, 90, 91, 150] {
      let target = FixedPointMatrix(
        rows: 2, columns: 5, limbsPerEntry: 3, fractionBits: fractionBits)
      target.assign(rounding: source)
      for index in 0..<10 {
        let expected = try rounded(integer(source, index / 5, index % 5), shift: 90 - fractionBits)
        #expect(integer(target, index / 5, index % 5) == expected)
      }
    }
  }

  @Test("the exponent bounds every entry tightly")
  func exponent() throws {
    let matrix = FixedPointMatrix(rows: 1, columns: 2, limbsPerEntry: 2, fractionBits: 10)
    matrix.limbs[0] = 1 << 12
    #expect(matrix.binaryExponent == 3)
    matrix.limbs[2] = UInt64(bitPattern: -(1 << 13))
    matrix.limbs[3] = ~0
    #expect(matrix.binaryExponent == 3)
    matrix.limbs[2] -= 1
    #expect(matrix.binaryExponent == 4)
  }
}
