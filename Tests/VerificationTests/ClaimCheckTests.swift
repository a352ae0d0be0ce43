import Models
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

/// Checks against optima made by hand: what each answer of a solver may and may not establish.
@Suite("ClaimCheck") struct ClaimCheckTests {
  private static let bits = 200

  /// An optimum that a descent might report.
  private struct Answer {
    var value = "1"
    var lower: String?
    var upper = "1"
    var margin: String? = "2"
    var enclosure: (String, String)?
    var failure: String?
    var limitation: String?

    func optimum() throws -> Optimum {
      func real(_ text: String) throws -> Real {
        Real(try rational(text), precisionInBits: ClaimCheckTests.bits)
      }
      let infinity = Real(-Double.infinity, precisionInBits: ClaimCheckTests.bits)
      return Optimum(
        value: try real(value),
        bounds: try Interval(lower: try lower.map(real) ?? infinity, upper: try real(upper)),
        quantities: try margin.map { [Quantity("margin"): try real($0)] } ?? [:],
        enclosures: try enclosure.map {
          [Quantity("margin"): try Interval(lower: try real($0.0), upper: try real($0.1))]
        } ?? [:],
        failure: failure, statistics: DescentStatistics(), limitation: limitation)
    }
  }

  private func outcome(
    _ claim: String, _ answer: Answer = Answer(), digits: Int = 30
  ) throws -> String {
    let host = try theorem(
      "problem positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = 0.01, lambda_H = 0.01)\n"
        + "claim c: \(claim)")
    let verifier = ClaimVerifier(theorem: host, claim: host.claims[0], digits: digits)
    let optimum = try answer.optimum()
    let check = try #require(try verifier.checks(at: try point()) { _, _, _ in optimum }.first)
    switch try check.finding().outcome {
    case .holds(let digits): return "holds" + (digits.map { " to \($0)" } ?? "")
    case .refuted: return "refuted"
    case .contradicted: return "contradicted"
    case .undecided(let reason): return reason
    }
  }

  @Test("a formula above a feasible value is refuted, one below is contradicted")
  func minimum() throws {
    #expect(try outcome("minimum = 1") == "holds to 30")
    #expect(try outcome("minimum = 1.0000000001") == "refuted")
    #expect(try outcome("minimum = 0.9999999999") == "contradicted")
    #expect(try outcome("minimum = 0.9999999999", Answer(lower: "0.99999999999")) == "refuted")
    #expect(try outcome("minimum < 1.1") == "holds")
    #expect(try outcome("minimum <= 1") == "holds")
    // Nothing tells the sides apart: it holds to the digits asked for, and no closer.
    #expect(try outcome("minimum >= 1") == "holds to 30")
    #expect(try outcome("minimum > 1.1") == "refuted")
    #expect(try outcome("minimum < 0.9") == "contradicted")
    #expect(try outcome("minimum > 0.9") == "holds")
  }

  @Test("a strict inequality between values that agree is open")
  func strict() throws {
    let reason =
      "both sides agree to 30 digits, so a strict inequality cannot be told from equality"
    // A feasible value of exactly 1 excludes a minimum above 1; a slightly larger one does not.
    #expect(try outcome("minimum > 1") == "refuted")
    #expect(try outcome("minimum > 1", Answer(upper: "1.001")) == reason)
    #expect(try outcome("minimizer.margin < 2") == reason)
    #expect(try outcome("sqrt(2)^2 < 2") == reason)
  }

  @Test("a descent that failed neither supports nor contradicts")
  func failure() throws {
    let failed = Answer(failure: "it ended early")
    for claim in [
      "minimum = 1", "minimum >= 1", "minimum = 0.5", "minimizer.margin = 2",
      "minimizer.margin > 1",
    ] {
      #expect(try outcome(claim, failed) == "it ended early", "\(claim)")
    }
    // Its feasible point still refutes and bounds.
    #expect(try outcome("minimum = 2", failed) == "refuted")
    #expect(try outcome("minimum < 2", failed) == "holds")
  }

  @Test("a model without a closed form leaves formulas open, with the reason")
  func limitation() throws {
    let limited = Answer(limitation: "M < N")
    for claim in ["minimum = 1", "minimum = 0.5", "minimizer.margin = 3", "minimizer.margin > 1"] {
      #expect(try outcome(claim, limited) == "M < N", "\(claim)")
    }
    #expect(try outcome("minimum = 2", limited) == "refuted")
  }

  @Test("a minimiser is contradicted beyond the error of the descent only")
  func ownError() throws {
    #expect(try outcome("minimizer.margin = 2") == "holds to 30")
    #expect(try outcome("minimizer.margin = 2.001") == "contradicted")
    let nearly =
      "and the error of the descent may explain the rest; try other digits or more starts"
    #expect(
      try outcome("minimizer.margin = 2 + 1e-24") == "both sides agree to 24 of 30 digits, "
        + nearly)
    #expect(
      try outcome("minimizer.margin < 2 - 1e-24") == "both sides agree to 24 of 30 digits, "
        + nearly)
    #expect(
      try outcome("minimizer.margin < 2 + 1e-24") == "both sides agree to 24 of 30 digits, "
        + nearly)
    // The error of a minimum is of second order.
    #expect(try outcome("minimum = 1 - 1e-24") == "contradicted")
  }

  @Test("certified enclosures refute, and keep a contradiction within them from being one")
  func enclosures() throws {
    let certified = Answer(enclosure: ("1.9", "2.1"))
    #expect(try outcome("minimizer.margin = 2.2", certified) == "refuted")
    #expect(try outcome("minimizer.margin < 2.2", certified) == "holds")
    #expect(try outcome("minimizer.margin = 2.05", certified).hasPrefix("both sides agree to 1 of"))
  }

  @Test("a domain left at an approximate value only is open; at every value it is an error")
  func domains() throws {
    let negative = Answer(margin: "-1e-40")
    #expect(try outcome("log(minimizer.margin) < 0", negative).contains("which may lie outside"))
    #expect(throws: EvaluationFailure.self) { try outcome("log(minimum - 2) < 0") }
    #expect(throws: EvaluationFailure.self) { try outcome("1/(1 - 1) < 0") }
  }

  @Test("an approximate value within a wide enclosure contradicts nothing")
  func wideEnclosure() throws {
    // exp(200)*1e-300 is lost in the cancellation at 30 digits, and found at more.
    let cancelling = "(exp(300) + 1 - exp(300))"
    #expect(try outcome("minimum = \(cancelling)") == "holds to 30")
    let hopeless = "(exp(20000) + 1 - exp(20000))"
    #expect(
      try outcome("minimum = \(hopeless)")
        == "the enclosures of the two sides overlap at every precision tried")
  }

  @Test("a quantity that the problem does not have is missing with a reason")
  func missingQuantity() throws {
    let failure = #expect(throws: EvaluationFailure.self) {
      try outcome("minimizer.margin = 2", Answer(margin: nil))
    }
    #expect(failure?.error.reason == "this problem has no margin at this point")
  }

  @Test("conditions on an approximate optimum are decided by it")
  func conditions() throws {
    #expect(try outcome("(if minimizer.margin > 1 then 3 else 4) = 3") == "holds to 30")
    #expect(try outcome("(if minimum > 1/2 then 3 else 4) = 4") == "contradicted")
  }
}
