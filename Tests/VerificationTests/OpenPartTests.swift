import Exact
import Kernel
import ProofSearch
import Reals
import TestSupport
import Testing

@testable import Verification

@Suite("Open boxes in words") struct OpenPartTests {
  private func claim(_ text: String, boxes: Int = 30) throws -> ClaimReport {
    let settings = VerificationSettings(
      digits: 20, points: 2, descends: false, starts: 1, boxes: boxes)
    return try #require(TheoremVerifier(settings: settings).verify(source(text)).claims.first)
  }

  /// Both sides meet where x = y, on the edge of the domain, so that boxes there stay open.
  @Test("boxes lie inside the domain, name only what the claim uses, and each stands once")
  func boxes() throws {
    let claim = try claim(
      "theorem \"t\"\nparameters\n  unused : integer in [1, 9]\n  x : real in [1/3, 7]\n"
        + "  y : real in [x, 7]\nclaim c: exp(x) + exp(y) >= 2*exp((x + y)/2)\n")
    let part = try #require(claim.proof?.openPart)
    #expect(!part.isWhole && !part.boxes.isEmpty)
    #expect(Set(part.boxes).count == part.boxes.count)
    for box in part.boxes {
      #expect(!box.contains("unused"), "\(box)")
      // The range of y begins at x, so that a box with all of y below x has no point of the domain.
      if let ends = box.firstMatch(of: /x in \[([^,]+), .*y in \[[^,]+, ([^\]]+)\]/) {
        #expect(try rational(String(ends.1)) <= rational(String(ends.2)), "\(box)")
      }
      for number in box.matches(of: /[0-9][0-9.e\/+-]*/).map({ String($0.output) }) {
        #expect(number.count <= ShortNumber.largestLength, "\(number) in \(box)")
        let value = try Fraction(parsing: number)
        #expect(try Fraction(parsing: "1/3") <= value && value <= Fraction(7), "\(box)")
      }
    }
  }

  @Test("ends of ranges: huge numbers are short, and a range without end says so")
  func huge() throws {
    let far = try claim(
      "theorem \"t\"\nparameters\n  n : integer in [2, infinity)\n"
        + "claim c: n*log(1 + 1/n) increases in n\n")
    let part = try #require(far.proof?.openPart, "\(far)")
    #expect(part.boxes.contains { $0.hasPrefix("n in [") && $0.hasSuffix(", infinity)") })
    #expect(part.boxes.allSatisfy { $0.count <= 60 }, "\(part.boxes)")
  }
}
