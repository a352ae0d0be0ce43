import Exact
import Reals
import TestSupport
import Testing
import Theories

@testable import Kernel

/// Derivatives as terms: they are what derivatives by enclosures are, predict how terms change, are
/// written as the rules of calculus say, and there are none of what has none.
@Suite("Derivatives as terms") struct StatementDerivativeTests {
  private static let (x, y) = (Term.parameter(0), Term.parameter(1))

  private func statement(_ definitions: [Statement.Definition] = []) throws -> Statement {
    let real = Statement.Parameter(isInteger: false, lower: -4, upper: 4)
    return try Statement(
      parameters: [real, real], definitions: definitions, assumptions: [],
      problems: [
        .init(model: "m", arguments: ["a": .number(Self.x)]),
        .init(model: "m", arguments: ["a": .number(Self.y)]),
      ], claims: [], theory: .standard)
  }

  // MARK: Laws

  /// A random term with its derivative, and what both are at a point and right of it.
  private struct Trial {
    static let distance = Fraction(mantissa: BigInteger(1), exponent: -24)

    let term: Term
    let parameter: Int
    let slope: Term
    /// The term with its derivative by enclosures, and the derivative as a term, at the point.
    let jet: Jet
    let value: DyadicInterval
    /// The term at the end of a short interval, and the derivative as a term on all of it.
    let end: DyadicInterval
    let onInterval: DyadicInterval

    /// `nil` where something has no enclosure.
    init?(
      _ term: Term, along parameter: Int, at point: [Fraction], _ statement: Statement
    ) throws {
      (self.term, self.parameter) = (term, parameter)
      slope = try statement.derivative(of: term, along: parameter)
      var next = point
      next[parameter] = next[parameter] + Self.distance
      let between = Box(point: point)
        .replacing(parameter, lower: point[parameter], upper: next[parameter])
      func evaluator(_ box: Box, order: Int = 0) throws -> Evaluator {
        try Evaluator(
          statement, box: box, facts: [], precisionInBits: 64, order: order, variables: [parameter])
      }
      guard let jet = try? evaluator(Box(point: point), order: 1).jet(of: term),
        let value = try? evaluator(Box(point: point)).value(of: slope),
        let end = try? evaluator(Box(point: next)).value(of: term),
        let onInterval = try? evaluator(between).value(of: slope)
      else { return nil }
      (self.jet, self.value, self.end, self.onInterval) = (jet, value, end, onInterval)
    }

    /// Whether the enclosures at the point are so narrow that a wrong derivative would lie apart.
    var isNarrow: Bool {
      get throws {
        try [jet.value, jet.first[0], value, end].allSatisfy { enclosure in
          guard !enclosure.lower.isInfinite, !enclosure.upper.isInfinite else { return false }
          let (lower, upper) = (try enclosure.lower.fraction, try enclosure.upper.fraction)
          let size = Fraction(1) + max(upper, Fraction(0) - lower)
          return upper - lower <= size * Fraction(mantissa: BigInteger(1), exponent: -30)
        }
      }
    }

    /// The derivative is the one by enclosures, and the term changes by values of it times the
    /// distance.
    func expectLaws() throws {
      let message = "\(slope) of \(term) along \(parameter)"
      check(value.intersection(with: jet.first[0]) != nil, "another than by enclosures: \(message)")
      let calculator = Calculator(precisionInBits: 64)
      let change = try calculator.subtract(end, jet.value)
      let predicted = try calculator.multiply(onInterval, calculator.number(Self.distance))
      check(change.intersection(with: predicted) != nil, "the term changes otherwise: \(message)")
    }
  }

  /// How many of some random terms are examined, and how many of those with each function.
  private func examine(
    _ count: Int, _ terms: inout SmoothTerms
  ) throws -> (all: Int, functions: [UnaryFunction: Int], others: [BinaryFunction: Int]) {
    let statement = try statement()
    var (all, functions, others) = (0, [UnaryFunction: Int](), [BinaryFunction: Int]())
    for _ in 0..<count {
      let parameter = terms.generator.chance(80) ? 0 : 1
      let term = terms.next(mentioning: parameter)
      let point = (0..<2).map { _ in
        Fraction(mantissa: BigInteger(terms.generator.integer(-150...150)), exponent: -6)
      }
      guard let trial = try Trial(term, along: parameter, at: point, statement) else { continue }
      try trial.expectLaws()
      guard try trial.isNarrow else { continue }
      all += 1
      for function in term.functions { functions[function, default: 0] += 1 }
      for function in term.binaryFunctions { others[function, default: 0] += 1 }
    }
    return (all, functions, others)
  }

