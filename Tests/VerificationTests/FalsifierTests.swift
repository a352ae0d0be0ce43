import Exact
import Foundation
import Reals
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

/// The files of a folder beside this one: false claims, or true ones that nearly fail.
enum ClaimCorpus {
  static func names(_ kind: String) -> [String] {
    (try? Repository.contents(of: "Tests/VerificationTests/\(kind)", suffix: ".theorem")) ?? []
  }

  static func text(_ kind: String, _ name: String) throws -> String {
    try Repository.text(of: "Tests/VerificationTests/\(kind)/\(name)")
  }
}

@Suite("Falsification") struct FalsifierTests {
  private func result(
    of claim: ClaimDeclaration, in theorem: ElaboratedTheorem, seed: UInt64 = 1
  ) -> Falsifier.Result {
    Falsifier(
      theorem: theorem.onDomain(of: claim), claim: claim.statement, seed: seed,
      isCancelled: { false }
    ).result(near: [], in: [])
  }

  private func result(of text: String, seed: UInt64 = 1) throws -> Falsifier.Result {
    let theorem = try load(text)
    return result(of: theorem.claims[0], in: theorem, seed: seed)
  }

  private func text(of place: ExactDecision.Place) -> String {
    (place.values + [place.second].compactMap { $0 }).map(\.text).joined(separator: ", ")
  }

  @Test("false claims are refuted, or have no value", arguments: ClaimCorpus.names("False"))
  func falseClaims(_ name: String) throws {
    let text = try ClaimCorpus.text("False", name)
    switch try result(of: text) {
    case .refuted(let place, _, _):
      #expect(!text.hasPrefix("# undefined"), "\(name) fails at \(self.text(of: place))")
    case .undefined(let place, _, _):
      #expect(text.hasPrefix("# undefined"), "\(name) has no value at \(self.text(of: place))")
    case .nothing: Issue.record("\(name) is not refuted")
    }
  }

  @Test("there are many kinds of false claims")
  func corpusSize() { #expect(ClaimCorpus.names("False").count >= 100) }

  @Test("true claims that nearly fail are never refuted", arguments: ClaimCorpus.names("True"))
  func trueClaims(_ name: String) throws {
    let theorem = try load(try ClaimCorpus.text("True", name))
    for claim in theorem.claims {
      let result = result(of: claim, in: theorem)
      if case .nothing = result { continue }
      Issue.record("\(name), \(claim.name): \(result)")
    }
  }

  @Test("a square is positive but for its zero, and the zero is found")
  func randomSquares() throws {
    var generator = SeededGenerator(seed: 7, label: "squares")
    func number(_ limit: Int) -> Int { 1 + Int(generator.uniform() * Double(limit)) }
    for _ in 0..<6 {
      let (p, q, r, s) = (number(40), 40 + number(60), number(40), 40 + number(60))
      let slope = number(9)
      let square = "(\(q)*x - \(p))^2 + (\(s)*y - \(r) + \(slope)*(\(q)*x - \(p)))^2"
      let head = "theorem \"t\"\nparameters\n  x, y : real in [0, 1]\n"
      let contact =
        try Fraction(p, q).decimalText + ", " + Fraction(r, s).decimalText
      guard case .refuted(let place, _, _) = try result(of: "\(head)claim c: \(square) > 0") else {
        Issue.record("\(square) > 0 is not refuted")
        continue
      }
      #expect(text(of: place) == contact)
      for truth in ["\(square) >= 0", "\(square) + 1e-30 > 0"] {
        if case .nothing = try result(of: "\(head)claim c: \(truth)") { continue }
        Issue.record("\(truth) is refuted")
      }
    }
  }

  @Test(
    "the point is small, or named",
    arguments: [
      ("x^2 - 2*sqrt(2)*x + 2 > 0", "sqrt(2)"), ("x^6 + 4 > 4*x^3", "(2)^(1/3)"),
      ("exp(x) > 2 + 2*(x - log(2))", "log(2)"), ("x*log(x + 1) >= x^2/2 + 0.1", "0"),
      ("(x^5 - x - 1)^2 > 0", "root of x^5 - x - 1 in [1.16, 1.17]"),
      ("(x - 1/3)^2 >= 1e-10", "1/3"), ("exp(-1000*(x - 2.5)^2) <= 1/2", "2.5"),
    ])
  func points(_ example: (claim: String, point: String)) throws {
    let text = "theorem \"t\"\nparameters\n  x : real in [0, 3]\nclaim c: \(example.claim)"
    guard case .refuted(let place, _, _) = try result(of: text) else {
      Issue.record("\(example.claim) is not refuted")
      return
    }
    #expect(self.text(of: place) == example.point)
  }

  @Test("the same seed finds the same place, whatever the number of threads")
  func isDeterministic() throws {
    let text = try ClaimCorpus.text("False", "dip-ratio.theorem")
    let reports = [1, 2].map { jobs in
      TheoremVerifier(settings: VerificationSettings(jobs: jobs, boxes: 100)).verify(source(text))
    }
    let points = reports.map { $0.claims[0].counterexample?.parameters.map(\.value) }
    #expect(points[0] != nil && points[0] == points[1])
  }

  @Test("the report of a file names the place, as a refutation or as an error")
  func reports() throws {
    func report(_ name: String) throws -> TheoremReport {
      let text = try ClaimCorpus.text("False", name)
      return TheoremVerifier(settings: VerificationSettings(boxes: 100)).verify(source(text))
    }
    let contact = try report("contact-sqrt2.theorem").claims[0]
    #expect(contact.verdict == .refuted && contact.counterexample?.isCertified == true)
    #expect(contact.counterexample?.parameters.map(\.value) == ["sqrt(2)"])
    let pole = try report("pole-cbrt.theorem")
    #expect(pole.claims[0].verdict == .error)
    #expect(pole.failure?.contains("at x = (2)^(1/3): division by zero") == true)
  }
}
