import Exact
import Kernel
import Testing

@testable import Theories

/// Which calls a dual point is about, and how many premises it has.
@Suite("Dual witnesses") struct DualWitnessTests {
  private static let (n, m, real) = (Term.parameter(0), Term.parameter(1), Term.parameter(2))

  /// Two integers from 1 on and a number in [0, 1], with definitions.
  private func statement(
    _ arguments: [String: Statement.Argument], model: String = PositiveLayerPeeledBounds.model
  ) throws -> Statement {
    let integer = Statement.Parameter(isInteger: true, lower: 1, upper: nil)
    return try Statement(
      parameters: [integer, integer, .init(isInteger: false, lower: 0, upper: 1)],
      definitions: [.term(Self.n + 1), .term(Self.real)], assumptions: [],
      problems: [.init(model: model, arguments: arguments)],
      claims: [.comparison(Self.n.compared(.greater, 0))], theory: .standard)
  }

  private func balanced(
    classes: Term = n + 1, size: Term = m, dimension: Term = n + 1
  ) -> [String: Statement.Argument] {
    [
      "N": .number(classes), "K": .number(size), "M": .number(dimension),
      "alpha": .number(Self.real),
      "lambda_W": .number(Self.real), "lambda_H": .number(Self.real),
    ]
  }

  private func implication(
    _ arguments: [String: Statement.Argument], _ theorem: LayerPeeledDual = .positive,
    witness: [Term] = [1 / 2]
  ) throws -> Implication {
    try theorem.implication(of: 0, in: statement(arguments, model: theorem.model), witness: witness)
  }

  @Test("counts and the dimension are integers by their form", arguments: LayerPeeledDual.allCases)
  func integers(theorem: LayerPeeledDual) throws {
    let (n, m, real) = (Self.n, Self.m, Self.real)
    let integers: [Term] = [
      3, n, n + m, n - m, n * m, .unary(.negate, n), .binary(.minimum, n, m),
      .binary(.maximum, n, 2), .definition(0), .definition(0) * n,
    ]
    let others: [Term] = [
      1 / 2, real, n / m, n + real, real - n, n * real, .unary(.negate, real), .unary(.exp, n),
      .binary(.minimum, n, real), .binary(.maximum, real, n), .definition(1), .binary(.power, n, m),
      n.squareRoot, .number(try #require(ExactDecimal(digits: "25", exponent: -1))),
    ]
    for count in integers {
      _ = try implication(balanced(classes: count), theorem)
      _ = try implication(balanced(size: count), theorem)
      _ = try implication(balanced(dimension: count), theorem)
    }
    for other in others {
      for arguments in [
        balanced(classes: other), balanced(size: other), balanced(dimension: other),
      ] {
        #expect(throws: KernelError.self, "\(other)") { try implication(arguments, theorem) }
      }
    }
  }

  private func groups(_ sizes: [Term]) -> [String: Statement.Argument] {
    var arguments = balanced()
    (arguments["N"], arguments["K"]) = (nil, nil)
    arguments["class_sizes"] = .list(sizes)
    return arguments
  }

  @Test("there is a term for each group, and seven premises")
  func counts() throws {
    let sizes = [Self.n, Self.m, 3]
    let witness: [Term] = [1 / 2, 1 / 3, 1 / 4]
    for count in 1...3 {
      let found = try implication(
        groups(Array(sizes.prefix(count))), witness: Array(witness.prefix(count)))
      #expect(found.premises.count == 6 + 7 * count)
      for other in 0...3 where other != count {
        #expect(throws: KernelError.self) {
          try implication(
            groups(Array(sizes.prefix(count))), witness: Array(witness.prefix(other)))
        }
      }
    }
    #expect(try implication(balanced()).premises.count == 13)
    #expect(throws: KernelError.self) { try implication(groups([]), witness: []) }
    #expect(throws: KernelError.self) {
      try implication(groups([Self.n, Self.real]), witness: [1 / 2, 1 / 3])
    }
  }

  @Test("groups and N or K exclude each other, and features of any sign have no groups")
  func forms() throws {
    for name in ["N", "K"] {
      var arguments = groups([Self.n, Self.m])
      arguments[name] = .number(2)
      #expect(throws: KernelError.self) { try implication(arguments, witness: [1 / 2, 1 / 3]) }
    }
    #expect(throws: KernelError.self) {
      try implication(groups([Self.n, Self.m]), .unconstrained, witness: [1 / 2, 1 / 3])
    }
    for name in ["N", "K", "M", "alpha", "lambda_W", "lambda_H"] {
      var arguments = balanced()
      arguments[name] = nil
      #expect(throws: KernelError.self, "\(name)") { try implication(arguments) }
    }
  }
}
