import Exact
import Reals
import TestSupport
import Testing

@testable import Verification

@Suite("SideText") struct SideTextTests {
  /// What is printed must be read back on the safe side of the bound, in exact arithmetic.
  @Test("printed bounds lie on the safe side, and near", arguments: [10, 16, 40])
  func safeSide(digits: Int) throws {
    var generator = SeededGenerator(seed: 6, label: "side text \(digits)")
    for _ in 0..<300 {
      let bound = Real(try generator.rational(), precisionInBits: generator.integer(20...200))
      let exact = try #require(bound.rational)
      let infinity = Real(Double.infinity, precisionInBits: 20)
      let above = SideText.text(of: try Interval(lower: -infinity, upper: bound), digits: digits)
      let below = SideText.text(of: try Interval(lower: bound, upper: infinity), digits: digits)
      check(above.hasPrefix("<= ") && below.hasPrefix(">= "), "\(above), \(below)")
      let (high, low) = (
        try rational(String(above.dropFirst(3))), try rational(String(below.dropFirst(3)))
      )
      check(high >= exact && low <= exact, "\(exact): \(above), \(below)")
      let tolerance = try exact.absolute * Fraction(10).power(2 - digits)
      check(high - exact <= tolerance && exact - low <= tolerance, "\(exact): \(above), \(below)")
      check(!above.contains("/"), "\(above) is a fraction")
    }
  }

  @Test("bounded values show certain digits; nothing and everything are said in words")
  func others() throws {
    let infinity = Real(Double.infinity, precisionInBits: 20)
    #expect(SideText.text(of: nil, digits: 10) == "?")
    #expect(
      SideText.text(of: try Interval(lower: -infinity, upper: infinity), digits: 10) == "unbounded")
    #expect(
      SideText.text(of: Interval(try rational("1/3"), precisionInBits: 100), digits: 10)
        == "0.3333333333")
  }

  @Test("enough digits to see two values part")
  func digitsToTell() throws {
    let left = Interval(Real(try rational("1"), precisionInBits: 300))
    let right = Interval(Real(try rational("1") + rational("1e-40"), precisionInBits: 300))
    let digits = SideText.digits(toTell: left, from: right)
    #expect(SideText.text(of: left, digits: digits) != SideText.text(of: right, digits: digits))
    #expect(SideText.digits(toTell: left, from: left) == 1_000)
    #expect(SideText.digits(toTell: left, from: nil) == 10)
  }
}
