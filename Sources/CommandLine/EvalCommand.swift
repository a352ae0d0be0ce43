import ArgumentParser
import Diagnostics
import Reports
import Verification

/// `closedform eval`: the definitions of a theorem file at a point.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate the definitions of a theorem file at a point, certain digits only.")

  @Argument(help: "The theorem file, or - for standard input.")
  var file: String

  @Option(help: "The point: NAME=VALUE,NAME=VALUE,...")
  var at: String = ""

  @Option(help: "Decimal digits.")
  var digits = 50

  func validate() throws {
    try Bounds.check("--digits", digits, VerificationSettings.digitsRange)
  }

  func run() throws {
    try Failure.reporting {
      let source = try TheoremFiles.read(file)
      do {
        let values = try DefinitionValues(
          of: try TheoremLoader.load(source), at: try assignments(), digits: digits)
        try OutputFile(path: nil).write(values.text)
      } catch let error as RequestError {
        throw Failure(.usage, error.description)
      } catch let list as DiagnosticList {
        StandardError.print(DiagnosticRenderer.render(list, source: source), terminator: "")
        throw ExitStatus.invalidTheorem.exitCode
      }
    }
  }

  private func assignments() throws(Failure) -> [(name: String, value: String)] {
    var result: [(name: String, value: String)] = []
    for part in at.split(separator: ",") {
      let trimmed = String(part.filter { $0 != " " })
      guard let assignment = Assignment(argument: trimmed) else {
        throw Failure(.usage, "--at takes NAME=VALUE,NAME=VALUE,... and got `\(part)`")
      }
      result.append((assignment.name, assignment.value))
    }
    return result
  }
}
