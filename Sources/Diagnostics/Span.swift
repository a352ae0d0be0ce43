/// A half-open range of byte offsets in a source text.
///
/// A span may be empty (a place between two bytes) and may run past the end of a text; whoever
/// reads a text through a span clamps it.
public struct Span: Hashable, Sendable {
  /// The offset of the first byte.
  public let lower: Int
  /// The offset after the last byte; never below `lower`.
  public let upper: Int

  /// Makes the span from `lower` up to `upper`.
  ///
  /// An upper end below the lower one gives the empty span at `lower`.
  public init(lower: Int, upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// The smallest span that covers both.
  public func joined(with other: Span) -> Span {
    Span(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}

/// A line and a column, both counted from 1; a column counts characters, not bytes.
public struct SourceLocation: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, counted in characters.
  public let column: Int

  /// Makes a location from its line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The location as `line:column`.
  public var description: String { "\(line):\(column)" }

  /// Orders by line, then by column.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
