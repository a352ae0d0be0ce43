import Reals
import Testing

@testable import Exact

/// Exact fractions against machine integers, and by the laws of a field.
@Suite("Fractions") struct FractionTests {
  private func fraction(_ top: Int, _ bottom: Int) throws -> Fraction {
    try Fraction(BigInteger(top), BigInteger(bottom))
  }

  @Test("small fractions follow integer arithmetic")
  func agreesWithIntegers() throws {
    var generator = SeededGenerator(seed: 1, label: "fractions/integers")
    for _ in 0..<3000 {
      let a = Int.random(in: -99...99, using: &generator)
      let b = Int.random(in: 1...99, using: &generator)
      let c = Int.random(in: -99...99, using: &generator)
      let d = Int.random(in: 1...99, using: &generator)
      let (x, y) = (try fraction(a, b), try fraction(c, d))
      let comment: Comment = "\(a)/\(b) and \(c)/\(d)"
      #expect(x + y == (try fraction(a * d + c * b, b * d)), comment)
      #expect(x - y == (try fraction(a * d - c * b, b * d)), comment)
      #expect(x * y == (try fraction(a * c, b * d)), comment)
      #expect((x < y) == (a * d < c * b) && (x == y) == (a * d == c * b), comment)
      #expect(x != y || x.hashValue == y.hashValue, comment)
      #expect(x.sign == a.signum() && x.isInteger == a.isMultiple(of: b), comment)
      #expect(try -x == fraction(-a, b), comment)
      #expect(try x.absolute == fraction(abs(a), b), comment)
      let quotient = Double(a) / Double(b)
      #expect(x.floor.int == Int(quotient.rounded(.down)), comment)
      #expect(x.ceiling.int == Int(quotient.rounded(.up)), comment)
      if c != 0 { #expect(try x.divided(by: y) == fraction(a * d, b * c), comment) }
    }
  }

  @Test("the laws of a field hold for numbers of any size, which stay in lowest terms")
  func fieldLaws() throws {
    var generator = SeededGenerator(seed: 1, label: "fractions/field")
    func draw() throws -> Fraction {
      let shift = Int.random(in: -150...150, using: &generator)
      return Fraction(mantissa: BigIntegerTests.random(&generator), exponent: shift)
        * (try Fraction(BigInteger(1), BigIntegerTests.random(&generator)))
    }
    for _ in 0..<300 {
      let (x, y, z) = (try draw(), try draw(), try draw())
      let comment: Comment = "\(x), \(y), \(z)"
      #expect((x + y) + z == x + (y + z) && x + y == y + x, comment)
      #expect((x * y) * z == x * (y * z) && x * y == y * x, comment)
      #expect(x * (y + z) == x * y + x * z, comment)
      #expect(x + -x == Fraction(0) && x - y == x + -y, comment)
      #expect(try x.divided(by: y) * y == x, comment)
      #expect(try x.divided(by: x) == Fraction(1), comment)
      for value in [x + y, x * y, -x, x.absolute, try x.power(-3), try x.divided(by: y)] {
        #expect(value.denominator.sign == 1, comment)
        #expect(value.numerator.greatestCommonDivisor(value.denominator) == .one, comment)
        #expect(Fraction("\(value)") == value, comment)
      }
    }
  }

  @Test("equal numbers are one element of a set, however they were made")
  func hashing() throws {
    let sameHalf: Set<Fraction> = [
      try fraction(1, 2), try fraction(-21, -42), .half, Fraction(BigInteger(5), timesTenTo: -1),
      Fraction(mantissa: BigInteger(4), exponent: -3),
    ]
    #expect(sameHalf.count == 1)
    #expect(Set([Fraction.half, -Fraction.half, Fraction(2), Fraction(0)]).count == 4)
  }

  @Test("powers are products, with their limits")
  func powers() throws {
    for value in [try fraction(-2, 3), try fraction(5, 4), Fraction(-1), Fraction(7)] {
      var product = Fraction(1)
      for exponent in 0...6 {
        #expect(try value.power(exponent) == product)
        #expect(try value.power(-exponent) == Fraction(1).divided(by: product))
        product = product * value
      }
    }
    #expect(try Fraction(0).power(0) == Fraction(1))
    #expect(try Fraction(0).power(2) == Fraction(0))
    #expect(try Fraction(-1).power(.min) == Fraction(1))
    #expect(try Fraction(-1).power(.max) == Fraction(-1))
    #expect(throws: ExactError.divisionByZero) { try Fraction(0).power(-1) }
    #expect(try Fraction(2).power(-Fraction.powerSizeLimit).sign == 1)
    #expect(throws: ExactError.tooLarge) { try Fraction(2).power(Fraction.powerSizeLimit + 1) }
    #expect(throws: ExactError.tooLarge) { try Fraction(2).power(.max) }
    #expect(throws: ExactError.tooLarge) { try fraction(1, 10).power(.min) }
  }

  @Test("divisions by zero are refused")
  func refused() throws {
    #expect(throws: ExactError.divisionByZero) { try fraction(1, 0) }
    #expect(throws: ExactError.divisionByZero) { try Fraction(1).divided(by: Fraction(0)) }
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
