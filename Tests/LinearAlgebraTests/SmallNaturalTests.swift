import Numbers
import Testing

@testable import LinearAlgebra

@Suite("Small natural numbers") struct SmallNaturalTests {
  @Test("multiplication, division and remainder agree with exact fractions")
  func arithmetic() throws {
    var generator = SeededGenerator(seed: 13, label: "small naturals")
    var number = SmallNatural(1)
    var exact = Rational(1)
    for _ in 0..<40 {
      let factor = generator.next() >> (40 + generator.next() % 20) | 1
      number.multiply(by: factor)
      exact = exact * Rational(Int(factor))
      #expect(value(number) == exact)
      #expect(number.bitWidth > 0)
      #expect(exact < (try Rational(2).power(number.bitWidth)))
      #expect(exact >= (try Rational(2).power(number.bitWidth - 1)))
      let divisor = generator.next() >> 40 | 1
      let quotient = try exact.divided(by: Rational(Int(divisor))).floor
      #expect(value(number.divided(by: divisor)) == quotient)
      let remainder = exact - quotient * Rational(Int(divisor))
      #expect(Rational(Int(number.remainder(dividingBy: divisor))) == remainder)
    }
  }

  @Test("zero has no limbs and no bits")
  func zero() {
    #expect(SmallNatural(0).limbs.isEmpty)
    #expect(SmallNatural(0).bitWidth == 0)
    #expect(SmallNatural(3).divided(by: 5) == SmallNatural(0))
  }

  private func value(_ number: SmallNatural) -> Rational {
    number.digits(bits: 24, count: number.bitWidth / 24 + 1).reversed()
      .reduce(Rational(0)) { $0 * Rational(1 << 24) + Rational(Int($1)) }
  }
}
