import Exact
import Kernel
import Models
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

/// Random terms over two parameters.
private struct TermMaker {
  var generator: SeededGenerator
  let isRational: Bool

  init(label: String, isRational: Bool) {
    generator = SeededGenerator(seed: 3, label: label)
    self.isRational = isRational
  }

  mutating func term(height: Int) -> Term {
    guard height > 0 else { return leaf() }
    switch generator.integer(0...(isRational ? 9 : 13)) {
    case 0: return leaf()
    case 1: return .unary(.negate, term(height: height - 1))
    case 2: return .unary(.absolute, term(height: height - 1))
    case 3: return pair(.add, height)
    case 4: return pair(.subtract, height)
    case 5: return pair(.multiply, height)
    case 6: return pair(.divide, height)
    case 7: return pair(generator.integer(0...1) == 0 ? .minimum : .maximum, height)
    case 8: return power(height)
    case 9: return conditional(height)
    case 10: return .unary([.exp, .expm1][generator.integer(0...1)], bounded(height))
    case 11:
      return .unary([.softplus, .sigmoid][generator.integer(0...1)], term(height: height - 1))
    case 12: return .unary([.log, .log1p][generator.integer(0...1)], term(height: height - 1))
    default: return .unary(.squareRoot, .unary(.absolute, term(height: height - 1)))
    }
  }

  private mutating func leaf() -> Term {
    if generator.integer(0...1) == 0 { return .parameter(generator.integer(0...1)) }
    let digits = String(generator.integer(0...999))
    return .number(ExactDecimal(digits: digits, exponent: generator.integer(-4...1)) ?? .zero)
  }

  private mutating func pair(_ function: BinaryFunction, _ height: Int) -> Term {
    .binary(function, term(height: height - 1), term(height: height - 1))
  }

  private mutating func power(_ height: Int) -> Term {
    let exponent = ExactDecimal(digits: String(generator.integer(0...4))) ?? .zero
    return .binary(.power, term(height: height - 1), .number(exponent))
  }

  /// Sigmoids are small, so that no tower of exponentials grows.
  private mutating func bounded(_ height: Int) -> Term {
    .unary(.sigmoid, term(height: height - 1))
  }

  private mutating func conditional(_ height: Int) -> Term {
    let relation = Relation.allCases[generator.integer(0...4)]
    return .conditional(
      Comparison(relation: relation, left: leaf(), right: leaf()), then: term(height: height - 1),
      else: term(height: height - 1))
  }
}

@Suite("TermEvaluator") struct TermEvaluatorTests {
  private let values: [Fraction]
  private let host: ElaboratedTheorem

  init() throws {
    values = [try rational("1.37"), try rational("-0.0625")]
    host = try theorem(parameters: ["a, b : real in [-2, 2]"])
  }

  private func interval(_ term: Term, bits: Int) -> Interval? {
    try? TermEvaluator(host, at: values, in: IntervalArithmetic(precisionInBits: bits))
      .value(of: term)
  }

  private func double(_ term: Term) -> Double? {
    try? TermEvaluator(host, at: values, in: ApproximateArithmetic()).value(of: term)
  }

  @Test("intervals contain the exact value of rational terms, doubles lie near")
  func rationalTerms() throws {
    var maker = TermMaker(label: "rational terms", isRational: true)
    var evaluated = 0
    for _ in 0..<600 {
      let term = maker.term(height: 5)
      guard let exact = try? host.exactEvaluator(at: values).value(of: term) else {
        check(interval(term, bits: 300) == nil, "\(term) has no exact value, but an enclosure")
        continue
      }
      evaluated += 1
      for bits in [24, 120] {
        guard let enclosure = interval(term, bits: bits) else { continue }
        check(enclosure.contains(exact), "\(term): \(exact) is not in \(enclosure) (\(bits) bits)")
      }
      if let narrow = interval(term, bits: 24), let found = double(term) {
        check(lies(found, near: narrow), "\(term): \(found) is far from \(narrow)")
      }
    }
    #expect(evaluated > 400)
  }

  @Test("enclosures of one term at two precisions overlap, doubles lie near")
  func transcendentalTerms() {
    var maker = TermMaker(label: "terms", isRational: false)
    var evaluated = 0
    for _ in 0..<600 {
      let term = maker.term(height: 5)
      guard let coarse = interval(term, bits: 30), let fine = interval(term, bits: 150) else {
        continue
      }
      evaluated += 1
      check(coarse.overlaps(fine), "\(term): \(coarse) and \(fine) are apart")
      check(fine.width <= coarse.width, "\(term): precision widened \(coarse) to \(fine)")
      if let found = double(term) {
        check(lies(found, near: coarse), "\(term): \(found) is far from \(coarse)")
      }
    }
    #expect(evaluated > 300)
  }

  private func lies(_ value: Double, near interval: Interval) -> Bool {
    guard value.isFinite else {
      return !interval.isBounded || interval.width.approximateDouble > 1e6
    }
    let slack = 1e-9 * (1 + abs(value))
    return interval.lower.approximateDouble - slack <= value
      && value <= interval.upper.approximateDouble + slack
  }

