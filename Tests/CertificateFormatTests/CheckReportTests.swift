import CertificateFormat
import TestSupport
import Testing

/// What a checker prints beside the sections: what is shown of each claim, and what the file
/// expects.
@Suite("Check reports") struct CheckReportTests {
  private static let theorem = """
    theorem "t"
    parameters
      n : integer in [1, 3]
    assume n < 3
    claim small: n <= 2
    claim same: exp(log(n)) = n expect supported
    claim wrong: n < 2 expect refuted
    claim open: n^2 >= 0 expect undecided

    """

  private func lines(_ sections: String..., acceptsSupported: Bool = false) throws -> [String] {
    let loaded = try LoadedTheorem(Self.theorem)
    let text = "closedform-certificate 1\n\(sections.joined(separator: "\n"))\nend\n"
    let certificate = try CertificateParser.parse(Array(text.utf8))
    let report = CheckReport(
      try loaded.checker.check(certificate), of: loaded.theorem, acceptsSupported: acceptsSupported)
    return report.lines + [report.outcome]
  }

  private static let same = "claim same\npoint 1\ndigits 9\nholds"
  private static let wrong = "claim wrong\nrefute 2\nfails"

  @Test("every claim shows what the file expects: verified")
  func met() throws {
    let found = try lines(
      "claim open\ndomain\nevaluate", "claim small\npoint 1\nholds", Self.same, Self.wrong,
      "claim small\npoint 2\nholds")
    #expect(
      found == [
        "claim open: proved on the whole domain", "claim small: proved at n = 1",
        "claim same: proved at n = 1 to 9 digits", "claim wrong: refuted at n = 2",
        "claim small: proved at n = 2", "claim small: proved at all 2 points of the domain",
        "VERIFIED",
      ])
  }

  @Test("an inequality at every point of a finite domain is proved, at some points supported")
  func points() throws {
    let both = try lines(
      "claim small\npoint 1\nholds", "claim small\npoint 2\nholds", Self.same, Self.wrong)
    #expect(
      both.suffix(2) == ["claim small: proved at all 2 points of the domain", "VERIFIED"])
    let one = try lines("claim small\npoint 1\nholds", Self.same, Self.wrong)
    #expect(one.suffix(2) == ["claim small: supported, not proved", "INCOMPLETE"])
    let accepted = try lines(
      "claim small\npoint 1\nholds", Self.same, Self.wrong, acceptsSupported: true)
    #expect(accepted.last == "VERIFIED")
  }

  @Test("what is missing is named, and a proof on a domain without a point says so")
  func missing() throws {
    #expect(
      try lines("claim open\ndomain\nevaluate") == [
        "claim open: proved on the whole domain", "no point of the domain is shown",
        "claim small: nothing shown, not proved", "claim same: nothing shown, not supported",
        "claim wrong: nothing shown, not refuted",
        "INCOMPLETE",
      ])
    let inside = try lines("claim small\ndomain\nopen", "claim small\npoint 1\ninside")
    #expect(
      inside == [
        "claim small: proved but for 1 box, 100.0000 % of the volume",
        "claim small: a point of the domain lies at n = 1",
        "claim small: shown in part, not proved",
        "claim same: nothing shown, not supported", "claim wrong: nothing shown, not refuted",
        "INCOMPLETE",
      ])
  }

  @Test("a refutation that the file does not expect is not what it expects")
  func refuted() throws {
    let loaded = try LoadedTheorem(Self.theorem.replacing(" expect refuted", with: ""))
    let certificate = "closedform-certificate 1\n\(Self.wrong)\nend\n"
    #expect(loaded.output(certificate.utf8).contains("claim wrong: refuted, not proved"))
  }
}
