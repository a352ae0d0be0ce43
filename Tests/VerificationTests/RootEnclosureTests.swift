import Exact
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

@Suite("RootEnclosure") struct RootEnclosureTests {
  private func root(
    _ lower: Fraction, _ upper: Fraction, bits: Int = 128,
    _ difference: @escaping (Interval) throws -> Interval
  ) throws -> Interval {
    try RootEnclosure(
      lower: Real(lower, precisionInBits: bits), upper: Real(upper, precisionInBits: bits),
      precisionInBits: bits,
      difference: { x in
        // As the evaluator does: number errors arrive as evaluation errors.
        do { return try difference(x) } catch let error as NumberError {
          throw EvaluationError(error)
        }
      }
    ).enclosure()
  }

  private func constant(_ value: Fraction, _ bits: Int) -> Interval {
    Interval(value, precisionInBits: bits)
  }

  /// Oracle: lower^2 <= q <= upper^2 in exact rational arithmetic.
  @Test("square roots of fractions, rising and falling", arguments: [32, 128, 700])
  func squareRoots(bits: Int) throws {
    var generator = SeededGenerator(seed: 2, label: "roots \(bits)")
    for round in 0..<20 {
      let q = try generator.rational().absolute + Fraction(1, 7)
      let target = constant(q, 2 * bits)
      let found = try root(Fraction(0), q + Fraction(1), bits: bits) { x in
        try round % 2 == 0 ? x.power(2) - target : target - x.power(2)
      }
      let (low, high) = (
        try #require(found.lower.rational), try #require(found.upper.rational)
      )
      check(try low.power(2) <= q && q <= high.power(2), "sqrt(\(q)) is not in \(found)")
      check(
        found.width <= found.upper.scaled(byPowerOfTwo: 10 - bits), "sqrt(\(q)): \(found) is wide")
    }
  }

  @Test("roots of exp and log are the enclosures of log and exp")
  func transcendentalRoots() throws {
    for text in ["2", "0.001", "1e9", "1.0000001"] {
      let q = constant(try rational(text), 300)
      let logarithm = try root(Fraction(-20), Fraction(50), bits: 200) { $0.exp() - q }
      #expect(logarithm.overlaps(try q.log()))
      #expect(logarithm.width.approximateDouble < 1e-50)
    }
    let two = constant(Fraction(2), 300)
    let exponential = try root(Fraction(1), Fraction(100), bits: 200) { try two - $0.log() }
    #expect(exponential.overlaps(two.exp()))
    #expect(exponential.width.approximateDouble < 1e-50)
  }

  /// Oracles by hand: x^5 = 1e-300, and a line through 1e200.
  @Test("roots at extreme scales")
  func extremeScales() throws {
    let tiny = constant(try rational("1e-300"), 400)
    let small = try root(Fraction(0), Fraction(1)) { try $0.power(5) - tiny }
    #expect(small.contains(try rational("1e-60")))
    #expect(small.width.approximateDouble < 1e-90)
    let huge = constant(try rational("1e200"), 800)
    let large = try root(Fraction(1), try rational("1e300")) { $0 - huge }
    #expect(large.contains(try rational("1e200")))
  }

  @Test("flat, steep and kinked functions end, and hold their root", arguments: [64, 256])
  func nastyFunctions(bits: Int) throws {
    let third = constant(try rational("1/3"), 2 * bits)
    let functions: [(String, (Interval) throws -> Interval)] = [
      ("ninth power", { try ($0 - third).power(9) }),
      ("flat exponential", { try ($0 - third).power(3) * (-1000 * $0).exp() }),
      (
        "steep",
        { (1_000_000 * ($0 - third)).sigmoid() - (Interval(0, precisionInBits: 400)).sigmoid() }
      ),
      ("kink", { Interval.maximum($0 - third, 100 * ($0 - third)) }),
      (
        "flat at zero",
        { x in Interval.maximum(x - third, x.exact(0)) - Interval.maximum(third - x, x.exact(0)) }
      ),
    ]
    for (name, function) in functions {
      let found = try root(Fraction(-7), Fraction(5), bits: bits, function)
      check(found.contains(try rational("1/3")), "\(name): 1/3 is not in \(found)")
    }
  }

