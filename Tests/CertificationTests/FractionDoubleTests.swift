import Exact
import Kernel
import Testing

@testable import Certification

@Suite("Fractions and doubles") struct FractionDoubleTests {
  @Test(
    "a double is converted exactly, and back",
    arguments: [0.0, 1, -1, 0.1, -2.5e-300, 1.7e308, .leastNonzeroMagnitude, -3.25])
  func exact(value: Double) {
    #expect(Fraction(exactly: value).approximateDouble == value)
  }

  @Test("what is not finite becomes zero")
  func notFinite() {
    for value in [Double.infinity, -.infinity, .nan] {
      #expect(Fraction(exactly: value) == Fraction(0))
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
