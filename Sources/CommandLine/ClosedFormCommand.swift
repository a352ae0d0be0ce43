import ArgumentParser

/// The program: one command a job.
public struct ClosedFormCommand: ParsableCommand {
  /// Name, help and the commands.
  public static let configuration = CommandConfiguration(
    commandName: "closedform",
    abstract: "Checks claims about closed-form optima.",
    discussion: ExitStatus.table,
    version: "0.1.0",
    subcommands: [VerifyCommand.self, SolveCommand.self, EvalCommand.self, FormatCommand.self])

  /// Made by the argument parser.
  public init() {}
}
