import ArgumentParser

/// `--accept supported`: for those who test at points.
struct AcceptOption: ParsableArguments {
  private enum Level: String, ExpressibleByArgument, CaseIterable {
    case supported
  }

  @Option(help: "A verdict that is enough where the file expects `proved`.")
  private var accept: Level?

  /// Whether claims that are expected to be proved need only be supported.
  var acceptsSupported: Bool { accept == .supported }
}
