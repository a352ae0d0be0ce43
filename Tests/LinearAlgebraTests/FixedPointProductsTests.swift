import Exact
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Products of fixed-point matrices") struct FixedPointProductsTests {
  private struct Shape { var rows, inner, columns, limbs: Int }

  private static let shapes = [
    Shape(rows: 1, inner: 1, columns: 1, limbs: 1), Shape(rows: 2, inner: 2, columns: 3, limbs: 4),
    Shape(rows: 3, inner: 5, columns: 4, limbs: 7),
    Shape(rows: 10, inner: 16, columns: 20, limbs: 4),
    Shape(rows: 5, inner: 9, columns: 6, limbs: 12),
    Shape(rows: 2, inner: 3, columns: 2, limbs: 90),
    Shape(rows: 4, inner: 6, columns: 4, limbs: 70),
  ]

  @Test("all three kinds are exact sums rounded once, whatever method is chosen")
  func products() throws {
    var generator = SeededGenerator(seed: 21, label: "fixed-point products")
    var methods: Set<Bool> = []
    for shape in Self.shapes {
      let (m, k, n, limbs) = (shape.rows, shape.inner, shape.columns, shape.limbs)
      func random(_ rows: Int, _ columns: Int) -> FixedPointMatrix {
        randomMatrix(
          rows: rows, columns: columns, limbs: limbs, bits: 64 * limbs - 2, using: &generator)
      }
      let products = FixedPointProducts(
        limbsPerEntry: limbs, innerLength: k, multiplyAdds: m * k * n,
        entries: m * k + k * n + m * n)
      let (a, b, transposedA, transposedB) = (
        random(m, k), random(k, n), random(k, m), random(n, k)
      )
      let factors = [a, b, transposedA, transposedB].map { products.factor($0, isTransposed: true) }
      for factor in factors { factor.update() }
      methods.insert(factors[0].residues != nil)
      let target = FixedPointMatrix(rows: m, columns: n, limbsPerEntry: limbs)
      target.fractionBits = -64 * limbs - 8
      products.multiply(factors[0], factors[1], into: target)
      check(
        try matches(target, inner: k, { integer(a, $0, $1) }, { integer(b, $0, $1) }),
        "a b, \(shape)")
      products.multiply(factors[0], transposing: factors[3], into: target)
      check(
        try matches(target, inner: k, { integer(a, $0, $1) }, { integer(transposedB, $1, $0) }),
        "a b^T, \(shape)")
      products.multiply(transposing: factors[2], factors[1], into: target)
      check(
        try matches(target, inner: k, { integer(transposedA, $1, $0) }, { integer(b, $0, $1) }),
        "a^T b, \(shape)")
    }
    #expect(methods == [true, false], "both methods must have been tried")
  }

  @Test("products of matrices without factors, one after the other in the same memory")
  func productsOfMatrices() throws {
    var generator = SeededGenerator(seed: 22, label: "products of matrices")
    let limbs = 3
    let products = FixedPointProducts(
      limbsPerEntry: limbs, innerLength: 40, multiplyAdds: 64_000, entries: 4_800)
    let target = FixedPointMatrix(rows: 6, columns: 5, limbsPerEntry: limbs)
    target.fractionBits = -64 * limbs - 8
    for inner in [40, 7, 40] {
      func random(_ rows: Int, _ columns: Int) -> FixedPointMatrix {
        randomMatrix(
          rows: rows, columns: columns, limbs: limbs, bits: 64 * limbs - 2, using: &generator)
      }
      let (a, b) = (random(6, inner), random(inner, 5))
      #expect(products.factor(a).residues != nil, "residues must be what is tried")
      products.multiply(a, b, into: target)
      check(
        try matches(target, inner: inner, { integer(a, $0, $1) }, { integer(b, $0, $1) }),
        "a b, inner length \(inner)")
    }
  }

  private func matches(
    _ target: FixedPointMatrix, inner: Int, _ left: (Int, Int) -> Fraction,
    _ right: (Int, Int) -> Fraction
  ) throws -> Bool {
    for row in 0..<target.rows {
      for column in 0..<target.columns {
        let sum = (0..<inner).reduce(Fraction(0)) { $0 + left(row, $1) * right($1, column) }
        let expected = try rounded(sum, shift: -target.fractionBits)
        if integer(target, row, column) != expected { return false }
      }
    }
    return true
  }
}
