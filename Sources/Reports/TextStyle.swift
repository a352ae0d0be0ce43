import Verification

/// Colours of a terminal; never the only carrier of a meaning.
public struct TextStyle: Sendable {
  private let isColored: Bool

  /// A style with or without escape codes.
  public init(isColored: Bool) {
    self.isColored = isColored
  }

  func bold(_ text: String) -> String { wrapped(text, code: "1") }

  func verdict(_ text: String, of claim: ClaimReport, isAsExpected: Bool) -> String {
    let code = isAsExpected ? "32" : claim.accordance == .short ? "33" : "31"
    return wrapped(text, code: code)
  }

  private func wrapped(_ text: String, code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  /// The text with spaces after it up to a width in characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// The text with spaces before it up to a width in characters.
  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
