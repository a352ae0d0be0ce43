import Exact
import Reals
import Testing

@testable import Kernel

/// Bounds before any rounding, against MPFR at more bits: they enclose, and are as close as
/// promised.
@Suite("Elementary series") struct ElementarySeriesTests {
  private typealias Exact = (Interval) throws -> Interval

  /// Arguments of all sizes, and some close to where the logarithm vanishes.
  private func arguments(_ label: String) -> [Dyadic] {
    var generator = SeededGenerator(seed: 5, label: label)
    var result: [Dyadic] = []
    for exponent in [-300, -101, -100, -99, -65, -64, -63, -40, -12, -3, -2, -1, 0, 1, 2, 5, 9] {
      for _ in 0..<6 {
        let mantissa = BigInteger(Int(generator.next() >> 24) | 1 << 39)
        let value = Dyadic(mantissa, exponent: exponent - 40)
        result += [value, value.negated]
      }
    }
    // 3/4 and 3/2 are where the argument of the logarithm is scaled.
    for (top, exponent) in [(1, -1), (-1, -2), (1, -2), (3, 0), (2, 0), (5, -1), (-7, -3)] {
      let value = Dyadic(BigInteger(top), exponent: exponent)
      let bit = Dyadic(BigInteger(1), exponent: -60)
      result += [value, value + bit, value - bit]
    }
    return result
  }

  private func expectEnclosed(
    _ value: Dyadic, bits: Int, _ bounds: ElementarySeries.Bounds, _ function: Exact
  ) throws {
    let exact = try function(interval(value, precisionInBits: 2 * bits + 700))
    let (lower, upper) = (try fraction(exact.lower), try fraction(exact.upper))
    // MPFR's own interval is far narrower than the bounds, so it must lie inside them.
    let (low, high) = (try bounds.lower.fraction, try bounds.upper.fraction)
    #expect(low <= lower && upper <= high, "\(value), \(bits)")
    let width = high - low
    let size = max(lower.absolute, upper.absolute)
    #expect(
      width <= size * Fraction(mantissa: BigInteger(1), exponent: 1 - bits), "\(value), \(bits)")
  }

  @Test("bounds of exp", arguments: [64, 100, 400])
  func exp(bits: Int) throws {
    for value in arguments("exp") {
      try expectEnclosed(value, bits: bits, ElementarySeries.exp(value, bits: bits)) { $0.exp() }
    }
    #expect(ElementarySeries.exp(Dyadic(0), bits: bits) == (Dyadic(1), Dyadic(1)))
  }

  @Test("bounds of log1p", arguments: [64, 100, 400])
  func log1p(bits: Int) throws {
    for value in arguments("log1p") where value > Dyadic(-1) {
      try expectEnclosed(value, bits: bits, ElementarySeries.log1p(value, bits: bits)) {
        try $0.log1p()
      }
    }
    #expect(ElementarySeries.log1p(Dyadic(0), bits: bits) == (Dyadic(0), Dyadic(0)))
  }

  @Test("log 2 is at most 1 too small", arguments: [10, 100, 2047, 2048, 2049, 5000])
  func logarithmOfTwo(bits: Int) throws {
    let exact = try Interval(2, precisionInBits: bits + 64).log()
    let floor = try fraction(exact.lower) * Fraction(BigInteger(1) << bits)
    let found = Fraction(ElementarySeries.logarithmOfTwo(bits: bits))
    #expect(found <= floor && floor < found + Fraction(2))
  }

  private func interval(_ value: Dyadic, precisionInBits bits: Int) throws -> Interval {
    let scale = try Fraction(2).power(value.exponent)
    let mantissa = try Fraction(parsing: "\(value.mantissa)")
    return Interval(mantissa * scale, precisionInBits: bits)
  }

  private func fraction(_ value: Real) throws -> Fraction { try #require(value.rational) }
}