  /// The root is 1/3; the search is led to 0.87, where the sign is told on the right long before it
  /// is told on the left; both must be.
  @Test("both ends of a bracket have certain signs")
  func lopsided() throws {
    let third = constant(try rational("1/3"), 256)
    let found = try root(Fraction(0), Fraction(1)) { x in
      if x.lower.sign == 0 && x.isPoint {
        return try Interval(
          lower: Real(-9, precisionInBits: 128), upper: Real(-0.25, precisionInBits: 128))
      }
      let noise = try Interval(
        lower: Real(-0.6, precisionInBits: 128), upper: Real(0.001, precisionInBits: 128))
      return x == Interval(1, precisionInBits: 128) ? x - third : x - third + noise
    }
    #expect(found.contains(try rational("1/3")), "\(found)")
  }

  @Test("a plateau of zeros is enclosed whole")
  func plateau() throws {
    // Zero exactly on [1, 2].
    let found = try root(Fraction(-5), Fraction(9)) { x in
      Interval.maximum(x - 2, x.exact(0)) + Interval.minimum(x - 1, x.exact(0))
    }
    #expect(found.contains(Fraction(1)) && found.contains(Fraction(2)))
    #expect(found.lower.approximateDouble > -5 && found.upper.approximateDouble < 9)
  }

  @Test("a root at zero")
  func rootAtZero() throws {
    for power in [1, 3] {
      let found = try root(Fraction(-1), try rational("0.7")) { try $0.power(power) }
      #expect(found.contains(Fraction(0)))
      #expect(found.width.approximateDouble < 1e-9)
    }
  }

  /// The number of evaluations is bounded whatever the function: a sign that is never told again
  /// after the ends would widen for ever otherwise.
  @Test("a function whose sign is never told inside ends with the whole interval")
  func undecidable() throws {
    var evaluations = 0
    let found = try root(Fraction(-1), Fraction(1)) { x in
      evaluations += 1
      if x.isPoint && x.lower.absolute() == Real(1, precisionInBits: 8) { return x }
      return try Interval(lower: Real(-1, precisionInBits: 64), upper: Real(1, precisionInBits: 64))
    }
    #expect(found.contains(Fraction(-1)) && found.contains(Fraction(1)))
    #expect(evaluations < 500)
  }

  @Test("a guess at zero between ends of astronomic size ends")
  func astronomicInterval() throws {
    var evaluations = 0
    let end = Real(1, precisionInBits: 64).scaled(byPowerOfTwo: 900_000_000)
    let found = try RootEnclosure(lower: -end, upper: end, precisionInBits: 64) { x in
      evaluations += 1
      if x.isPoint && x.lower.absolute() == end { return x }
      return try Interval(lower: Real(-1, precisionInBits: 64), upper: Real(1, precisionInBits: 64))
    }.enclosure()
    #expect(found.contains(Fraction(0)))
    #expect(evaluations < 50_000)
  }

  @Test(
    "equations without a root, with several, and with a jump or a pole",
    arguments: [
      ("[0, 1] of x = 2", "the two sides compare the same way at both ends of the root's interval"),
      ("[1, 1] of x = 1", "the interval of the root is empty"),
      ("[2, 1] of x = 1.5", "the interval of the root is empty"),
      (
        "[0, 3] of (x - 0.5)*(x - 1.5)*(x - 2.5) = 0",
        "the equation has more than one root in its interval"
      ),
      (
        "[0, 1] of x = 0",
        "the sign of the equation at an end of the root's interval cannot be told (may vanish)"
      ),
      (
        "[0, 1] of 1/(x - 1/3) = 0",
        "the two sides of a root's equation may jump where they change order (may vanish)"
      ),
      (
        "[0, 1] of (if x < 1/3 then -1 else 1) = 0",
        "the two sides of a root's equation may jump where they change order (may vanish)"
      ),
      ("[0, 1] of log(x) = -1", "log of 0, which lies outside its domain"),
    ])
  func errors(equation: String, reason: String) {
    #expect(failure(of: "root x in \(equation)") == reason)
  }

  /// Oracle: A = 2 because 2^3 = 8, and B + A = 5.
  @Test("a root whose equation is the first to ask for another root")
  func nestedRoots() throws {
    let nested = try theorem(
      """
      define
        A = root x in [0, 10] of x^3 = 8
        B = root y in [0, 10] of A + y = 10 - A - y
      claim c: B < 4
      """)
    let value = try TermEvaluator(nested, at: [], in: IntervalArithmetic(precisionInBits: 128))
      .definition(1)
    #expect(value.contains(Fraction(3)))
    let double = try TermEvaluator(nested, at: [], in: ApproximateArithmetic()).definition(1)
    #expect(abs(double - 3) < 1e-12)
  }
}

extension Interval {
  fileprivate func exact(_ integer: Int) -> Interval {
    Interval(integer, precisionInBits: precisionInBits)
  }
}
