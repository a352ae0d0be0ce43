import Exact
import Testing

@testable import Kernel
@testable import Theories

/// The step `solution`: what it leaves to be shown, what is known of a root after it, and what it
/// refuses.
@Suite("Roots that exist by signs") struct NodeSolutionsTests {
  private static let (a, n, v) = (Term.parameter(0), Term.parameter(1), Term.bound)
  private static let root = Term.definition(0)
  private static let noValue = KernelError.refused("a root has no certified enclosure here")

  private func power(_ base: Term, _ exponent: Term) -> Term { .binary(.power, base, exponent) }

  /// a in [1, 2] and n, an integer from 2 on; a root is the first definition after some.
  private func node(
    from lower: Term = 0, to upper: Term = a, where left: Term, equals right: Term = a,
    claim: ClaimStatement = .comparison((n + 1).compared(.greaterOrEqual, 0)),
    after earlier: [Statement.Definition] = [], before later: [Statement.Definition] = []
  ) throws -> Node {
    let statement = try Statement(
      parameters: [
        .init(isInteger: false, lower: 1, upper: 2), .init(isInteger: true, lower: 2, upper: nil),
      ],
      definitions: earlier + [.root(lower: lower, upper: upper, left: left, right: right)] + later,
      assumptions: [], problems: [], claims: [claim], theory: .standard)
    return try Node.root(of: statement, claim: 0)
  }

  /// The root of v^3 + v = a in [0, a].
  private func cubic(_ claim: Comparison = (n + 1).compared(.greaterOrEqual, 0)) throws -> Node {
    try node(where: power(Self.v, 3) + Self.v, claim: .comparison(claim))
  }

  private func solving(
    _ node: Node, _ relation: Relation = .lessOrEqual, definition: Int = 0
  ) throws -> [Node] {
    try node.solving(definition, relation, precisionInBits: 64)
  }

  private func interval(_ node: Node, facts: [Fact]? = nil) throws -> DyadicInterval {
    try node.evaluator(facts: facts, precisionInBits: 64).value(of: Self.root)
  }

  @Test("the ends are compared, each alone, then the root satisfies its equation")
  func parts() throws {
    let (a, zero) = (Self.a, Term(integerLiteral: 0))
    func left(_ term: Term) -> Term { power(term, 3) + term }
    for (relation, opposite) in [(Relation.lessOrEqual, Relation.greaterOrEqual)]
      + [(.greaterOrEqual, .lessOrEqual)]
    {
      let start = try cubic()
      let parts = try solving(start, relation)
      let premises = [
        zero.compared(.lessOrEqual, a), left(zero).compared(relation, a),
        left(a).compared(opposite, a),
      ]
      let conclusions = [
        left(Self.root).compared(.equal, a), Self.root.compared(.greaterOrEqual, zero),
        Self.root.compared(.lessOrEqual, a),
      ]
      #expect(parts.map(\.goal) == premises.map { .comparison($0) } + [start.goal])
      #expect(parts.map(\.assumptions) == [[], [], [], conclusions])
      #expect(parts.map { $0.isSolved(0) } == [false, false, false, true])
    }
  }

