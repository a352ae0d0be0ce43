import Exact
import Reals
import Testing

@testable import LinearAlgebra

@Suite("Small natural numbers") struct SmallNaturalTests {
  @Test("multiplication, division and remainder agree with exact fractions")
  func arithmetic() throws {
    var generator = SeededGenerator(seed: 13, label: "small naturals")
    var number = SmallNatural(1)
    var exact = Fraction(1)
    for _ in 0..<40 {
      let factor = generator.next() >> (40 + generator.next() % 20) | 1
      number.multiply(by: factor)
      exact = exact * Fraction(Int(factor))
      #expect(value(number) == exact)
      #expect(number.bitWidth > 0)
      #expect(exact < (try Fraction(2).power(number.bitWidth)))
      #expect(exact >= (try Fraction(2).power(number.bitWidth - 1)))
      let divisor = generator.next() >> 40 | 1
      let quotient = Fraction(try exact.divided(by: Fraction(Int(divisor))).floor)
      #expect(value(number.divided(by: divisor)) == quotient)
      let remainder = exact - quotient * Fraction(Int(divisor))
      #expect(Fraction(Int(number.remainder(dividingBy: divisor))) == remainder)
    }
  }

  @Test("zero has no limbs and no bits")
  func zero() {
    #expect(SmallNatural(0).limbs.isEmpty)
    #expect(SmallNatural(0).bitWidth == 0)
    #expect(SmallNatural(3).divided(by: 5) == SmallNatural(0))
  }

  private func value(_ number: SmallNatural) -> Fraction {
    number.digits(bits: 24, count: number.bitWidth / 24 + 1).reversed()
      .reduce(Fraction(0)) { $0 * Fraction(1 << 24) + Fraction(Int($1)) }
  }
}
