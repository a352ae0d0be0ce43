import CertificateFormat
import TestSupport
import Testing

@testable import Verification

/// Claims that are proved through others of their file.
@Suite("Proofs of claims that use others") struct UsedClaimsProofTests {
  private func reports(
    _ claims: String, selecting names: [String] = []
  ) -> [ClaimReport] {
    var settings = VerificationSettings(digits: 20, points: 2, starts: 2, boxes: 100)
    settings.claims = NameSelection(names)
    let text = """
      theorem "t"
      parameters
        x : real in [0, 1]
        y : real in [0, 20]
      \(claims)
      """
    return TheoremVerifier(settings: settings).verify(source(text)).claims
  }

  private static let square = "claim square: (exp(x) + x - y - y^3)^2 >= 0\n"
  private static let meaning = "(exp(x) + x)^2 + (y + y^3)^2 >= 2*(y + y^3)*(exp(x) + x)"
  private static let means = "claim means: \(meaning)"

  @Test("a claim is proved because of the claim that it uses, in the same run or not")
  func used() {
    #expect(reports(Self.square + Self.means).map { $0.proof?.isOnDomain } == [true, false])
    let claims = Self.square + Self.means + " using square"
    #expect(reports(claims).map { $0.proof?.isOnDomain } == [true, true])
    let alone = reports(claims, selecting: ["means"])
    #expect(alone.map(\.name) == ["means"] && alone[0].proof?.isOnDomain == true)
    #expect(alone[0].statement == Self.meaning)
  }

  @Test("a false claim that is used shows nothing, and the search goes on without it")
  func falseClaim() {
    let wrong = "claim wrong: (exp(x) - y)^2 >= 1 expect refuted\n"
    let found = reports(
      wrong + "claim sharper: exp(2*x) + y^2 >= 2*y*exp(x) + 1 using wrong expect refuted\n"
        + "claim easy: exp(x) >= 1 using wrong")
    #expect(found.map(\.verdict) == [.refuted, .refuted, .proved])
    #expect(found[2].proof?.sections.last?.steps.contains { $0.step.keyword == "have" } == false)
  }
}
