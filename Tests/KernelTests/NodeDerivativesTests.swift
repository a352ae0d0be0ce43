import Exact
import Reals
import TestSupport
import Testing

@testable import Kernel

/// The step `derivative`: what it leaves to be shown, where and under
/// which assumptions, and what it refuses.
@Suite("Steps by derivatives") struct NodeDerivativesTests {
  private typealias Nodes = DerivativeNodes

  private static let isDownward: Set<Relation> = [.greater, .greaterOrEqual]
  private static let weak: [Relation: Relation] = [
    .less: .lessOrEqual, .lessOrEqual: .lessOrEqual, .greater: .greaterOrEqual,
    .greaterOrEqual: .greaterOrEqual,
  ]

  @Test(
    "the place, the range, the sign of the derivative and the goal at the term are to be shown",
    arguments: [Relation.less, .lessOrEqual, .greater, .greaterOrEqual])
  func goals(position relation: Relation) throws {
    let (term, least): (Term, Term) = (Nodes.y + 1, .unary(.negate, 1) / 2)
    for upper: Term? in [3, nil] {
      for (goal, weakGoal) in Self.weak {
        let root = try Nodes.node(Nodes.y.compared(goal, Nodes.product), upTo: upper)
        let parts = try Nodes.comparing(root, Nodes.x.compared(relation, term))
        // Of the larger side less the smaller one, x*y - y or its negative.
        let slope = Self.isDownward.contains(goal) ? .unary(.negate, Nodes.y) : Nodes.y
        let isStrict = relation == .less || relation == .greater
        let range =
          if let upper, !Self.isDownward.contains(relation) {
            term.compared(.lessOrEqual, upper)
          } else {
            term.compared(.greaterOrEqual, least)
          }
        #expect(
          parts.map(\.goal)
            == [
              Nodes.x.compared(relation, term), range, slope.compared(relation, 0),
              Nodes.y.compared(isStrict ? weakGoal : goal, term * Nodes.y),
            ].map { .comparison($0) })
      }
    }
  }

  @Test("only what was assumed before of other parameters holds where the parameter moves")
  func assumptions() throws {
    let (x, term) = (Nodes.x, Nodes.y + 1)
    let least: Term = .unary(.negate, 1) / 2
    let (inside, endless) = (
      [x.compared(.greater, least), x.compared(.less, 3)], [x.compared(.greater, least)]
    )
    let cases: [([Relation], Term?, [Comparison])] = [
      ([.greater, .greaterOrEqual], 3, inside + [x.compared(.greater, term)]),
      ([.greater, .greaterOrEqual], nil, endless + [x.compared(.greater, term)]),
      ([.less, .lessOrEqual], 3, inside + [x.compared(.less, term)]),
      ([.less, .lessOrEqual], nil, endless + [x.compared(.less, term)]),
    ]
    for (relations, upper, between) in cases {
      for relation in relations {
        let root = try Nodes.node(
          Nodes.y.compared(.less, Nodes.product), upTo: upper, assuming: Nodes.assumed)
        let parts = try Nodes.comparing(root, x.compared(relation, term))
        let old = root.assumptions
        #expect(parts.map(\.assumptions) == [old, old, old + between, old])
        #expect(
          parts.map(Nodes.usable) == [
            [true, true, true], [true, true, true],
            [false, true, false] + between.map { _ in true }, [false, true, false],
          ])
        let end = root.box.ranges[0].lower
        #expect(parts.prefix(3).allSatisfy { $0.box == root.box })
        #expect(parts[3].box == root.box.replacing(0, lower: end, upper: end))
        #expect(parts.map(\.moved) == [[:], [:], [0: 3], [0: 3]])
      }
    }
  }

  @Test("a second time, what was assumed of the parameter between is gone too")
  func twice() throws {
    let root = try Nodes.node((Nodes.x * Nodes.product).compared(.greaterOrEqual, 0))
    let between = try Nodes.comparing(root, Nodes.x.compared(.greaterOrEqual, 0))[2]
    let parts = try Nodes.comparing(between, Nodes.x.compared(.greater, 1))
    #expect(
      parts.map(Nodes.usable) == [
        [true, true, true], [true, true, true], [false, false, false, true, true, true],
        [false, false, false],
      ])
    #expect(parts[2].moved == [0: 3])
    // What is assumed later may be used again.
    let known = try parts[3].having(Nodes.x.compared(.less, 0))[1]
    #expect(Nodes.usable(known) == [false, false, false, true])
  }

  @Test("ends are those of the box, as numbers or quotients")
  func ends() throws {
    let root = try Nodes.node(Nodes.y.compared(.less, Nodes.product))
    let third = try root.split(0, at: try Fraction(1, 3)).lower
    let parts = try Nodes.comparing(third, Nodes.x.compared(.lessOrEqual, Nodes.y))
    #expect(parts[1].goal == .comparison(Nodes.y.compared(.lessOrEqual, 1 / 3)))
    let upwards = try Nodes.comparing(third, Nodes.x.compared(.greaterOrEqual, Nodes.y))
    #expect(
      upwards[2].hypotheses
        == [
          Nodes.x.compared(.greater, .unary(.negate, 1) / 2), Nodes.x.compared(.less, 1 / 3),
          Nodes.x.compared(.greater, Nodes.y),
        ])
  }

  @Test("facts and roots that rest on what was assumed of the parameter are not known there")
  func facts() throws {
    let (x, y) = (Nodes.x, Nodes.y)
    let root = try Nodes.node((x * y).compared(.less, 8), assuming: Nodes.assumed)
    func bounded(_ node: Node, by assumption: Int, _ multiplier: Int) throws -> Node {
      try node.bounding(
        0, .upper, by: Fraction(6),
        method: .algebra([
          Weight(assumption: assumption, multiplier: .number(Fraction(multiplier)))
        ]), precisionInBits: 64)
    }
    let known = try bounded(try bounded(root, by: 0, 1), by: 1, 0)
    let parts = try Nodes.comparing(known, x.compared(.greaterOrEqual, 0))
    #expect(known.factsInForce.map(\.restsOn) == [[0], [0, 1]])
    #expect(parts.map(\.factsInForce.count) == [2, 2, 0, 0])
    let free = try root.bounding(
      0, .upper, by: Fraction(6), method: .evaluate, precisionInBits: 64)
    #expect(
      try Nodes.comparing(free, x.compared(.greaterOrEqual, 0)).map(\.factsInForce.count)
        == [1, 1, 1, 1])
    let solved = try root.solving(2, .lessOrEqual, precisionInBits: 64)[3]
    let rooted = try Nodes.comparing(solved, x.compared(.greaterOrEqual, 0))
    #expect(rooted.map { $0.isSolved(2) } == [true, true, false, false])
  }

  @Test("the goal and its derivative hold if all four parts do, and from no three of them")
  func lemmas() throws {
    let root = try Nodes.node((Nodes.x + 1).compared(.lessOrEqual, Nodes.x.exp))
    let upwards = try root.split(0, at: Fraction(0)).upper
    let parts = try Nodes.comparing(upwards, Nodes.x.compared(.greaterOrEqual, 0))
    let shown = try parts.map { try Lemma.evaluate($0, precisionInBits: 64) }
    #expect(try Lemma.premises(shown).node === upwards)
    for index in parts.indices {
      var rest = shown
      rest.remove(at: index)
      #expect(throws: KernelError.self) { try Lemma.premises(rest) }
    }
    #expect(throws: KernelError.self) { try Lemma.premises(shown.reversed()) }
  }

  @Test("the term is believed to have a value by the axioms of its functions")
  func axioms() throws {
    let root = try Nodes.node(Nodes.x.compared(.less, 8))
    let mean = Term.binary(.meanSoftplus, Nodes.y, 1)
    let parts = try Nodes.comparing(root, Nodes.x.compared(.less, mean))
    #expect(parts.allSatisfy { $0.axioms.map(\.name) == ["gaussian-mean"] })
    #expect(try Nodes.comparing(root, Nodes.x.compared(.less, 1)).allSatisfy(\.axioms.isEmpty))
  }

  @Test("both sides have values where they are compared, and from there to the term")
  func values() throws {
    let (x, one) = (Nodes.x, Term(integerLiteral: 1))
    let rootSide = (x - 1).squareRoot.compared(.lessOrEqual, 3)
    let known = try Nodes.node(rootSide, assuming: [x.compared(.greaterOrEqual, 1)])
    for relation in [Relation.greater, .greaterOrEqual] {
      #expect(throws: Never.self) { try Nodes.comparing(known, x.compared(relation, 1)) }
      // Where x is there is a value, but not all the way from 0.
      #expect(throws: KernelError.self) { try Nodes.comparing(known, x.compared(relation, 0)) }
      // From the term on there is one, but x may lie below it.
      let root = try Nodes.node(rootSide)
      #expect(throws: KernelError.self) { try Nodes.comparing(root, x.compared(relation, 1)) }
    }
    // At the term the goal says that there is one, and cannot be shown where there is none.
    for claim in [(1 / (x - 1)).compared(.greater, 0), one.compared(.greater, -1 / (x - 1))] {
      let open = try Nodes.node(claim, assuming: [x.compared(.greater, 1)])
      let atTerm = try Nodes.comparing(open, x.compared(.greater, 1))[3]
      #expect(throws: KernelError.self) { try Lemma.evaluate(atTerm, precisionInBits: 64) }
      #expect(throws: KernelError.self) {
        try Lemma.algebra(atTerm, weights: [], precisionInBits: 64)
      }
    }
  }

  @Test("inequalities alone are compared along a real parameter, with a term that does not move")
  func refusals() throws {
    let (x, y, n) = (Nodes.x, Nodes.y, Nodes.n)
    let wrong = KernelError.refused("only inequalities compare along a parameter")
    let moves = KernelError.refused("the term depends on the parameter itself")
    func refuse(
      _ error: KernelError, _ position: Comparison, _ claim: ClaimStatement? = nil
    ) throws {
      let root = try Nodes.node(claim ?? .comparison((x + n).compared(.less, 9)))
      #expect(throws: error, "\(position)") { try Nodes.comparing(root, position) }
    }
    let place = x.compared(.greaterOrEqual, 0)
    try refuse(wrong, place, .comparison(x.compared(.equal, x)))
    try refuse(wrong, place, .monotone(x, direction: .increases, parameter: 0))
    try refuse(wrong, x.compared(.equal, 0))
    for left in [y + 0, 1, Nodes.product, .unary(.negate, x)] {
      try refuse(wrong, left.compared(.less, 0))
    }
    let count = KernelError.refused("the parameter takes integer values only")
    for term in [1, y, n] { try refuse(count, n.compared(.greaterOrEqual, term)) }
    for term in [x, x - x, Nodes.product, .definition(1), .definition(3), .minimum(problem: 0)] {
      try refuse(moves, x.compared(.greaterOrEqual, term))
    }
    try refuse(.refused("the parameter is not in the goal"), y.compared(.less, x))
    try refuse(
      .refused("floor has no derivative everywhere"), place,
      .comparison(Term.unary(.floor, x).compared(.less, 9)))
    var high = y
    for _ in 0..<1_000 { high = high.exp }
    try refuse(
      .limit("a term nests more than 1000 deep when written out"), x.compared(.less, high))
  }

  @Test("what stands for an integer in reciprocals takes real values, and may move")
  func reciprocals() throws {
    let n = Nodes.n
    let root = try Nodes.node((n + Nodes.x).compared(.greater, 0))
    let replaced = try root.reciprocal(2, power: 1, precisionInBits: 64)
    let parts = try Nodes.comparing(replaced, n.compared(.less, 1))
    #expect(
      parts[2].hypotheses.suffix(3)
        == [n.compared(.greater, 1 / 5), n.compared(.less, 1), n.compared(.less, 1)])
    #expect(throws: KernelError.refused("the parameter cannot be replaced by a reciprocal here")) {
      try parts[2].reciprocal(2, power: 1, precisionInBits: 64)
    }
  }

  // MARK: Laws

  private static let relations: [Relation] = [.less, .lessOrEqual, .greater, .greaterOrEqual]

  /// Whether a comparison certainly holds, or certainly fails, where x and y are in ranges.
  private func holds(
    _ goal: Goal, _ x: ClosedRange<Fraction>, _ y: Fraction, _ statement: Statement
  ) -> Bool? {
    guard case .comparison(let comparison) = goal else { return nil }
    let box = Box(point: [x.lowerBound, y, Fraction(1)])
      .replacing(0, lower: x.lowerBound, upper: x.upperBound)
    return try? Evaluator(statement, box: box, facts: [], precisionInBits: 64).holds(comparison)
  }

  @Test("where the derivative has its sign and the goal holds at the term, it holds beyond")
  func laws() throws {
    let generator = SeededGenerator(seed: 22, label: "steps by derivatives")
    var terms = SmoothTerms(generator: generator)
    var examined: [Relation: Int] = [:]
    for _ in 0..<3_000 {
      let relation = terms.generator.pick(Self.relations)
      let goal = terms.next(mentioning: 0)
        .compared(terms.generator.pick(Self.relations), terms.next(mentioning: 1))
      let root = try Nodes.node(goal)
      let y = try Fraction(terms.generator.integer(4...16), 8)
      guard let parts = try? Nodes.comparing(root, Nodes.x.compared(relation, Nodes.half))
      else { continue }
      let isAbove = Self.isDownward.contains(relation)
      let range = try Fraction(isAbove ? 2 : 1, 4)...Fraction(isAbove ? 3 : 2, 4)
      guard holds(parts[2].goal, range, y, root.statement) == true,
        holds(parts[3].goal, Fraction.half...Fraction.half, y, root.statement) == true
      else { continue }
      examined[relation, default: 0] += 1
      let place = range.lowerBound + (try Fraction(terms.generator.integer(0...10), 40))
      check(
        holds(root.goal, place...place, y, root.statement) != false,
        "\(goal) at \(place), \(y), from \(relation)")
    }
    #expect(examined.count == 4 && examined.values.allSatisfy { $0 >= 20 }, "\(examined)")
  }
}
