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
    #expect(try Lemma.premises([parts[0], again[1], parts[2]]).node === root)
    let other = try Node.root(of: try statement(), claim: 0)
    let foreign = try other.requiring(premises, concluding: [], believing: []).map(Lemma.open)
    let wrong = [
      [], [parts[2]], [parts[0], parts[1]], [parts[0], parts[2]], [parts[1], parts[0], parts[2]],
      [parts[0], parts[0], parts[2]], parts + [parts[2]], [foreign[0], parts[1], parts[2]],
      [parts[0], parts[1], foreign[2]], [parts[0], foreign[1], parts[2]],
      try root.having(premises[0]).map(Lemma.open) + [parts[2]],
    ]
    for lemmas in wrong {
      #expect(throws: KernelError.self) { try Lemma.premises(lemmas) }
    }
  }

  @Test("a dual point leaves its premises, believes its theorem, and gives the minimum")
  func duals() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    let parts = try root.bounding(problem: 0, byDual: [Self.x, 2])
    #expect(parts.count == 3)
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
    #expect(throws: KernelError.self) { try root.bounding(problem: 1, byDual: [Self.x]) }
    #expect(throws: KernelError.self) { try root.bounding(problem: -1, byDual: [Self.x]) }
    let stranger = try Node.root(of: try statement(model: "n"), claim: 0)
    #expect(throws: KernelError.self) { try stranger.bounding(problem: 0, byDual: [Self.x]) }
    let varying = try Node.root(of: try statement(argument: Self.x), claim: 0)
    _ = try varying.bounding(problem: 0, byDual: [Self.x])
    let replaced = varying.derived(replacing: (0, 1))
    #expect(throws: KernelError.self) { try replaced.bounding(problem: 0, byDual: [Self.x]) }
    _ = try root.derived(replacing: (0, 1)).bounding(problem: 0, byDual: [Self.x])
  }

  @Test("a goal about a derivative has no premises")
  func derivatives() throws {
    let root = try Node.root(of: try statement(), claim: 1)
    #expect(throws: KernelError.self) { try root.having(Self.x.compared(.greater, 0)) }
    #expect(throws: KernelError.self) { try root.bounding(problem: 0, byDual: [Self.x]) }
  }

  @Test("a premise may not be higher than terms are")
  func heights() throws {
    let root = try Node.root(of: try statement(), claim: 0)
    var term = Self.x
    for _ in 0..<2_000 { term = .unary(.negate, term) }
    #expect(throws: KernelError.self) { try root.having(term.compared(.greater, 0)) }
    #expect(throws: KernelError.self) { try root.having(Self.x.compared(.greater, term)) }
  }
}
