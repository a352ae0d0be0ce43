import ArgumentParser
import Reports

/// A form in which a command writes its result.
protocol OutputFormat: ExpressibleByArgument, CaseIterable, Equatable, Sendable {
  /// What is written where no format is named.
  static var text: Self { get }
}

extension ReportFormat: OutputFormat {}

extension ValueFormat: OutputFormat {}

/// The options that say in which formats a result is written, and where each goes.
struct OutputOptions<Format: OutputFormat>: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "How to write the result (default: text); may be given several times, each with its -o.",
      valueName: "format"))
  private var formats: [Format] = []

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "The file for the --format before it, - for standard output (the default).",
      valueName: "output"))
  private var files: [String] = []

  /// Checks the pairs without touching a file.
  func validate() throws { _ = try pairs() }

  /// Every format with the file it goes to; `nil` is standard output.
  func pairs() throws -> [(format: Format, file: String?)] {
    try OutputPairs.pairs(formats, files, fileOptions: ["-o", "--output"])
  }
}

/// The same for a command whose `-o` names something else.
struct ReportOptions<Format: OutputFormat>: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "How to write the verdicts (default: text); may be given several times, each with its "
        + "--report.",
      valueName: "format"))
  private var formats: [Format] = []

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "The file for the --format before it, - for standard output (the default).",
      valueName: "report"))
  private var files: [String] = []

  func validate() throws { _ = try pairs() }

  func pairs() throws -> [(format: Format, file: String?)] {
    try OutputPairs.pairs(formats, files, fileOptions: ["--report"])
  }
}

/// Which format goes to which file.
enum OutputPairs {
  /// The formats in their order, each with a file; one may have none and goes to standard output.
  ///
  /// The argument parser keeps the order of the formats and that of the files, but not which stood
  /// before which; where a format has no file, `words`, the whole command line, tells which it is.
  static func pairs<Format: OutputFormat>(
    _ formats: [Format], _ files: [String], fileOptions: [String],
    words: [String] = CommandLine.arguments
  ) throws -> [(format: Format, file: String?)] {
    let formats = formats.isEmpty ? [.text] : formats
    var targets = files.map { $0 == "-" ? nil : $0 }
    if formats.count == targets.count + 1 {
      targets.insert(nil, at: formatWithoutFile(words, fileOptions) ?? targets.count)
    }
    let option = fileOptions[0]
    guard formats.count == targets.count else {
      throw ValidationError(
        "formats: \(formats.count), files: \(files.count); write --format F \(option) FILE"
          + " for each, `\(option) -` for standard output")
    }
    for (index, target) in targets.enumerated() where targets[..<index].contains(target) {
      throw ValidationError(
        "two formats go to \(target ?? "standard output"); give each its own \(option) FILE")
    }
    return Array(zip(formats, targets)).map { (format: $0, file: $1) }
  }

  /// The first format that no file follows before the next format.
  private static func formatWithoutFile(_ words: [String], _ fileOptions: [String]) -> Int? {
    let isFormat = words.compactMap { word -> Bool? in
      if word == "--format" || word.hasPrefix("--format=") { return true }
      return fileOptions.contains { word == $0 || word.hasPrefix("\($0)=") } ? false : nil
    }
    var formats = 0
    for (index, isFormatHere) in isFormat.enumerated() where isFormatHere {
      if index + 1 == isFormat.count || isFormat[index + 1] { return formats }
      formats += 1
    }
    return nil
  }
}
