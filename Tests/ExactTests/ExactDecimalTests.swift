import Testing

@testable import Exact

@Suite("Exact decimal") struct ExactDecimalTests {
  @Test("equal values are equal, whatever their spelling")
  func normal() throws {
    let cases: [(String, Int, String, Int)] = [
      ("0", 5, "0", 0), ("000", -3, "0", 0), ("100", 0, "1", 2), ("0120", -3, "12", -2),
      ("7", -100_000, "7", -100_000),
    ]
    for (digits, exponent, expected, power) in cases {
      let value = try #require(ExactDecimal(digits: digits, exponent: exponent))
      #expect(value.digits == expected && value.exponent == power, "\(digits)e\(exponent)")
    }
  }

  @Test("an integer is the value of its literal")
  func integers() {
    for value in [0, 1, 2, 10, 1024, 1_000_000] {
      #expect(ExactDecimal(value) == ExactDecimal(digits: "\(value)"))
    }
  }

  @Test("what is no literal or beyond the limits is refused")
  func refused() {
    for digits in ["", "-1", "1.5", "٣", " 1", "1e2"] {
      #expect(ExactDecimal(digits: digits) == nil)
    }
    let most = String(repeating: "9", count: ExactDecimal.digitLimit)
    #expect(ExactDecimal(digits: most) != nil)
    #expect(ExactDecimal(digits: most + "9") == nil)
    #expect(ExactDecimal(digits: "1", exponent: ExactDecimal.exponentLimit) != nil)
    #expect(ExactDecimal(digits: "1", exponent: ExactDecimal.exponentLimit + 1) == nil)
    #expect(ExactDecimal(digits: "1", exponent: .min) == nil)
  }

  @Test("the value is the digits times the power of ten")
  func value() throws {
    let cases = [("0", 0, "0"), ("9", -3, "9/1000"), ("25", -1, "5/2"), ("12", 3, "12000")]
    for (digits, exponent, fraction) in cases {
      let decimal = try #require(ExactDecimal(digits: digits, exponent: exponent))
      #expect(Fraction(decimal) == Fraction(fraction))
    }
    for exponent in [-ExactDecimal.exponentLimit, ExactDecimal.exponentLimit] {
      let decimal = try #require(ExactDecimal(digits: "1", exponent: exponent))
      #expect(try Fraction(decimal) == Fraction(10).power(exponent))
    }
  }
}
