import Reals
import Solvers
import Testing
import TheoremLanguage

@testable import Verification

/// Real models at given points, without a scan.
///
/// The closed forms are those of docs/models.md: for
/// N = 2, K = 1, alpha = 0 and both decays 1/100, c = 1/50, p = 49/50, t = log 49 and the minimum
/// is log(50/49) + log(49)/50.
@Suite("ClaimVerifier") struct ClaimVerifierTests {
  private static let collapse =
    "problem positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = 0.01, lambda_H = 0.01)\n"
  private static let truth = "log(50/49) + log(49)/50"

  private func report(
    _ text: String, parameters: [String] = [], at points: [ParameterPoint]? = nil, digits: Int = 20,
    method: DescentMethod = .refine
  ) throws -> ClaimReport {
    let host = try theorem(parameters: parameters, text)
    let settings = DescentSettings(digits: digits, starts: 2, seed: 1, method: method)
    let book = ProblemBook(theorem: host, settings: settings, isCancelled: { false })
    return try ClaimVerifier(theorem: host, claim: host.claims[0], digits: digits)
      .report(at: try points ?? [point()]) { try book.optimum($0, at: $1, effort: $2) }
  }

  @Test(
    "formulas alone, by hand",
    arguments: [
      ("1/3 = 0.333", 20, Verdict.refuted, nil), ("1/2 = 0.5", 20, .supported, 20),
      ("1/3 = 0.333333333333333333333333333333333333333333333333333333333333", 20, .supported, 20),
      ("1/3 = 0.333333333333333333333333333333333333333333333333333333333333", 50, .refuted, nil),
      ("sqrt(2)^2 = 2", 20, .supported, 20), ("sqrt(2)^2 < 2", 20, .undecided, nil),
      ("sqrt(2)^2 <= 2", 20, .supported, 20), ("1 < 1", 20, .refuted, nil),
      ("1 <= 1", 20, .supported, nil), ("1/3 <= 0.3333", 20, .refuted, nil),
      ("exp(1) > 2.718", 20, .supported, nil), ("exp(1) < 2.718", 20, .refuted, nil),
      ("log(2) - log(2) = 0", 20, .supported, 20), ("1e-90 = 0", 20, .refuted, nil),
      ("exp(-300) = 0", 20, .refuted, nil), ("1 + 1e-40 > 1", 20, .supported, nil),
    ] as [(String, Int, Verdict, Int?)])
  func formulas(claim: String, digits: Int, verdict: Verdict, agreeing: Int?) throws {
    let report = try report("claim c: \(claim)", digits: digits)
    #expect(report.verdict == verdict)
    #expect(report.digits == agreeing)
    #expect(report.points == 1)
    #expect((report.counterexample != nil) == (verdict == .refuted))
    #expect((report.reason != nil) == (verdict == .undecided))
  }

