/// A named text, as bytes, with a table of where its lines begin.
///
/// The bytes may be anything: text that is not valid UTF-8 can still be pointed at and shown, so
/// that the message which says so has a place.
public struct SourceText: Sendable {
  /// The name shown in messages, usually the path of the file.
  public let name: String
  /// The bytes of the text, unchanged.
  public let bytes: [UInt8]
  /// Offsets at which the lines begin; the first is 0.
  private let lineStarts: [Int]

  /// Makes a source text from bytes that need not be valid UTF-8.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// Makes a source text from a string.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The whole text; bytes that are not UTF-8 become replacement characters.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The span of the first bytes that are not UTF-8, or nil if all are.
  public var firstInvalidSpan: Span? {
    for case .broken(let range) in UTF8Run.runs(of: bytes[...]) {
      return Span(lower: range.lowerBound, upper: range.upperBound)
    }
    return nil
  }

  /// The number of lines; a text that ends in a newline has an empty last line.
  public var lineCount: Int { lineStarts.count }

  /// The text a span covers; the span is clamped to the text.
  public func text(at span: Span) -> String {
    String(decoding: bytes[clamped(span)], as: UTF8.self)
  }

  /// The line and column of a byte offset; the offset is clamped to the text.
  public func location(of offset: Int) -> SourceLocation {
    let offset = min(max(0, offset), bytes.count)
    let line = line(of: offset)
    let prefix = bytes[lineStarts[line - 1]..<offset]
    return SourceLocation(line: line, column: DisplayCell.count(in: prefix) + 1)
  }

  /// The byte range of a line, counted from 1, without its line end.
  ///
  /// A line the text does not have gives the empty range at the nearest end.
  public func bytesOfLine(_ line: Int) -> Range<Int> {
    guard line >= 1 else { return 0..<0 }
    guard line <= lineStarts.count else { return bytes.count..<bytes.count }
    let lower = lineStarts[line - 1]
    var upper = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    let endsInNewline = line < lineStarts.count
    if endsInNewline, upper > lower, bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
    return lower..<upper
  }

  /// The number of the line that holds an offset, by binary search; the offset is clamped.
  ///
  /// Cheap, while `location(of:)` reads the line from its beginning to count columns.
  public func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  private func clamped(_ span: Span) -> Range<Int> {
    let lower = min(max(0, span.lower), bytes.count)
    return lower..<min(max(lower, span.upper), bytes.count)
  }
}
