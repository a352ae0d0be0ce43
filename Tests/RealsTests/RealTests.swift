import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Real") struct RealTests {
  @Test("conversion rounds to the named side")
  func directions() throws {
    var generator = SeededGenerator(seed: 1, label: "real/directions")
    for bits in lawPrecisions {
      for _ in 0..<500 {
        let exact = try (generator.fraction(bits: 600) - Fraction.half)
          .divided(by: Fraction(generator.integer(1...999)))
        let down = Real(exact, precisionInBits: bits, rounding: .down)
        let up = Real(exact, precisionInBits: bits, rounding: .up)
        let nearest = Real(exact, precisionInBits: bits)
        check(down.compare(with: exact) <= 0 && up.compare(with: exact) >= 0, "\(exact), \(bits)")
        check(nearest == down || nearest == up, "\(exact), \(bits)")
        check(down.neighbourAbove >= up, "\(exact), \(bits): more than one step apart")
      }
    }
  }

  @Test("arithmetic at 53 bits is that of doubles")
  func agreesWithDoubles() throws {
    var generator = SeededGenerator(seed: 1, label: "real/doubles")
    for _ in 0..<5000 {
      let (x, y) = (generator.normal(), generator.normal())
      let (a, b) = (Real(x, precisionInBits: 53), Real(y, precisionInBits: 53))
      check((a + b).approximateDouble == x + y, "\(x) + \(y)")
      check((a - b).approximateDouble == x - y, "\(x) - \(y)")
      check((a * b).approximateDouble == x * y, "\(x) * \(y)")
      check(try (a / b).approximateDouble == x / y, "\(x) / \(y)")
      check(try a.absolute().squareRoot().approximateDouble == abs(x).squareRoot(), "sqrt \(x)")
      check((a < b) == (x < y) && (a == b) == (x == y), "\(x), \(y)")
    }
  }

  @Test("functions give their known digits")
  func knownDigits() throws {
    let one = Real(1, precisionInBits: 200)
    let third = Real(try rational("1/3"), precisionInBits: 200)
    #expect(one.exp().decimal(significantDigits: 30) == "2.71828182845904523536028747135")
    #expect(
      try Real(2, precisionInBits: 200).log().decimal(significantDigits: 20)
        == "0.69314718055994530942")
    #expect(try one.log1p() == Real(2, precisionInBits: 200).log())
    #expect(third.expm1().decimal(significantDigits: 15) == "0.395612425086090")
    #expect((-one).absolute() == one)
    #expect(
      try (one / third).decimal(significantDigits: 40) == "3." + String(repeating: "0", count: 39))
  }

  @Test("the exact value comes back")
  func exactValue() throws {
    var generator = SeededGenerator(seed: 1, label: "real/exact")
    for bits in lawPrecisions {
      for _ in 0..<500 {
        let value = generator.real(bits)
        let exact = try #require(value.rational)
        check(Real(exact, precisionInBits: bits) == value, "\(value)")
        check(value.compare(with: exact) == 0 && exact.sign == value.sign, "\(value)")
        if let exponent = value.binaryExponent {
          check(exact.absolute < Fraction.twoToThe(exponent), "\(value)")
          check(exact.absolute >= Fraction.twoToThe(exponent - 1), "\(value)")
        } else {
          check(value.sign == 0, "\(value)")
        }
      }
    }
  }

  @Test("points outside a domain are refused")
  func domains() {
    let (zero, minusOne) = (Real(0, precisionInBits: 53), Real(-1, precisionInBits: 53))
    func refusal(_ function: String, _ argument: String) -> NumberError {
      .outsideDomain(function: function, argument: argument, certainly: true)
    }
    #expect(throws: NumberError.divisionByZero) { try minusOne / zero }
    #expect(throws: refusal("log", "0")) { try zero.log() }
    #expect(throws: refusal("log1p", minusOne.description)) { try minusOne.log1p() }
    #expect(throws: refusal("sqrt", minusOne.description)) { try minusOne.squareRoot() }
  }

  @Test("what goes out of range is an infinity, never NaN")
  func outOfRange() {
    let infinity = Real(1e300, precisionInBits: 53).exp()
    #expect(!infinity.isFinite && infinity.sign > 0)
    for form in [infinity - infinity, infinity * Real(0, precisionInBits: 53)] {
      #expect(!form.isFinite && form == infinity)
    }
    #expect(Real(Double.nan, precisionInBits: 53) == infinity)
    #expect(infinity.rational == nil && infinity.binaryExponent == nil)
    #expect((-infinity) < Real(0, precisionInBits: 53))
  }

  @Test("results have the larger precision; equality does not look at it")
  func precisions() {
    let (short, long) = (Real(3, precisionInBits: 24), Real(3, precisionInBits: 300))
    #expect((short * long).precisionInBits == 300 && (long + short).precisionInBits == 300)
    #expect(short == long && short.rounded(toPrecisionInBits: 2) == long)
    #expect(Real(5, precisionInBits: 2).approximateDouble == 4)
    #expect(Real(5, precisionInBits: 2, rounding: .up).approximateDouble == 6)
  }

  @Test("a precision that no number can have is refused with the range")
  func precisionRange() throws {
    try Real.check(precisionInBits: 2)
    for bits in [1, 0, -5, 10_000_001, Int.max] {
      #expect(
        throws: NumberError.precisionOutOfRange(bits: bits, allowed: Real.precisionRange)
      ) { try Real.check(precisionInBits: bits) }
    }
  }
}
