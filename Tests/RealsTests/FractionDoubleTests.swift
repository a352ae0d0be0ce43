import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Fractions and doubles") struct FractionDoubleTests {
  @Test("doubles enter exactly and leave as the nearest")
  func doubles() throws {
    #expect(try Fraction(exactly: 0.5) == .half)
    #expect(try Fraction(exactly: -0.0) == Fraction(0))
    #expect(try Fraction(exactly: 0.1) > rational("0.1"))
    #expect(try rational("0.1").approximateDouble == 0.1)
    #expect(try rational("1e400").approximateDouble == .infinity)
    #expect(try rational("-1e-400").approximateDouble == 0)
    var generator = SeededGenerator(seed: 1, label: "rational/doubles")
    for _ in 0..<2000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      check(try Fraction(exactly: value).approximateDouble == value, "\(value)")
    }
  }

  @Test("what is not a number is refused")
  func refusals() {
    #expect(throws: NumberError.malformedNumber("nan")) { try Fraction(exactly: .nan) }
    #expect(throws: NumberError.malformedNumber("-inf")) { try Fraction(exactly: -.infinity) }
  }
}
