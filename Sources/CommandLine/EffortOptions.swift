import ArgumentParser
import Glibc
import Verification

extension VerificationSettings.Method: ExpressibleByArgument {}

/// The options that say how hard to descend.
struct EffortOptions: ParsableArguments {
  @Option(help: "Decimal digits.")
  var digits = 50

  @Option(help: "Random starts of each descent.")
  var starts = 8

  @Option(help: "Seed of every random choice; the same seed gives the same output.")
  var seed: UInt64 = 1

  @Option(help: "How the descent gains digits: with curvature, or by gradients alone.")
  var method: VerificationSettings.Method = .refine

  func check() throws {
    try Bounds.check("--digits", digits, VerificationSettings.digitsRange)
    try Bounds.check("--starts", starts, VerificationSettings.startsRange)
  }
}

/// The ranges of numeric options.
enum Bounds {
  static func check(_ option: String, _ value: Int, _ range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option) must be between \(range.lowerBound) and \(range.upperBound), not \(value)")
    }
  }
}

/// The machine's processors.
enum Processors {
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
