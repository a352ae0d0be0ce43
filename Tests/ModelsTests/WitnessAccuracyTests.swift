import Exact
import Reals
import Testing

@testable import Models

@Suite("The accuracy of a witness") struct WitnessAccuracyTests {
  @Test("numbers are rounded in the direction asked for, by less than a unit of the last bit")
  func rounding() throws {
    var generator = SeededGenerator(seed: 1, label: "witness numbers")
    for bits in [2, 53, 64, 65, 300] {
      let accuracy = WitnessAccuracy(gapDigits: 10, precisionInBits: bits)
      for _ in 0..<100 {
        let value =
          try Real(generator.normal(), precisionInBits: 400)
          * Real(3, precisionInBits: 400).squareRoot()
        let exact = try #require(value.rational)
        let (down, up) = (try accuracy.rounded(value, .down), try accuracy.rounded(value, .up))
        #expect(down <= exact && exact <= up)
        let unit = exact.absolute * Fraction(mantissa: BigInteger(1), exponent: 1 - bits)
        #expect(up - down <= unit, "\(bits) bits")
      }
    }
  }

  @Test("the gap is the power of ten, exactly")
  func gap() throws {
    for digits in [0, 1, 12, 112] {
      let gap = try WitnessAccuracy(gapDigits: digits, precisionInBits: 64).gap()
      #expect(try gap * Fraction(10).power(digits) == Fraction(1))
    }
  }

  @Test("what is not finite is no number of a witness")
  func notFinite() {
    let accuracy = WitnessAccuracy(gapDigits: 10, precisionInBits: 64)
    for value in [Double.infinity, -.infinity, .nan] {
      #expect(throws: NumberError.notFinite) {
        try accuracy.rounded(Real(value, precisionInBits: 64), .down)
      }
    }
  }
}
