import ArgumentParser
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

  @Option(
    parsing: .unconditional,
    help: "Decimal digits (\(Bounds.text(VerificationSettings.digitsRange))).")
  var digits = 50

  func validate() throws {
    try Bounds.check("--digits", digits, VerificationSettings.digitsRange)
    _ = try assignments()
  }

  func run() throws {
    try Failure.reporting(file) { source in
      let theorem = try TheoremLoader.load(source)
      do {
        let values = try DefinitionValues(of: theorem, at: try assignments(), digits: digits)
        try OutputFile.standardOutput.write(values.text)
      } catch let error as RequestError {
        throw Failure(.usage, error.description)
      }
    }
  }

  private func assignments() throws -> [(name: String, value: String)] {
    guard !at.isEmpty else { return [] }
    return try at.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let assignment = Assignment(part) else {
        throw ValidationError("--at takes NAME=VALUE,NAME=VALUE,... and got `\(at)`")
      }
      return (assignment.name, assignment.value)
    }
  }
}
