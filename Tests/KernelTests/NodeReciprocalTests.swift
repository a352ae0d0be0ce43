import Exact
import Reals
import Testing

@testable import Kernel

/// The step `reciprocal`: what is written in y, what is still known there, and what it refuses.
@Suite("Reciprocals") struct NodeReciprocalTests {
  private let bits = 64
  private let n = Term.parameter(0)
  private let x = Term.parameter(2)
  private let zero = Term.number(.zero)
  private let one = Term.number(.one)

  private func number(_ value: Int) -> Term { .number(ExactDecimal(digits: "\(value)") ?? .zero) }
  private func sum(_ a: Term, _ b: Term) -> Term { .binary(.add, a, b) }
  private func difference(_ a: Term, _ b: Term) -> Term { .binary(.subtract, a, b) }
  private func product(_ a: Term, _ b: Term) -> Term { .binary(.multiply, a, b) }
  private func quotient(_ a: Term, _ b: Term) -> Term { .binary(.divide, a, b) }
  private func power(_ a: Term, _ b: Int) -> Term { .binary(.power, a, number(b)) }
  private func root(_ a: Term) -> Term { .unary(.squareRoot, a) }

  /// n in [lower, infinity) or [lower, upper], integers; m in [1, 4], integers; x in [0, 1].
  private func node(
    _ claim: ClaimStatement, from lower: Int = 2, to upper: Int? = nil,
    definitions: [Statement.Definition] = [], assumptions: [Comparison] = [],
    problems: [Statement.Problem] = []
  ) throws -> Node {
    try Node.root(
      of: try Statement(
        parameters: [
          .init(isInteger: true, lower: number(lower), upper: upper.map(number)),
          .init(isInteger: true, lower: one, upper: number(4)),
          .init(isInteger: false, lower: zero, upper: one),
        ], definitions: definitions, assumptions: assumptions, problems: problems, claims: [claim]),
      claim: 0)
  }

  private func comparison(_ left: Term, _ relation: Relation, _ right: Term) -> Comparison {
    Comparison(relation: relation, left: left, right: right)
  }

  private func replaced(_ node: Node, power: Int = 1) throws -> Node {
    try node.reciprocal(0, power: power, precisionInBits: bits)
  }

  /// A term written in y, as a term that is said to rise in n is.
  private func written(_ term: Term, power: Int = 1) throws -> Term {
    let claim = ClaimStatement.monotone(term, direction: .increases, parameter: 0)
    guard
      case .derivative(let found, .decreases, 0) = try replaced(node(claim), power: power).goal
    else { throw KernelError.refused("the goal is another") }
    return found
  }

  @Test("terms are written in y by the table of the format")
  func table() throws {
    let condition = comparison(n, .less, x)
    let pairs: [(Term, Term)] = [
      (n, quotient(one, n)), (quotient(one, n), n), (power(n, 3), quotient(one, power(n, 3))),
      (quotient(x, power(n, 2)), product(power(n, 2), x)),
      (.unary(.negate, product(n, x)), quotient(.unary(.negate, x), n)),
      (.unary(.absolute, difference(one, n)), quotient(.unary(.absolute, difference(n, one)), n)),
      (difference(zero, quotient(one, n)), product(n, difference(zero, one))),
      (sum(n, x), quotient(sum(one, product(n, x)), n)),
      (.binary(.minimum, n, one), quotient(.binary(.minimum, one, n), n)),
      (.binary(.maximum, x, quotient(x, n)), .binary(.maximum, x, product(n, x))),
      (root(product(number(2), n)), quotient(root(product(n, number(2))), n)),
      (root(quotient(x, power(n, 3))), product(n, root(product(n, x)))),
      (root(power(n, 2)), quotient(one, n)),
      (power(n, 1025), power(quotient(one, n), 1025)),
      (.unary(.exp, product(n, x)), .unary(.exp, quotient(x, n))),
      (.binary(.power, x, n), .binary(.power, x, quotient(one, n))),
      (
        .conditional(condition, then: x, else: n),
        quotient(
          .conditional(comparison(one, .less, product(n, x)), then: product(n, x), else: one), n)
      ),
    ]
    for (term, expected) in pairs { #expect(try written(term) == expected, "\(term)") }
    // With n = y^-2 the root of n is 1/y.
    #expect(try written(root(sum(n, one)), power: 2) == quotient(root(sum(one, power(n, 2))), n))
  }

  /// A term of n and x, of some height, with rational operations alone where that is asked for.
  private func term(_ generator: inout SeededGenerator, height: Int, isRational: Bool) -> Term {
    guard height > 0 else {
      return [n, n, x, number(Int(generator.next() % 4))][Int(generator.next() % 4)]
    }
    let a = term(&generator, height: height - 1, isRational: isRational)
    if generator.next() % 5 == 0 {
      let exponent = Int(generator.next() % 7) - 3
      return .binary(
        .power, a, exponent < 0 ? .unary(.negate, number(-exponent)) : number(exponent))
    }
    if generator.next() % 3 == 0 {
      let functions: [UnaryFunction] = isRational ? [.negate, .absolute] : UnaryFunction.allCases
      return .unary(functions[Int(generator.next() % UInt64(functions.count))], a)
    }
    let functions: [BinaryFunction] = [.add, .subtract, .multiply, .divide, .minimum, .maximum]
    return .binary(
      functions[Int(generator.next() % 6)], a,
      term(&generator, height: height - 1, isRational: isRational))
  }

  @Test(
    "a term and what is written in y have the same value, or neither has one", arguments: [1, 2])
  func identity(power: Int) throws {
    var generator = SeededGenerator(seed: 7, label: "reciprocal/\(power)")
    let claim = ClaimStatement.comparison(comparison(n, .greater, zero))
    let statement = try node(claim).statement
    var (values, undefined, enclosed) = (0, 0, 0)
    for round in 0..<2000 {
      let isRational = round % 2 == 0
      let term = term(&generator, height: 1 + round % 4, isRational: isRational)
      let other = try written(term, power: power)
      let y = try Fraction(1 + Int(generator.next() % 5)).divided(
        by: Fraction(1 + Int(generator.next() % 9)))
      let x = Fraction(Int(generator.next() % 5)) * Fraction.half * Fraction.half
      let points = [[try y.power(-power), Fraction(1), x], [y, Fraction(1), x]]
      if isRational {
        func value(_ term: Term, _ point: [Fraction]) -> Fraction? {
          try? statement.exactEvaluator(at: point).value(of: term)
        }
        let (a, b) = (value(term, points[0]), value(other, points[1]))
        #expect(
          a == b, "\(term) at \(points[0]): \(String(describing: a)), \(String(describing: b))")
        if a == nil { undefined += 1 } else { values += 1 }
      } else {
        func value(_ term: Term, _ point: [Fraction]) -> DyadicInterval? {
          try? Evaluator(statement, box: Box(point: point), facts: [], precisionInBits: 200)
            .value(of: term)
        }
        guard let a = value(term, points[0]), let b = value(other, points[1]) else { continue }
        #expect(a.intersection(with: b) != nil, "\(term) at \(points[0]): \(a), \(b)")
        enclosed += 1
      }
    }
    #expect(values > 500 && undefined > 50 && enclosed > 500, "\(values) \(undefined) \(enclosed)")
  }

