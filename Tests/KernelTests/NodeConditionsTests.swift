import Exact
import Testing

@testable import Kernel

/// Steps that leave premises: what each part may assume, and that none is left out.
@Suite("Premises") struct NodeConditionsTests {
  private static let x = Term.parameter(0)

  private struct Dual: DualTheorem {
    let axiom = Axiom("dual", section: "1", "the minimum is the witness")
    let model = "m"

    func implication(of problem: Int, in statement: Statement, witness: [Term]) -> Implication {
      Implication(
        witness.map { $0.compared(.greater, 0) },
        then: [Term.minimum(problem: problem).compared(.equal, witness[0])])
    }
  }

  /// x in [1, 2]; the minimum of a problem of the model m is at least 1; and another claim.
  private func statement(model: String = "m", argument: Term = 1) throws -> Statement {
    try Statement(
      parameters: [.init(isInteger: false, lower: 1, upper: 2)], definitions: [],
      assumptions: [Self.x.compared(.greaterOrEqual, 1)],
      problems: [.init(model: model, arguments: ["a": .number(argument)])],
      claims: [
        .comparison(Term.minimum(problem: 0).compared(.greaterOrEqual, 1)),
        .monotone(Self.x, direction: .increases, parameter: 0),
      ],
      theory: Theory(duals: [Dual()]))
  }

