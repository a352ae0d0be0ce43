import CFastArithmetic
import Exact
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Matrices of residues") struct ResidueMatrixTests {
  private struct Shape { var rows, inner, columns, limbs, shift: Int }

  /// Sizes around the tiles of the kernels, the stretches of exact sums and the digits.
  private static let shapes = [
    Shape(rows: 1, inner: 1, columns: 1, limbs: 1, shift: 64),
    Shape(rows: 3, inner: 5, columns: 2, limbs: 2, shift: 130),
    Shape(rows: 4, inner: 7, columns: 12, limbs: 4, shift: 250),
    Shape(rows: 5, inner: 126, columns: 13, limbs: 2, shift: 70),
    Shape(rows: 2, inner: 300, columns: 5, limbs: 3, shift: 200),
    Shape(rows: 6, inner: 16, columns: 33, limbs: 5, shift: 320),
    Shape(rows: 3, inner: 4, columns: 3, limbs: 16, shift: 1024),
    Shape(rows: 2, inner: 2, columns: 2, limbs: 52, shift: 3000),
    // Below the unit of the target: little, and by many limbs.
    Shape(rows: 2, inner: 3, columns: 5, limbs: 4, shift: 507),
    Shape(rows: 2, inner: 3, columns: 5, limbs: 4, shift: 510),
    Shape(rows: 2, inner: 3, columns: 5, limbs: 4, shift: 520),
    Shape(rows: 2, inner: 3, columns: 5, limbs: 4, shift: 2000),
  ]

  @Test(
    "products are exact sums, correctly rounded, with AVX2 and without, for any number of threads")
  func products() throws {
    var generator = SeededGenerator(seed: 11, label: "residue products")
    for shape in Self.shapes {
      let bits = 64 * shape.limbs - 2
      let a = randomMatrix(
        rows: shape.rows, columns: shape.inner, limbs: shape.limbs, bits: bits, using: &generator)
      let b = randomMatrix(
        rows: shape.inner, columns: shape.columns, limbs: shape.limbs, bits: bits,
        using: &generator)
      let expected = try exactProduct(a, b, shift: shape.shift)
      for usesAVX2 in Set([false, cfast_has_avx2()]) {
        for jobs in [1, 2, 8] {
          let result = product(a, b, shape, usesAVX2, jobs: jobs)
          check(entries(of: result) == expected, "\(shape) AVX2 \(usesAVX2), with \(jobs) jobs")
        }
      }
    }
  }

  private func product(
    _ a: FixedPointMatrix, _ b: FixedPointMatrix, _ shape: Shape, _ usesAVX2: Bool, jobs: Int
  ) -> FixedPointMatrix {
    let bits = 64 * shape.limbs - 2
    let basis = ResidueBasis(factorBits: bits, productBits: 2 * bits + 10)
    let left = ResidueMatrix(basis: basis, rows: shape.rows, columns: shape.inner)
    let right = ResidueMatrix(basis: basis, rows: shape.inner, columns: shape.columns)
    let product = ResidueMatrix(basis: basis, rows: shape.rows, columns: shape.columns)
    left.assign(a, jobs: jobs, usesAVX2: usesAVX2)
    right.assign(b, jobs: jobs, usesAVX2: usesAVX2)
    product.setProduct(left, right, jobs: jobs, usesAVX2: usesAVX2)
    let result = FixedPointMatrix(
      rows: shape.rows, columns: shape.columns, limbsPerEntry: 2 * shape.limbs + 1,
      fractionBits: -shape.shift)
    product.round(into: result, jobs: jobs, usesAVX2: usesAVX2)
    return result
  }

  private func exactProduct(
    _ a: FixedPointMatrix, _ b: FixedPointMatrix, shift: Int
  ) throws -> [Fraction] {
    var result: [Fraction] = []
    for row in 0..<a.rows {
      for column in 0..<b.columns {
        let sum = (0..<a.columns).reduce(Fraction(0)) {
          $0 + integer(a, row, $1) * integer(b, $1, column)
        }
        result.append(try rounded(sum, shift: shift))
      }
    }
    return result
  }

  private func entries(of matrix: FixedPointMatrix) -> [Fraction] {
    (0..<matrix.rows).flatMap { row in
      (0..<matrix.columns).map { integer(matrix, row, $0) }
    }
  }

  @Test("sums that lie just at, above and below half a unit round as their exact values do")
  func halves() throws {
    // The factors 1 and 2^s h + d give the sum itself: ties and their neighbours, where the digits
    // left out decide.
    let shift = 300
    let basis = ResidueBasis(factorBits: 318, productBits: 640)
    let offsets = [-2, -1, 0, 1, 2]
    let a = FixedPointMatrix(rows: 1, columns: 2, limbsPerEntry: 5)
    a.limbs[0] = 1
    a.limbs[5] = 1
    let b = FixedPointMatrix(rows: 2, columns: offsets.count * 4, limbsPerEntry: 5)
    for (index, offset) in offsets.enumerated() {
      for halves in 0..<4 {
        let column = 4 * index + halves
        // halves 2^(shift - 1) in the first row, the offset in the second.
        b.entry(0, column)[(shift - 1) / 64] = UInt64(halves) << UInt64((shift - 1) % 64)
        for limb in 0..<5 { b.entry(1, column)[limb] = offset < 0 ? ~0 : 0 }
        b.entry(1, column)[0] = UInt64(bitPattern: Int64(offset))
      }
    }
    let left = ResidueMatrix(basis: basis, rows: 1, columns: 2)
    let right = ResidueMatrix(basis: basis, rows: 2, columns: b.columns)
    let product = ResidueMatrix(basis: basis, rows: 1, columns: b.columns)
    left.assign(a)
    right.assign(b)
    product.setProduct(left, right)
    let result = FixedPointMatrix(
      rows: 1, columns: b.columns, limbsPerEntry: 6, fractionBits: -shift)
    product.round(into: result)
    let expected = try exactProduct(a, b, shift: shift)
    check(entries(of: result) == expected, "\(entries(of: result))")
  }

  @Test("a transposed factor gives the product of the transpose")
  func transposes() {
    var generator = SeededGenerator(seed: 12, label: "residue transposes")
    let basis = ResidueBasis(factorBits: 126, productBits: 264)
    let a = randomMatrix(rows: 7, columns: 5, limbs: 2, bits: 126, using: &generator)
    let b = randomMatrix(rows: 7, columns: 6, limbs: 2, bits: 126, using: &generator)
    func residues(_ matrix: FixedPointMatrix) -> ResidueMatrix {
      let result = ResidueMatrix(basis: basis, rows: matrix.rows, columns: matrix.columns)
      result.assign(matrix)
      return result
    }
    let (left, right) = (residues(a), residues(b))
    let transposed = ResidueMatrix(basis: basis, rows: 5, columns: 7)
    transposed.assign(transposing: left)
    func rounded(_ product: ResidueMatrix) -> [Fraction] {
      let result = FixedPointMatrix(rows: 5, columns: 6, limbsPerEntry: 5)
      product.round(into: result)
      return entries(of: result)
    }
    let product = ResidueMatrix(basis: basis, rows: 5, columns: 6)
    product.setProduct(left, transposingLeft: true, right)
    let first = rounded(product)
    product.setProduct(transposed, right)
    #expect(rounded(product) == first)
    #expect(Set(first).count > 20)
  }
}
