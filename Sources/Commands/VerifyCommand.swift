import ArgumentParser
import Diagnostics
import Glibc
import Reports
import Verification

/// `closedform verify`: theorem files in, verdicts out.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Examine every claim of theorem files and print one verdict each.",
    discussion: ExitStatus.table)

  @Argument(
    help: """
      Theorem files, folders of them, or - for standard input (default: the folder \
      \(Self.defaultFolder)).
      """)
  var paths: [String] = []

  @OptionGroup var effort: EffortOptions

  @Option(
    parsing: .unconditional,
    help: """
      Points of its domain at which each theorem is examined \
      (\(OptionRange.text(VerificationSettings.pointsRange))).
      """)
  var points = 8

  @OptionGroup private var acceptance: AcceptOption

  @OptionGroup var claims: ClaimOptions

  @OptionGroup var outputs: OutputOptions<ReportFormat>

  @Option(help: "When to colour text.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Show only what did not come out as expected.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Show the statement of every claim.")
  var verbose = false

  func validate() throws {
    try effort.check()
    try OptionRange.check("--points", points, VerificationSettings.pointsRange)
    try claims.check()
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
  }

  func run() throws {
    try Failure.reporting {
      let files = try files()
      // All files are read before the work starts: one that cannot be read costs no verdicts.
      let sources = try claims.filesWithSelectedClaims(files.map { try TheoremFiles.read($0) })
      let targets = try OutputFiles(outputs.pairs())
      let report = verify(sources, targets)
      try targets.write(wasInterrupted: report.wasInterrupted) { format, isTerminal in
        report.rendered(
          as: format, verbosity: quiet ? .quiet : verbose ? .verbose : .normal,
          isColored: color.isColored(isTerminal: isTerminal))
      }
      let status = ExitStatus(report)
      if status != .success { throw status.exitCode }
    }
  }

  private static let defaultFolder = "theorems"

  private func files() throws(Failure) -> [String] {
    if paths.isEmpty && access(Self.defaultFolder, F_OK) != 0 {
      throw Failure(
        .inputOutput,
        "there is no folder \(Self.defaultFolder) here; name the theorem files to verify")
    }
    let paths = paths.isEmpty ? [Self.defaultFolder] : paths
    let files = try TheoremFiles.find(paths)
    guard !files.isEmpty else {
      throw Failure(
        .nothingSelected, "no \(TheoremFiles.suffix) file in \(paths.joined(separator: ", "))")
    }
    return files
  }

  private func verify(_ sources: [SourceText], _ targets: OutputFiles<ReportFormat>)
    -> VerificationReport
  {
    Interruption.install()
    var settings = effort.settings
    settings.points = points
    claims.apply(to: &settings)
    let progress = ProgressLine(isShown: StandardError.isTerminal && !quiet)
    let verifier = TheoremVerifier(
      settings: settings, isCancelled: { Interruption.isRequested }, onEvent: progress.show)
    // The text report on standard output shows what is wrong with a file; elsewhere nobody sees it.
    let showsFailures = !targets.showText
    var report = VerificationReport(
      settings: settings, acceptsSupported: acceptance.acceptsSupported)
    for source in sources {
      let theorem = verifier.verify(source)
      if theorem.wasInterrupted {
        report.wasInterrupted = true
        break
      }
      if showsFailures, let failure = theorem.failure {
        StandardError.print(failure, terminator: "")
      }
      report.theorems.append(theorem)
    }
    progress.clear()
    return report
  }
}
