import CertificateFormat
import Foundation
import TestSupport
import Testing

/// Enclosures to the last bit, against the checker in Python.
///
/// Tests/Certificates/ends.txt says where numbers begin to be accepted.
/// Tests/Certificates/find_ends.py found them by asking scripts/check_certificate.py, which shares
/// no line with the kernel.
@Suite("Ends of enclosures") struct EndsTests {
  private struct End {
    let theorem: String
    let certificate: String
    let accepted: String
    let rejected: String

    func with(_ number: String) -> String {
      let steps = certificate.replacing("~", with: " ").replacing(";", with: "\n")
      return "closedform-certificate 1\n\(steps.replacing("@", with: number))\nend\n"
    }
  }

  private static func ends() throws -> [End] {
    let file = Repository.url(of: "Tests/Certificates/ends.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard !line.hasPrefix("#") else { return nil }
      let words = line.split(separator: " ").map(String.init)
      try #require(words.count == 4, "\(line)")
      return End(
        theorem: words[0], certificate: words[1], accepted: words[2], rejected: words[3])
    }
  }

  @Test("numbers begin to be accepted where another checker accepts them")
  func ends() throws {
    let ends = try Self.ends()
    #expect(ends.count > 200)
    var loaded: [String: LoadedTheorem] = [:]
    for end in ends {
      let path = "Tests/Certificates/theorems/\(end.theorem).theorem"
      let theorem = try loaded[path] ?? LoadedTheorem(path: path)
      loaded[path] = theorem
      let output = theorem.output(end.with(end.accepted).utf8)
      #expect(!output.hasPrefix("REJECTED"), "\(end.with(end.accepted))\n\(output)")
      #expect(
        theorem.output(end.with(end.rejected).utf8).hasPrefix("REJECTED"),
        "accepted: \(end.with(end.rejected))")
    }
  }
}