  @Test("they are the derivatives by enclosures, and terms change by them")
  func laws() throws {
    let generator = SeededGenerator(seed: 21, label: "derivatives as terms")
    var terms = SmoothTerms(generator: generator)
    let found = try examine(1_000, &terms)
    #expect(found.all >= 900)
    for function in SmoothTerms.functions {
      #expect(found.functions[function, default: 0] >= 40, "\(function.name)")
    }
    for function in [BinaryFunction.add, .subtract, .multiply, .divide, .power] {
      #expect(found.others[function, default: 0] >= 250, "\(function)")
    }
  }

  @Test("so are those of terms with expectations")
  func expectations() throws {
    let generator = SeededGenerator(seed: 21, label: "derivatives of expectations")
    var terms = SmoothTerms(generator: generator, hasMeans: true)
    let found = try examine(24, &terms)
    for function in [BinaryFunction.meanSoftplus, .meanSigmoid] {
      #expect(found.others[function, default: 0] >= 8, "\(function)")
    }
  }

  // MARK: What is written

  /// The function, of x, and its derivative, by the rules of calculus.
  private static let forms: [(Term, Term)] = {
    func power(_ a: Term, _ b: Term) -> Term { .binary(.power, a, b) }
    func minus(_ a: Term) -> Term { .unary(.negate, a) }
    func mean(_ function: BinaryFunction) -> Term { .binary(function, x, y) }
    let (one, half) = (Term(integerLiteral: 1), power(x, 2) / 2)
    let sigmoid = Term.unary(.sigmoid, x)
    let deviation = x * .binary(.meanSigmoidDerivative, y, x)
    return [
      (x, one), (x + y, one), (x + x, one + one), (y - x, minus(one)), (x - y, one),
      (x - x, one - one), (minus(x), minus(one)), (x * y, y), (y * x, y), (x * x, x + x),
      (half, 2 * power(x, 1) / 2), (x / y, one / y), (y / x, minus(y / power(x, 2))),
      (x / (y + x), (y + x - x) / power(y + x, 2)), (power(x, 1), power(x, 0)),
      (power(x, 0), 0 * power(x, -1)), (power(x, -3), -3 * power(x, -4)),
      (power(2 * x, 3), 3 * power(2 * x, 2) * 2), (power(x, y), power(x, y) * (y / x)),
      (power(x, 1025), power(x, 1025) * (1025 / x)), (power(y, x), power(y, x) * y.log),
      (power(x, x), power(x, x) * (x / x + x.log)), ((2 * x).exp, (2 * x).exp * 2),
      (x.squareRoot, 1 / (2 * x.squareRoot)), (x.log, 1 / x), (.unary(.log1p, x), 1 / (1 + x)),
      (.unary(.cos, x), minus(.unary(.sin, x))), (sigmoid, sigmoid * (1 - sigmoid)),
      (.unary(.atan, x), 1 / (1 + power(x, 2))), (mean(.meanSoftplus), mean(.meanSigmoid)),
      (.binary(.meanSoftplus, y, x), deviation),
      (
        .binary(.meanSoftplus, x, x),
        .binary(.meanSigmoid, x, x)
          + x * .binary(.meanSigmoidDerivative, x, x)
      ),
      (mean(.meanSigmoid), mean(.meanSigmoidDerivative)),
      (.definition(0) * x, .definition(0)), (x * .minimum(problem: 1), .minimum(problem: 1)),
      (.unary(.absolute, y) * x, .unary(.absolute, y)),
    ]
  }()

  @Test("they are written by the rules of calculus, without factors 1")
  func written() throws {
    let statement = try statement([.root(lower: 0, upper: 1, left: .bound, right: Self.y)])
    for (term, slope) in Self.forms {
      #expect(try statement.derivative(of: term, along: 0) == slope, "\(term)")
    }
  }

