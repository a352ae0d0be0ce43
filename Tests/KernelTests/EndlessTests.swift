import Exact
import Reals
import Testing

@testable import Kernel

/// Intervals, derivatives and rules where a range has no end.
@Suite("Without end") struct EndlessTests {
  private let bits = 64

  private func number(_ value: Int) -> Term {
    let magnitude = Term.number(ExactDecimal(digits: "\(abs(value))") ?? .zero)
    return value < 0 ? .unary(.negate, magnitude) : magnitude
  }

  /// n in [2, infinity), integers; x in [-1, infinity); y in [1/2, 3].
  private func statement(_ claims: [ClaimStatement] = []) throws -> Statement {
    try Statement(
      parameters: [
        .init(isInteger: true, lower: number(2), upper: nil),
        .init(isInteger: false, lower: number(-1), upper: nil),
        .init(
          isInteger: false, lower: .binary(.divide, number(1), number(2)), upper: number(3)),
      ], definitions: [], assumptions: [], problems: [], claims: claims)
  }

  /// A term of the three parameters, of some height.
  private func term(_ generator: inout SeededGenerator, height: Int) -> Term {
    guard height > 0 else {
      let choice = Int(generator.next() % 5)
      return choice < 3 ? .parameter(choice) : number(Int(generator.next() % 7) - 3)
    }
    let a = term(&generator, height: height - 1)
    let unary: [UnaryFunction] = UnaryFunction.allCases
    let binary: [BinaryFunction] = [
      .add, .subtract, .multiply, .divide, .minimum, .maximum, .multiply, .divide,
    ]
    if generator.next() % 2 == 0 { return .unary(unary[Int(generator.next() % 9)], a) }
    if generator.next() % 5 == 0 { return .binary(.power, a, number(Int(generator.next() % 5))) }
    return .binary(
      binary[Int(generator.next() % 8)], a, term(&generator, height: height - 1))
  }

  private func point(_ generator: inout SeededGenerator) -> [Fraction] {
    func far() -> Fraction {
      Fraction(Int(generator.next() % 3))
        * Fraction(mantissa: BigInteger(1), exponent: [0, 3, 10, 40][Int(generator.next() % 4)])
    }
    return [
      Fraction(2) + far(), Fraction(-1) + far() * Fraction.half,
      Fraction.half + Fraction(Int(generator.next() % 6)) * Fraction.half,
    ]
  }

