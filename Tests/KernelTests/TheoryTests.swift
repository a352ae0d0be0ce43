import Exact
import Testing

@testable import Kernel

/// What rests on an axiom says so, whatever rules come between; what rests on none says that.
///
/// The theory is made up for these tests: the kernel records what is believed, and checks none of
/// it.
@Suite("Theories") struct TheoryTests {
  /// A function of two arguments with values in [0, 1] that does not change.
  private struct Function: EnclosedFunction {
    let axiom = Axiom("function", section: "1", "the function has values in [0, 1]")
    let range = Box.Range(lower: Fraction(0), upper: Fraction(1))

    func value(_ a: Enclosure, _ b: Enclosure) -> Enclosure { a.calculator(1).fromZero }
    func slopes(_ a: Enclosure, _ b: Enclosure) -> (Enclosure, Enclosure) {
      (a.calculator(0), a.calculator(0))
    }
  }

  /// Every quantity of a minimizer is a term, zero unless another is given.
  private struct Minimizers: MinimizerTheory {
    let axiom = Axiom("minimizers", section: "2", "every quantity is this term")
    var term = Term.number(.zero)

    func value(of quantity: Term, by evaluator: Evaluator) -> Term? { term }
  }

  /// Every goal.
  private struct Everything: ModelTheorem {
    let axiom = Axiom("everything", section: "3", "every goal holds")

    func require(_ goal: Goal, by evaluator: Evaluator) {}
  }

  /// The minimum is 1.
  private struct Witness: ProblemWitness {
    let model = "m"
    let axioms: Set<Axiom>

    func bounds(of problem: Int, by evaluator: Evaluator) -> [Term: DyadicInterval] {
      [.minimum(problem: problem): Calculator.one]
    }
  }

  private static let theory = Theory(
    functions: [.meanSigmoid: Function()], models: ["m": Minimizers()], theorems: [Everything()])

  private static let x = Term.parameter(0)
  private static let one = Term.number(.one)
  private static let quantity = Term.minimizer(problem: 0, quantity: "q", index: nil)
  private static let function = Term.binary(.meanSigmoid, one, one)

  private func isAtLeast(_ left: Term, _ right: Term) -> Comparison {
    Comparison(relation: .greaterOrEqual, left: left, right: right)
  }

  /// The comparisons about x in [1, 2] or another range and a problem of the model m.
  private func statement(
    _ claims: Comparison..., upper: Term = .number(ExactDecimal(2)),
    definitions: [Statement.Definition] = [], assuming assumptions: [Comparison] = [],
    argument: Term = one, theory: Theory = theory
  ) throws -> Statement {
    try Statement(
      parameters: [.init(isInteger: false, lower: Self.one, upper: upper)],
      definitions: definitions, assumptions: assumptions,
      problems: [.init(model: "m", arguments: ["a": .number(argument)])],
      claims: claims.map(ClaimStatement.comparison), theory: theory)
  }

  private func root(of comparison: Comparison) throws -> Node {
    try Node.root(of: try statement(comparison), claim: 0)
  }

  private func names(_ theorem: Theorem) -> [String] { theorem.axioms.map(\.name) }

  private func names(_ lemma: Lemma) throws -> [String] { names(try Theorem.domain(lemma)) }

  private func believed(_ node: Node) throws -> Lemma {
    try Lemma.instance(node, of: Everything(), precisionInBits: 64)
  }

  private func evaluated(_ node: Node) throws -> Lemma {
    try Lemma.evaluate(node, precisionInBits: 64)
  }

  @Test("what formulas show rests on nothing, an instance of a theorem on its axiom")
  func leaves() throws {
    let node = try root(of: isAtLeast(Self.x, Self.one))
    let algebra = try Lemma.algebra(node, weights: [], precisionInBits: 64)
    let polynomial = try Lemma.convexPolynomial(node, at: [Fraction(1)], precisionInBits: 64)
    for lemma in [try evaluated(node), algebra, polynomial, Lemma.open(node)] {
      #expect(try names(lemma) == [])
    }
    #expect(try names(try believed(node)) == ["everything"])
  }

