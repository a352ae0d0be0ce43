import Exact
import Synchronization
import Testing
import Theories

@testable import Kernel

/// A limit stops every kind of step, and changes nothing of one that it does not stop.
@Suite("Limits of evaluation") struct EvaluationLimitTests {
  /// Counts the questions, and says that the limit is exceeded after some.
  private final class Counter: Sendable {
    private let count = Mutex(0)
    private let largest: Int

    init(upTo largest: Int) { self.largest = largest }

    var questions: Int { count.withLock { $0 } }
    var limit: EvaluationLimit {
      EvaluationLimit {
        self.count.withLock { count in
          count += 1
          return count > self.largest
        }
      }
    }
  }

  private static func number(_ text: String) -> Term {
    .number(ExactDecimal(digits: text) ?? .zero)
  }

  private static let x = Term.parameter(0)

  /// A sum of so many copies of a term, one beside the other.
  private static func sum(_ term: Term, _ count: Int) -> Term {
    (1..<count).reduce(term) { sum, _ in .binary(.add, sum, term) }
  }

  private static func power(_ term: Term, _ exponent: String) -> Term {
    .binary(.power, term, number(exponent))
  }

  /// x in [1, 2]; a sum is at least 0.
  private func statement(_ term: Term, _ limit: EvaluationLimit) throws -> Statement {
    try Statement(
      parameters: [
        .init(isInteger: false, lower: Self.number("1"), upper: Self.number("2")),
        .init(isInteger: false, lower: Self.number("1"), upper: Self.number("2")),
      ],
      definitions: [], assumptions: [], problems: [],
      claims: [
        .comparison(
          Comparison(relation: .greaterOrEqual, left: term, right: .number(.zero)))
      ], theory: .standard, limit: limit)
  }

  /// A kind of step, with a term about which it asks often.
  struct Step: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let term: Term
    let run: @Sendable (Statement) throws(KernelError) -> Void
  }

  static let steps: [Step] = {
    let exponential = Term.unary(.exp, x)
    let mean = Term.binary(.meanSoftplus, x, x)
    let binomial = power(.binary(.add, x, .parameter(1)), "40")
    return [
      Step(testDescription: "evaluate", term: sum(exponential, 30)) {
        statement throws(KernelError) in
        let root = try Node.root(of: statement, claim: 0)
        _ = try Lemma.evaluate(root, precisionInBits: 8192)
      },
      Step(testDescription: "operations", term: sum(x, 900)) { statement throws(KernelError) in
        let root = try Node.root(of: statement, claim: 0)
        _ = try Lemma.evaluate(root, precisionInBits: 64)
      },
      Step(testDescription: "Gaussian mean", term: mean) { statement throws(KernelError) in
        let root = try Node.root(of: statement, claim: 0)
        _ = try Lemma.evaluate(root, precisionInBits: 64)
      },
      Step(testDescription: "algebra", term: binomial) { statement throws(KernelError) in
        let root = try Node.root(of: statement, claim: 0)
        _ = try Lemma.algebra(root, weights: [], precisionInBits: 64)
      },
      Step(testDescription: "exact", term: sum(power(x, "1000"), 300)) {
        statement throws(KernelError) in
        let point = [Fraction(1), Fraction(2)]
        let node = try Node.at(point, of: statement, claim: 0)
        _ = try Theorem.holds(node, digits: nil, precisionInBits: 64)
      },
    ]
  }()

  @Test(
    "a limit that is exceeded after n questions stops a step that would ask more",
    arguments: steps)
  func stopping(step: Step) throws {
    let patient = Counter(upTo: .max)
    try step.run(try statement(step.term, patient.limit))
    let all = patient.questions
    #expect(all > 8, "\(step.testDescription) asks \(all) times")
    for allowed in [0, 1, all / 2, all - 1] {
      let counter = Counter(upTo: allowed)
      let statement = try statement(step.term, counter.limit)
      #expect(throws: KernelError.stopped) { try step.run(statement) }
      #expect(counter.questions == allowed + 1)
    }
  }

  @Test("a limit that is not exceeded changes nothing of what is found")
  func sameResult() throws {
    let term = Term.unary(.exp, .binary(.multiply, Self.x, Self.x))
    let values = try [EvaluationLimit.none, Counter(upTo: .max).limit].map { limit in
      let root = try Node.root(of: try statement(term, limit), claim: 0)
      return try root.evaluator(facts: [], precisionInBits: 256).value(of: term)
    }
    #expect(values[0] == values[1])
  }
}
