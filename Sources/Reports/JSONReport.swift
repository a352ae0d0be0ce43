import Reals
import Verification

/// Verdicts as JSON, schema `closedform.report/v2`.
///
/// Times stand in a block of their own, so that the rest of two runs with one seed can be compared
/// byte for byte.
enum JSONReport {
  static let schema = "closedform.report/v2"

  static func text(of report: VerificationReport) -> String {
    JSONText.encode(Document(report))
  }

  private struct Document: Encodable {
    let schema = JSONReport.schema
    let program = Program()
    let settings: Settings
    let acceptsSupported: Bool
    let interrupted: Bool
    let theorems: [Theorem]
    let timing: [Timing]

    init(_ report: VerificationReport) {
      settings = Settings(report.settings)
      acceptsSupported = report.acceptsSupported
      interrupted = report.wasInterrupted
      theorems = report.theorems.map { Theorem($0, in: report) }
      timing = report.theorems.map { Timing(file: $0.path, seconds: $0.seconds) }
    }
  }

  /// What computed the report.
  private struct Program: Encodable {
    let version = ProgramVersion.current.version
    let commit = ProgramVersion.current.commit
    let gmp = ProgramVersion.current.gmp
    let mpfr = ProgramVersion.current.mpfr
  }

  private struct Settings: Encodable {
    let digits: Int
    let points: Int
    let descends: Bool
    let starts: Int
    let seed: String
    let method: String
    let boxes: Int
    let secondsPerProof: Int
    let claims: [String]

    init(_ settings: VerificationSettings) {
      digits = settings.digits
      points = settings.points
      descends = settings.descends
      starts = settings.starts
      seed = String(settings.seed)
      method = settings.method.rawValue
      boxes = settings.boxes
      secondsPerProof = settings.secondsPerProof
      claims = settings.claims.patterns
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

    init(_ theorem: TheoremReport, in report: VerificationReport) {
      file = theorem.path
      title = OrNull(theorem.title)
      error = OrNull(theorem.failure?.trimmingFinalNewline)
      starts = theorem.descent.starts
      startsReachingBest = theorem.descent.startsReachingBest
      evaluations = theorem.descent.evaluations
      claims = theorem.claims.map { Claim($0, in: report) }
    }
  }

  private struct Claim: Encodable {
    let name: String
    let line: Int
    let statement: String
    let verdict: String
    let expected: String
    let asExpected: Bool
    let scope: OrNull<String>
    let evidence: OrNull<String>
    let axioms: [String]
    let digits: OrNull<Int>
    let points: Int
    let weakest: OrNull<WeakestRecord>
    let counterexample: OrNull<CounterexampleRecord>
    let reason: OrNull<String>
    let tried: OrNull<String>
    let left: OrNull<OpenPartRecord>
    let next: OrNull<String>

    init(_ claim: ClaimReport, in report: VerificationReport) {
      name = claim.name
      line = claim.line
      statement = claim.statement
      verdict = claim.verdict.rawValue
      expected = claim.expectation.rawValue
      asExpected = claim.isAsExpected(acceptsSupported: report.acceptsSupported)
      scope = OrNull(claim.scope?.description)
      evidence = OrNull(claim.evidence)
      axioms = claim.proof?.axioms ?? []
      digits = OrNull(claim.digits)
      points = claim.points
      weakest = OrNull(claim.weakest.map(WeakestRecord.init))
      counterexample = OrNull(claim.counterexample.map(CounterexampleRecord.init))
      reason = OrNull(claim.reason)
      tried = OrNull(claim.shortfall?.tried)
      left = OrNull(claim.proof?.openPart.map(OpenPartRecord.init))
      next = OrNull(claim.shortfall?.next)
    }
  }

  /// The point examined at which a claim is nearest to failing.
  private struct WeakestRecord: Encodable {
    let parameters: [String: String]
    let approximateSlack: String

    init(_ weakest: WeakestPoint) {
      parameters = Dictionary(weakest.parameters, uniquingKeysWith: { $1 })
      approximateSlack = weakest.approximateSlack
    }
  }

  /// The part of the domain on which nothing is shown; the largest boxes in words.
  private struct OpenPartRecord: Encodable {
    let boxes: Int
    let percent: String
    let largest: [String]

    init(_ part: OpenPart) {
      boxes = part.count
      percent = part.percentage
      largest = part.boxes
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