  @Test("values at points far out lie in the enclosure, and slopes between them in the derivative")
  func containment() throws {
    let statement = try statement()
    let box = try Box(domainOf: statement)
    #expect(box.ranges[0].upper == nil && box.ranges[1].upper == nil)
    var generator = SeededGenerator(seed: 5, label: "endless")
    var (values, unbounded, slopes) = (0, 0, 0)
    for round in 0..<3000 {
      let term = term(&generator, height: 1 + round % 4)
      let parameter = Int(generator.next() % 3)
      let evaluator = try Evaluator(statement, box: box, facts: [], precisionInBits: bits)
      guard let whole = try? evaluator.value(of: term) else { continue }
      let slope = try? Evaluator(
        statement, box: box, facts: [], precisionInBits: bits, order: 1, variables: [parameter]
      ).jet(of: term).first[0]
      if !whole.isBounded { unbounded += 1 }
      for _ in 0..<4 {
        let first = point(&generator)
        var second = first
        second[parameter] = point(&generator)[parameter]
        guard let a = try value(term, at: first, statement),
          let b = try value(term, at: second, statement)
        else { continue }
        let comment = "\(term) at \(first)"
        #expect(
          whole.intersection(with: a) != nil && whole.intersection(with: b) != nil, "\(comment)")
        values += 1
        guard let slope else { continue }
        // T(b) - T(a) = delta (b - a), delta in the slope.
        let c = Calculator(precisionInBits: 400)
        let change = try c.multiply(slope, c.number(second[parameter] - first[parameter]))
        #expect(try c.subtract(b, a).intersection(with: change) != nil, "\(comment), \(second)")
        slopes += 1
      }
    }
    #expect(values > 3000 && unbounded > 300 && slopes > 2000, "\(values) \(unbounded) \(slopes)")
  }

  /// The value at a point, to 400 bits; `nil` beyond the limits of size.
  private func value(
    _ term: Term, at point: [Fraction], _ statement: Statement
  ) throws -> DyadicInterval? {
    do throws(KernelError) {
      return try Evaluator(
        statement, box: Box(point: point), facts: [], precisionInBits: 400
      ).value(of: term)
    } catch {
      // Where the box has an enclosure the term is defined: only size may stand in the way.
      guard case .limit = error else { throw error }
      return nil
    }
  }

  @Test("rational terms contain their exact values")
  func rational() throws {
    let statement = try statement()
    let (n, x) = (Term.parameter(0), Term.parameter(1))
    let terms: [Term] = [
      .binary(.divide, number(1), n), .binary(.multiply, n, x), .binary(.subtract, n, x),
      .binary(.divide, x, .binary(.add, n, x)), .binary(.power, x, number(3)),
      .binary(.divide, .unary(.negate, n), .binary(.add, n, number(5))),
    ]
    for term in terms {
      let evaluator = try Evaluator(
        statement, box: try Box(domainOf: statement), facts: [], precisionInBits: 40)
      let whole = try evaluator.value(of: term)
      for n in [2, 3, 50, 1_000_003] {
        for x in [-1, 0, 7, 1_000_000_007] {
          let exact = statement.exactEvaluator(at: [Fraction(n), Fraction(x), Fraction(1)])
          let value = try #require(try exact.value(of: term))
          #expect(whole.contains(value), "\(term) at \(n), \(x)")
        }
      }
    }
  }

  @Test("zero times everything is zero, one over what grows comes down to zero")
  func conventions() throws {
    let grown = try DyadicInterval(lower: Fraction(2), upper: nil, precisionInBits: bits)
    let zero = Calculator.zero
    #expect(try zero.multiplied(by: grown, precisionInBits: bits) == zero)
    #expect(grown.midpoint == .infinity && !grown.isBounded && grown.contains(Fraction(9)))
    let half = DyadicInterval(ordered: Dyadic(0), Dyadic(BigInteger(1), exponent: -1))
    #expect(try Calculator.one.divided(by: grown, precisionInBits: bits) == half)
    #expect(try grown.divided(by: grown, precisionInBits: bits).lower == Dyadic(0))
    #expect(throws: ExactError.infinite) { try Dyadic.infinity.fraction }
    #expect(grown.negated.negated == grown && grown.absolute == grown)
    #expect(try grown.power(-2, precisionInBits: bits).upper == Dyadic(BigInteger(1), exponent: -2))
    #expect(try grown.negated.power(3, precisionInBits: bits).lower == Dyadic.infinity.negated)
    for order in [UnaryFunction.exp, .softplus, .sigmoid] {
      #expect(
        try Calculator(precisionInBits: bits).function(order, grown.negated).lower == Dyadic(0))
    }
  }

  private func root(_ claim: ClaimStatement) throws -> Node {
    try Node.root(of: try statement([claim]), claim: 0)
  }

  @Test("a cut leaves half on either side, and the parts make up the whole")
  func cut() throws {
    let goal = Comparison(relation: .greaterOrEqual, left: .parameter(0), right: number(2))
    let root = try root(.comparison(goal))
    let (lower, upper) = try root.split(0, at: Fraction(5))
    #expect(lower.box.ranges[0].upper == Fraction(5))
    #expect(upper.box.ranges[0] == .init(lower: Fraction(6), upper: nil))
    let shown = try Lemma.split(
      Lemma.evaluate(lower, precisionInBits: bits), Lemma.evaluate(upper, precisionInBits: bits))
    #expect(try Theorem.domain(shown).conclusion == .domain(openBoxes: 0))
    // The tail of a tail does not follow on the first part.
    let later = try upper.split(0, at: Fraction(9)).upper
    #expect(throws: KernelError.self) { try Lemma.split(Lemma.open(lower), Lemma.open(later)) }
    // Nor do the parts of two cuts of one whole fit together.
    let other = try root.split(0, at: Fraction(9))
    for (first, second) in [(lower, other.upper), (other.lower, upper)] {
      #expect(throws: KernelError.self) { try Lemma.split(Lemma.open(first), Lemma.open(second)) }
    }
    #expect(throws: KernelError.self) { try root.split(0, at: Fraction(1)) }
    #expect(throws: KernelError.self) { try root.box.midpoint }
  }

  @Test("a slack that falls is not fixed at infinity, one that rises is at the lower end")
  func monotone() throws {
    let reciprocal = Term.binary(.divide, number(1), .parameter(0))
    let falls = try root(
      .comparison(.init(relation: .greaterOrEqual, left: reciprocal, right: number(0))))
    #expect(throws: KernelError.self) { try falls.fixing(monotone: 0, precisionInBits: bits) }
    let rises = try root(
      .comparison(.init(relation: .lessOrEqual, left: reciprocal, right: number(1))))
    #expect(
      try rises.fixing(monotone: 0, precisionInBits: bits).box.ranges[0]
        == .init(lower: Fraction(2), upper: Fraction(2)))
    #expect(throws: KernelError.self) { try Lemma.mean(rises, precisionInBits: bits) }
  }

  @Test("a function is taken off a term that is monotone, where it is certainly defined")
  func through() throws {
    let increases = { (term: Term) in
      try root(.monotone(term, direction: .increases, parameter: 2))
    }
    let inside = Term.binary(.multiply, .parameter(0), .parameter(2))
    let rest = try increases(.unary(.log, inside)).through(.log, precisionInBits: bits)
    #expect(rest.goal == .derivative(inside, .increases, parameter: 2))
    let lemma = try Lemma.remainder(try Lemma.evaluate(rest, precisionInBits: bits))
    #expect(try Theorem.domain(lemma).conclusion == .domain(openBoxes: 0))
    for term in [Term.unary(.negate, .unary(.log, inside)), .unary(.log, .parameter(1)), inside] {
      #expect(throws: KernelError.self) {
        try increases(term).through(.log, precisionInBits: bits)
      }
    }
  }
}
