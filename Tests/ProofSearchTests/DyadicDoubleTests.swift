import Exact
import Reals
import Testing

@testable import ProofSearch

@Suite("Dyadic numbers and doubles") struct DyadicDoubleTests {
  @Test(
    "a double comes back from its exact value",
    arguments: [0.0, 1, -1, 0.1, -2.5e-300, 1.7e308, .leastNonzeroMagnitude, -3.25])
  func exact(value: Double) throws {
    let dyadic = Dyadic(try Fraction(exactly: value), .down, precisionInBits: 60)
    #expect(dyadic.approximateDouble == value)
  }

  @Test("beyond the doubles there are infinities and zero")
  func beyond() {
    for (exponent, value) in [(5000, Double.infinity), (-5000, 0)] {
      let dyadic = Dyadic(BigInteger(1), exponent: exponent)
      #expect(dyadic.approximateDouble == value && dyadic.negated.approximateDouble == -value)
    }
  }
}
