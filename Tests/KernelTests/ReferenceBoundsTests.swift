import Exact
import Foundation
import Models
import Numbers
import Testing

@testable import Kernel

/// Bounds of minima and Gaussian means against values that were computed elsewhere.
@Suite("Bounds against references") struct ReferenceBoundsTests {
  private func dyadic(_ text: String) throws -> DyadicInterval {
    let number = try Rational(parsing: text)
    let fraction = try #require(Fraction(exactly: number))
    return DyadicInterval(enclosing: fraction, precisionInBits: 128)
  }

  @Test(
    "Gaussian means overlap those of the models, whose rule has other steps and bounds",
    arguments: [64, 160])
  func gaussianMeans(bits: Int) throws {
    for (m, s) in [("0", "0"), ("1.5", "0.3"), ("-2", "1"), ("6", "2.5"), ("-30", "0.01")] {
      let mean = Interval(try Rational(parsing: m), precisionInBits: bits)
      let deviation = Interval(try Rational(parsing: s), precisionInBits: bits)
      let pairs: [(GaussianMean.Integrand, Interval)] = [
        (.softplus, try GaussianExpectation.softplus(mean: mean, deviation: deviation)),
        (.sigmoid, try GaussianExpectation.sigmoid(mean: mean, deviation: deviation)),
        (
          .sigmoidDerivative,
          try GaussianExpectation.sigmoidDerivative(mean: mean, deviation: deviation)
        ),
      ]
      for (integrand, expected) in pairs {
        let found = try GaussianMean.value(
          of: integrand, mean: try dyadic(m), deviation: try dyadic(s),
          by: Calculator(precisionInBits: bits))
        let lower = try #require(expected.lower.rational.flatMap { Fraction(exactly: $0) })
        let upper = try #require(expected.upper.rational.flatMap { Fraction(exactly: $0) })
        let (low, high) = (try found.lower.fraction, try found.upper.fraction)
        #expect(low <= upper && lower <= high, "\(integrand) at \(m), \(s)")
      }
    }
  }
}

extension Fraction {
  init?(exactly value: Rational) {
    let text = value.description
    guard let point = text.firstIndex(of: ".") else {
      self.init(text)
      return
    }
    let places = text.distance(from: point, to: text.endIndex) - 1
    let digits = String(text.filter { $0.isNumber }.drop { $0 == "0" })
    guard let numerator = BigInteger((text.hasPrefix("-") ? "-" : "") + digits),
      let value = try? Fraction(numerator, BigInteger(10).power(places))
    else { return nil }
    self = value
  }
}
