import Diagnostics
import Exact
import Reals
import Synchronization
import TestSupport
import Testing
import TheoremLanguage

@testable import Verification

@Suite("TheoremVerifier") struct TheoremVerifierTests {
  private func verify(
    _ text: String, jobs: Int = 1, points: Int = 4, digits: Int = 20
  ) -> TheoremReport {
    let settings = VerificationSettings(digits: digits, points: points, starts: 2, jobs: jobs)
    return TheoremVerifier(settings: settings).verify(source(text))
  }

  @Test("rendered diagnostics of what is wrong only when evaluated", arguments: failures)
  func diagnostics(text: String, expected: String) {
    #expect(verify(text).failure == expected)
  }

  private static let failures: [(String, String)] = [
    (
      "theorem \"t\"\nparameters\n  a : real in [0, 1]\n  b : real in [2, a]\nclaim c: a < 2\n",
      """
      t.theorem:4:3: error: `b` has an empty range [empty-domain]
        4 |   b : real in [2, a]
          |   ^
        help: its lower end exceeds its upper end

      """
    ),
    (
      "theorem \"t\"\nparameters\n  a : real in [1, 1]\nassume a > 2\nclaim c: a < 2\n",
      """
      t.theorem:4:8: error: no point was found that satisfies the assumptions (1 were tried) [empty-domain]
        4 | assume a > 2
          |        ^~~~~
        help: widen the ranges, check the assumptions, or write the points out as a range

      """
    ),
    (
      "theorem \"t\"\nassume 2 < 1\nclaim c: 0 < 1\n",
      """
      t.theorem:2:8: error: no point was found that satisfies the assumptions (1 were tried) [empty-domain]
        2 | assume 2 < 1
          |        ^~~~~
        help: widen the ranges, check the assumptions, or write the points out as a range

      """
    ),
    (
      "theorem \"t\"\nparameters\n  a : integer in [0, 0]\n  b : real in [0, 1/a]\nclaim c: b < 2\n",
      """
      t.theorem:4:3: error: the range of `b` has no value at a = 0: division by zero [undefined-value]
        4 |   b : real in [0, 1/a]
          |   ^
        help: narrow the ranges of the parameters that its ends depend on

      """
    ),
    (
      "theorem \"t\"\nparameters\n  a : integer in [0, 0]\ndefine\n  x = 2\n  y = x/a\nclaim c: y < 2\n",
      """
      t.theorem:6:3: error: `y` has no value at a = 0: division by zero [undefined-value]
        6 |   y = x/a
          |   ^
        help: narrow the domain, or add an assumption that excludes this point

      """
    ),
    (
      "theorem \"t\"\nparameters\n  a : integer in [0, 0]\nassume 1/a > 0\nclaim c: a < 2\n",
      """
      t.theorem:4:8: error: the assumption has no value at a = 0: division by zero [undefined-value]
        4 | assume 1/a > 0
          |        ^~~~~~~
        help: put an assumption that excludes this point before this one, or narrow the domain

      """
    ),
    (
      """
      theorem "t"
      parameters
        a : real in [2, 2]
      problem good = positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = 1, lambda_H = 1)
      problem bad = positive_layer_peeled(N = 2, K = 1, M = 2, alpha = a, lambda_W = 1, lambda_H = 1)
      claim c: minimum(bad) < 2

      """,
      """
      t.theorem:5:9: error: alpha = 2 is outside [0, 1) at a = 2 [invalid-problem]
        5 | problem bad = positive_layer_peeled(N = 2, K = 1, M = 2, alpha = a, lambda_W = 1, lambda_H = 1)
          |         ^~~
        help: narrow the domain, or add an assumption that keeps the model's arguments valid

      """
    ),
    (
      "theorem \"t\"\nclaim c: x < 2\n",
      """
      t.theorem:2:10: error: unknown name `x` [unknown-name]
        2 | claim c: x < 2
          |          ^
        help: declare it under `parameters` or `define`, above its use

      """
    ),
  ]

