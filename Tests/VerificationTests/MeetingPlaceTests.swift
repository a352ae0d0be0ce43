import Testing

@testable import Verification

/// Where the boxes lie that a search leaves open, of claims whose contacts are known.
@Suite("Meeting places") struct MeetingPlaceTests {
  private func reason(_ sections: String, boxes: Int = 2_000) throws -> String? {
    let settings = VerificationSettings(
      digits: 20, points: 2, descends: false, starts: 1, boxes: boxes)
    let report = TheoremVerifier(settings: settings).verify(source("theorem \"t\"\n" + sections))
    return try #require(report.claims.first).reason
  }

  /// The error function is strictly concave from 0 on: both sides are equal where p and q are.
  @Test("a line on which two parameters are equal")
  func line() throws {
    let reason = try reason(
      """
      parameters
        p, q : real in [0.1, 0.9]
      claim c: erf((p + q)/2) >= (erf(p) + erf(q))/2

      """)
    #expect(reason == "both sides meet along p = q")
  }

  /// exp(x) + 2 exp(-2 x) is least at log(4)/3.
  @Test("one place, in six digits")
  func place() throws {
    let reason = try reason(
      "parameters\n  x : real in [0, 1]\nclaim c: exp(x) + 2*exp(-2*x) >= 3/2*exp(log(4)/3)\n")
    #expect(reason == "both sides meet near x = 0.462098")
  }

  @Test("boxes all over the domain show no place")
  func none() throws {
    let reason = try reason(
      "parameters\n  x, y : real in [-3, 3]\nclaim c: exp(x)*exp(y) >= exp(x + y)\n", boxes: 40)
    #expect(reason?.contains("along") != true, "\(String(describing: reason))")
  }
}
