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

  /// The divergence of two coins is zero where they are equal, and only there.
  @Test("a line on which two parameters are equal")
  func line() throws {
    let reason = try reason(
      """
      parameters
        p, q : real in [0.1, 0.9]
      claim c: p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) >= 0

      """)
    #expect(reason == "both sides meet along p = q")
  }

  /// x + 2/x is least at the square root of 2.
  @Test("one place, in six digits")
  func place() throws {
    let reason = try reason(
      "parameters\n  x : real in [0.5, 4]\nclaim c: x + 2/x >= 2*sqrt(2)\n")
    #expect(reason == "both sides meet near x = 1.41421")
  }

  @Test("boxes all over the domain show no place")
  func none() throws {
    let reason = try reason(
      "parameters\n  x, y : real in [-3, 3]\nclaim c: exp(x)*exp(y) >= exp(x + y)\n", boxes: 40)
    #expect(reason?.contains("along") != true, "\(String(describing: reason))")
  }
}
