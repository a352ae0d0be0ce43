import ArgumentParser
import Reports
import Verification

/// `closedform solve`: one model at one point.
struct SolveCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve one model at one point: the closed form beside independent descent.",
    discussion: """
      closedform solve positive-layer-peeled N=3 K=2 M=4 alpha=0.1 lambda_W=0.01 lambda_H=0.01
      closedform solve positive-layer-peeled class_sizes=4,2,1 M=3 alpha=0 lambda_W=0.01 lambda_H=0.01
      closedform solve unconstrained-features N=4 K=2 M=3 alpha=0.1 lambda_W=0.005 lambda_H=0.01
      closedform solve memorization-dilation margin=3 feature_norm=1 eta=0.1 alpha=0.1 lambda=0.01 \
      C_MD=1 M=2
      """)

  @Argument(help: "The model: \(PointSolution.models.joined(separator: ", ")).")
  var model: String

  @Argument(
    help: ArgumentHelp(
      "Its arguments: exact decimals or fractions; lists have commas.", valueName: "NAME=VALUE"))
  var arguments: [String] = []

  @OptionGroup var effort: EffortOptions

  @Option(help: "How to write the solution.")
  var format: Format = .text

  @Option(name: .shortAndLong, help: "Write the solution to a file.")
  var output: String?

  func validate() throws {
    try effort.check()
    _ = try assignments()
  }

  func run() throws {
    try Failure.reporting {
      let target = try OutputFile(path: output)
      let solution = try solve(try assignments())
      if Interruption.isRequested {
        throw Failure(.interrupted, "interrupted; nothing was written")
      }
      try target.write(format == .json ? solution.json : solution.text)
    }
  }

  private func solve(_ assignments: [(name: String, value: String)]) throws -> PointSolution {
    Interruption.install()
    let settings = VerificationSettings(
      digits: effort.digits, starts: effort.starts, seed: effort.seed, method: effort.method,
      jobs: effort.jobs)
    do {
      return try PointSolution(
        solving: model, arguments: assignments, settings: settings,
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
