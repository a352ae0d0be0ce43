import Numbers
import Testing

@testable import Exact

/// Exact fractions against those of `Numbers`, which are GMP's own.
@Suite("Fractions") struct FractionTests {
  private func fraction(_ value: Rational) -> Fraction? {
    let text = "\(value)"
    guard let point = text.firstIndex(of: ".") else { return Fraction(text) }
    let places = text.distance(from: point, to: text.endIndex) - 1
    let digits = text.filter(\.isNumber).drop { $0 == "0" }
    let sign = text.hasPrefix("-") ? "-" : ""
    guard let top = BigInteger(sign + digits) else { return nil }
    return try? Fraction(top, BigInteger(10).power(places))
  }

  @Test("arithmetic, order and text agree with exact rational numbers")
  func arithmetic() throws {
    let values = try (-7...7).flatMap { top in
      try [1, 2, 3, 6, 35].map { try Rational(numerator: top, denominator: $0) }
    }
    for a in values {
      let x = try #require(fraction(a))
      #expect(fraction(-a) == -x && fraction(a.absolute) == x.absolute)
      #expect(fraction(a.floor).map { $0 == Fraction(x.floor) } == true)
      #expect(fraction(-((-a).floor)).map { $0 == Fraction(x.ceiling) } == true)
      #expect(x.sign == a.sign && x.isInteger == a.isInteger)
      #expect(x.denominator.sign == 1)
      #expect(x.numerator.greatestCommonDivisor(x.denominator) == BigInteger(1))
      #expect(Fraction("\(x)") == x)
      for exponent in -4...4 where exponent >= 0 || a.sign != 0 {
        #expect(try x.power(exponent) == fraction(try a.power(exponent)))
      }
      for b in values {
        let y = try #require(fraction(b))
        #expect(x + y == fraction(a + b) && x - y == fraction(a - b) && x * y == fraction(a * b))
        #expect((x < y) == (a < b) && (x == y) == (a == b))
        if b.sign != 0 { #expect(try x.divided(by: y) == fraction(try a.divided(by: b))) }
      }
    }
  }

  @Test("divisions by zero are refused")
  func refused() throws {
    #expect(throws: ExactError.self) { try Fraction(BigInteger(1), BigInteger(0)) }
    #expect(throws: ExactError.self) { try Fraction(1).divided(by: Fraction(0)) }
    #expect(throws: ExactError.self) { try Fraction(0).power(-1) }
    #expect(try Fraction(BigInteger(3), BigInteger(-6)) == Fraction("-1/2"))
  }

  @Test("text is read in three forms, with limits")
  func text() {
    let zeros = String(repeating: "0", count: Fraction.textLimit - 1)
    #expect(Fraction("1" + zeros) != nil && Fraction("10" + zeros) == nil)
    #expect(Fraction("3p2") == Fraction(12) && Fraction("-3p-1") == Fraction("-3/2"))
    #expect(Fraction("4/6") == Fraction("2/3") && Fraction("3p0") == Fraction(3))
    #expect(Fraction("1p100000") != nil && Fraction("1p100001") == nil)
    #expect(Fraction("1p-100000") != nil && Fraction("1p-100001") == nil)
    for text in [
      "", "/", "1/", "/2", "1/0", "1/-2", "-0", "0/01", "1p", "p1", "1p+1", "1 2", "1.5",
    ] {
      #expect(Fraction(text) == nil, "\(text)")
    }
  }
}
