import Exact
import Reals
import Testing

@testable import Verification

@Suite("Exact arithmetic") struct ExactArithmeticTests {
  /// What is certain about the sign of an expression.
  private func sign(of expression: String, bits: Int = 256) throws -> Int? {
    let evaluator = TermEvaluator(
      try defining(expression), values: [], in: ExactArithmetic(precisionInBits: bits))
    return try evaluator.definition(0).sign
  }

  @Test(
    "what cancels is zero",
    arguments: [
      "sqrt(2)*sqrt(3) - sqrt(6)", "sqrt(8) - 2*sqrt(2)", "(1 + sqrt(5))^2 - 6 - 2*sqrt(5)",
      "1/(1 + sqrt(2)) - sqrt(2) + 1", "exp(2)*exp(-2) - 1", "exp(log(7)) - 7",
      "log(12) - 2*log(2) - log(3)", "log(sqrt(6)) - (log(2) + log(3))/2", "2^0.5 - sqrt(2)",
      "2^(1/3)*4^(1/3) - 2", "27^(2/3) - 9", "sqrt(exp(3)) - exp(1.5)", "sigmoid(0) - 1/2",
      "sigmoid(log(2)) - 2/3", "softplus(log(2)) - log(3)", "expm1(log(3)) - 2",
      "log1p(1) - log(2)", "abs(1 - sqrt(2)) - sqrt(2) + 1", "max(sqrt(2), 3/2) - 3/2",
      "min(sqrt(2), sqrt(2))/sqrt(2) - 1",
      // Nothing cancels, but the number is nearer to zero than any but zero can be.
      "sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)", "sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))",
      "sqrt(2 + sqrt(3)) - (sqrt(6) + sqrt(2))/2",
    ])
  func zeros(_ expression: String) throws {
    #expect(try sign(of: expression, bits: 1_024) == 0)
  }

  @Test("what is next to zero is not", arguments: ["1e-60", "-1e-60"])
  func nearZeros(_ change: String) throws {
    for expression in [
      "sqrt(2)*sqrt(3) - sqrt(6)", "sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)", "exp(log(7)) - 7",
      "2^(1/3)*4^(1/3) - 2", "softplus(log(2)) - log(3)",
    ] {
      let sign = try sign(of: "\(expression) + (\(change))", bits: 512)
      #expect(sign == (change == "1e-60" ? 1 : -1))
    }
  }

  @Test("a sum of square roots is zero only if its enclosure at high precision contains zero")
  func randomSums() throws {
    var generator = SeededGenerator(seed: 3, label: "sums of roots")
    func number(_ limit: Int) -> Int { 1 + Int(generator.uniform() * Double(limit)) }
    var zeros = 0
    for _ in 0..<200 {
      let (a, b, k) = (number(12), number(12), number(3))
      // (sqrt a + sqrt b)^2 = a + b + 2 sqrt(ab), off by one now and then.
      let off = number(3) == 1 ? 1 : 0
      let square = "(sqrt(\(a * k * k)) + sqrt(\(b)))^2"
      let text = "\(square) - \(a * k * k + b + off) - \(2 * k)*sqrt(\(a * b))"
      let found = try sign(of: text)
      zeros += found == 0 ? 1 : 0
      #expect(found == -off, "\(text)")
      let enclosed = try enclosure(of: text, bits: 1_000)
      #expect((found == 0) == enclosed.contains(Fraction(0)), "\(text)")
    }
    #expect(zeros > 50)
  }

  @Test("what is not in a domain is said only where it is certain")
  func domains() throws {
    func failure(_ expression: String) throws -> (isCertain: Bool, Bool) {
      do {
        _ = try sign(of: expression)
      } catch let error as EvaluationError {
        if case .outsideDomain(_, _, let isCertain) = error { return (isCertain, true) }
      }
      return (false, false)
    }
    for expression in [
      "1/(sqrt(2)*sqrt(3) - sqrt(6))", "log(1 - 1)", "log(sqrt(2) - 3/2)", "sqrt(1 - sqrt(2))",
      "(1 - 1)^(-1)", "log1p(-1)", "1/(exp(log(2)) - 2)",
    ] {
      #expect(try failure(expression) == (true, true), "\(expression)")
    }
    #expect(try failure("1/(exp(1) + 1 - exp(1) - 1 + 1e-300)") == (false, false))
    #expect(try failure("sqrt(sqrt(2)*sqrt(3) - sqrt(6))") == (false, false))
  }

  @Test("a root that is a number with a name is that number")
  func roots() throws {
    let theorem = try theorem(
      "define\n  r = root s in [0, 2] of s^2 = 2\n  v = r - sqrt(2)\nclaim c: v < 1")
    let evaluator = TermEvaluator(
      theorem, values: [], in: ExactArithmetic(precisionInBits: 256))
    #expect(try evaluator.definition(1).sign == 0)
  }
}
