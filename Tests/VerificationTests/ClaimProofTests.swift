import Testing

@testable import Verification

/// What the kernel returns about a claim decides how its verdict is worded.
@Suite("Claim proofs") struct ClaimProofTests {
  private func reports(_ text: String, descends: Bool = true) -> [ClaimReport] {
    let settings = VerificationSettings(
      digits: 20, points: 2, descends: descends, starts: 2, boxes: 50)
    return TheoremVerifier(settings: settings).verify(source(text)).claims
  }

  private static let twoClasses = """
    theorem "t"
    define
      p = 1 - 0.1/2 - 0.02
      t = log(p/(1 - p))
      value = log(exp(t) + 1) - 0.95*t + 0.02*t
    problem positive_layer_peeled(N = 2, K = 2, M = 2, alpha = 0.1, lambda_W = 0.01, lambda_H = 0.01)

    """

  @Test("a formula below the minimum, which descent only contradicts, is refuted by the dual bound")
  func below() throws {
    let claims = reports(Self.twoClasses + "claim low: minimum = value - 1e-6\n")
    #expect(claims[0].verdict == .refuted && claims[0].proof?.refutation != nil)
    #expect(claims[0].counterexample?.isCertified == true)
  }

  @Test("where no formula of the optimum is known, the kernel proves and refutes all the same")
  func withoutFormula() throws {
    // Tests/Reference/unequal-classes.json, the entry of these class sizes.
    let claims = reports(
      """
      theorem "t"
      problem unconstrained_features(
        class_sizes = [2, 1, 1], M = 3, alpha = 0.2, lambda_W = 0.02, lambda_H = 0.03)
      claim value: minimum > 0.6164966020026834
      claim wrong: minimum < 0.6164966020026834
      claim alike: minimizer.margin[2] = minimizer.margin[3]
      claim unlike: minimizer.margin[1] = minimizer.margin[2]

      """)
    // An equality that is certified to digits at the only point is not proved: the sides are close.
    #expect(claims.map(\.verdict) == [.proved, .refuted, .supported, .refuted])
    #expect(claims.map { $0.proof?.refutation != nil } == [false, true, false, true])
    #expect(claims[0].scope == .allPoints(1) && claims[2].scope == .allPoints(1))
    #expect(claims[2].evidence == "certified to 20 digits at its only point")
    #expect(claims[1].counterexample?.left.hasPrefix("0.61649660200268348") == true)
    #expect(claims[3].counterexample?.isCertified == true)
  }

  @Test("a domain without end is proved as a whole, or its open tail is named")
  func endless() throws {
    let head = "theorem \"t\"\nparameters\n  n : integer in [2, infinity)\n"
    let proved = reports(head + "claim c: log(n + 1) <= n\n")[0]
    #expect(proved.verdict == .proved && proved.scope == .domain)
    let far = reports(head + "claim c: n <= 5000\n")[0]
    #expect(far.verdict == .refuted && far.counterexample?.isCertified == true)
    let open = reports(head + "claim c: n < 1e90\n")[0]
    #expect(open.proof?.isOnDomain == false)
    #expect(open.proof?.openPart?.boxes.contains { $0.hasSuffix(", infinity)") } == true)
  }

  @Test("one point is all there is without parameters; with them, points are not the domain")
  func extent() throws {
    let alone = reports(Self.twoClasses + "claim exact: minimum = value\n")[0]
    #expect(alone.verdict == .proved && alone.scope == .domain)
    let circle = reports("theorem \"t\"\nclaim c: sin(1)^2 + cos(1)^2 = 1\n")[0]
    #expect(circle.verdict == .supported && circle.scope == .allPoints(1) && circle.digits == 20)
    #expect(circle.evidence == "certified to 20 digits at its only point")
    let digits = reports(
      "theorem \"t\"\nclaim c: exp(1) = 2.71828182845904523536028747135266249775724709\n")[0]
    #expect(digits.verdict == .refuted)
    // The sides meet at log(4)/3, around which boxes stay open.
    let least = reports(
      "theorem \"t\"\nparameters\n  x : real in [0, 1]\n"
        + "claim c: exp(x) + 2*exp(-2*x) >= 3/2*exp(log(4)/3)\n")[0]
    #expect(least.verdict == .supported && least.scope == .points)
    #expect(least.proof?.openPart != nil && least.shortfall != nil && least.reason != nil)
    // It fails between 0.371237 and 0.371238 only, where no point is examined and no box is small.
    let gap = reports(
      "theorem \"t\"\nparameters\n  x : real in [0, 1]\n"
        + "claim c: (if x > 0.371237 then (if x < 0.371238 then 0 else 1) else 1) > 0\n")[0]
    #expect(gap.verdict == .refuted && gap.scope == .counterexample)
    // Equality along an irrational curve: points are proved, boxes on the curve stay open.
    let part = reports(
      "theorem \"t\"\nparameters\n  x : real in [-1, 2]\nclaim c: (x^2 - 2)^2 >= 0\nclaim d: x*(x^2 - 2)^2 >= 0\n"
    )
    #expect(part[0].scope == .domain)
    #expect(part[1].verdict == .refuted)
  }

  @Test("what rests on a root that is not the only one is not refuted")
  func doubtfulRoot() {
    let claim = reports(
      """
      theorem "t"
      define
        s = root x in [0, 10] of (x - 5)*((x - 3)^2 - 1e-28) = 0
      claim small: s < 4

      """)[0]
    #expect(claim.verdict == .contradicted && claim.proof == nil)
    #expect(claim.counterexample?.isCertified == false)
  }

  @Test("without descent the kernel alone refutes, at a point or between neighbours")
  func withoutDescent() {
    let claims = reports(
      """
      theorem "t"
      parameters
        x : real in [0, 2]
      claim large: x > 1
      claim falls: x^2 decreases in x
      claim holds: x^2 >= 2*x - 1
      claim exact: sqrt(2)^2 > 2
      claim dark: erf(exp(exp(x + 40)))^2 - erf(exp(exp(x + 40))) < 1/2

      """, descends: false)
    #expect(claims.map(\.verdict) == [.refuted, .refuted, .proved, .refuted, .undecided])
    // That both sides are equal is exact arithmetic, of which certificates cannot speak.
    #expect(claims[3].evidence == "enclosures or exact arithmetic at the counterexample")
    #expect(claims[4].reason?.contains("neither a proof nor a refutation") == true)
  }
}
