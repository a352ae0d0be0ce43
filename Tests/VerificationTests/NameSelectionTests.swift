import Diagnostics
import Reals
import Testing

@testable import Verification

@Suite("Which names are selected") struct NameSelectionTests {
  /// The textbook definition, exponential and obviously right.
  private func matches(_ name: Substring, _ pattern: Substring) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case "*": return matches(name, rest) || !name.isEmpty && matches(name.dropFirst(), pattern)
    case "?": return !name.isEmpty && matches(name.dropFirst(), rest)
    default: return name.first == first && matches(name.dropFirst(), rest)
    }
  }

  @Test("patterns match as their definition says")
  func definition() {
    var generator = SeededGenerator(seed: 1, label: "claim patterns")
    var matched = 0
    for _ in 0..<4_000 {
      func text(_ letters: [Character], upTo length: Int) -> String {
        let count = Int(generator.next() % UInt64(length + 1))
        return String(
          (0..<count).map { _ in letters[Int(generator.next() % UInt64(letters.count))] })
      }
      let name = text(["a", "b"], upTo: 7)
      let pattern = text(["a", "b", "*", "?"], upTo: 6)
      let expected = matches(name[...], pattern[...])
      #expect(NameSelection([pattern]).selects(name) == expected, "\(name) \(pattern)")
      matched += expected ? 1 : 0
    }
    #expect((400...3_600).contains(matched), "\(matched) matches test nothing")
  }

  @Test("many stars take no exponential time")
  func stars() {
    let name = String(repeating: "a", count: 5_000)
    let pattern = String(repeating: "a*", count: 40) + "b"
    #expect(!NameSelection([pattern]).selects(name))
  }

  @Test("no pattern selects all, several select what any of them does")
  func several() {
    #expect(NameSelection.all.selects("x"))
    let selection = NameSelection(["a*", "c", "z?"])
    #expect(["ab", "b", "c", "cc"].filter(selection.selects) == ["ab", "c"])
    #expect(selection.patterns(matchingNoneOf: ["ab", "zz"]) == ["c"])
  }

  /// What a report says of a claim, without the sections of a certificate: there, one claim may
  /// show a point of the domain for all others.
  private func text(_ claim: ClaimReport) -> String {
    let parts: [Any?] = [
      claim.name, claim.line, claim.verdict, claim.scope, claim.evidence, claim.digits,
      claim.points, claim.weakest, claim.counterexample, claim.reason, claim.shortfall,
      claim.proof?.openPart,
    ]
    return "\(parts)"
  }

  @Test("a selected claim has the report it has among all")
  func sameReports() throws {
    let source = SourceText(
      name: "t.theorem",
      bytes: Array(
        """
        theorem "T"
        parameters
          x, y : real in [0, 2]
        claim first: x*y <= 4
        claim second: x + y <= 3
        claim third: x^2 + 1 >= 2*x expect refuted
        """.utf8))
    var settings = VerificationSettings(digits: 20, starts: 1)
    let all = TheoremVerifier(settings: settings).verify(source).claims
    for claim in all {
      settings.claims = NameSelection([claim.name])
      let alone = TheoremVerifier(settings: settings).verify(source).claims
      #expect(alone.map(text) == [text(claim)])
    }
  }
}
