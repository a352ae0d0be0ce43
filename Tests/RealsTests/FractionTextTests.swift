import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Fractions as text") struct FractionTextTests {
  @Test(
    "known texts",
    arguments: [
      ("0.1", "0.1"), ("-1.5e-3", "-0.0015"), ("3", "3"), ("22/7", "22/7"), ("+4/2", "2"),
      ("0", "0"), ("-0.000", "0"), ("1e3", "1000"), ("1E+3", "1000"), ("2.50", "2.5"),
      ("-6/4", "-1.5"), ("1/3", "1/3"), ("0/5", "0"), ("1e-30", "0." + zeros(29) + "1"),
      ("1e-31", "1/1" + zeros(31)), ("1e20", "1" + zeros(20)), ("007", "7"),
    ])
  func knownTexts(_ text: String, _ printed: String) throws {
    #expect(try rational(text).decimalText == printed)
  }

  @Test("texts that are not numbers")
  func refused() {
    let texts = [
      "", "-", "+", ".5", "5.", "1e", "1e+", "1/", "/2", "1/-2", "1.5/2", "1/2e3", "0x10", "1 ",
      " 1", "1_000", "--1", "1,5", "nan", "inf", "1e5.0", "٣", "1\0",
      // Digits with a combining mark: GMP would read the whole number as zero.
      "94\u{355}5e-31", "1\u{301}", "0.5\u{20E3}", "1e2\u{301}", "1/2\u{301}",
    ]
    for text in texts {
      #expect(throws: NumberError.malformedNumber(text)) { try rational(text) }
    }
  }

  @Test("exponents have a limit, and fractions over zero are refused")
  func limits() throws {
    let limit = Fraction.decimalExponentLimit
    for text in ["1e999999999", "1e-100001", "1e99999999999999999999999", "1e-9999999999999999999"]
    {
      #expect(throws: NumberError.exponentTooLarge(text, limit: limit)) { try rational(text) }
    }
    #expect(try rational("1e100000") * rational("1e-100000") == Fraction(1))
    #expect(throws: NumberError.divisionByZero) { try rational("1/0") }
  }

  @Test("parsing inverts printing")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 1, label: "fraction/text")
    for _ in 0..<5000 {
      let numerator = Fraction(Int(truncatingIfNeeded: generator.next()))
      let denominator = Fraction(generator.integer(1...1000))
      let scale = try Fraction(10).power(generator.integer(-35...35))
      let value = try numerator.divided(by: denominator) * scale
      check(try rational(value.decimalText) == value, "\(value)")
    }
  }

  @Test("significant digits: the nearest decimal, halves away from zero")
  func roundsToDigits() throws {
    let cases = [
      ("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("999.9", 3, "1000"), ("0", 5, "0"),
      ("22/7", 4, "3.143"), ("1234567", 2, "1200000"), ("-0.00010049", 3, "-0.0001"),
      ("0.1", 1, "0.1"), ("9.5", 1, "10"), ("1/3", 3, "0.333"),
    ]
    for (text, digits, printed) in cases {
      #expect(try rational(text).rounded(toSignificantDigits: digits) == rational(printed))
    }
  }

  @Test("rounding errs by at most half a unit in the last digit")
  func roundingError() throws {
    var generator = SeededGenerator(seed: 1, label: "fraction/digits")
    for _ in 0..<2000 {
      let value = generator.real(64, exponents: -300...300).rational ?? Fraction(0)
      let digits = generator.integer(1...20)
      guard value.sign != 0 else { continue }
      let error = (value.rounded(toSignificantDigits: digits) - value).absolute
      let unit = try Fraction(10).power(value.absolute.decimalExponent - digits)
      check(error + error <= unit, "\(value) to \(digits) digits")
    }
  }
}

private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
