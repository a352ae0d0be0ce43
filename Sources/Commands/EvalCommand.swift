import ArgumentParser
import Reports
import Verification

/// `closedform eval`: the definitions of a theorem file at a point or a grid of points.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate the definitions of a theorem file, certain digits only.",
    discussion: """
      closedform eval FILE --at N=10,alpha=0.1
      closedform eval FILE --at N=2..10,alpha=0:0.5:0.1 --format csv -o values.csv
      closedform eval FILE --at N=2,3,10,alpha=0.1 --column margin --column 'minimizer.*'
      """)

  @Argument(help: "The theorem file, or - for standard input.")
  var file: String

  @Option(
    help: """
      The points: NAME=VALUE,NAME=VALUE,... where a VALUE may be 2..10 (whole numbers), 0:0.5:0.1 (first, \
      last, step) or several of these with commas between them.
      """)
  var at: String = ""

  @Option(
    name: .customLong("column"),
    help: ArgumentHelp(
      "Only definitions and quantities of optima with this name, in which * stands for any characters "
        + "and ? for one; may be given several times (default: all definitions, and the quantities "
        + "that the claims mention).",
      valueName: "name"))
  var columns: [String] = []

  @OptionGroup var effort: EffortOptions

  @OptionGroup var outputs: OutputOptions<ValueFormat>

  func validate() throws {
    try effort.check()
    _ = try assignments()
  }

  func run() throws {
    try Failure.reporting(file) { source in
      let theorem = try TheoremLoader.load(source)
      let targets = try OutputFiles(outputs.pairs())
      Interruption.install()
      let table: ValueTable
      do {
        table = try ValueTable(
          of: theorem, at: try assignments(), columns: NameSelection(columns),
          settings: effort.settings, isCancelled: { Interruption.isRequested })
      } catch let error as RequestError {
        throw Failure(.usage, error.description)
      }
      try Interruption.refuseRest()
      try targets.write { format, _ in table.rendered(as: format) }
    }
  }

  /// The assignments; what has no `=` continues the list of the name before it.
  private func assignments() throws -> [(name: String, value: String)] {
    guard !at.isEmpty else { return [] }
    var assignments: [(name: String, value: String)] = []
    for part in at.split(separator: ",", omittingEmptySubsequences: false) {
      if let assignment = Assignment(part) {
        assignments.append((assignment.name, assignment.value))
      } else if let value = Assignment("x=\(part)")?.value, !part.contains("="),
        !assignments.isEmpty
      {
        assignments[assignments.count - 1].value += ",\(value)"
      } else {
        throw ValidationError("--at takes NAME=VALUE,NAME=VALUE,... and got `\(at)`")
      }
    }
    return assignments
  }
}
