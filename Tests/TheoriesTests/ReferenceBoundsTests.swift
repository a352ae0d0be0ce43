import Exact
import Models
import Reals
import Testing

@testable import Kernel
@testable import Theories

/// Bounds of minima and Gaussian means against values that were computed elsewhere.
@Suite("Bounds against references") struct ReferenceBoundsTests {
  private func dyadic(_ text: String) throws -> DyadicInterval {
    DyadicInterval(enclosing: try Fraction(parsing: text), precisionInBits: 128)
  }

  @Test(
    "Gaussian means overlap those of the models, whose rule has other steps and bounds",
    arguments: [64, 160])
  func gaussianMeans(bits: Int) throws {
    for (m, s) in [("0", "0"), ("1.5", "0.3"), ("-2", "1"), ("6", "2.5"), ("-30", "0.01")] {
      let mean = Interval(try Fraction(parsing: m), precisionInBits: bits)
      let deviation = Interval(try Fraction(parsing: s), precisionInBits: bits)
      let pairs: [(GaussianMean, Interval)] = [
        (.softplus, try GaussianExpectation.softplus(mean: mean, deviation: deviation)),
        (.sigmoid, try GaussianExpectation.sigmoid(mean: mean, deviation: deviation)),
        (
          .sigmoidDerivative,
          try GaussianExpectation.sigmoidDerivative(mean: mean, deviation: deviation)
        ),
      ]
      for (integrand, expected) in pairs {
        let calculator = Calculator(precisionInBits: bits)
        let found = try integrand.value(calculator(try dyadic(m)), calculator(try dyadic(s)))
        let lower = try #require(expected.lower.rational)
        let upper = try #require(expected.upper.rational)
        let (low, high) = (try found.lower.fraction, try found.upper.fraction)
        #expect(low <= upper && lower <= high, "\(integrand) at \(m), \(s)")
      }
    }
  }
}
