import ArgumentParser

/// The ranges of numeric options.
enum OptionRange {
  static func check(_ option: String, _ value: Int, _ range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option) must be between \(range.lowerBound) and \(range.upperBound), not \(value)")
    }
  }

  /// The range as the help shows it, which also stands below the message about a bad number.
  static func text(_ range: ClosedRange<some FixedWidthInteger>) -> String {
    "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }
}