  @Test("then the root lies between its ends, wherever these are, also without end")
  func intervals() throws {
    let start = try cubic()
    #expect(throws: Self.noValue) { try interval(start) }
    let parts = try solving(start)
    for premise in parts.dropLast() { #expect(throws: Self.noValue) { try interval(premise) } }
    #expect(try interval(parts[3]) == DyadicInterval(lower: Dyadic(0), upper: Dyadic(2)))
    // The ends are those of the box.
    let half = try parts[3].split(0, at: try Fraction(3, 2)).lower
    let end = Dyadic(BigInteger(3), exponent: -1)
    #expect(try interval(half) == DyadicInterval(lower: Dyadic(0), upper: end))
    let endless = try node(to: Self.n, where: Self.n, equals: Self.v * Self.v.exp)
    let found = try interval(try #require(try solving(endless, .greaterOrEqual).last))
    #expect(found.lower == Dyadic(0) && found.upper.isInfinite)
  }

  @Test("the root has no value where assumptions are left behind, at a point, or for a fact")
  func scope() throws {
    let solved = try #require(try solving(try cubic()).last)
    let fixed = try solved.fixing(monotone: 1, precisionInBits: 64)
    let replaced = try solved.reciprocal(1, power: 1, precisionInBits: 64)
    for below in [fixed, replaced] {
      #expect(!below.isSolved(0))
      #expect(throws: Self.noValue) { try interval(below) }
    }
    #expect(throws: Self.noValue) { try interval(solved, facts: solved.factsInForce) }
    #expect(throws: Self.noValue) {
      try solved.bounding(0, .upper, by: Fraction(2), method: .evaluate, precisionInBits: 64)
    }
    let corner = try solved.evaluator(at: [Fraction(1), Fraction(2)], precisionInBits: 64)
    #expect(throws: Self.noValue) { try corner.value(of: Self.root) }
    let slopes = try solved.evaluator(precisionInBits: 64, order: 1, variables: [0])
    #expect(throws: Self.noValue) { try slopes.value(of: Self.root) }
  }

  /// The theorem that a comparison holds, shown by an equation of the root or by enclosures.
  private func proof(_ claim: Comparison, weight: Int?) throws -> Theorem {
    let parts = try solving(try cubic(claim)).map { part in
      guard let weight, part.isSolved(0) else {
        return try Lemma.evaluate(part, precisionInBits: 64)
      }
      let weights = [Weight(assumption: 0, multiplier: .number(Fraction(weight)))]
      return try Lemma.algebra(part, weights: weights, precisionInBits: 64)
    }
    return try Theorem.domain(try Lemma.premises(parts))
  }

  @Test("the equation and the range of a root are shown, and nothing that is nearly so")
  func proofs() throws {
    let left = power(Self.root, 3) + Self.root
    #expect(throws: Never.self) { try proof(left.compared(.equal, Self.a), weight: 1) }
    #expect(throws: Never.self) { try proof(Self.root.compared(.lessOrEqual, 2), weight: nil) }
    let near = Self.a + 1 / 1000
    #expect(throws: KernelError.refused("the two sides are not equal as quotients of polynomials"))
    {
      try proof(left.compared(.equal, near), weight: 1)
    }
    #expect(throws: KernelError.self) { try proof(Self.root.compared(.less, 2), weight: nil) }
    #expect(throws: KernelError.self) {
      try Lemma.evaluate(try cubic(Self.root.compared(.lessOrEqual, 2)), precisionInBits: 64)
    }
    // The sides compare in the other way at the lower end.
    let wrong = try solving(try cubic(), .greaterOrEqual)[1]
    #expect(throws: KernelError.self) { try Lemma.evaluate(wrong, precisionInBits: 64) }
  }

  @Test("a mean in the equation is believed from there on")
  func axioms() throws {
    let parts = try solving(
      try node(where: Self.v, equals: .binary(.meanSigmoid, Self.v, Self.a)))
    #expect(try #require(parts.last).axioms.map(\.name) == ["gaussian-mean"])
    for premise in parts.dropLast() { #expect(premise.axioms.isEmpty) }
  }

  @Test("only a root is solved, with a weak comparison at its lower end, for a comparison")
  func shapes() throws {
    let start = try node(where: Self.v, before: [.term(Self.a)])
    for definition in [-1, 1, 2] {
      #expect(throws: KernelError.refused("the definition is not a root")) {
        try solving(start, definition: definition)
      }
    }
    for relation in [Relation.less, .greater, .equal] {
      #expect(throws: KernelError.refused("the sides must compare by <= or >= at the lower end")) {
        try solving(start, relation)
      }
    }
    let rising = try node(
      where: Self.v, claim: .monotone(Self.a, direction: .increases, parameter: 0))
    #expect(throws: KernelError.refused("only a comparison has premises")) { try solving(rising) }
  }

  @Test("a side that may jump is refused, also where a definition hides it")
  func jumps() throws {
    let (a, v) = (Self.a, Self.v)
    let branch = Term.conditional(v.compared(.less, 1), then: v, else: v + 1)
    let jumping: [Term] = [
      .unary(.floor, v), branch, power(v + 1, a), power(2, v), v + .definition(0),
    ]
    let reason =
      "a side of the equation has a condition, a jump, a power or a problem in it"
    for term in jumping {
      for sides in [(term, a), (a, term)] {
        let start = try node(
          where: sides.0, equals: sides.1, after: [.term(.unary(.floor, a))])
        #expect(throws: KernelError.refused(reason), "\(term)") {
          try solving(start, definition: 1)
        }
      }
    }
    for term in [power(v, 3), .unary(.absolute, v), .binary(.maximum, v, a), v.exp] {
      #expect(throws: Never.self, "\(term)") { try solving(try node(where: term)) }
    }
  }

  @Test("a side that may have no value between the ends is refused")
  func domains() throws {
    let (a, v) = (Self.a, Self.v)
    // v lies in [0, a].
    for term in [1 / v, power(v, -1)] {
      #expect(throws: KernelError.undefined("a divisor may be zero"), "\(term)") {
        try solving(try node(where: term))
      }
    }
    #expect(throws: KernelError.undefined("the argument of log may lie outside its domain")) {
      try solving(try node(where: v.log))
    }
    #expect(throws: KernelError.self) { try solving(try node(where: (v - a).squareRoot)) }
    for term in [1 / v, power(v, -1), v.log, (v - a + 2).squareRoot] {
      #expect(throws: Never.self, "\(term)") {
        try solving(try node(from: 1 / 4, where: term))
      }
    }
  }
}
