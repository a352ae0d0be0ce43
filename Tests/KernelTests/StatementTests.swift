import Exact
import Testing

@testable import Kernel

/// What a statement accepts, and what its terms depend on.
@Suite("Statements") struct StatementTests {
  private static func number(_ digits: String, _ exponent: Int = 0) -> Term {
    .number(ExactDecimal(digits: digits, exponent: exponent) ?? .zero)
  }

  private static let real = Statement.Parameter(
    isInteger: false, lower: number("0"), upper: number("1"))

  private static func choice(_ condition: Term, _ then: Term, _ otherwise: Term) -> Term {
    .conditional(
      .init(relation: .less, left: condition, right: number("0")), then: then, else: otherwise)
  }

  private func comparison(_ left: Term, _ right: Term = number("0")) -> Comparison {
    Comparison(relation: .lessOrEqual, left: left, right: right)
  }

  /// Two parameters, two definitions (the second a root), one problem.
  private func statement(
    parameters: [Statement.Parameter] = [real, real], definitions: [Statement.Definition] = [],
    assumptions: [Comparison] = [], arguments: [String: Statement.Argument] = [:],
    claims: [ClaimStatement] = [], conditions: [Int: [Comparison]] = [:]
  ) throws -> Statement {
    try Statement(
      parameters: parameters, definitions: definitions, assumptions: assumptions,
      problems: [.init(model: "m", arguments: arguments)], claims: claims, conditions: conditions)
  }

  @Test("terms may mention what is declared before them, and nothing else")
  func indices() throws {
    let (first, last) = (Term.parameter(0), Term.parameter(1))
    let body = Statement.Definition.term(last)
    _ = try statement(
      definitions: [body, .root(lower: first, upper: last, left: .bound, right: .definition(0))],
      assumptions: [comparison(.definition(1))], arguments: ["a": .list([last, .definition(1)])],
      claims: [
        .comparison(comparison(.minimum(problem: 0))),
        .monotone(
          .minimizer(problem: 0, quantity: "q", index: 1), direction: .increases, parameter: 1),
      ])
  }

  @Test("what is not declared, or not yet, is refused")
  func wrongIndices() {
    let (first, last) = (Term.parameter(0), Term.parameter(1))
    let body = Statement.Definition.term(last)
    let anything = ClaimStatement.comparison(comparison(first))
    let wrong: [() throws -> Statement] = [
      { try statement(parameters: [.init(isInteger: false, lower: first, upper: first)]) },
      {
        try statement(parameters: [Self.real, .init(isInteger: false, lower: first, upper: last)])
      },
      { try statement(definitions: [.term(.parameter(2))]) },
      { try statement(definitions: [.term(.parameter(-1))]) },
      { try statement(definitions: [.term(.definition(0))]) },
      { try statement(definitions: [body, .term(.definition(1))]) },
      { try statement(definitions: [.term(.minimum(problem: 0))]) },
      { try statement(assumptions: [comparison(.bound)]) },
      { try statement(assumptions: [comparison(.definition(0))]) },
      { try statement(assumptions: [comparison(first, .parameter(2))]) },
      { try statement(assumptions: [comparison(.minimum(problem: 0))]) },
      { try statement(arguments: ["a": .number(.parameter(2))]) },
      { try statement(arguments: ["a": .list([first, .minimum(problem: 0)])]) },
      { try statement(claims: [.comparison(comparison(.minimum(problem: 1)))]) },
      { try statement(claims: [.comparison(comparison(.unary(.exp, .parameter(2))))]) },
      { try statement(claims: [.monotone(first, direction: .increases, parameter: 2)]) },
      { try statement(assumptions: [comparison(Self.choice(.bound, first, first))]) },
      { try statement(assumptions: [comparison(Self.choice(first, first, .definition(0)))]) },
      { try statement(claims: [anything], conditions: [0: [comparison(.minimum(problem: 0))]]) },
      { try statement(claims: [anything], conditions: [0: [comparison(.definition(0))]]) },
      { try statement(claims: [anything], conditions: [0: [comparison(first, .bound)]]) },
      { try statement(claims: [anything], conditions: [0: [comparison(.parameter(2))]]) },
      { try statement(claims: [anything], conditions: [1: [comparison(first)]]) },
      { try statement(claims: [anything], conditions: [-1: []]) },
    ]
    for (index, make) in wrong.enumerated() {
      #expect(throws: KernelError.self, "\(index)") { try make() }
    }
  }

