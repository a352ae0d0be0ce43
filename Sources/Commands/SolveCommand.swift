import ArgumentParser
import Reports
import Verification

/// `closedform solve`: one model at a point or a grid of points.
struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve one model: the closed form beside independent descent.",
    discussion: """
      closedform solve positive-layer-peeled N=3 K=2 M=4 alpha=0.1 lambda_W=0.01 lambda_H=0.01
      closedform solve positive-layer-peeled class_sizes=4,2,1 M=3 alpha=0 lambda_W=0.01 lambda_H=0.01
      closedform solve positive-layer-peeled N=2..6 K=2 M=6 alpha=0:0.5:0.1 lambda_W=0.005,0.01 \
      lambda_H=0.01 --format csv -o sweep.csv
      """)

  @Argument(help: "The model: \(PointSolution.models.joined(separator: ", ")).")
  var model: String

  @Argument(
    help: ArgumentHelp(
      "Its arguments: exact decimals or fractions. Several values, 2..10 (whole numbers) and 0:0.5:0.1 "
        + "(first, last, step) make a grid; of class_sizes, 4,2,1 is one list, [4,2,1],[3,3,1] are two.",
      valueName: "NAME=VALUE"))
  var arguments: [String] = []

  @OptionGroup var effort: EffortOptions

  @OptionGroup var outputs: OutputOptions<ValueFormat>

  func validate() throws {
    try effort.check()
    _ = try assignments()
  }

  func run() throws {
    try Failure.reporting {
      let targets = try OutputFiles(outputs.pairs())
      let sweep = try solve(try assignments())
      try Interruption.refuseRest()
      try targets.write { format, _ in sweep.rendered(as: format) }
    }
  }

  private func solve(_ assignments: [(name: String, value: String)]) throws -> SolutionSweep {
    Interruption.install()
    do {
      return try SolutionSweep(
        solving: model, arguments: assignments, settings: effort.settings,
        isCancelled: { Interruption.isRequested })
    } catch let error as RequestError {
      throw Failure(.usage, error.description)
    }
  }

  private func assignments() throws -> [(name: String, value: String)] {
    try arguments.map { text in
      guard let assignment = Assignment(text) else {
        throw ValidationError("`\(text)` is not NAME=VALUE; write an argument like alpha=0.1")
      }
      return (assignment.name, assignment.value)
    }
  }
}
