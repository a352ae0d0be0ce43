import Certification
import Kernel
import Numbers
import Testing

@testable import Verification

@Suite("Open boxes in words") struct OpenPartTests {
  private func claim(_ text: String, boxes: Int = 30) throws -> ClaimReport {
    let settings = VerificationSettings(
      digits: 20, points: 2, descends: false, starts: 1, boxes: boxes)
    return try #require(TheoremVerifier(settings: settings).verify(source(text)).claims.first)
  }

  /// The two sides meet along an irrational curve, so that boxes on it stay open.
  private static let curve = "claim c: (x - sqrt(2)*y)^2*(1 + exp(x)) >= 0 + 0*n\n"

  @Test("boxes lie inside the domain, name only what the claim uses, and each stands once")
  func boxes() throws {
    let claim = try claim(
      "theorem \"t\"\nparameters\n  n : integer in [1, 9]\n  x : real in [1/3, 7]\n"
        + "  y : real in [x, 7]\nclaim c: (x^2 - 2*y)^2*exp(-x) + (y - x)^2*0 >= 0 + exp(x)*0\n")
    guard claim.verdict != .proved else { return }
    let part = try #require(claim.proof?.openPart)
    #expect(Set(part.boxes).count == part.boxes.count)
    for box in part.boxes {
      #expect(!box.contains("n "), "\(box)")
      for number in box.matches(of: /[0-9][0-9.e\/+-]*/).map({ String($0.output) }) {
        #expect(number.count <= ShortNumber.largestLength, "\(number) in \(box)")
        let value = try Rational(parsing: number)
        #expect(try Rational(parsing: "1/3") <= value && value <= Rational(7), "\(box)")
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
