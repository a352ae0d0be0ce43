/// `NAME=VALUE` on the command line.
struct Assignment: Equatable {
  let name: String
  let value: String

  /// Splits a text at its first equals sign; both sides must hold something.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String($0.trimmingSpaces) }
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    (name, value) = (parts[0], parts[1])
  }
}

extension StringProtocol {
  /// The text without spaces at its ends.
  fileprivate var trimmingSpaces: SubSequence {
    let start = drop { $0 == " " }
    let end = start.lastIndex { $0 != " " }
    return end.map { start[...$0] } ?? start
  }
}
