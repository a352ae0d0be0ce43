import Exact
import Testing

@testable import Reals

@Suite("Fractions and integers") struct FractionIntegersTests {
  @Test("integers at the ends of Int")
  func integerEnds() throws {
    #expect(Fraction(.min).integer == .min && Fraction(.max).integer == .max)
    #expect((Fraction(.max) + Fraction(1)).integer == nil)
    #expect(Fraction.half.integer == nil)
    #expect(try Fraction(1, .min).description == "-1/9223372036854775808")
    #expect(throws: ExactError.divisionByZero) { try Fraction(1, 0) }
  }

  @Test("the nearest integer; halves round up")
  func nearest() throws {
    for (top, bottom, expected) in [(5, 2, 3), (-5, 2, -2), (-7, 3, -2), (7, 3, 2), (4, 1, 4)] {
      #expect(try Fraction(top, bottom).nearestInteger.int == expected, "\(top)/\(bottom)")
    }
  }
}
