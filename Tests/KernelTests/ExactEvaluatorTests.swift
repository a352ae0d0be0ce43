import Exact
import Testing

@testable import Kernel

/// Values by fractions, checked by hand.
@Suite("ExactEvaluator") struct ExactEvaluatorTests {
  private func number(_ digits: String, _ exponent: Int = 0) -> Term {
    .number(ExactDecimal(digits: digits, exponent: exponent) ?? .zero)
  }

  /// The smaller of two terms as a choice; the other has no value there.
  private func choice(_ a: Term, _ b: Term) -> Term {
    let wrong = Term.binary(.divide, number("1"), number("0"))
    return .conditional(
      Comparison(relation: .less, left: a, right: b),
      then: .conditional(Comparison(relation: .less, left: b, right: a), then: wrong, else: a),
      else: b)
  }

  @Test("exact values are those of fractions; what is not rational has none")
  func exactValues() throws {
    let statement = try Statement(
      parameters: [],
      definitions: [
        .term(.binary(.divide, number("1"), number("3"))),
        .root(lower: number("0"), upper: number("1"), left: .bound, right: number("0")),
      ], assumptions: [], problems: [], claims: [])
    let exact = statement.exactEvaluator(at: [Fraction("1/2"), nil])
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
      (.binary(.power, half, .binary(.divide, half, half)), "1/2"),
      (.unary(.floor, .unary(.negate, half)), "-1"),
      (choice(half, third), "1/3"), (choice(third, half), "1/3"),
      (choice(half, .unary(.squareRoot, half)), nil),
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
    let exact = statement.exactEvaluator(at: [])
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
