import ArgumentParser
import Verification

/// What the program's exit code means; documented in `--help` and docs/command-line.md.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// Every claim came out as its file expects, or better.
  case success = 0
  /// A claim is refuted or contradicted that should hold, or the reverse.
  case unexpectedVerdict = 1
  /// Less is shown of a claim than its file expects, and none came out wrong.
  case shortOfExpectation = 2
  /// A certificate was rejected.
  case certificateRejected = 3
  /// No theorem file was found, or no claim is selected.
  case nothingSelected = 4
  /// The command line is wrong.
  case usage = 64
  /// A theorem file is invalid.
  case invalidTheorem = 65
  /// A defect of the program.
  case internalFault = 70
  /// Reading or writing failed.
  case inputOutput = 74
  /// Stopped by the user; what was finished is printed.
  case interrupted = 130

  /// One line for the help text.
  var meaning: String {
    switch self {
    case .success: "every claim came out as its file expects, or better"
    case .unexpectedVerdict:
      "a claim is refuted or contradicted that should hold, or the reverse"
    case .shortOfExpectation:
      "less is shown of a claim than its file expects, and none came out wrong"
    case .certificateRejected: "a certificate was rejected"
    case .nothingSelected: "no theorem file was found, or no claim matches --claim"
    case .usage: "the command line is wrong, or an argument of a model is"
    case .invalidTheorem: "a theorem file is invalid"
    case .internalFault: "a defect of the program"
    case .inputOutput: "reading or writing failed"
    case .interrupted: "interrupted; what was finished is printed"
    }
  }

  /// The error that makes the argument parser exit with this code.
  var exitCode: ExitCode { ExitCode(rawValue) }

  /// The table of all codes.
  static var table: String {
    "Exit codes:\n"
      + allCases.map { status in
        let code = String(status.rawValue)
        return String(repeating: " ", count: 5 - code.count) + code + "  " + status.meaning
      }.joined(separator: "\n")
  }

  /// The code of a finished run: the gravest of what happened.
  init(_ report: VerificationReport) {
    let claims = report.theorems.flatMap(\.claims)
    if report.wasInterrupted {
      self = .interrupted
    } else if report.theorems.contains(where: { $0.failure != nil }) {
      self = .invalidTheorem
    } else if claims.contains(where: { $0.accordance == .contrary }) {
      self = .unexpectedVerdict
    } else if claims.contains(
      where: { !$0.isAsExpected(acceptsSupported: report.acceptsSupported) })
    {
      self = .shortOfExpectation
    } else {
      self = .success
    }
  }
}
