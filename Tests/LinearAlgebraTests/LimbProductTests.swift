import CFastArithmetic
import Reals
import TestSupport
import Testing

@testable import LinearAlgebra

@Suite("Products by limbs") struct LimbProductTests {
  @Test("residues and limbs give the same bits, for any number of threads")
  func agreesWithResidues() {
    var generator = SeededGenerator(seed: 22, label: "limbs and residues")
    for (limbs, inner) in [(1, 4), (3, 11), (6, 10), (7, 9), (8, 16), (17, 5)] {
      let bits = 64 * limbs - 2
      let a = randomMatrix(rows: 6, columns: inner, limbs: limbs, bits: bits, using: &generator)
      let b = randomMatrix(rows: inner, columns: 5, limbs: limbs, bits: bits, using: &generator)
      let basis = ResidueBasis(factorBits: bits, productBits: 2 * bits + 5)
      let factors = [a, b].map { matrix in
        let result = ResidueMatrix(basis: basis, rows: matrix.rows, columns: matrix.columns)
        result.assign(matrix)
        return result
      }
      let product = ResidueMatrix(basis: basis, rows: 6, columns: 5)
      product.setProduct(factors[0], factors[1])
      let expected = FixedPointMatrix(
        rows: 6, columns: 5, limbsPerEntry: limbs + 1, fractionBits: -bits)
      product.round(into: expected)
      for jobs in [1, 2, 8] {
        let result = FixedPointMatrix(
          rows: 6, columns: 5, limbsPerEntry: limbs + 1, fractionBits: -bits)
        LimbProduct(.rows(of: a), .columns(of: b)).write(to: result, jobs: jobs)
        let isEqual = (0..<30 * (limbs + 1)).allSatisfy {
          result.limbs[$0] == expected.limbs[$0]
        }
        check(isEqual, "\(limbs) limbs, \(inner) terms, \(jobs) jobs")
      }
    }
  }
}