  @Test("algebra with a quantity of a minimizer rests on what is known of it")
  func minimizers() throws {
    let sum = Term.binary(.add, Self.x, Self.quantity)
    let node = try root(of: isAtLeast(sum, Self.one))
    #expect(try names(try Lemma.algebra(node, weights: [], precisionInBits: 64)) == ["minimizers"])
    #expect(
      try names(try Lemma.convexPolynomial(node, at: [Fraction(1)], precisionInBits: 64))
        == ["minimizers"])
    let equal = Comparison(relation: .equal, left: sum, right: Self.x)
    let same = try root(of: equal)
    #expect(try names(try Lemma.algebra(same, weights: [], precisionInBits: 64)) == ["minimizers"])
  }

  @Test("what a quantity of a minimizer is equal to may rest on more")
  func minimizersWithFunctions() throws {
    let theory = Theory(
      functions: [.meanSigmoid: Function()], models: ["m": Minimizers(term: Self.function)])
    let statement = try statement(isAtLeast(Self.quantity, .number(.zero)), theory: theory)
    let root = try Node.root(of: statement, claim: 0)
    #expect(
      try names(try Lemma.algebra(root, weights: [], precisionInBits: 64))
        == ["function", "minimizers"])
  }

  @Test("a node rests on what any of its parts rests on")
  func parts() throws {
    let node = try root(of: isAtLeast(.unary(.absolute, Self.x), Self.one))
    let (lower, upper) = try node.split(0, at: try #require(Fraction("3/2")))
    #expect(
      try names(try Lemma.split(try believed(lower), try evaluated(upper))) == ["everything"])
    #expect(
      try names(try Lemma.split(try evaluated(lower), try believed(upper))) == ["everything"])
    let (first, second) = try node.distinguished(precisionInBits: 64)
    #expect(
      try names(try Lemma.premises([try believed(first), Lemma.open(second)])) == ["everything"])
    #expect(
      try names(try Lemma.premises([try evaluated(first), try believed(second)])) == ["everything"])
    #expect(try names(try Lemma.premises([try evaluated(first), Lemma.open(second)])) == [])
  }

  @Test("a node rests on what is left of it rests on")
  func remainders() throws {
    let node = try root(of: isAtLeast(.unary(.exp, Self.x), .unary(.exp, Self.one)))
    for rest in [
      try node.fixing(monotone: 0, precisionInBits: 64),
      try node.through(.exp, precisionInBits: 64),
      try node.reciprocal(0, power: 1, precisionInBits: 64),
    ] {
      #expect(try names(try Lemma.remainder(try believed(rest))) == ["everything"])
    }
  }

  @Test(
    "a theorem about a point rests on the witnesses of its bounds, of both points if there are two")
  func points() throws {
    let minimum = Term.minimum(problem: 0)
    let statement = try statement(isAtLeast(minimum, Self.one), isAtLeast(Self.x, minimum))
    let axioms = ["b", "a"].map { Axiom($0, section: "4", "the minimum is 1") }
    func node(_ x: Int, _ axiom: Axiom, claim: Int = 0) throws -> Node {
      try Node.at([Fraction(x)], of: statement, claim: claim).minimizing(
        0, by: Witness(axioms: [axiom]), precisionInBits: 64)
    }
    func holds(_ node: Node) throws -> Theorem {
      try Theorem.holds(node, digits: nil, precisionInBits: 64)
    }
    #expect(names(try holds(try node(1, axioms[0]))) == ["b"])
    #expect(names(try holds(try node(1, axioms[0]).about(claim: 1))) == ["b"])
    #expect(names(try Theorem.inside(try node(2, axioms[0]), precisionInBits: 64)) == ["b"])
    let again = try node(1, axioms[0]).minimizing(
      0, by: Witness(axioms: [axioms[1]]), precisionInBits: 64)
    #expect(names(try holds(again)) == ["a", "b"])
  }

  @Test("a failure between two points rests on what both need; all points on what each needs")
  func severalPoints() throws {
    let minimum = Term.minimum(problem: 0)
    func statement(upper: Term) throws -> Statement {
      try Statement(
        parameters: [.init(isInteger: true, lower: Self.one, upper: upper)], definitions: [],
        assumptions: [], problems: [.init(model: "m", arguments: [:])],
        claims: [
          .monotone(minimum, direction: .increases, parameter: 0),
          .comparison(isAtLeast(minimum, Self.one)),
        ], theory: Self.theory)
    }
    let both = try statement(upper: .number(ExactDecimal(2)))
    func node(_ x: Int, _ name: String, claim: Int) throws -> Node {
      try Node.at([Fraction(x)], of: both, claim: claim).minimizing(
        0, by: Witness(axioms: [Axiom(name, section: "4", "the minimum is 1")]),
        precisionInBits: 64)
    }
    let fails = try Theorem.fails(
      try node(1, "b", claim: 0), versus: try node(2, "a", claim: 0), precisionInBits: 64)
    #expect(names(fails) == ["a", "b"])
    let all = try Theorem.allPoints(
      try [(1, "c"), (2, "a")].map {
        try Theorem.holds(try node($0, $1, claim: 1), digits: nil, precisionInBits: 64)
      })
    #expect(names(all) == ["a", "c"])
  }

  @Test("whatever a claim or the domain depends on counts, and nothing else")
  func functions() throws {
    let plain = isAtLeast(Self.x, Self.one)
    let definitions: [Statement.Definition] = [.term(Self.function), .term(.definition(0))]
    let about = isAtLeast(Self.x, .binary(.subtract, .definition(1), Self.one))
    let argument = isAtLeast(.binary(.multiply, .number(.zero), .minimum(problem: 0)), Self.x)
    let assumption = isAtLeast(Self.x, Self.function)
    let range = Term.binary(.add, Self.one, Self.function)
    let wanted: [(Statement, [String])] = [
      (try statement(plain), []), (try statement(plain, definitions: definitions), []),
      (try statement(plain, argument: Self.function), []),
      (try statement(about, definitions: definitions), ["function"]),
      (try statement(plain, assuming: [assumption]), ["function"]),
      (try statement(plain, upper: range), ["function"]),
      (try statement(argument, argument: Self.function), ["function"]),
    ]
    for (statement, expected) in wanted {
      let lemma = Lemma.open(try Node.root(of: statement, claim: 0))
      #expect(try names(lemma) == expected)
    }
  }

  @Test("without a theory there is nothing to believe")
  func formulas() throws {
    let claims = [isAtLeast(Self.one, Self.function), isAtLeast(Self.quantity, .number(.zero))]
    let statement = try statement(claims[0], claims[1], theory: .formulas)
    #expect(throws: KernelError.refused("no theory says what this function is")) {
      try evaluated(try Node.root(of: statement, claim: 0))
    }
    #expect(throws: KernelError.refused("nothing is known about the minimizer here")) {
      try Lemma.algebra(
        try Node.root(of: statement, claim: 1), weights: [], precisionInBits: 64)
    }
  }

  @Test("theorems on other axioms are other theorems")
  func equality() throws {
    let node = try root(of: isAtLeast(Self.x, Self.one))
    #expect(try Theorem.domain(try evaluated(node)) != Theorem.domain(try believed(node)))
    #expect(try Theorem.domain(try evaluated(node)) == Theorem.domain(try evaluated(node)))
  }
}
