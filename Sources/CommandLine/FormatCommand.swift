import ArgumentParser
import Diagnostics
import Verification

/// `closedform format`: a theorem file in canonical form.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Print a theorem file in canonical form; comments are kept.")

  @Argument(help: "The theorem file, or - for standard input.")
  var file: String

  func run() throws {
    try Failure.reporting {
      let source = try TheoremFiles.read(file)
      do {
        try OutputFile(path: nil).write(try TheoremLoader.canonicalText(of: source))
      } catch let list as DiagnosticList {
        StandardError.print(DiagnosticRenderer.render(list, source: source), terminator: "")
        throw ExitStatus.invalidTheorem.exitCode
      }
    }
  }
}
