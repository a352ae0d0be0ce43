import Reports
import Verification

/// Where the formats of one result go.
struct OutputFiles<Format: OutputFormat> {
  private let targets: [(format: Format, file: OutputFile)]

  /// Makes sure that every file can be written, before the work starts.
  ///
  /// - Throws: `Failure` with `inputOutput` for the first that cannot.
  init(_ pairs: [(format: Format, file: String?)]) throws(Failure) {
    var targets: [(format: Format, file: OutputFile)] = []
    for pair in pairs { targets.append((pair.format, try OutputFile(path: pair.file))) }
    self.targets = targets
  }

  /// Whether text goes to standard output.
  var showText: Bool { targets.contains { $0.format == .text && $0.file.isStandardOutput } }

  /// Writes a result in every format; an interrupted one leaves the files as they were and goes to
  /// standard output, in the format that goes there, else in the first.
  func write(
    wasInterrupted: Bool = false, _ text: (_ format: Format, _ isTerminal: Bool) -> String
  ) throws(Failure) {
    guard wasInterrupted else {
      for target in targets { try target.file.write(text(target.format, target.file.isTerminal)) }
      return
    }
    for target in targets where !target.file.isStandardOutput {
      StandardError.print("interrupted: \(target.file.name) is left as it was")
    }
    guard let target = targets.first(where: { $0.file.isStandardOutput }) ?? targets.first else {
      return
    }
    let output = OutputFile.standardOutput
    try output.write(text(target.format, output.isTerminal))
  }
}
