import ArgumentParser
import CertificateFormat
import Diagnostics
import Glibc
import Reports
import Verification

/// `closedform prove`: theorem files in, certificates out.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Search for proofs of the claims of theorem files and write certificates.",
    discussion: """
      A certificate is written for each theorem of which something is proved or refuted; \
      closedform-check replays it. When the time or the boxes run out, or on Ctrl-C, what is proved on \
      a part of the domain is kept and the boxes that are left open are listed. A later run into the \
      same folder goes on from there.

      \(ExitStatus.table)
      """)

  @Argument(help: "Theorem files, folders of them, or - for standard input.")
  var paths: [String]

  @OptionGroup var accuracy: AccuracyOptions

  @Option(
    parsing: .unconditional,
    help: """
      Points at which a claim is proved that is not proved on its domain \
      (\(OptionRange.text(VerificationSettings.pointsRange))).
      """)
  var points = 8

  @OptionGroup var threads: ThreadOptions

  @OptionGroup var claims: ClaimOptions

  @OptionGroup var outputs: ReportOptions<ReportFormat>

  @OptionGroup private var acceptance: AcceptOption

  @Option(name: .shortAndLong, help: "The folder for the certificates; it is made if need be.")
  var output = "certificates"

  func validate() throws {
    try accuracy.check()
    try OptionRange.check("--points", points, VerificationSettings.pointsRange)
    try threads.check()
    try claims.check()
    if let suffix = Self.reportSuffixes.first(where: output.hasSuffix) {
      throw ValidationError(
        "-o names the folder for certificates, not a \(suffix) file; write the verdicts with --report "
          + output)
    }
  }

  func run() throws {
    try Failure.reporting {
      let files = try TheoremFiles.find(paths)
      guard !files.isEmpty else {
        throw Failure(
          .nothingSelected, "no \(TheoremFiles.suffix) file in \(paths.joined(separator: ", "))")
      }
      let sources = try claims.filesWithSelectedClaims(files.map { try TheoremFiles.read($0) })
      try makeFolder()
      let targets = try OutputFiles(outputs.pairs())
      let report = try prove(sources, showsFailures: !targets.showText)
      try targets.write(wasInterrupted: report.wasInterrupted) { format, isTerminal in
        report.rendered(
          as: format, verbosity: .normal,
          isColored: ColorChoice.auto.isColored(isTerminal: isTerminal))
      }
      let status = ExitStatus(report)
      if status != .success { throw status.exitCode }
    }
  }

  /// Ends of names that people give to files of verdicts, and nobody to folders.
  private static let reportSuffixes = [".json", ".csv", ".md", ".tex", ".txt", ".certificate"]

  /// Makes the folder, and makes sure that files can be written there, before the work starts.
  private func makeFolder() throws(Failure) {
    guard mkdir(output, 0o777) == 0 || errno == EEXIST else {
      throw Failure(.inputOutput, "cannot make the folder \(output): \(Failure.systemReason)")
    }
    guard access("\(output)/.", W_OK) == 0 else {
      throw Failure(.inputOutput, "cannot write into \(output): \(Failure.systemReason)")
    }
  }

  private func prove(_ sources: [SourceText], showsFailures: Bool) throws -> VerificationReport {
    Interruption.install()
    var settings = VerificationSettings(
      digits: accuracy.digits, points: points, descends: false, seed: accuracy.seed,
      jobs: threads.jobs, boxes: 100_000, secondsPerProof: 300)
    claims.apply(to: &settings)
    let progress = ProgressLine(isShown: StandardError.isTerminal)
    let verifier = TheoremVerifier(
      settings: settings, isCancelled: { Interruption.isRequested }, onEvent: progress.show)
    var report = VerificationReport(
      settings: settings, acceptsSupported: acceptance.acceptsSupported)
    for source in sources {
      let path = "\(output)/\(Self.certificateName(for: source.name))"
      let earlier = earlierCertificate(path)
      let theorem = verifier.verify(source, resuming: earlier)
      progress.clear()
      if showsFailures, let failure = theorem.failure {
        StandardError.print(failure, terminator: "")
      }
      let kept = earlier?.sections(aboutOthersThan: theorem.claims, of: source) ?? []
      try write(theorem, keeping: kept, to: path)
      if !theorem.wasInterrupted || !theorem.claims.isEmpty { report.theorems.append(theorem) }
      if theorem.wasInterrupted {
        report.wasInterrupted = true
        break
      }
    }
    return report
  }

  /// The certificate of an earlier run, if there is one that can be read; it only saves work.
  private func earlierCertificate(_ path: String) -> Certificate? {
    guard
      let bytes = try? InputFile.bytes(of: path, upTo: CertificateParser.largestFile)
    else { return nil }
    return try? CertificateParser.parse(bytes)
  }

  /// One certificate for what is proved or refuted of a theorem; nothing is written for nothing.
  private func write(
    _ theorem: TheoremReport, keeping kept: [Certificate.Section], to path: String
  ) throws(Failure) {
    let sections = theorem.claims.flatMap { $0.proof?.sections ?? [] }
    guard !sections.isEmpty else { return }
    let text = CertificatePrinter.print(Certificate(sections: kept + sections))
    try Self.requireReadable(text, path: path)
    let file = try OutputFile(path: path)
    try file.write(text)
    StandardError.print("wrote \(path)")
  }

  /// Requires that checkers will read a certificate of this length.
  static func requireReadable(_ text: String, path: String) throws(Failure) {
    let (size, limit) = (text.utf8.count, CertificateParser.largestFile)
    guard size <= limit else {
      throw Failure(
        .inputOutput,
        "the certificate \(path) would have \(size) bytes, but checkers read at most \(limit); ask"
          + " for fewer points or digits")
    }
  }

  /// The folder and the name of a theorem file, joined:
  /// `positive-layer-peeled-optimum.certificate`.
  static func certificateName(for path: String) -> String {
    let parts = path.split(separator: "/").suffix(2).filter { $0 != "." && $0 != ".." }
    var name = parts.joined(separator: "-")
    if name.hasSuffix(TheoremFiles.suffix) { name.removeLast(TheoremFiles.suffix.count) }
    return "\(name.isEmpty || name == "standard input" ? "theorem" : name).certificate"
  }
}
