import ArgumentParser
import Reports
import Verification

extension ReportFormat: ExpressibleByArgument {}

/// `closedform verify`: theorem files in, verdicts out.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Examine every claim of theorem files and print one verdict each.",
    discussion: ExitStatus.table)

  @Argument(help: "Theorem files, folders of them, or - for standard input.")
  var paths: [String] = ["theorems"]

  @OptionGroup var effort: EffortOptions

  @Option(help: "Points of its domain at which each theorem is examined.")
  var points = 8

  @Option(name: .shortAndLong, help: "Threads (default: one for each processor).")
  var jobs: Int?

  @Option(help: "How to write the verdicts.")
  var format: ReportFormat = .text

  @Option(name: .shortAndLong, help: "Write the verdicts to a file.")
  var output: String?

  @Option(help: "When to colour text.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Show only what did not come out as expected.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Show the statement of every claim.")
  var verbose = false

  func validate() throws {
    try effort.check()
    try Bounds.check("--points", points, VerificationSettings.pointsRange)
    if let jobs { try Bounds.check("--jobs", jobs, VerificationSettings.jobsRange) }
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
  }

  func run() throws {
    try Failure.reporting {
      let files = try TheoremFiles.find(paths)
      guard !files.isEmpty else {
        throw Failure(
          .nothingSelected,
          "no \(TheoremFiles.suffix) file in \(paths.joined(separator: ", "))")
      }
      let target = try OutputFile(path: output)
      let report = try verify(files)
      let text = report.rendered(
        as: format, verbosity: quiet ? .quiet : verbose ? .verbose : .normal,
        isColored: color.isColored(isTerminal: target.isTerminal))
      try target.write(text)
      let status = ExitStatus(report)
      if status != .success { throw status.exitCode }
    }
  }

  private func verify(_ files: [String]) throws -> VerificationReport {
    Interruption.install()
    let settings = VerificationSettings(
      digits: effort.digits, points: points, starts: effort.starts, seed: effort.seed,
      method: effort.method, jobs: jobs ?? Processors.count)
    let progress = ProgressLine(isShown: StandardError.isTerminal && !quiet)
    let verifier = TheoremVerifier(
      settings: settings, isCancelled: { Interruption.isRequested }, onEvent: progress.show)
    var report = VerificationReport(settings: settings)
    for file in files {
      guard let theorem = verifier.verify(try TheoremFiles.read(file)) else {
        report.wasInterrupted = true
        break
      }
      report.theorems.append(theorem)
    }
    progress.clear()
    return report
  }
}
