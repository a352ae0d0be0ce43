import Exact
import Testing

@testable import Kernel

/// Boxes around domains, and exact values of rational terms.
@Suite("Domains") struct DomainTests {
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

  @Test("exact values are those of fractions; what is not rational has none")
  func exactValues() throws {
    let statement = try Statement(
      parameters: [],
      definitions: [
        .term(.binary(.divide, number("1"), number("3"))),
        .root(lower: number("0"), upper: number("1"), left: .bound, right: number("0")),
      ], assumptions: [], problems: [], claims: [])
    let exact = ExactEvaluator(statement: statement, point: [Fraction("1/2"), nil])
    let (half, third) = (Term.parameter(0), Term.definition(0))
    let wanted: [(Term, String?)] = [
      (half, "1/2"), (.parameter(1), nil), (.parameter(2), nil), (third, "1/3"),
      (.definition(1), nil),
      (.binary(.add, half, third), "5/6"), (.binary(.subtract, half, third), "1/6"),
      (.binary(.multiply, half, third), "1/6"), (.binary(.divide, half, third), "3/2"),
      (.binary(.minimum, half, third), "1/3"), (.binary(.maximum, half, third), "1/2"),
      (.unary(.negate, half), "-1/2"), (.unary(.absolute, .unary(.negate, half)), "1/2"),
      (.binary(.power, third, .unary(.negate, number("2"))), "9"),
      (.binary(.power, half, number("1025")), nil), (.binary(.power, half, half), nil),
      (.unary(.squareRoot, number("4")), nil), (.binary(.meanSigmoid, half, half), nil),
      (.binary(.add, half, .parameter(1)), nil), (.binary(.add, .parameter(1), half), nil),
    ]
    for (term, text) in wanted {
      #expect(try exact.value(of: term) == text.flatMap { Fraction($0) }, "\(term)")
    }
    #expect(
      try exact.value(of: .binary(.power, half, number("1024")))
        == Fraction(mantissa: BigInteger(1), exponent: -1024))
    #expect(throws: KernelError.self) {
      try exact.value(of: .binary(.divide, half, .binary(.subtract, third, third)))
    }
  }

  @Test("exact values of more than 100,000 bits are refused")
  func size() throws {
    let statement = try Statement(
      parameters: [], definitions: [], assumptions: [], problems: [], claims: [])
    let exact = ExactEvaluator(statement: statement, point: [])
    // 2^99000 is within the limit, 2^100000 has one bit too many.
    func power(_ count: Int) -> Term {
      let large = Term.binary(.power, number("2"), number("1000"))
      return (1..<count).reduce(large) { product, _ in .binary(.multiply, product, large) }
    }
    #expect(try exact.value(of: power(99))?.numerator.bitWidth == 99_001)
    #expect(throws: KernelError.self) { try exact.value(of: power(100)) }
    #expect(throws: KernelError.self) {
      try exact.value(of: .binary(.divide, number("1"), power(100)))
    }
  }
}
