import ArgumentParser
import Verification

/// `closedform format`: a theorem file in canonical form.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Print a theorem file in canonical form; comments are kept.")

  @Argument(help: "The theorem file, or - for standard input.")
  var file: String

  func run() throws {
    try Failure.reporting(file) { source in
      try OutputFile.standardOutput.write(try TheoremLoader.canonicalText(of: source))
    }
  }
}