  @Test("a neighbour without a value is named, not the point it belongs to")
  func undefinedNeighbour() {
    let report = verify(
      "theorem \"t\"\nparameters\n  n : integer in [0, 1]\nclaim c: (if n = 1 then log(-n) else 0) increases in n\n",
      points: 1)
    #expect(
      report.failure?.contains("has no value at n = 1: log of") == true,
      "\(String(describing: report.failure))")
  }

  @Test("a claim without a value is an error; the other claims keep their verdicts")
  func oneBadClaim() {
    let report = verify(
      "theorem \"t\"\nclaim good: 1 < 2\nclaim bad: log(-1) < 2\nclaim alsogood: 2 < 3\n")
    #expect(report.claims.map(\.verdict) == [.proved, .error, .proved])
    #expect(report.claims[1].points == 0 && !report.claims[1].isAsExpected(acceptsSupported: true))
    #expect(
      report.failure?.hasPrefix("t.theorem:3:12: error: the claim `bad` has no value: log of")
        == true)
  }

  @Test("a claim expected to be refuted is as expected only when intervals refute it")
  func expectations() {
    let report = verify(
      "theorem \"t\"\nclaim a: 2 < 1\n  expect refuted\nclaim b: 1 < 2\n  expect refuted\nclaim c: 2 < 1\nclaim d: 1 < 2\n"
    )
    #expect(
      report.claims.map { $0.isAsExpected(acceptsSupported: false) } == [true, false, false, true])
  }

  private static let mixed = """
    theorem "mixed"
    parameters
      a : real in [0, 1]
      n : integer in [1, 5]
    define
      p = a*(1 - a)
      q = 1e-4 - (a - 0.3777)^2
    claim bump: q < 0
    claim small: p <= 1/4
    claim grows: p increases in a
    claim equal: sqrt(n + 0.5)^2 < n + 0.5
    """

  @Test("reports are the same for any number of jobs, and for the same seed")
  func jobs() {
    func text(_ jobs: Int) -> String {
      let report = verify(Self.mixed, jobs: jobs)
      return report.claims.map { "\($0)" }.joined(separator: "\n")
    }
    let alone = text(1)
    for jobs in [2, 8] { #expect(text(jobs) == alone) }
  }

  @Test("the scan finds what corners and random points miss")
  func scan() throws {
    let report = verify(Self.mixed, points: 1)
    #expect(report.claims.map(\.verdict) == [.refuted, .proved, .refuted, .refuted])
    let value = try #require(report.claims[0].counterexample?.parameters.first?.value)
    let distance = (try rational(value) - rational("0.3777")).absolute
    #expect(distance <= (try rational("0.01")), "\(value)")
  }

  @Test("a cancelled run ends soon and says so")
  func cancellation() {
    let calls = Mutex(0)
    let verifier = TheoremVerifier(
      settings: VerificationSettings(digits: 20, points: 4, starts: 2),
      isCancelled: {
        calls.withLock { $0 += 1 }
        return true
      })
    let text = """
      theorem "t"
      parameters
        a : real in [0, 0.5]
      problem positive_layer_peeled(N = 4, K = 3, M = 6, alpha = a, lambda_W = 0.001, lambda_H = 0.001)
      claim c: minimum < 1
      """
    let report = verifier.verify(source(text))
    #expect(report.wasInterrupted && report.claims.isEmpty)
    #expect(calls.withLock { $0 } > 0)
  }

  @Test("events come in order, and end with the report")
  func events() {
    let seen = Mutex<[String]>([])
    let settings = VerificationSettings(digits: 12, points: 1, starts: 2)
    let record: @Sendable (VerificationEvent) -> Void = { event in
      seen.withLock {
        switch event {
        case .theoremStarted(let path): $0.append("started \(path)")
        case .scanning: $0.append("scanning")
        case .solving(_, let done, let total): $0.append("solving \(done) of \(total)")
        case .proving(_, let claim): $0.append("proving \(claim)")
        case .theoremFinished(let report): $0.append("finished \(report.claims.count)")
        }
      }
    }
    let verifier = TheoremVerifier(settings: settings, onEvent: record)
    _ = verifier.verify(
      source(
        "theorem \"t\"\nproblem positive_layer_peeled(N = 2, K = 1, M = 2, alpha = 0, lambda_W = 1, lambda_H = 1)\nclaim c: minimum = log(2)\n"
      ))
    #expect(
      seen.withLock { $0 } == [
        "started t.theorem", "scanning", "solving 1 of 1", "proving c", "finished 1",
      ])
  }
}
