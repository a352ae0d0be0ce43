import Exact
import Models
import Reals
import TestSupport
import Testing

@testable import Kernel
@testable import Theories

/// What a dual point without gap says, against the closed forms of the models, which are computed
/// by other code.
@Suite("Dual points without gap") struct LayerPeeledDualTests {
  /// A balanced problem whose arguments are the parameters, all at one point.
  private func place(_ model: String, _ values: [Fraction]) throws -> (Statement, Evaluator) {
    let names = ["N", "K", "M", "alpha", "lambda_W", "lambda_H"]
    let arguments = names.enumerated().map {
      ($1, Statement.Argument.number(.parameter($0)))
    }
    let statement = try Statement(
      parameters: names.indices.map {
        .init(isInteger: $0 < 3, lower: 0, upper: nil)
      },
      definitions: [], assumptions: [],
      problems: [.init(model: model, arguments: Dictionary(uniqueKeysWithValues: arguments))],
      claims: [.comparison(.init(relation: .less, left: 0, right: 1))], theory: .standard)
    let evaluator = try Evaluator(
      statement, box: Box(point: values), facts: [], precisionInBits: 128)
    return (statement, evaluator)
  }

  @Test(
    "conclusions are the closed form wherever the premises hold",
    arguments: [LayerPeeledDual.positive, .unconstrained])
  func closedForm(_ dual: LayerPeeledDual) throws {
    var generator = SeededGenerator(seed: 5, label: "dual \(dual)")
    let p: Term =
      1 - .parameter(3) * (Term.parameter(0) - 1) / .parameter(0)
      - (dual == .positive
        ? 2 * ((Term.parameter(0) - 1) * (Term.parameter(4) * .parameter(5))).squareRoot
        : 2 * (Term.parameter(0) - 1)
          * (Term.parameter(4) * .parameter(5) / .parameter(0)).squareRoot)
    var compared = 0
    for _ in 0..<60 {
      let n = generator.integer(2...7)
      func thousandths(_ range: ClosedRange<Int>) throws -> Fraction {
        try rational("\(generator.integer(range))/1000")
      }
      let values = [
        Fraction(n), Fraction(generator.integer(1...4)), Fraction(n + generator.integer(0...2)),
        try thousandths(0...700), try thousandths(1...90), try thousandths(1...90),
      ]
      let (statement, evaluator) = try place(dual.model, values)
      for witness in [p, 1 / .parameter(0)] {
        let implication = try dual.implication(of: 0, in: statement, witness: [witness])
        #expect(implication.premises.count == 13)
        let holds = try implication.premises.allSatisfy { premise throws(KernelError) in
          // An equation holds as nearly as enclosures tell; the others certainly.
          try evaluator.holds(premise)
            ?? (premise.relation != .less && premise.relation != .greater)
        }
        guard holds else { continue }
        compared += 1
        try compare(implication, values, evaluator, dual)
      }
    }
    #expect(compared > 40)
  }

  private func compare(
    _ implication: Implication, _ values: [Fraction], _ evaluator: Evaluator,
    _ dual: LayerPeeledDual
  ) throws {
    let names = ["N", "K", "M", "alpha", "lambda_W", "lambda_H"]
    let arguments = Dictionary(
      uniqueKeysWithValues: zip(names, values.map { ModelValue.number(.exact($0)) }))
    let model = try ModelCatalogue.makeModel(
      named: dual.model, arguments: ModelArguments(arguments))
    let expected = try model.closedForm(precisionInBits: 160)
    for conclusion in implication.conclusions {
      let name: String
      switch conclusion.left {
      case .minimum: name = "objective"
      case .minimizer(_, let quantity, _): name = quantity
      default: throw KernelError.refused("a conclusion is about no optimum")
      }
      let value = try evaluator.value(of: conclusion.right)
      let known = try #require(expected[Quantity(name)], "no \(name)")
      let (lower, upper) = (try #require(known.lower.rational), try #require(known.upper.rational))
      let (low, high) = (try value.lower.fraction, try value.upper.fraction)
      check(low <= upper && lower <= high, "\(name) at \(values): \(value), not \(known)")
    }
  }

  @Test("an argument that may be no integer, or another number of terms, is refused")
  func refusals() throws {
    let (statement, _) = try place(
      LayerPeeledDual.positive.model, [2, 1, 2, 0, 1, 1].map { Fraction($0) })
    #expect(throws: KernelError.self) {
      try LayerPeeledDual.positive.implication(of: 0, in: statement, witness: [1, 1])
    }
    #expect(statement.isIntegerValued(.parameter(0) * 3 - .parameter(2)))
    for term: Term in [.parameter(3), .parameter(0) / 2, 1 / 2, .parameter(0) + .parameter(4)] {
      #expect(!statement.isIntegerValued(term), "\(term)")
    }
  }
}