  @Test("each premise assumes those before it, and the rest assumes them all")
  func parts() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    let premises = [Self.x.compared(.greater, 0), Self.x.compared(.less, 3)]
    let conclusion = Self.x.compared(.less, 4)
    let parts = try root.requiring(premises, concluding: [conclusion], believing: [])
    #expect(
      parts.map(\.assumptions) == [
        root.assumptions, root.assumptions + [premises[0]],
        root.assumptions + premises + [conclusion],
      ])
    #expect(parts.map(\.goal) == premises.map { .comparison($0) } + [root.goal])
    let having = try root.having(premises[0])
    #expect(having.map(\.assumptions) == [root.assumptions, root.assumptions + [premises[0]]])
    #expect(having.map(\.goal) == [.comparison(premises[0]), root.goal])
  }

  @Test("a node follows from all its parts in their order, and from no others")
  func lemmas() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    let premises = [Self.x.compared(.greater, 0), Self.x.compared(.less, 3)]
    let parts = try root.requiring(premises, concluding: [], believing: []).map(Lemma.open)
    let again = try root.requiring(premises, concluding: [], believing: []).map(Lemma.open)
    #expect(try Lemma.premises(parts).openBoxes == 3)
    #expect(try Lemma.premises(parts).node === root)
    let other = try Node.root(of: try statement(), claim: 0)
    let foreign = try other.requiring(premises, concluding: [], believing: []).map(Lemma.open)
    let wrong = [
      [], [parts[2]], [parts[0], parts[1]], [parts[0], parts[2]], [parts[1], parts[0], parts[2]],
      [parts[0], parts[0], parts[2]], parts + [parts[2]], [foreign[0], parts[1], parts[2]],
      [parts[0], parts[1], foreign[2]], [parts[0], foreign[1], parts[2]],
      [parts[0], again[1], parts[2]], try root.having(premises[0]).map(Lemma.open) + [parts[2]],
    ]
    for lemmas in wrong {
      #expect(throws: KernelError.self) { try Lemma.premises(lemmas) }
    }
  }

  /// Else x > 100 would follow from x > 0, which was shown, where x > 100 was asked for.
  @Test("what one step asks for does not stand for what another does")
  func steps() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    let (weak, strong) = (Self.x.compared(.less, 1_000), Self.x.compared(.less, -1_000))
    let shown = try Lemma.evaluate(try root.having(weak)[0], precisionInBits: 64)
    let wrong = KernelError.refused("the parts are not all that one step leaves, in their order")
    func refuse(_ first: Node, _ last: Node) {
      #expect(throws: wrong) { try Lemma.premises([Lemma.open(first), Lemma.open(last)]) }
    }
    #expect(throws: wrong) {
      try Lemma.premises([shown, Lemma.open(try root.having(strong)[1])])
    }
    let cases = try [weak, strong].map { try root.dividing(by: $0, precisionInBits: 64) }
    refuse(cases[0][0], cases[1][1])
    refuse(try root.having(weak)[0], cases[1][1])
  }

  @Test("a dual point leaves its premises, believes its theorem, and gives the minimum")
  func duals() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    let parts = try root.bounding(problem: 0, by: [Self.x, 2], premiseCount: 2)
    #expect(parts.count == 3)
    let bare = try root.bounding(
      problem: 0, by: [Self.x, 2], premiseCount: 2, keepsPremises: false)
    #expect(bare.map(\.goal) == parts.map(\.goal))
    #expect(bare[1].assumptions == parts[1].assumptions)
    #expect(bare[2].assumptions == root.assumptions + parts[2].assumptions.suffix(1))
    let shown = try parts.map { part in
      part === parts[2]
        ? try Lemma.algebra(part, weights: [], precisionInBits: 64)
        : try Lemma.evaluate(part, precisionInBits: 64)
    }
    let theorem = try Theorem.domain(try Lemma.premises(shown))
    #expect(theorem.conclusion == .domain(openBoxes: 0))
    #expect(theorem.axioms.map(\.name) == ["dual"])
    // What a premise shows does not rest on it.
    #expect(parts[0].axioms.isEmpty && parts[1].axioms.isEmpty)
    #expect(throws: KernelError.self) {
      try Lemma.algebra(root, weights: [], precisionInBits: 64)
    }
  }

  @Test(
    "there is no dual point of another model, of no problem, or for a parameter that is replaced")
  func refusals() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    #expect(throws: KernelError.self) {
      try root.bounding(problem: 1, by: [Self.x], premiseCount: 1)
    }
    #expect(throws: KernelError.self) {
      try root.bounding(problem: -1, by: [Self.x], premiseCount: 1)
    }
    let stranger = try Node.root(of: try statement(model: "n"), claim: 0)
    #expect(throws: KernelError.self) {
      try stranger.bounding(problem: 0, by: [Self.x], premiseCount: 1)
    }
    let varying = try Node.root(of: try statement(argument: Self.x), claim: 0)
    _ = try varying.bounding(problem: 0, by: [Self.x], premiseCount: 1)
    let replaced = varying.derived(replacing: (0, 1))
    #expect(throws: KernelError.self) {
      try replaced.bounding(problem: 0, by: [Self.x], premiseCount: 1)
    }
    _ = try root.derived(replacing: (0, 1)).bounding(problem: 0, by: [Self.x], premiseCount: 1)
  }

  @Test("a goal about a derivative has no premises")
  func derivatives() throws {
    let root = try Node.root(of: try statement(), claim: 1)
    #expect(throws: KernelError.self) { try root.having(Self.x.compared(.greater, 0)) }
    #expect(throws: KernelError.self) {
      try root.bounding(problem: 0, by: [Self.x], premiseCount: 1)
    }
  }

  @Test("a premise may not be higher than terms are")
  func heights() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    var term = Self.x
    for _ in 0..<2_000 { term = .unary(.negate, term) }
    #expect(throws: KernelError.self) { try root.having(term.compared(.greater, 0)) }
    #expect(throws: KernelError.self) { try root.having(Self.x.compared(.greater, term)) }
  }

  /// x in [1, 2] with a claim and assumptions.
  private func node(_ claim: Comparison, assuming assumptions: Comparison...) throws -> Node {
    try Node.root(
      of: try Statement(
        parameters: [.init(isInteger: false, lower: 1, upper: 2)], definitions: [],
        assumptions: assumptions, problems: [], claims: [.comparison(claim)]), claim: 0)
  }

  @Test("either a comparison or its opposite is assumed")
  func cases() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    let opposites: [(Relation, Relation)] = [
      (.less, .greaterOrEqual), (.lessOrEqual, .greater), (.greater, .lessOrEqual),
      (.greaterOrEqual, .less),
    ]
    for (relation, opposite) in opposites {
      let parts = try root.dividing(by: Self.x.compared(relation, 3), precisionInBits: 64)
      #expect(parts.map(\.goal) == [root.goal, root.goal])
      #expect(
        parts.map(\.assumptions)
          == [relation, opposite].map {
            root.assumptions + [Self.x.compared($0, 3)]
          })
    }
  }

  @Test("what holds in both cases holds, and one case is not enough")
  func bothCases() throws {
    let middle: Term = 3 / 2
    let goal = Term.unary(.absolute, Self.x - middle)
      .compared(.greaterOrEqual, .binary(.maximum, Self.x - middle, 0))
    let root = try node(goal)
    let parts = try root.dividing(by: Self.x.compared(.less, middle), precisionInBits: 64)
    let shown = try parts.map { try Lemma.algebra($0, weights: [], precisionInBits: 64) }
    #expect(try Lemma.premises(shown).node === root)
    #expect(throws: KernelError.self) { try Lemma.premises([shown[0]]) }
    #expect(throws: KernelError.self) { try Lemma.premises([shown[0], shown[0]]) }
    let near = try node(goal.left.compared(.greater, goal.right))
    // It holds below the middle alone.
    let others = try near.dividing(by: Self.x.compared(.less, middle), precisionInBits: 64)
    _ = try Lemma.algebra(others[0], weights: [], precisionInBits: 64)
    #expect(throws: KernelError.self) {
      try Lemma.algebra(others[1], weights: [], precisionInBits: 64)
    }
  }

  @Test("cases are of an inequality whose sides have values, for a comparison")
  func refusedCases() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    func divide(_ node: Node, _ comparison: Comparison) throws {
      _ = try node.dividing(by: comparison, precisionInBits: 64)
    }
    #expect(
      throws: KernelError.refused("a condition that is an equation has no second case")
    ) { try divide(root, Self.x.compared(.equal, 1)) }
    for side in [(Self.x - 1).log, 1 / (Self.x - 2)] {
      #expect(throws: KernelError.self) { try divide(root, side.compared(.less, 1)) }
      #expect(throws: KernelError.self) { try divide(root, Self.x.compared(.less, side)) }
    }
    // A value by algebra is enough.
    let known = try node(Self.x.compared(.less, 3), assuming: Self.x.compared(.greater, 1))
    #expect(throws: Never.self) { try divide(known, (Self.x - 1).log.compared(.less, 1)) }
    let derivative = try Node.root(of: try statement(), claim: 1)
    #expect(throws: KernelError.refused("only a comparison has cases")) {
      try divide(derivative, Self.x.compared(.less, 1))
    }
    var high = Self.x
    for _ in 0..<2_000 { high = .unary(.negate, high) }
    #expect(throws: KernelError.self) { try divide(root, high.compared(.less, 1)) }
  }

  @Test("a goal holds where the opposite of an assumption does, and only there")
  func contradictions() throws {
    let goal = Self.x.compared(.greater, 100)
    for relation in [Relation.greater, .greaterOrEqual] {
      let root = try node(goal, assuming: Self.x.compared(relation, 3))
      let part = try root.contradicting(0)
      #expect(part.goal == .comparison(Self.x.compared(try relation.opposite, 3)))
      #expect(part.assumptions == root.assumptions)
      let lemma = try Lemma.remainder(try Lemma.evaluate(part, precisionInBits: 64))
      #expect(lemma.node === root)
    }
    // x may be 2.
    let near = try node(goal, assuming: Self.x.compared(.greaterOrEqual, 2))
    let part = try near.contradicting(0)
    #expect(throws: KernelError.self) { try Lemma.evaluate(part, precisionInBits: 64) }
    let sharp = try node(goal, assuming: Self.x.compared(.greater, 2)).contradicting(0)
    #expect(throws: Never.self) { try Lemma.evaluate(sharp, precisionInBits: 64) }
  }

  @Test("only a usable inequality is contradicted")
  func refusedContradictions() throws {
    let root = try node(
      Self.x.compared(.less, 3), assuming: Self.x.compared(.greaterOrEqual, 1),
      Self.x.compared(.equal, 1))
    for (index, node) in [(-1, root), (2, root), (0, root.derived(moving: 0))] {
      #expect(throws: KernelError.refused("assumption \(index + 1) cannot be used so here")) {
        try node.contradicting(index)
      }
    }
    #expect(
      throws: KernelError.refused("a condition that is an equation has no second case")
    ) { try root.contradicting(1) }
    let derivative = try Node.root(of: try statement(), claim: 1)
    #expect(throws: KernelError.self) { try derivative.contradicting(0) }
  }
}
