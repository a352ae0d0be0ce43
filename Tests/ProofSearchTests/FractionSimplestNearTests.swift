import Exact
import Testing

@testable import ProofSearch

@Suite("Simplest fractions near doubles") struct FractionSimplestNearTests {
  @Test("what is not finite becomes zero")
  func notFinite() {
    for value in [Double.infinity, -.infinity, .nan] {
      #expect(Fraction(simplestNear: value, within: 1e-6) == Fraction(0))
    }
  }

  @Test(
    "the simplest fraction nearby has the smallest denominator that will do",
    arguments: [
      (1.0 / 3, "1/3"), (0.25, "1/4"), (-2.0 / 7, "-2/7"), (3.0, "3"), (0.5000000001, "1/2"),
      (0.141592653589793, "16/113"), (1e-300, "0"),
    ])
  func simplest(value: Double, expected: String) {
    #expect(Fraction(simplestNear: value, within: 1e-6).description == expected)
  }
}
