import Diagnostics
import Kernel
import Testing

@testable import TheoremLanguage

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

  @Test("what is no literal or beyond the limits is refused")
  func refused() {
    for digits in ["", "-1", "1.5", "٣", " 1", "1e2"] {
      #expect(ExactDecimal(digits: digits) == nil)
    }
    let most = String(repeating: "9", count: Limits.literalDigits)
    #expect(ExactDecimal(digits: most) != nil)
    #expect(ExactDecimal(digits: most + "9") == nil)
    #expect(ExactDecimal(digits: "1", exponent: Limits.literalExponent) != nil)
    #expect(ExactDecimal(digits: "1", exponent: Limits.literalExponent + 1) == nil)
    #expect(ExactDecimal(digits: "1", exponent: .min) == nil)
  }

  @Test("the literal is read back as the same value")
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
      let tokens = Lexer.lex(SourceText(name: "", text: expected)).tokens
      #expect(tokens.first?.kind == .number(value))
    }
  }

  @Test("the order is that of the values")
  func order() throws {
    let ascending = [("0", 0), ("9", -3), ("1", -2), ("99", -2), ("1", 0), ("101", -2), ("2", 0)]
    let values = try ascending.map { try #require(ExactDecimal(digits: $0.0, exponent: $0.1)) }
    for (index, left) in values.enumerated() {
      for (other, right) in values.enumerated() {
        #expect((left < right) == (index < other), "\(left.literal) and \(right.literal)")
      }
    }
  }
}
