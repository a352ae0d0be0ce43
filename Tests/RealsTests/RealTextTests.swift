import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Real's text") struct RealTextTests {
  @Test(
    "plain where the digits reach, an exponent elsewhere",
    arguments: [
      ("123.456", 6, "123.456"), ("123.456", 4, "123.5"), ("123.456", 3, "123"),
      ("123.456", 2, "1.2e2"), ("123.456", 1, "1e2"), ("-0.00012345", 3, "-0.000123"),
      ("1e-5", 3, "0.0000100"), ("9.99e-6", 3, "9.99e-6"), ("9.999e-6", 3, "0.0000100"),
      ("1e15", 5, "1.0000e15"), ("1e15", 20, "1" + "000000000000000" + ".0000"), ("0", 9, "0"),
      ("-7", 1, "-7"), ("0.5", 1, "0.5"), ("99.96", 3, "100"), ("1e-3000", 2, "1.0e-3000"),
    ])
  func texts(_ value: String, _ digits: Int, _ text: String) throws {
    let real = Real(try rational(value), precisionInBits: 200)
    #expect(real.decimal(significantDigits: digits) == text)
  }

  @Test("infinities")
  func infinities() {
    let infinity = Real(Double.infinity, precisionInBits: 53)
    #expect(infinity.description == "inf" && (-infinity).description == "-inf")
    #expect(infinity.approximateLog10OfMagnitude == .infinity)
  }

  @Test("the text is within half a unit of its last digit")
  func roundsCorrectly() throws {
    var generator = SeededGenerator(seed: 1, label: "real/text")
    for _ in 0..<3000 {
      let value = generator.real(113, exponents: -500...500)
      let digits = generator.integer(1...40)
      guard let exact = value.rational, value.sign != 0 else { continue }
      let printed = try rational(value.decimal(significantDigits: digits))
      let unit = try Fraction(10).power(exact.absolute.decimalExponent - digits)
      let error = (printed - exact).absolute
      check(error + error <= unit, "\(exact) printed as \(printed) to \(digits) digits")
    }
  }

  @Test("the description tells a number from its neighbours")
  func descriptionIsFaithful() throws {
    var generator = SeededGenerator(seed: 1, label: "real/description")
    for bits in lawPrecisions {
      for _ in 0..<300 {
        let value = generator.real(bits)
        check(Real(try rational(value.description), precisionInBits: bits) == value, "\(value)")
      }
    }
  }

  @Test("sizes far outside the double range")
  func logarithms() throws {
    let tiny = Real(try rational("1e-5000"), precisionInBits: 64)
    #expect(abs(tiny.approximateLog10OfMagnitude + 5000) < 1e-9)
    #expect(abs((-tiny).approximateLog10OfMagnitude + 5000) < 1e-9)
    #expect(Real(0, precisionInBits: 64).approximateLog10OfMagnitude == -.infinity)
    #expect(tiny.approximateDouble == 0)
  }
}
