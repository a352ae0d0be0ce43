import ArgumentParser
import Verification

extension VerificationSettings.Method: ExpressibleByArgument {}

/// The options that every computation has.
///
/// Numbers are parsed unconditionally, so that `--digits -5` is a bad number and not a missing one.
struct AccuracyOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "Decimal digits (\(OptionRange.text(VerificationSettings.digitsRange))).")
  var digits = 50

  @Option(
    parsing: .unconditional,
    help: """
      Seed of every random choice (\(OptionRange.text(UInt64.min...UInt64.max))); the same seed \
      gives the same output.
      """)
  var seed: UInt64 = 1

  func check() throws {
    try OptionRange.check("--digits", digits, VerificationSettings.digitsRange)
  }
}

/// The option that says how many threads work.
struct ThreadOptions: ParsableArguments {
  @Option(
    name: [.customShort("j"), .customLong("jobs")], parsing: .unconditional,
    help: """
      Threads (\(OptionRange.text(VerificationSettings.jobsRange)); default: one for each \
      processor).
      """)
  private var wantedJobs: Int?

  var jobs: Int { wantedJobs ?? Processors.count }

  func check() throws {
    try OptionRange.check("--jobs", jobs, VerificationSettings.jobsRange)
  }
}

/// The options that say how hard to descend.
struct EffortOptions: ParsableArguments {
  @OptionGroup private var accuracy: AccuracyOptions

  @Option(
    parsing: .unconditional,
    help: "Random starts of each descent (\(OptionRange.text(VerificationSettings.startsRange))).")
  var starts = 8

  @Option(help: "How the descent gains digits: with curvature, or by gradients alone.")
  var method: VerificationSettings.Method = .refine

  @OptionGroup private var threads: ThreadOptions

  var jobs: Int { threads.jobs }
  var digits: Int { accuracy.digits }
  var seed: UInt64 { accuracy.seed }

  /// The settings of a command, with the defaults for what is no matter of effort.
  var settings: VerificationSettings {
    VerificationSettings(digits: digits, starts: starts, seed: seed, method: method, jobs: jobs)
  }

  func check() throws {
    try accuracy.check()
    try OptionRange.check("--starts", starts, VerificationSettings.startsRange)
    try threads.check()
  }
}
