import Testing
import TheoremLanguage

@testable import Verification

@Suite("The weakest point of a claim") struct WeakestPointTests {
  private func report(_ text: String, descends: Bool) -> ClaimReport? {
    let settings = VerificationSettings(
      digits: 20, points: 4, descends: descends, starts: 2, boxes: 50)
    return TheoremVerifier(settings: settings).verify(source(text)).claims.first
  }

  /// Of the points 1, 2, 3 the claim 4 >= n is weakest at 3, where the slack is 1/(4 + 3).
  @Test("the least slack of all points, with and without descents", arguments: [true, false])
  func least(descends: Bool) throws {
    let claim = try #require(
      report(
        "theorem \"t\"\nparameters\n  n : integer in [1, 3]\nclaim c: 4 >= n\n",
        descends: descends))
    let weakest = try #require(claim.weakest)
    #expect(weakest.parameters.map(\.value) == ["3"] && weakest.approximateSlack == "0.143")
    #expect(claim.line == 4)
  }

  @Test("the slack of an equality is minus the discrepancy, and 0 where both sides are the same")
  func equality() throws {
    let same = try #require(report("theorem \"t\"\nclaim c: 1/4 + 1/4 = 1/2\n", descends: true))
    #expect(same.weakest?.approximateSlack == "0")
  }
}