  @Test("a comparison is divided by what its sides have in common; y > 0 and assumptions follow")
  func comparisons() throws {
    let child = try replaced(
      node(
        .comparison(
          comparison(product(n, .unary(.log, sum(one, quotient(one, n)))), .lessOrEqual, one)),
        assumptions: [comparison(x, .less, one), comparison(product(n, x), .greater, number(3))]))
    #expect(
      child.goal == .comparison(comparison(.unary(.log, sum(one, n)), .lessOrEqual, n)))
    #expect(
      child.hypotheses
        == [comparison(n, .greater, zero), comparison(x, .greater, product(n, number(3)))])
    // The assumption about n is none about y.
    #expect((0..<4).map { child.isUsable($0) } == [true, false, true, true])
    #expect((0..<4).map { child.isUsable($0, moving: 0) } == [true, false, false, false])
    #expect(child.box.ranges[0] == .init(lower: Fraction(0), upper: Fraction.half))
    #expect(!child.splitsAtIntegers(0) && child.splitsAtIntegers(1))
    let lemma = try Lemma.remainder(Lemma.open(child))
    #expect(try Theorem.domain(lemma).conclusion == .domain(openBoxes: 1))
    // 0 has every power of y.
    let positive = try replaced(
      node(.comparison(comparison(quotient(x, n), .greaterOrEqual, zero))))
    #expect(positive.goal == .comparison(comparison(x, .greaterOrEqual, zero)))
  }

  @Test("what rises in n falls in y; in another parameter the power of y does not matter")
  func directions() throws {
    let term = quotient(x, n)
    func goal(_ direction: ClaimStatement.Direction, _ parameter: Int) throws -> Goal {
      try replaced(
        node(.monotone(term, direction: direction, parameter: parameter))
      ).goal
    }
    #expect(try goal(.increases, 0) == .derivative(product(n, x), .decreases, parameter: 0))
    #expect(try goal(.decreases, 0) == .derivative(product(n, x), .increases, parameter: 0))
    #expect(try goal(.increases, 2) == .derivative(x, .increases, parameter: 2))
  }

  @Test("y ranges over the reciprocals, roots rounded outwards")
  func ranges() throws {
    let claim = ClaimStatement.comparison(comparison(n, .greater, zero))
    let third = try Fraction(1).divided(by: Fraction(3))
    let bounded = try node(claim, from: 3, to: 5)
    #expect(
      try replaced(bounded).box.ranges[0]
        == .init(lower: try Fraction(1).divided(by: Fraction(5)), upper: third))
    let roots = try replaced(bounded, power: 2).box.ranges[0]
    let upper = try #require(roots.upper)
    #expect(roots.lower * roots.lower < (try Fraction(1).divided(by: Fraction(5))))
    #expect(upper * upper > third && upper.denominator.bitWidth <= bits + 2)
    let squares = try replaced(node(claim, from: 4), power: 2).box.ranges[0]
    #expect(squares == .init(lower: Fraction(0), upper: Fraction.half))
  }

  @Test("facts about what depends on n, and those that rest on n, are left behind")
  func facts() throws {
    let root = try node(
      .comparison(comparison(.definition(1), .greaterOrEqual, zero)),
      definitions: [.term(quotient(one, n)), .term(sum(x, one)), .term(product(x, x))],
      assumptions: [comparison(x, .greaterOrEqual, quotient(one, n))])
    var known = try root.bounding(
      0, .upper, by: Fraction.half, method: .evaluate, precisionInBits: bits)
    known = try known.bounding(1, .lower, by: Fraction(1), method: .evaluate, precisionInBits: bits)
    known = try known.bounding(
      2, .lower, by: Fraction(-1),
      method: .algebra([Weight(assumption: 0, multiplier: .number(Fraction(0)))]),
      precisionInBits: bits)
    #expect(known.facts.map(\.definition) == [0, 1, 2])
    let child = try replaced(known)
    #expect(child.factsInForce.map(\.definition) == [1])
    // In the child the bound 1/2 is one of 1/y, and false.
    #expect(throws: KernelError.self) {
      try child.bounding(0, .upper, by: Fraction.half, method: .evaluate, precisionInBits: bits)
    }
  }

  @Test("it is refused where y has no meaning, and twice")
  func refused() throws {
    let plain = ClaimStatement.comparison(comparison(n, .greater, zero))
    let refuse = { (node: Node, parameter: Int, power: Int) in
      _ = #expect(throws: KernelError.self) {
        try node.reciprocal(parameter, power: power, precisionInBits: bits)
      }
    }
    let root = try node(plain)
    for power in [0, 3, -1] { refuse(root, 0, power) }
    for parameter in [-1, 2, 3] { refuse(root, parameter, 1) }
    refuse(try replaced(root), 0, 1)
    refuse(try node(plain, from: 0), 0, 1)
    refuse(try root.fixing(monotone: 0, precisionInBits: bits), 0, 1)
    #expect(throws: KernelError.self) { try root.reciprocal(0, power: 1, precisionInBits: 31) }
    let cube = Statement.Definition.root(
      lower: zero, upper: one, left: .binary(.multiply, .bound, n), right: one)
    let about = ClaimStatement.comparison(comparison(.definition(0), .greater, zero))
    refuse(try node(about, definitions: [cube]), 0, 1)
    let problem = Statement.Problem(
      model: "memorization_dilation", arguments: ["margin": .number(n)])
    let minimum = ClaimStatement.comparison(comparison(.minimum(problem: 0), .greater, zero))
    refuse(try node(minimum, problems: [problem]), 0, 1)
    let other = Statement.Problem(
      model: "memorization_dilation", arguments: ["margin": .number(x)])
    let positive = ClaimStatement.comparison(comparison(.minimum(problem: 0), .greater, one))
    let kept = try replaced(node(positive, problems: [other])).goal
    #expect(kept == .comparison(comparison(.minimum(problem: 0), .greater, one)))
    // What has been replaced is positive from 1/5 on, but is no parameter of the file.
    refuse(try replaced(node(plain, from: 3, to: 5)), 0, 1)
    _ = try node(about, definitions: [.term(n)]).reciprocal(0, power: 1, precisionInBits: bits)
  }

  @Test("exponents, operations and heights are limited")
  func limits() throws {
    func replace(_ term: Term, _ definitions: [Statement.Definition] = []) throws {
      _ = try replaced(
        node(.comparison(comparison(term, .greater, zero)), definitions: definitions))
    }
    try replace(power(n, 1024))
    #expect(throws: KernelError.self) { try replace(product(n, power(n, 1024))) }
    // Each definition is twice the one before it: 2^k operations for n alone, and as many for sums.
    func doubled(_ count: Int) -> [Statement.Definition] {
      (0..<count).map { .term($0 == 0 ? n : sum(.definition($0 - 1), .definition($0 - 1))) }
    }
    // d_k takes 4*2^k - 2 operations: the name, the sum, and two more of the one before.
    // With n, the sums between them and the 0 on the other side, these are 99,999 in all.
    let most = [13, 8, 7, 5, 3, 0].map(Term.definition).reduce(.definition(14), sum)
    try replace(sum(most, n), doubled(15))
    #expect(throws: KernelError.self) { try replace(.unary(.negate, sum(most, n)), doubled(15)) }
    // exp(t + n) becomes exp((y*t + 1)/y): two levels more.
    func high(_ count: Int) -> Term {
      (0..<count).reduce(x) { term, _ in .unary(.exp, sum(term, n)) }
    }
    try replace(high(200))
    #expect(throws: KernelError.self) { try replace(high(330)) }
  }
}