  @Test(
    "claims about the collapsed optimum",
    arguments: [
      ("minimum = \(truth)", Verdict.supported), ("minimum = \(truth) + 1e-6", .refuted),
      ("minimum = \(truth) - 1e-6", .contradicted), ("minimum < \(truth)", .undecided),
      ("minimum <= \(truth)", .supported), ("minimum < log(2)", .supported),
      ("minimizer.margin = log(49)", .supported), ("minimizer.margin = log(48)", .contradicted),
      ("minimizer.objective = \(truth) + 1e-6", .refuted),
      ("minimizer.feature_norm_squared = log(49)", .supported),
      ("minimizer.within_class_variation = 0", .supported), ("minimizer.margin > 3", .supported),
    ])
  func collapsed(claim: String, verdict: Verdict) throws {
    let report = try report(Self.collapse + "claim c: \(claim)")
    #expect(report.verdict == verdict, "\(report)")
    #expect(
      report.counterexample?.isCertified
        == (verdict == .refuted ? true : verdict == .contradicted ? false : nil))
  }

  @Test(
    "both descent methods support the closed form and find it wrong",
    arguments: DescentMethod.allCases)
  func methods(method: DescentMethod) throws {
    let right = try report(
      Self.collapse + "claim c: minimum = \(Self.truth)", digits: 12, method: method)
    #expect(right.verdict == .supported && right.digits == 12)
    let wrong = try report(
      Self.collapse + "claim c: minimum = \(Self.truth) + 1e-5", digits: 12, method: method)
    #expect(wrong.verdict == .refuted)
  }

  @Test("with fewer dimensions than classes formulas stay open, bounds hold")
  func fewDimensions() throws {
    let flat =
      "problem positive_layer_peeled(N = 3, K = 1, M = 2, alpha = 0, lambda_W = 0.001, lambda_H = 0.001)\n"
    let formula = try report(flat + "claim c: minimum = 1/100", digits: 10)
    #expect(formula.verdict == .undecided)
    #expect(formula.reason?.contains("M") == true, "\(formula)")
    #expect(try report(flat + "claim c: minimum < log(3)", digits: 10).verdict == .supported)
    #expect(try report(flat + "claim c: minimum = log(3)", digits: 10).verdict == .refuted)
  }

  /// The dilation model is strongly convex, so its minimiser is enclosed and both sides can refute.
  @Test("certified bounds of the dilation model refute on both sides")
  func dilation() throws {
    let problem =
      "problem memorization_dilation(margin = 2, feature_norm = 1, eta = 0.1, alpha = 0, lambda = 0.01, C_MD = 1, M = 2)\n"
    for (claim, verdict) in [
      ("minimum = 0.01", Verdict.refuted), ("minimum = 10", .refuted),
      ("minimizer.dilation > 0", .supported), ("minimizer.dilation = 5", .refuted),
      ("minimizer.constraint_slack = 0", .supported),
    ] {
      #expect(try report(problem + "claim c: \(claim)", digits: 12).verdict == verdict, "\(claim)")
    }
  }

  @Test("two problems are compared")
  func comparison() throws {
    let problems = """
      problem weak = positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = 0.01, lambda_H = 0.01)
      problem strong = positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = 0.04, lambda_H = 0.01)

      """
    for (claim, verdict) in [
      ("minimum(weak) < minimum(strong)", Verdict.supported),
      ("minimum(weak) > minimum(strong)", .contradicted),
      ("minimizer(weak).margin > minimizer(strong).margin", .supported),
      ("minimum(weak) = minimum(weak)", .supported),
    ] {
      #expect(try report(problems + "claim c: \(claim)", digits: 12).verdict == verdict, "\(claim)")
    }
  }

  @Test(
    "monotone claims, true, false, and not strict",
    arguments: [
      ("a^2 increases in a", Verdict.supported), ("a^2 decreases in a", .refuted),
      ("-exp(a) decreases in a", .supported), ("n^2 increases in n", .supported),
      // Equal points of a constant certainly do not increase; equal enclosures cannot tell.
      ("3 + 0*a increases in a", .refuted), ("log(3) increases in a", .undecided),
      ("max(a, 3/2) increases in a", .refuted), ("a/n decreases in n", .supported),
    ])
  func monotone(claim: String, verdict: Verdict) throws {
    let report = try report(
      "claim c: \(claim)", parameters: ["a : real in [1, 2]", "n : integer in [1, 3]"],
      at: [point("1", "1"), point("2", "3"), point("1.25", "2")])
    #expect(report.verdict == verdict, "\(report)")
    #expect(report.digits == nil)
    if verdict == .refuted { #expect(report.counterexample?.parameters.count == 3) }
  }

  @Test("a monotone claim without neighbours was not examined, and is not supported")
  func notExamined() throws {
    let report = try report(
      "claim c: a increases in a", parameters: ["a : real in [1, 1]"], at: [point("1")])
    #expect(report.verdict == .undecided && report.points == 0)
    #expect(report.reason == "no point of the domain could be examined")
  }

  @Test("one open point among good ones leaves the claim open, and says where")
  func openPoint() throws {
    let report = try report(
      "claim c: sqrt(a)^2 < a + b", parameters: ["a, b : real in [0, 2]"],
      at: [point("1", "1"), point("2", "0"), point("2", "1")])
    #expect(report.verdict == .undecided)
    #expect(
      report.reason
        == "both sides agree to 20 digits, so a strict inequality cannot be told from equality; at a = 2, b = 0"
    )
  }

  @Test("the digits of a claim are the least over its points; a refutation counts its point")
  func points() throws {
    let parameters = ["a : real in [0, 2]"]
    let refuted = try report(
      "claim c: a < 2", parameters: parameters, at: [point("1"), point("2"), point("0")])
    #expect(refuted.verdict == .refuted && refuted.points == 2)
    #expect(refuted.counterexample?.parameters.map(\.value) == ["2"])
  }
}
