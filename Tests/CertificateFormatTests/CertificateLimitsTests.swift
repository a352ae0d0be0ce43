import CertificateFormat
import TestSupport
import Testing

/// The limits of section 1 of docs/certificate-format.md, which no file of the corpus should reach.
@Suite("Certificate limits") struct CertificateLimitsTests {
  private func output(_ lines: [String]) throws -> String {
    let text = (["closedform-certificate 1"] + lines + ["end", ""]).joined(separator: "\n")
    return try LoadedTheorem(path: "Tests/Certificates/theorems/tangent.theorem").output(text.utf8)
  }

  @Test("10,000 steps between the root and a leaf are the most")
  func depth() throws {
    // Where a parameter has one value it can be fixed again, and nothing changes.
    func nested(_ count: Int) -> [String] {
      ["claim tangent", "domain", "split x 0"] + Array(repeating: "monotone x", count: count)
        + ["evaluate", "convex 0"]
    }
    let accepted =
      "claim tangent: proved on the whole domain\nno point of the domain is shown\nVERIFIED"
    #expect(try output(nested(9_999)) == accepted)
    // The header and three lines stand above the first nested step.
    #expect(try output(nested(10_000)).hasPrefix("REJECTED line 10004:"))
  }

  @Test("a line of a mebibyte is the longest")
  func line() throws {
    let proof = ["claim tangent", "domain", "convex 0"]
    func comment(_ bytes: Int) -> String { "#" + String(repeating: ".", count: bytes - 1) }
    #expect(try output(proof + [comment(1 << 20)]).hasSuffix("VERIFIED"))
    #expect(try output(proof + [comment(1 << 20 + 1)]).hasPrefix("REJECTED line 5:"))
  }

  @Test("a million lines are the most")
  func lines() throws {
    func padded(_ count: Int) -> [String] {
      // With the header and the last line, `count` lines in all.
      ["claim tangent", "domain", "convex 0"] + Array(repeating: "", count: count - 5)
    }
    #expect(try output(padded(1_000_000)).hasSuffix("VERIFIED"))
    #expect(try output(padded(1_000_001)).hasPrefix("REJECTED"))
  }

  @Test("64 mebibytes are the largest file")
  func file() throws {
    let bytes = Array(repeating: UInt8(ascii: " "), count: 64 << 20 + 1)
    let theorem = try LoadedTheorem(path: "Tests/Certificates/theorems/tangent.theorem")
    #expect(theorem.output(bytes).hasPrefix("REJECTED line 1:"))
    #expect(theorem.output(bytes).contains("67108864"))
  }
}
