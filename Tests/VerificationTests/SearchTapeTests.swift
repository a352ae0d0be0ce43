import Exact
import Reals
import Testing
import TheoremLanguage

@testable import Verification

@Suite("Tapes for searching") struct SearchTapeTests {
  private let expressions = [
    "a*b - 3*a/(b + 1)", "if a < b then exp(a) else log(b + 2)", "max(a, b)^2 - min(a, b)^3",
    "abs(a - b) + sqrt(a + 3) + softplus(b)", "sigmoid(a)*log1p(b + 1) + expm1(a)", "r*a + r^2",
    "mean_sigmoid(a, b + 2)",
  ]

  private func example(_ expression: String) throws -> ElaboratedTheorem {
    let text =
      "define\n  q = root s in [0, 3] of s^3 = a + 2\n  r = root s in [0, 9] of s^2 = q + b + 1\n"
      + "claim c: \(expression) <= a"
    return try theorem(
      parameters: ["a : real in [-1, 2]", "b : real in [-0.5, a + 1]"], text)
  }

  @Test("a tape has the values of the terms, in doubles and in intervals")
  func values() throws {
    var generator = SeededGenerator(seed: 2, label: "tapes")
    for expression in expressions {
      let theorem = try example(expression)
      let tape = try #require(SearchTapeCompiler.tape(of: theorem.claims[0].statement, in: theorem))
      guard case .comparison(let comparison) = theorem.claims[0].statement else { continue }
      var registers: [Double] = []
      for _ in 0..<20 {
        let fractions = [generator.uniform(), generator.uniform()]
        tape.run(fractions, as: .fractions, in: &registers)
        let values = tape.parameters.map { registers[$0] }
        let exact = try values.map { try Fraction(exactly: $0) }
        let enclosure = try TermEvaluator(
          theorem, at: exact, in: IntervalArithmetic(precisionInBits: 120)
        ).value(of: comparison.left)
        let value = enclosure.midpoint.approximateDouble
        #expect(abs(registers[tape.left] - value) <= 1e-9 * (1 + abs(value)), "\(expression)")
        let precise = PreciseTape(tape: tape, precisionInBits: 120)
          .run(exact.map { Interval($0, precisionInBits: 120) })
        #expect(try #require(precise[tape.left]).overlaps(enclosure), "\(expression)")
      }
    }
  }

  @Test("fractions and values of parameters belong together, endless ranges included")
  func charts() {
    let charts: [(SearchTape.Chart, Double, Double?)] = [
      (.init(isInteger: false, isLogarithmic: false), -3, 5),
      (.init(isInteger: false, isLogarithmic: true), 1e-6, 1e9),
      (.init(isInteger: true, isLogarithmic: false), 2, 40),
      (.init(isInteger: false, isLogarithmic: false), 1, nil),
      (.init(isInteger: false, isLogarithmic: true, isLowerOpen: true), 0, 1),
    ]
    for (chart, lower, upper) in charts {
      for step in 0...40 {
        let value = chart.value(at: Double(step) / 40, lower: lower, upper: upper)
        let again = chart.value(
          at: chart.fraction(of: value, lower: lower, upper: upper), lower: lower, upper: upper)
        #expect(abs(again - value) <= 1e-9 * abs(value) + 1e-9)
      }
    }
  }

  @Test("an open end is come near to, but never reached")
  func openCharts() {
    let chart = SearchTape.Chart(
      isInteger: false, isLogarithmic: false, isLowerOpen: true, isUpperOpen: true)
    let ends = [chart.value(at: 0, lower: 0, upper: 1), chart.value(at: 1, lower: 0, upper: 1)]
    #expect(0 < ends[0] && ends[0] < 1e-12 && 1 - 1e-12 < ends[1] && ends[1] < 1)
    #expect((0..<1e-20).contains(chart.value(at: 0, lower: 0, upper: nil)))
    #expect(chart.value(at: 0, lower: 0, upper: nil) > 0)
    let scale = SearchTape.Chart(isInteger: false, isLogarithmic: true, isLowerOpen: true)
    let middle = scale.value(at: 0.5, lower: 0, upper: 1)
    #expect((1e-7...1e-5).contains(middle) && scale.value(at: 0, lower: 0, upper: 1) > 0)
    let whole = SearchTape.Chart(
      isInteger: true, isLogarithmic: false, isLowerOpen: true, isUpperOpen: true)
    #expect(whole.value(at: 0, lower: 0, upper: 3) == 0)
  }

  @Test("conditions, divisors and the ends of domains are critical")
  func critical() throws {
    let theorem = try theorem(
      parameters: ["x : real in [0, 1]"],
      "claim c: (if x < 1/2 then 1/x else abs(x - 2)) + sqrt(x)*log(x + 1) <= x^2")
    let tape = try #require(SearchTapeCompiler.tape(of: theorem.claims[0].statement, in: theorem))
    #expect(tape.critical.count == 4)
    #expect(tape.critical.filter(\.isAtEndOfDomain).count == 2)
    #expect(!tape.hasRoots)
  }

  @Test("claims about problems have no tape")
  func problems() throws {
    let theorem = try theorem(
      "problem positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = 1, lambda_H = 1)\n"
        + "claim c: minimum > 0")
    #expect(SearchTapeCompiler.tape(of: theorem.claims[0].statement, in: theorem) == nil)
  }
}
