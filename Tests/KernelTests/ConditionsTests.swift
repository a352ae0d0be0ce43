import Exact
import Testing

@testable import Kernel

/// Claims with assumptions of their own: what one assumes must not help another.
@Suite("Conditions of claims") struct ConditionsTests {
  private static let x = Term.parameter(0)
  private static let zero = Term.number(.zero)
  private static let one = Term.number(.one)

  private static func isAtLeast(_ left: Term, _ right: Term) -> Comparison {
    Comparison(relation: .greaterOrEqual, left: left, right: right)
  }

  /// x in [0, 2] with d = x; each claim says that d is at least 1, the first where x is.
  private func statement(
    _ conditions: [Int: [Comparison]] = [0: [isAtLeast(x, one)]], minimum: Bool = false
  ) throws -> Statement {
    let left = minimum ? Term.minimum(problem: 0) : .definition(0)
    return try Statement(
      parameters: [.init(isInteger: false, lower: Self.zero, upper: .number(ExactDecimal(2)))],
      definitions: [.term(Self.x)], assumptions: [Self.isAtLeast(Self.x, Self.zero)],
      problems: [.init(model: "m", arguments: [:])],
      claims: Array(repeating: .comparison(Self.isAtLeast(left, Self.one)), count: 3),
      conditions: conditions)
  }

  private func reason(_ body: () throws(KernelError) -> some Any) -> String? {
    do throws(KernelError) { _ = try body() } catch { return error.message }
    return nil
  }

  @Test("the assumptions of a node are those of the file, of its claim, and of the steps")
  func order() throws {
    let strict = Comparison(relation: .less, left: Self.x, right: Self.one)
    let statement = try statement([0: [Self.isAtLeast(Self.x, Self.one)], 1: [strict, strict]])
    let own = statement.assumptions
    let nodes = try (0..<3).map { try Node.root(of: statement, claim: $0) }
    #expect(nodes[0].assumptions == own + [Self.isAtLeast(Self.x, Self.one)])
    #expect(nodes[1].assumptions == own + [strict, strict])
    #expect(nodes[2].assumptions == own)
    let inverse = try Node.at([Fraction(1)], of: statement, claim: 1)
      .derived(assuming: [strict])
    #expect(inverse.assumptions == own + [strict, strict, strict])
  }

  @Test("the condition of one claim is no assumption of another")
  func weights() throws {
    let statement = try statement()
    func algebra(_ claim: Int) throws(KernelError) -> Lemma {
      let root = try Node.root(of: statement, claim: claim)
      return try Lemma.algebra(
        root, weights: [Weight(assumption: 1, multiplier: .number(Fraction(1)))],
        precisionInBits: 64)
    }
    #expect(try Theorem.domain(algebra(0)).conclusion == .domain(openBoxes: 0))
    #expect(
      reason { () throws(KernelError) in try algebra(1) } == "assumption 2 cannot be used so here")
  }

  @Test("facts that rest on the condition of one claim are not taken to another")
  func facts() throws {
    let statement = try statement([
      0: [Self.isAtLeast(Self.x, Self.one)], 1: [Self.isAtLeast(Self.zero, Self.x)],
    ])
    let here = try Node.at([Fraction(0)], of: statement, claim: 0)
      .bounding(0, .lower, by: Fraction(-1), method: .evaluate, precisionInBits: 64)
    let fact = Weight(assumption: 1, multiplier: .number(Fraction(1)))
    let bound = try here.bounding(
      0, .lower, by: Fraction(1), method: .algebra([fact]), precisionInBits: 64)
    #expect(bound.factsInForce.count == 2)
    // At x = 0 the second claim is about the point, and d >= 1 is false there.
    for claim in 1...2 {
      let other = try bound.about(claim: claim)
      #expect(other.factsInForce.map(\.lower) == [Fraction(-1)])
      #expect(
        reason { () throws(KernelError) in
          try Theorem.holds(other, digits: nil, precisionInBits: 64)
        } == "the enclosures do not show the claim at the point")
    }
    #expect(try here.about(claim: 1).factsInForce.count == 1)
  }

  @Test("bounds of a minimum that such facts may have helped to find stay behind with them")
  func bounds() throws {
    let statement = try statement(minimum: true)
    let here = try Node.at([Fraction(1)], of: statement, claim: 0)
    let weight = Weight(assumption: 1, multiplier: .number(Fraction(1)))
    let bound = try here.bounding(
      0, .lower, by: Fraction(1), method: .algebra([weight]), precisionInBits: 64)
    #expect(
      try here.minimizing(0, by: Bound(), precisionInBits: 64).about(claim: 1).bounds.count == 1)
    #expect(
      try bound.minimizing(0, by: Bound(), precisionInBits: 64).about(claim: 1).bounds.isEmpty)
  }

  private struct Bound: ProblemWitness {
    let model = "m"
    let axioms: Set<Axiom> = []
    func bounds(
      of problem: Int, by evaluator: Evaluator
    ) throws(KernelError) -> [Term: DyadicInterval] {
      [.minimum(problem: problem): try evaluator.value(of: .definition(0))]
    }
  }

  @Test("a point that breaks the condition is neither inside nor refutes, nor must be shown")
  func points() throws {
    let statement = try statement()
    func node(_ x: Int, _ claim: Int) throws(KernelError) -> Node {
      try Node.at([Fraction(x)], of: statement, claim: claim)
    }
    let broken = "assumption 2 does not certainly hold at the point"
    #expect(
      reason { () throws(KernelError) in
        try Theorem.inside(try node(0, 0), precisionInBits: 64)
      } == broken)
    #expect(
      reason { () throws(KernelError) in
        try Theorem.fails(try node(0, 0), versus: nil, precisionInBits: 64)
      } == broken)
    _ = try Theorem.fails(try node(0, 1), versus: nil, precisionInBits: 64)
    #expect(try statement.breaksAssumption([Fraction(0)], ofClaim: 0))
    #expect(try !statement.breaksAssumption([Fraction(0)], ofClaim: 1))
    #expect(try !statement.breaksAssumption([Fraction(1)], ofClaim: 0))
  }

  private struct Constant: EnclosedFunction {
    let axiom = Axiom("constant", section: "1", "the function is 1")
    let range = Box.Range(lower: Fraction(1), upper: Fraction(1))

    func value(_ a: Enclosure, _ b: Enclosure) -> Enclosure { a.calculator(1) }
    func slopes(_ a: Enclosure, _ b: Enclosure) -> (Enclosure, Enclosure) {
      (a.calculator(0), a.calculator(0))
    }
  }

  @Test("an axiom that the condition of a claim needs is one of that claim alone")
  func axioms() throws {
    let condition = Self.isAtLeast(.binary(.meanSigmoid, Self.x, Self.one), Self.zero)
    let claim = ClaimStatement.comparison(Self.isAtLeast(Self.x, Self.zero))
    let statement = try Statement(
      parameters: [.init(isInteger: false, lower: Self.zero, upper: Self.one)], definitions: [],
      assumptions: [], problems: [], claims: [claim, claim], conditions: [0: [condition]],
      theory: Theory(functions: [.meanSigmoid: Constant()]))
    #expect(statement.axioms(ofClaim: 0) == [Constant().axiom])
    #expect(statement.axioms(ofClaim: 1) == [])
  }
}
