import LinearAlgebra
import Reals
import Testing

@testable import Solvers

@Suite("Vectors beyond the double range") struct ScaledVectorTests {
  @Test("entries keep their ratios at 10^-2000")
  func tiny() throws {
    let vector = RealMatrix([3, -4, 0], rows: 3, columns: 1, precisionInBits: 100)
    vector.scale(by: Real.powerOfTwo(-6_640, precisionInBits: 100))
    let scaled = ScaledVector(vector, exponent: -6_637)
    #expect(scaled.entries == [0.375, -0.5, 0])
    #expect(scaled.exponent == -6_637)
    let norm = ScaledNorm(mantissa: 0.625, exponent: scaled.exponent)
    let exact = Real(5, precisionInBits: 64) * Real.powerOfTwo(-6_640, precisionInBits: 64)
    #expect(norm.real(precisionInBits: 64) == exact)
    #expect(abs(norm.log10 - exact.approximateLog10OfMagnitude) < 1e-9)
  }

  @Test("another exponent may overflow, which the solvers expect; zero vectors are zero")
  func edges() throws {
    let vector = RealMatrix([1, 0], rows: 2, columns: 1, precisionInBits: 64)
    #expect(ScaledVector(vector, exponent: -5_000).entries == [.infinity, 0])
    vector.setZero(where: [true, true])
    #expect(ScaledVector(vector, exponent: 0).entries == [0, 0])
    #expect(ScaledNorm(mantissa: 0, exponent: 0).log10 == -.infinity)
  }
}
