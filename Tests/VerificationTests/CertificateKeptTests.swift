import CertificateFormat
import Diagnostics
import Testing

@testable import Verification

@Suite("What a run for some claims keeps of an earlier certificate") struct CertificateKeptTests {
  private let source = SourceText(
    name: "t.theorem",
    bytes: Array(
      """
      theorem "T"
      parameters
        x : real in [0, 2]
      claim a: x < 3
      claim b: x < 4
      """.utf8))

  private func certificate(_ text: String) throws -> Certificate {
    try CertificateParser.parse(Array(("closedform-certificate 1\n" + text + "end\n").utf8))
  }

  /// The reports of a run that came to these claims only.
  private func reports(_ names: String...) -> [ClaimReport] {
    names.map {
      ClaimReport(name: $0, statement: "x < 3", verdict: .proved, expectation: .proved, points: 1)
    }
  }

  @Test("sections about other claims stay, those about claims that the run came to go")
  func others() throws {
    let earlier = try certificate(
      "claim a\ndomain\nevaluate\nclaim b\ndomain\nevaluate\nclaim b\npoint 1\nholds\n")
    let kept = earlier.sections(aboutOthersThan: reports("a"), of: source)
    #expect(kept.map(\.claim) == ["b", "b"])
    #expect(earlier.sections(aboutOthersThan: reports("a", "b"), of: source).isEmpty)
  }

  @Test("what a checker would reject is not kept")
  func rejected() throws {
    let earlier = try certificate(
      "claim b\npoint 5\nholds\nclaim gone\ndomain\nevaluate\nclaim b\ndomain\nevaluate\n")
    let kept = earlier.sections(aboutOthersThan: reports("a"), of: source)
    #expect(kept.count == 1 && kept.first?.steps.first?.step == .domain())
  }
}
