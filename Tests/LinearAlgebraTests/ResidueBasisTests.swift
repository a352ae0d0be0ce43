import Exact
import Reals
import Testing

@testable import LinearAlgebra

@Suite("Bases of residues") struct ResidueBasisTests {
  @Test("the constants satisfy their definitions, and no sum they allow exceeds 2^53")
  func constants() throws {
    for productBits in [40, 138, 522, 2058, 6666] {
      let basis = ResidueBasis(factorBits: productBits / 2, productBits: productBits)
      let modulus = basis.primes.reduce(Fraction(1)) { $0 * Fraction(Int($1)) }
      #expect(modulus > (try Fraction(2).power(productBits + 3)))
      #expect(value(basis.modulusDigits, bits: basis.joinBits) == modulus)
      let limit = 1 << 53
      let count = basis.primes.count
      #expect(basis.splitCount * (1 << basis.splitBits) * (1 << 23) <= limit)
      #expect(basis.splitCount * basis.splitBits > basis.factorBits)
      #expect(count * (1 << 23) * ((1 << basis.joinBits) - 1) <= limit)
      #expect(ResidueBasis.longestSum * (1 << 46) + (1 << 23) <= limit)
      for (index, prime) in basis.primes.enumerated() {
        let digits = (0..<basis.joinCount).map { basis.joinDigits[$0 * count + index] }
        let cofactor = value(digits, bits: basis.joinBits)
        #expect(cofactor * Fraction(Int(prime)) == modulus)
        let weighted = cofactor * Fraction(Int(basis.weights[index])) - Fraction(1)
        #expect(try weighted.divided(by: Fraction(Int(prime))).isInteger)
        for k in 0..<basis.splitCount {
          let power = Fraction(Int(basis.splitPowers[index * basis.splitCount + k]))
          let exact = try Fraction(2).power(k * basis.splitBits)
          #expect(try (exact - power).divided(by: Fraction(Int(prime))).isInteger)
          #expect(power.absolute <= Fraction(1 << 23))
        }
      }
    }
  }

  private func value(_ digits: [Double], bits: Int) -> Fraction {
    digits.reversed().reduce(Fraction(0)) { $0 * Fraction(1 << bits) + Fraction(Int($1)) }
  }

  @Test("sizes beyond the primes at hand are refused")
  func limits() {
    #expect(ResidueBasis.canRepresent(factorBits: 4096, productBits: 8210))
    #expect(!ResidueBasis.canRepresent(factorBits: 8192, productBits: 16_400))
  }
}
