import Testing

@testable import Numbers

@Suite("Rational") struct RationalTests {
  @Test("small fractions follow integer arithmetic")
  func agreesWithIntegers() throws {
    var generator = SeededGenerator(seed: 1, label: "rational/integers")
    for _ in 0..<5000 {
      let (a, c) = (generator.integer(-999...999), generator.integer(-999...999))
      let (b, d) = (generator.integer(1...999), generator.integer(1...999))
      let x = try Rational(numerator: a, denominator: b)
      let y = try Rational(numerator: c, denominator: d)
      let operands = "\(a)/\(b) and \(c)/\(d)"
      check(x + y == (try Rational(numerator: a * d + c * b, denominator: b * d)), operands)
      check(x - y == (try Rational(numerator: a * d - c * b, denominator: b * d)), operands)
      check(x * y == (try Rational(numerator: a * c, denominator: b * d)), operands)
      check((x < y) == (a * d < c * b), operands)
      check((x == y) == (a * d == c * b), operands)
      check(x.sign == a.signum(), operands)
      check(x.isInteger == a.isMultiple(of: b), operands)
      check(x.absolute == (try Rational(numerator: abs(a), denominator: b)), operands)
      check(x.floor == Rational(Int((Double(a) / Double(b)).rounded(.down))), operands)
      if c != 0 {
        check(
          try x.divided(by: y) == (try Rational(numerator: a * d, denominator: b * c)), operands)
      }
    }
  }

  @Test("the laws of a field hold for numbers of any size")
  func fieldLaws() throws {
    var generator = SeededGenerator(seed: 1, label: "rational/field")
    func draw() throws -> Rational {
      let scale = try Rational(10).power(generator.integer(-40...40))
      return (generator.fraction(bits: 128) - Rational.half) * scale
    }
    for _ in 0..<2000 {
      let (x, y, z) = (try draw(), try draw(), try draw())
      let operands = "\(x), \(y), \(z)"
      check((x + y) + z == x + (y + z), operands)
      check((x * y) * z == x * (y * z), operands)
      check(x * (y + z) == x * y + x * z, operands)
      check(x + y == y + x && x * y == y * x, operands)
      check(x + (-x) == Rational(0) && x - x == Rational(0), operands)
      check(try x.sign == 0 || x.divided(by: x) == Rational(1), operands)
      check(try y.sign == 0 || x.divided(by: y) * y == x, operands)
    }
  }

  @Test("equal numbers are one element of a set, however they were made")
  func hashing() throws {
    let sameHalf: Set<Rational> = [
      try Rational(numerator: 1, denominator: 2), try Rational(numerator: -21, denominator: -42),
      try rational("0.5"), try rational("50e-2"), try Rational(exactly: 0.5), Rational.half,
    ]
    #expect(sameHalf.count == 1)
    #expect(Set([Rational.half, -Rational.half, Rational(2), Rational(0)]).count == 4)
  }

  @Test("powers, with their limits")
  func powers() throws {
    let x = try Rational(numerator: -2, denominator: 3)
    #expect(try x.power(3).description == "-8/27")
    #expect(try x.power(-2).description == "2.25")
    #expect(try x.power(0) == Rational(1))
    #expect(try Rational(0).power(0) == Rational(1))
    #expect(try Rational(-1).power(.min) == Rational(1))
    #expect(throws: NumberError.divisionByZero) { try Rational(0).power(-1) }
    #expect(throws: NumberError.exponentTooLarge("2^\(Int.max)", limit: 1 << 26)) {
      try Rational(2).power(.max)
    }
    #expect(throws: NumberError.self) { try Rational(10).power(-1_000_000_000) }
  }

  @Test("what is not a number is refused")
  func refusals() {
    #expect(throws: NumberError.divisionByZero) { try Rational(numerator: 1, denominator: 0) }
    #expect(throws: NumberError.divisionByZero) { try Rational(1).divided(by: Rational(0)) }
    #expect(throws: NumberError.malformedNumber("nan")) { try Rational(exactly: .nan) }
    #expect(throws: NumberError.malformedNumber("-inf")) { try Rational(exactly: -.infinity) }
  }

  @Test("integers at the ends of Int")
  func integerEnds() throws {
    #expect(Rational(.min).integer == .min && Rational(.max).integer == .max)
    #expect((Rational(.max) + Rational(1)).integer == nil)
    #expect(Rational.half.integer == nil)
    #expect(try Rational(numerator: 1, denominator: .min).description == "-1/9223372036854775808")
  }

  @Test("doubles enter exactly and leave as the nearest")
  func doubles() throws {
    #expect(try Rational(exactly: 0.1) > rational("0.1"))
    #expect(try rational("0.1").approximateDouble == 0.1)
    #expect(try rational("1e400").approximateDouble == .infinity)
    #expect(try rational("-1e-400").approximateDouble == 0)
    var generator = SeededGenerator(seed: 1, label: "rational/doubles")
    for _ in 0..<2000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      check(try Rational(exactly: value).approximateDouble == value, "\(value)")
    }
  }
}
