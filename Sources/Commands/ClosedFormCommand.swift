import ArgumentParser
import Diagnostics
import Glibc
import Reals

/// The program: one command a job.
public struct ClosedFormCommand: ParsableCommand {
  /// Name, help and the commands.
  public static let configuration = CommandConfiguration(
    commandName: "closedform",
    abstract: "Checks claims about closed-form optima.",
    discussion: ExitStatus.table,
    version: ProgramVersion.current.text,
    subcommands: [
      VerifyCommand.self, ProveCommand.self, SolveCommand.self, EvalCommand.self,
      FormatCommand.self,
    ])

  /// Made by the argument parser.
  public init() {}

  /// Runs the command that the arguments of the process name, and exits.
  public static func main() {
    // A closed pipe and a full quota are then errors of `write`, with a message, and kill nobody.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      try refuseUnknownCommand(CommandLine.arguments.dropFirst().first)
      var command = try parseAsRoot()
      try command.run()
    } catch {
      // A command that chose its exit code has said why; help and version are no errors.
      guard !(error is ExitCode), exitCode(for: error) == .validationFailure else {
        exit(withError: error)
      }
      StandardError.print(usageMessage(for: error))
      Glibc.exit(ExitStatus.usage.rawValue)
    }
  }

  /// What people look for among the commands that is elsewhere.
  private static let otherPlaces = [
    "check": "certificates are checked by `closedform-check THEOREM CERTIFICATE`",
    "version": "write `closedform --version`", "test": "write `closedform verify`",
  ]

  /// The argument parser would only call a misspelt command an unexpected argument.
  private static func refuseUnknownCommand(_ word: String?) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return }
    let hint =
      otherPlaces[word] ?? Suggestion.closest(to: word, among: names).map {
        "did you mean `\($0)`?"
      }
      ?? "the commands are \(names.joined(separator: ", "))"
    throw ValidationError("unknown command `\(word)`; \(hint)")
  }

  /// The argument parser's message, begun as every other message of the program begins.
  private static func usageMessage(for error: any Error) -> String {
    let text = fullMessage(for: error)
    let prefix = "Error: "
    return text.hasPrefix(prefix) ? "error: " + text.dropFirst(prefix.count) : text
  }
}

extension ProgramVersion {
  /// What `--version` prints.
  var text: String {
    "closedform \(version)\ncommit \(commit)\nGMP \(gmp)\nMPFR \(mpfr)"
  }
}