  @Test("a term depends on parameters through definitions, ranges of roots and problems")
  func mentions() throws {
    let (first, last) = (Term.parameter(0), Term.parameter(1))
    let statement = try statement(
      definitions: [
        .term(.unary(.exp, first)), .term(.binary(.add, .definition(0), Self.number("1"))),
        .root(lower: first, upper: Self.number("9"), left: .bound, right: Self.number("2")),
      ],
      assumptions: [
        comparison(first), comparison(Self.number("0"), .definition(1)), comparison(last),
      ],
      arguments: ["a": .list([Self.number("1"), .definition(1)])])
    for term in [first, .definition(0), .definition(1), .definition(2), .minimum(problem: 0)] {
      #expect(statement.mentions(term, 0) && !statement.mentions(term, 1), "\(term)")
    }
    let choice = Term.conditional(comparison(first), then: last, else: last)
    #expect(statement.mentions(choice, 0) && statement.mentions(choice, 1))
    #expect(
      statement.mentions(.binary(.add, last, .minimizer(problem: 0, quantity: "q", index: nil)), 0))
    #expect(
      statement.mentions(statement.assumptions[0], anyOf: [0])
        && statement.mentions(statement.assumptions[1], anyOf: [0]))
    #expect(
      !statement.mentions(statement.assumptions[2], anyOf: [0])
        && statement.mentions(statement.assumptions[2], anyOf: [0, 1]))
    #expect(!statement.mentions(statement.assumptions[0], anyOf: []))
  }

  @Test("definitions are written out, roots are not, and the work is limited")
  func unfolding() throws {
    let first = Term.parameter(0)
    var definitions: [Statement.Definition] = [
      .root(lower: first, upper: Self.number("9"), left: .bound, right: Self.number("2")),
      .term(first),
    ]
    for index in 1..<30 {
      definitions.append(.term(.binary(.add, .definition(index), .definition(index))))
    }
    let statement = try statement(definitions: definitions + [.term(.definition(2))])
    var budget = 100
    let sum = Term.binary(.add, first, first)
    #expect(try statement.unfolded(.definition(2), budget: &budget) == sum)
    #expect(try statement.unfolded(.definition(0), budget: &budget) == .definition(0))
    let choice = Term.conditional(
      comparison(.definition(1)), then: .unary(.exp, .definition(1)), else: .definition(2))
    #expect(
      try statement.unfolded(choice, budget: &budget)
        == .conditional(comparison(first), then: .unary(.exp, first), else: sum))
    #expect(
      statement.unfoldedAtTop(.definition(31)) == .binary(.add, .definition(1), .definition(1)))
    #expect(statement.unfoldedAtTop(.definition(0)) == .definition(0))
    var whole = 100_000
    #expect(throws: KernelError.self) { try statement.unfolded(.definition(30), budget: &whole) }
    // A term of three operations needs a budget above three.
    var (three, four) = (3, 4)
    #expect(throws: KernelError.self) { try statement.unfolded(sum, budget: &three) }
    #expect(throws: Never.self) { try statement.unfolded(sum, budget: &four) }
  }

  @Test("integer literals are read where they fit a machine integer")
  func integerLiterals() {
    #expect(Self.number("12", 2).integerLiteral == 1200 && Self.number("5").integerLiteral == 5)
    #expect(Term.unary(.negate, Self.number("5")).integerLiteral == -5)
    #expect(Self.number("5", -1).integerLiteral == nil && Term.parameter(0).integerLiteral == nil)
    #expect(Self.number("9", 18).integerLiteral == 9_000_000_000_000_000_000)
    #expect(
      Self.number("1", 19).integerLiteral == nil && Self.number("1", 400).integerLiteral == nil)
    #expect(Term.unary(.exp, Self.number("5")).integerLiteral == nil)
  }

  @Test(
    "terms higher than the limit are refused, on whatever side they grow and through definitions")
  func height() throws {
    func tower(_ height: Int, on side: Int) -> Term {
      (1..<height).reduce(Term.parameter(0)) { term, _ in
        side == 0 ? .binary(.add, term, .parameter(0)) : .binary(.add, .parameter(0), term)
      }
    }
    let most = Statement.largestHeight
    for side in 0..<2 {
      _ = try statement(claims: [.comparison(comparison(tower(most, on: side)))])
      #expect(throws: KernelError.self) {
        try statement(claims: [.comparison(comparison(tower(most + 1, on: side)))])
      }
    }
    let halves: [Statement.Definition] = [
      .term(tower(most / 2, on: 0)), .term(.binary(.add, .parameter(0), .definition(0))),
    ]
    _ = try statement(definitions: halves)
    let above = (1..<most / 2).reduce(Term.definition(1)) { term, _ in .unary(.negate, term) }
    _ = try statement(definitions: halves, assumptions: [comparison(above)])
    #expect(throws: KernelError.self) {
      try statement(
        definitions: halves, assumptions: [comparison(.unary(.negate, .unary(.negate, above)))])
    }
  }
}
