import Foundation
import Reports
import Testing

@Suite("The same seed gives the same bytes") struct DeterminismTests {
  /// Descents and a contradiction; no domain, whose scan would take most of the time.
  private static let theorem = """
    theorem "Three problems"
    problem peeled = positive_layer_peeled(
      N = 2, K = 1, M = 2, alpha = 0, lambda_W = 0.01, lambda_H = 0.01)
    problem dilation = memorization_dilation(
      margin = 3, feature_norm = 1, eta = 0.3, alpha = 0.1, lambda = 0.01, C_MD = 1, M = 2)
    problem free = unconstrained_features(
      N = 3, K = 2, M = 3, alpha = 0.1, lambda_W = 0.01, lambda_H = 0.01)
    claim margin: minimizer(peeled).margin = log(49)
    claim small: minimum(peeled) + minimum(dilation) < 0.2
    claim turned: minimizer(free).feature_norm_squared < 10
    """
  private static let formula = "theorem \"F\"\nparameters x : real in [1, 2]\nclaim c: x^2 < 3\n"

  private func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(Self.theorem, to: "a.theorem")
    try scratch.write(Self.formula, to: "b.theorem")
    return scratch
  }

  /// What is printed, without the times.
  private func verify(_ options: String, in scratch: Scratch) async throws -> String {
    let outcome = try await Program.run(
      "verify --digits 20 --points 2 --starts 2 \(options)", in: scratch)
    #expect(outcome.errorOutput.isEmpty)
    return outcome.output.replacing(#/"seconds" : [0-9.e-]+/#, with: "")
  }

  @Test(
    "whatever the threads, in every format, and the seed is printed",
    arguments: ReportFormat.allCases)
  func threads(_ format: ReportFormat) async throws {
    let scratch = try scratch()
    let one = try await verify("a.theorem --format \(format) -j 1 --seed 7", in: scratch)
    let two = try await verify("a.theorem --format \(format) -j 2 --seed 7", in: scratch)
    #expect(one == two)
    #expect(one.contains("margin"))
    // RFC 4180 has no place for remarks.
    if format != .csv { #expect(one.contains(#/[Ss]eed"? :? ?"?7/#), "\(one)") }
  }

  @Test("another seed gives other points")
  func seeds() async throws {
    let scratch = try scratch()
    let first = try await verify("b.theorem --format csv --seed 1 --points 9", in: scratch)
    let again = try await verify("b.theorem --format csv --seed 1 --points 9", in: scratch)
    #expect(first == again)
    #expect(first.contains("refuted"))
  }

  @Test("the order of the paths is the order of the report, and changes nothing else")
  func order() async throws {
    let scratch = try scratch()
    let both = try await verify("a.theorem b.theorem --format csv", in: scratch)
    let reversed = try await verify("b.theorem a.theorem --format csv", in: scratch)
    #expect(both != reversed)
    #expect(both.split(separator: "\r\n").sorted() == reversed.split(separator: "\r\n").sorted())
  }

  @Test("standard input is a file like any other")
  func standardInput() async throws {
    let scratch = try scratch()
    let named = try await verify("b.theorem --format csv", in: scratch)
    let piped = try await verify("- --format csv <b.theorem", in: scratch)
    #expect(piped == named.replacing("b.theorem", with: "standard input"))
  }
}
