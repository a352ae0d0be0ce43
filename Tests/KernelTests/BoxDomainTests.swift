import Exact
import Testing

@testable import Kernel

/// Boxes around domains.
@Suite("Boxes around domains") struct BoxDomainTests {
  private func number(_ digits: String, _ exponent: Int = 0) -> Term {
    .number(ExactDecimal(digits: digits, exponent: exponent) ?? .zero)
  }

  private func box(_ parameters: [Statement.Parameter]) throws -> Box {
    try Box(
      domainOf: try Statement(
        parameters: parameters, definitions: [], assumptions: [], problems: [], claims: []))
  }

  @Test("rational ends are exact, others enclosed at 128 bits, those of integers rounded inwards")
  func ends() throws {
    let root = Term.unary(.squareRoot, number("2"))
    let thirds = Term.binary(.divide, number("1"), number("3"))
    let found = try box([
      .init(isInteger: false, lower: .unary(.negate, root), upper: root),
      .init(isInteger: true, lower: thirds, upper: .binary(.multiply, number("3"), root)),
      .init(isInteger: false, lower: thirds, upper: .binary(.add, .parameter(0), number("5"))),
      .init(isInteger: true, lower: number("2"), upper: number("2")),
      .init(
        isInteger: false, lower: number("0"), upper: .binary(.power, .parameter(3), number("3"))),
    ])
    let upper = try #require(found.ranges[0].upper)
    let unit = Fraction(mantissa: BigInteger(1), exponent: -127)
    // 1 <= sqrt 2 < 2 has 127 bits behind the point.
    #expect(upper * upper > Fraction(2) && (upper - unit) * (upper - unit) < Fraction(2))
    #expect(found.ranges[0].lower == -upper)
    #expect(found.ranges[1] == .init(lower: Fraction(1), upper: Fraction(4)))
    #expect(found.ranges[2].lower == Fraction("1/3"))
    #expect(try #require(found.ranges[2].upper) >= upper + Fraction(5))
    #expect(found.ranges[4].upper == Fraction(8))
    #expect(throws: KernelError.self) {
      try box([.init(isInteger: false, lower: number("1"), upper: number("5", -1))])
    }
    #expect(throws: Never.self) {
      try box([.init(isInteger: false, lower: number("1"), upper: number("1"))])
    }
  }
}
