import FoundationEssentials
import Verification

/// Verdicts as JSON, schema `closedform.report/v1`.
///
/// Times stand in a block of their own, so that the rest of two runs with one seed can be compared
/// byte for byte.
enum JSONReport {
  static let schema = "closedform.report/v1"

  static func text(of report: VerificationReport) -> String {
    JSONText.encode(Document(report))
  }

  private struct Document: Encodable {
    let schema = JSONReport.schema
    let settings: Settings
    let interrupted: Bool
    let theorems: [Theorem]
    let timing: [Timing]

    init(_ report: VerificationReport) {
      settings = Settings(report.settings)
      interrupted = report.wasInterrupted
      theorems = report.theorems.map(Theorem.init)
      timing = report.theorems.map { Timing(file: $0.path, seconds: $0.seconds) }
    }
  }

  private struct Settings: Encodable {
    let digits: Int
    let points: Int
    let starts: Int
    let seed: String
    let method: String

    init(_ settings: VerificationSettings) {
      digits = settings.digits
      points = settings.points
      starts = settings.starts
      seed = String(settings.seed)
      method = settings.method.rawValue
    }
  }

  private struct Timing: Encodable {
    let file: String
    let seconds: Double
  }

  private struct Theorem: Encodable {
    let file: String
    let title: OrNull<String>
    let error: OrNull<String>
    let starts: Int
    let startsReachingBest: Int
    let evaluations: Int
    let claims: [Claim]

    init(_ theorem: TheoremReport) {
      file = theorem.path
      title = OrNull(theorem.title)
      error = OrNull(theorem.failure?.trimmingFinalNewline)
      starts = theorem.descent.starts
      startsReachingBest = theorem.descent.startsReachingBest
      evaluations = theorem.descent.evaluations
      claims = theorem.claims.map(Claim.init)
    }
  }

  private struct Claim: Encodable {
    let name: String
    let statement: String
    let verdict: String
    let expected: String
    let asExpected: Bool
    let digits: OrNull<Int>
    let points: Int
    let counterexample: OrNull<CounterexampleRecord>
    let reason: OrNull<String>
    let proof: OrNull<String>
    let largestOpenBoxes: [String]

    init(_ claim: ClaimReport) {
      name = claim.name
      statement = claim.statement
      verdict = claim.verdict.rawValue
      expected = claim.isExpectedRefuted ? "refuted" : "holds"
      asExpected = claim.isAsExpected
      digits = OrNull(claim.digits)
      points = claim.points
      counterexample = OrNull(claim.counterexample.map(CounterexampleRecord.init))
      reason = OrNull(claim.reason)
      proof = OrNull(claim.proof?.summary)
      largestOpenBoxes = (claim.proof?.openBoxes ?? []).map(\.line)
    }
  }

  private struct CounterexampleRecord: Encodable {
    let parameters: [String: String]
    let left: String
    let right: String
    let certified: Bool

    init(_ counterexample: Counterexample) {
      parameters = Dictionary(
        counterexample.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
      left = counterexample.left
      right = counterexample.right
      certified = counterexample.isCertified
    }
  }
}

/// A value or an explicit `null`: every documented key is always there.
struct OrNull<Value: Encodable>: Encodable {
  private let value: Value?

  init(_ value: Value?) {
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

/// The one way in which this module writes JSON: indented, keys sorted, a newline at the end.
enum JSONText {
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      // Strings, integers and finite doubles are all that is ever encoded here.
      return "{\"error\": \"the report could not be encoded\"}\n"
    }
  }
}
