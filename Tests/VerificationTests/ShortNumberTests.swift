import Exact
import Reals
import TestSupport
import Testing

@testable import Verification

@Suite("Short numbers") struct ShortNumberTests {
  @Test(
    "short as they are, long with an exponent and without zeros at the end",
    arguments: [
      ("0", "0"), ("-0.25", "-0.25"), ("1/3", "1/3"),
      ("12345678901234567890", "12345678901234567890"),
      ("58e58", "5.8e59"), ("1e-40", "1e-40"), ("-2e300", "-2e300"),
      ("1000000/70001", "14.2855102070"),
    ])
  func texts(value: String, expected: String) throws {
    #expect(ShortNumber.text(of: try rational(value)) == expected)
  }

  @Test("rounding keeps to its side, within a unit of the last digit, and ends up short")
  func rounding() throws {
    var generator = SeededGenerator(seed: 7, label: "short numbers")
    for _ in 0..<2_000 {
      let value = try generator.rational()
      for digits in [2, 6, 12] {
        let up = ShortNumber.rounded(value, up: true, digits: digits)
        let down = ShortNumber.rounded(value, up: false, digits: digits)
        check(down <= value && value <= up, "\(value) between \(down) and \(up)")
        let unit = try value.absolute * Fraction(10).power(2 - digits)
        check(up - down <= unit, "\(value) to \(digits) digits: \(down), \(up)")
        let length = ShortNumber.text(of: up).utf8.count
        check(length <= ShortNumber.largestLength, "\(ShortNumber.text(of: up)) is too long")
      }
    }
  }
}
