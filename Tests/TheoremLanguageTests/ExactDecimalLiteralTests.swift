import Exact
import Testing

@testable import TheoremLanguage

@Suite("Exact decimals as literals") struct ExactDecimalLiteralTests {
  @Test("the literal is short")
  func literal() throws {
    let cases: [(String, Int, String)] = [
      ("0", 0, "0"), ("1", -3, "0.001"), ("25", -1, "2.5"), ("12", 3, "12000"),
      ("12", 30, "12e30"), ("12", -40, "12e-40"), ("123", -3, "0.123"),
      ("12", 12, "12000000000000"), ("12", 13, "12e13"), ("1", -13, "0.0000000000001"),
      ("1", -14, "1e-14"),
    ]
    for (digits, exponent, expected) in cases {
      let value = try #require(ExactDecimal(digits: digits, exponent: exponent))
      #expect(value.literal == expected)
    }
  }
}
