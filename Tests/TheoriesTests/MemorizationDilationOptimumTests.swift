import Exact
import Foundation
import Models
import Reals
import TestSupport
import Testing

@testable import Kernel
@testable import Theories

/// The terms of the theorem about stationary features: against formulas in double precision, the
/// derivatives of the risk, and bounds of the minimum, which other code computes.
@Suite("Stationary features") struct MemorizationDilationOptimumTests {
  private static let names = ["margin", "feature_norm", "eta", "alpha", "lambda", "C_MD", "M"]
  private static let (x, y) = (names.count, names.count + 1)

  /// A problem whose arguments are parameters, followed by two features.
  private func statement(
    without missing: String? = nil, and other: [String: Statement.Argument] = [:]
  ) throws -> Statement {
    var arguments = other
    for (index, name) in Self.names.enumerated() where name != missing {
      arguments[name] = .number(.parameter(index))
    }
    return try Statement(
      parameters: (0...Self.y).map { _ in .init(isInteger: false, lower: 0, upper: nil) },
      definitions: [], assumptions: [],
      problems: [.init(model: MemorizationDilationBounds.model, arguments: arguments)],
      claims: [.comparison(.init(relation: .less, left: 0, right: 1))], theory: .standard)
  }

  private func implication(
    _ statement: Statement,
    _ witness: [Term] = [.parameter(x), .parameter(y), .parameter(x) - .parameter(y)]
  ) throws -> Implication {
    try MemorizationDilationOptimum().implication(of: 0, in: statement, witness: witness)
  }

  /// Arguments and features at random.
  private func point(_ generator: inout SeededGenerator) throws -> [Fraction] {
    func hundredths(_ range: ClosedRange<Int>) throws -> Fraction {
      try rational("\(generator.integer(range))/100")
    }
    return [
      try hundredths(50...400), try hundredths(50...300), try hundredths(1...40),
      try hundredths(0...60), try hundredths(1...50), try hundredths(50...300),
      Fraction(generator.integer(2...9)), try hundredths(1...250), try hundredths(0...150),
    ]
  }

  /// A number in a narrow interval.
  private func double(_ interval: DyadicInterval) throws -> Double {
    try interval.lower.fraction.approximateDouble
  }

  /// The risk and its gradient over eta, by the formulas of the model.
  private struct Formulas {
    let value, own, other, distance, dilation: Double