  @Test("definitions are written out where they depend on the parameter, and only there")
  func definitions() throws {
    let (x, y) = (Self.x, Self.y)
    let statement = try statement([
      .term(x + 1), .term(y + 1), .term(.definition(0) * .definition(1)),
      .root(lower: 0, upper: 1, left: .bound, right: x),
    ])
    func written(_ term: Term, budget: Int = 100) throws -> [Term] {
      var budget = budget
      return try statement.written([term, term], along: 0, budget: &budget)
    }
    let product = (x + 1) * .definition(1)
    #expect(try written(.definition(2)) == [product, product])
    #expect(try written(.definition(1).exp) == [.definition(1).exp, .definition(1).exp])
    #expect(try written(.definition(3)) == [.definition(3), .definition(3)])
    // Names, also of definitions that are written out, count: 7 for each of the two.
    let tooLong = KernelError.limit("a term has too many operations when written out")
    #expect(throws: Never.self) { try written(.definition(2), budget: 15) }
    #expect(throws: tooLong) { try written(.definition(2), budget: 14) }
  }

  @Test("terms beyond the limits of a step are refused, definitions written out")
  func limits() throws {
    let doubled = (0..<16).map { index in
      Statement.Definition.term(
        index == 0 ? Self.x : .definition(index - 1) + .definition(index - 1))
    }
    let statement = try statement(doubled)
    // Of 4*2^k - 2 operations: 65,534 and 131,070.
    #expect(throws: Never.self) { try statement.requireLimited(.definition(14)) }
    #expect(throws: KernelError.limit("a term has too many operations when written out")) {
      try statement.requireLimited(.definition(15))
    }
    func high(_ count: Int) -> Term { (1..<count).reduce(Self.x) { term, _ in term.exp } }
    #expect(throws: Never.self) { try statement.requireLimited(high(1_000)) }
    #expect(throws: KernelError.self) { try statement.requireLimited(high(1_001)) }
  }

  // MARK: Refusals

  @Test("what has no derivative everywhere, or is another, has none as a term")
  func refusals() throws {
    let (x, y) = (Self.x, Self.y)
    let other = "a root, an optimum or a condition has no derivative here"
    let binary = "a function of two terms has no derivative here"
    let absent = "the parameter is not in the goal"
    let condition = x.compared(.less, 1)
    let refused: [(Term, String)] = [
      (.unary(.floor, x), "floor has no derivative everywhere"),
      (.unary(.absolute, x), "abs has no derivative everywhere"),
      (.binary(.minimum, x, y), binary), (.binary(.maximum, y, x), binary),
      (.binary(.meanSigmoid, y, x), binary), (.binary(.meanSigmoid, x, x), binary),
      (.binary(.meanSigmoidDerivative, x, y), binary),
      (.conditional(condition, then: y, else: y), other),
      (.conditional(y.compared(.less, 1), then: x, else: y), other),
      (.definition(0), other), (.definition(1), other), (.minimum(problem: 0), other),
      (.minimizer(problem: 0, quantity: "q", index: nil), other),
      (y, absent), (3, absent), (.definition(2), absent), (.minimum(problem: 1), absent),
      (.unary(.floor, y), absent), (.binary(.minimum, y, 0) + y.exp, absent),
      (.conditional(y.compared(.less, 1), then: y, else: 0), absent),
    ]
    let roots: [(Term, Term)] = [(1, x), (x, y), (1, y)]
    let statement = try statement(
      roots.map { .root(lower: 0, upper: $0, left: .bound, right: $1) })
    for (term, reason) in refused {
      #expect(throws: KernelError.refused(reason), "\(term)") {
        try statement.derivative(of: term, along: 0)
      }
      // Nor is there one of anything that is made of it.
      guard reason != absent else { continue }
      for whole in [x * term, (x / term).exp, .binary(.power, term, x)] {
        #expect(throws: KernelError.refused(reason), "\(whole)") {
          try statement.derivative(of: whole, along: 0)
        }
      }
    }
  }
}
