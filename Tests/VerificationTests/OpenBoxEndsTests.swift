import TestSupport
import Testing

@testable import Verification

/// A claim that fails only where the scan does not come, and its neighbour that holds.
@Suite("Ends of open boxes") struct OpenBoxEndsTests {
  private func claim(_ statement: String) throws -> ClaimReport {
    let settings = VerificationSettings(
      digits: 20, points: 2, descends: false, starts: 1, boxes: 2_000)
    let text = "theorem \"t\"\nparameters\n  x : real in [1, infinity)\nclaim c: \(statement)\n"
    return try #require(TheoremVerifier(settings: settings).verify(source(text)).claims.first)
  }

  /// log(x) exceeds 150 from 1.4e65 on.
  @Test("a claim that fails far out only is refuted at a point with few digits")
  func farOut() throws {
    let report = try claim("log(x) <= 150")
    #expect(report.verdict == .refuted && report.scope == .counterexample)
    let value = try #require(report.counterexample?.parameters.first?.value)
    #expect(try rational(value) > rational("139e63"), "\(value)")
    #expect(value.replacing("0", with: "").count <= 4, "\(value)")
  }

  @Test("a claim that holds far out, too, is not refuted")
  func neighbour() throws {
    let report = try claim("log(x) <= 2*sqrt(x)")
    #expect(report.verdict != .refuted && report.verdict != .contradicted)
  }
}