    init(_ p: [Double]) {
      let (t, rho, eta, alpha, lambda, c, m, x, y) = (
        p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8]
      )
      func softplus(_ z: Double) -> Double { log1p(exp(z)) }
      distance = hypot(x, y - rho)
      dilation = eta * 2.0.squareRoot() * rho * distance / c
      let lead = t / rho * (x - y)
      let spread = 2.0.squareRoot() * t / rho * dilation
      let mean = GaussianExpectation.approximateSoftplus(mean: -t, deviation: spread)
      value =
        mean + alpha / 2 * t + lambda * (rho * rho + m * dilation * dilation)
        + eta * (softplus(-lead) + alpha / 2 * lead + lambda * (x * x + y * y))
      // The clean risk is mean + lambda m r^2; its derivative in r over r, times dr/d(distance)^2.
      let slope = GaussianExpectation.approximateSigmoidDerivative(mean: t, deviation: spread)
      let rate = 2.0.squareRoot() * rho * eta / c
      let mu = (2 * t * t / (rho * rho) * slope + 2 * lambda * m) * rate * rate / eta
      let pull = t / rho * (1 / (1 + exp(lead)) - alpha / 2)
      own = mu * x + 2 * lambda * x - pull
      other = mu * (y - rho) + 2 * lambda * y + pull
    }
  }

  @Test("are evaluated as the formulas say, and 14 premises are about them")
  func formulas() throws {
    var generator = SeededGenerator(seed: 21, label: "stationary formulas")
    let statement = try statement()
    let found = try implication(statement)
    #expect(found.premises.count == 14)
    for _ in 0..<20 {
      let point = try point(&generator)
      let evaluator = try Evaluator(
        statement, box: Box(point: point), facts: [], precisionInBits: 64)
      let expected = Formulas(point.map(\.approximateDouble))
      func value(_ term: Term) throws -> Double { try double(try evaluator.value(of: term)) }
      let (x, y) = (try value(.parameter(Self.x)), try value(.parameter(Self.y)))
      let own = found.premises[11]
      let pairs: [(Double, Double)] = [
        (try value(own.left - own.right), expected.own),
        (try value(found.premises[12].left), expected.other),
        (try value(found.premises[13].left), y * expected.other),
      ]
      let conclusions = [
        expected.value, expected.value, x, y, expected.distance, expected.dilation, 0,
      ]
      let terms = try found.conclusions.map { try value($0.right) }
      for (term, number) in pairs + zip(terms, conclusions) {
        check(abs(term - number) <= 1e-11 * max(1, abs(number)), "\(term), \(number) at \(point)")
      }
    }
  }

  @Test("the conditions are those of the derivatives of the risk")
  func derivatives() throws {
    var generator = SeededGenerator(seed: 22, label: "stationary derivatives")
    let statement = try statement()
    let found = try implication(statement)
    let eta = Term.parameter(2)
    for _ in 0..<8 {
      let point = try point(&generator)
      let evaluator = try Evaluator(
        statement, box: Box(point: point), facts: [], precisionInBits: 64, order: 1,
        variables: [Self.x, Self.y])
      let slopes = try evaluator.jet(of: found.conclusions[0].right).first
      let own = found.premises[11]
      let terms = [eta * (own.left - own.right), eta * found.premises[12].left]
      for (slope, term) in zip(slopes, terms) {
        let (a, b) = (try double(slope), try double(try evaluator.value(of: term)))
        check(abs(a - b) <= 1e-12 * max(1, abs(a)), "\(a), \(b) at \(point)")
      }
    }
  }

  @Test("the risk lies in its bounds, and the residual gives their distance from the minimizer")
  func bounds() throws {
    var generator = SeededGenerator(seed: 23, label: "stationary bounds")
    let statement = try statement()
    let found = try implication(statement)
    for _ in 0..<20 {
      let point = try point(&generator)
      let evaluator = try Evaluator(
        statement, box: Box(point: point), facts: [], precisionInBits: 64)
      let known = try MemorizationDilationBounds(ProblemArguments(of: 0, by: evaluator))
        .bounds(x: point[Self.x], y: point[Self.y])
      let risk = try evaluator.value(of: found.conclusions[0].right)
      let minimum = try #require(known[.minimum]).interval
      check(minimum.intersection(with: risk) != nil, "\(risk) is not in \(minimum) at \(point)")
      let own = found.premises[11]
      let other = try double(try evaluator.value(of: found.premises[12].left))
      let residual = hypot(
        try double(try evaluator.value(of: own.left - own.right)),
        point[Self.y].sign == 0 ? min(0, other) : other)
      let decay = point[4].approximateDouble
      let ends = try #require(known[QuantityName("u_own")]).interval
      let around = (try ends.upper.fraction - point[Self.x]).approximateDouble
      check(
        abs(around - residual / (2 * decay)) <= 1e-10 * max(1, around),
        "\(around), \(residual) at \(point)")
    }
  }

  @Test("the first premises say which arguments the model has")
  func admissibility() throws {
    let found = try implication(try statement())
    let zero = Term(integerLiteral: 0)
    func said(_ index: Int, _ relation: Relation, _ other: Term = zero) -> Comparison {
      Term.parameter(index).compared(relation, other)
    }
    let (margin, norm, eta, alpha, decay, slope, dimension) = (0, 1, 2, 3, 4, 5, 6)
    #expect(
      Array(found.premises.prefix(11)) == [
        (.parameter(Self.x) - .parameter(Self.y)).compared(
          .equal, .parameter(Self.x) - .parameter(Self.y)),
        said(margin, .greater), said(norm, .greater), said(eta, .greater), said(decay, .greater),
        said(slope, .greater), said(alpha, .greaterOrEqual), said(alpha, .less, 1),
        said(dimension, .greaterOrEqual, 2), said(Self.x, .greater), said(Self.y, .greaterOrEqual),
      ])
    #expect(
      found.premises.suffix(3).map(\.relation) == [.equal, .greaterOrEqual, .lessOrEqual])
  }

  @Test("other problems and witnesses are refused, with the reason")
  func refusals() throws {
    for count in [0, 1, 2, 4] {
      #expect(
        throws:
          KernelError.refused(
            "the features of a mislabelled sample and their difference are three terms")
      ) {
        try implication(try statement(), Array(repeating: 1, count: count))
      }
    }
    #expect(throws: Never.self) { try implication(try statement(and: ["N": .number(2)])) }
    for classes in [3, .parameter(6), 4 / 2] as [Term] {
      #expect(throws: KernelError.refused("the model has two classes")) {
        try implication(try statement(and: ["N": .number(classes)]))
      }
    }
    for name in Self.names {
      let reason = KernelError.refused("the problem has no number \(name)")
      #expect(throws: reason) { try implication(try statement(without: name)) }
      #expect(throws: reason) {
        try implication(try statement(without: name, and: [name: .list([1])]))
      }
    }
  }
}
