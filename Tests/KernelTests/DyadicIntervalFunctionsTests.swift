import Exact
import Testing

@testable import Kernel

/// Values next to numbers of p bits, where an end is rounded to the wrong side if any bound before
/// it is off: they are known from Taylor's polynomials, exactly.
@Suite("Functions at hard arguments") struct DyadicIntervalFunctionsTests {
  /// Bounds of a function at x with 0 < |x| <= 1/4, as fractions.
  private typealias Bounds = (Fraction) throws -> (lower: Fraction, upper: Fraction)

  private func part(_ x: Fraction, _ power: Int, over divisor: Int) throws -> Fraction {
    try x.power(power).divided(by: Fraction(divisor))
  }

  private func ordered(_ a: Fraction, _ b: Fraction) -> (lower: Fraction, upper: Fraction) {
    (min(a, b), max(a, b))
  }

  /// x + x^2/2 + x^3/6 and the remainder, which is below x^4/12 and positive.
  private func expm1(_ x: Fraction) throws -> (lower: Fraction, upper: Fraction) {
    let sum = x + (try part(x, 2, over: 2)) + (try part(x, 3, over: 6))
    return ordered(sum, sum + (try part(x, 4, over: 12)))
  }

  /// x - x^2/2 + x^3/3 less a remainder that is positive and below x^4/2.
  private func log1p(_ x: Fraction) throws -> (lower: Fraction, upper: Fraction) {
    let sum = x - (try part(x, 2, over: 2)) + (try part(x, 3, over: 3))
    return ordered(sum - (try part(x, 4, over: 2)), sum)
  }

  /// 1/2 + x/4 - x^3/48, and a remainder between 0 and x^5/400.
  private func sigmoid(_ x: Fraction) throws -> (lower: Fraction, upper: Fraction) {
    let sum = Fraction.half + (try part(x, 1, over: 4)) - (try part(x, 3, over: 48))
    return ordered(sum, sum + (try part(x, 5, over: 400)))
  }

  private func expect(
    _ name: String, bits: Int, _ bounds: Bounds,
    _ function: (DyadicInterval) throws -> DyadicInterval
  ) throws {
    var decided = 0
    for exponent in 2...(4 * bits) {
      for mantissa in [1, -1, 3, -3] where exponent > 3 || abs(mantissa) == 1 {
        let x = Dyadic(BigInteger(mantissa), exponent: -exponent)
        let (lower, upper) = try bounds(x.fraction)
        let low = Dyadic(lower, .down, precisionInBits: bits)
        let high = Dyadic(upper, .up, precisionInBits: bits)
        let found = try function(DyadicInterval(x))
        // Where a number of p bits lies between the bounds, they do not decide.
        if low == Dyadic(upper, .down, precisionInBits: bits), try lower != low.fraction {
          #expect(found.lower == low, "\(name) at \(mantissa) 2^-\(exponent)")
          decided += 1
        }
        if high == Dyadic(lower, .up, precisionInBits: bits), try upper != high.fraction {
          #expect(found.upper == high, "\(name) at \(mantissa) 2^-\(exponent)")
          decided += 1
        }
      }
    }
    #expect(decided > 16 * bits)
  }

  @Test("ends lie on the right side of values next to a number of p bits", arguments: [32, 53, 90])
  func hardCases(bits: Int) throws {
    let one = Dyadic(1)
    try expect("expm1", bits: bits, expm1) { try $0.value(of: .expm1, precisionInBits: bits) }
    try expect("log1p", bits: bits, log1p) { try $0.value(of: .log1p, precisionInBits: bits) }
    try expect("sigmoid", bits: bits, sigmoid) { try $0.value(of: .sigmoid, precisionInBits: bits) }
    try expect(
      "exp", bits: bits,
      { (Fraction(1) + (try expm1($0)).lower, Fraction(1) + (try expm1($0)).upper) },
      { try $0.value(of: .exp, precisionInBits: bits) })
    try expect("log", bits: bits, log1p) {
      try DyadicInterval(one + $0.lower).value(of: .log, precisionInBits: bits)
    }
  }
}