  @Test(
    "why a term has no value",
    arguments: [
      ("1/0", "division by zero"),
      ("1/(1/4 - 0.25)", "division by zero"),
      ("1/(sqrt(2)^2 - 2)", "division by a number that may be zero"),
      ("log(0)", "log of 0, which lies outside its domain"),
      (
        "log(-1)",
        "log of -1, which lies outside its domain"
      ),
      ("log(1/0)", "division by zero"),
      (
        "sqrt(1 - 2)",
        "sqrt of -1, which lies outside its domain"
      ),
      (
        "(-8)^(1/3)",
        "power of -8, which lies outside its domain"
      ),
      ("0^(-1)", "power of 0, which lies outside its domain"),
      (
        "log1p(-1)",
        "log1p of -1, which lies outside its domain"
      ),
      ("if sqrt(2)^2 < 2 then 1 else 0", "the condition of an `if` cannot be told (may vanish)"),
    ])
  func errors(expression: String, reason: String) {
    let found = failure(of: expression)
    #expect(found.hasPrefix(reason), "\(found)")
    #expect(found.hasSuffix("(may vanish)") == reason.contains("may"), "\(found)")
  }

  @Test("an enclosure that touches the outside of a domain may vanish with precision")
  func uncertainDomain() {
    let found = failure(of: "log(sqrt(2)^2 - 2)")
    #expect(found.hasPrefix("log of ["))
    #expect(found.hasSuffix("which may lie outside its domain (may vanish)"))
  }

  @Test("only the branch that applies is evaluated, in all three arithmetics")
  func laziness() throws {
    #expect(try exactValue(of: "if 1 < 2 then 7 else 1/0") == Fraction(7))
    #expect(try exactValue(of: "if 1 > 2 then 1/0 else 8") == Fraction(8))
    #expect(try enclosure(of: "if 1 <= 1 then 7 else log(-1)").contains(Fraction(7)))
    let double = try TermEvaluator(
      try defining("if 2 = 2 then 3 else 1/0"), at: [], in: ApproximateArithmetic()
    ).definition(0)
    #expect(double == 3)
  }

  @Test("powers have the value in reports that they have in the kernel, and one beyond its limit")
  func powers() throws {
    for (base, exponents) in [("-3/2", [-1025, -1024, 1024, 1025]), ("3/2", [-1025, 1024, 1025])] {
      for exponent in exponents {
        let theorem = try defining("(\(base))^(\(exponent))")
        let reported = try? TermEvaluator(
          theorem, at: [], in: IntervalArithmetic(precisionInBits: 200)
        ).definition(0)
        let node = try Node.root(of: theorem.statement(), claim: 0)
        let proved = try? node.evaluator(precisionInBits: 200).value(of: .definition(0))
        let value = try #require(reported, "(\(base))^\(exponent)")
        #expect((value.upper.sign < 0) == (base == "-3/2" && exponent % 2 != 0))
        let isBeyond = base == "-3/2" && abs(exponent) > DyadicInterval.largestPower
        #expect((proved == nil) == isBeyond, "(\(base))^\(exponent)")
        guard let proved else { continue }
        let lower = Interval(try proved.lower.fraction, precisionInBits: 300)
        let upper = Interval(try proved.upper.fraction, precisionInBits: 300)
        #expect(lower.hull(with: upper).overlaps(value), "(\(base))^\(exponent)")
      }
    }
  }

  @Test("transcendental functions have no exact value")
  func notRational() throws {
    for expression in [
      "sqrt(4)", "exp(0)", "2^0.5", "root x in [0, 3] of x = 1", "mean_softplus(1, 1)",
    ] {
      #expect(try exactValue(of: expression) == nil)
    }
    #expect(try exactValue(of: "abs(-2/3) + max(1, 2, 3)^2*min(4, 5)") == rational("110/3"))
    #expect(try exactValue(of: "(2/3)^(-3)") == rational("27/8"))
    #expect(try exactValue(of: "(2/3)^(2 - 5)*floor(-5/2)") == rational("-81/8"))
  }

  @Test("the optimum of a term comes from its solver, or is missing with a reason")
  func optimum() throws {
    let (minimum, margin) = (
      Term.minimum(problem: 4), Term.minimizer(problem: 5, quantity: "margin", index: 2)
    )
    let arithmetic = IntervalArithmetic(precisionInBits: 60)
    let missing = try TermEvaluator(host, at: values, in: arithmetic)
    #expect(throws: EvaluationError.self) { try missing.value(of: minimum) }
    let present = try TermEvaluator(host, at: values, in: arithmetic) { problem, quantity in
      Interval(
        problem * 10 + (quantity == Quantity("margin", index: 2) ? 1 : 0), precisionInBits: 60)
    }
    #expect(try present.value(of: .binary(.subtract, margin, minimum)).contains(Fraction(11)))
  }

  @Test("a definition is evaluated once, and the innermost that fails is remembered")
  func definitions() throws {
    let host = try theorem(
      "define\n  u = 2\n  v = 1/(u - 2)\n  w = v + 1\nclaim c: w < 1")
    let evaluator = try TermEvaluator(host, at: [], in: IntervalArithmetic(precisionInBits: 60))
    #expect(throws: EvaluationError.self) { try evaluator.definition(2) }
    #expect(evaluator.failedDefinition == 1)
  }
}
