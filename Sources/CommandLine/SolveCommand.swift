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
      closedform solve memorization-dilation margin=3 feature_norm=1 eta=0.1 alpha=0.1 lambda=0.01 \
      C_MD=1 M=2
      """)

  @Argument(help: "The model.")
  var model: String

  @Argument(help: "Its arguments: NAME=VALUE with exact decimals or fractions.")
  var arguments: [Assignment] = []

  @OptionGroup var effort: EffortOptions

  @Option(help: "How to write the solution.")
  var format: Format = .text

  @Option(name: .shortAndLong, help: "Write the solution to a file.")
  var output: String?

  func validate() throws { try effort.check() }

  func run() throws {
    try Failure.reporting {
      Interruption.install()
      let target = try OutputFile(path: output)
      let settings = VerificationSettings(
        digits: effort.digits, starts: effort.starts, seed: effort.seed, method: effort.method)
      let solution: PointSolution
      do {
        solution = try PointSolution(
          solving: model, arguments: arguments.map { ($0.name, $0.value) }, settings: settings,
          isCancelled: { Interruption.isRequested })
      } catch let error as RequestError {
        throw Failure(.usage, error.description)
      }
      if Interruption.isRequested { throw ExitStatus.interrupted.exitCode }
      try target.write(format == .json ? solution.json : solution.text)
    }
  }
}
