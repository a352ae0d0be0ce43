/// Draws diagnostics as text: the message, the line it is about, a caret under the place, and help.
public enum DiagnosticRenderer {
  /// One diagnostic as several lines, each ended by a newline.
  ///
  /// The first line is `name:line:column: error: message [code]`. Nothing in the result can move
  /// the cursor or reorder text, whatever the source holds.
  public static func render(_ diagnostic: Diagnostic, source: SourceText) -> String {
    let start = source.location(of: diagnostic.span.lower)
    var lines = [
      "\(source.name):\(start): \(diagnostic.severity.rawValue): "
        + "\(diagnostic.message) [\(diagnostic.code.word)]"
    ]
    var excerpts = [Excerpt(of: diagnostic.span, in: source, mark: "^", note: nil)]
    if let note = diagnostic.secondary {
      excerpts.append(Excerpt(of: note.span, in: source, mark: "~", note: note.message))
    }
    let digits = excerpts.map { String($0.line).count }.max() ?? 1
    for excerpt in excerpts { lines += excerpt.lines(gutterDigits: digits) }
    if let help = diagnostic.help { lines.append("  help: \(help)") }
    return lines.map { escaped($0) + "\n" }.joined()
  }

  /// All diagnostics of a list, and how many were left out.
  public static func render(_ list: DiagnosticList, source: SourceText) -> String {
    let shown = list.diagnostics.map { render($0, source: source) }.joined()
    return list.omittedCount == 0 ? shown : shown + "and \(list.omittedCount) more\n"
  }

  private static func escaped(_ line: String) -> String {
    line.unicodeScalars.map(DisplayCell.escaped).joined()
  }
}

/// A source line, or a window of a long one, with its span underlined.
private struct Excerpt {
  let line: Int
  private let text: String
  private let underline: String

  /// The widest line shown whole, and what is kept before the span of a longer one.
  private static let windowWidth = 110
  private static let windowLead = 30
  /// No window shows more bytes than this on either side of its span.
  private static let byteReach = 1_000

  init(of span: Span, in source: SourceText, mark: Character, note: String?) {
    line = source.location(of: span.lower).line
    let range = source.bytesOfLine(line)
    let lower = min(max(span.lower, range.lowerBound), range.upperBound)
    let upper = min(max(span.upper, lower), range.upperBound)
    let reach = Self.boundary(
      max(range.lowerBound, lower - Self.byteReach)..<min(range.upperBound, lower + Self.byteReach),
      in: source.bytes)
    let cells = DisplayCell.cells(of: source.bytes[reach])
    let before = cells.prefix { $0.offset < lower }.count
    let marked = cells[before...].prefix { $0.offset < upper }.count
    let window = Self.window(around: before, in: cells)
    let isCutLeft = window.lowerBound > 0 || reach.lowerBound > range.lowerBound
    let isCutRight = window.upperBound < cells.count || reach.upperBound < range.upperBound
    let cut = "..."
    let shown = cells[window].map(\.text).joined()
    text = (isCutLeft ? cut : "") + shown + (isCutRight ? cut : "")
    let indent =
      cells[window.lowerBound..<before].reduce(isCutLeft ? cut.count : 0) { $0 + $1.width }
    let end = min(before + marked, window.upperBound)
    let width = max(1, cells[before..<max(before, end)].reduce(0) { $0 + $1.width })
    let tail =
      mark == "^"
      ? "^" + String(repeating: "~", count: width - 1)
      : String(
        repeating: mark, count: width)
    underline =
      String(repeating: " ", count: indent) + tail + (note.map { " " + $0 } ?? "")
  }

  func lines(gutterDigits: Int) -> [String] {
    let number = String(line)
    let padding = String(repeating: " ", count: gutterDigits - number.count)
    let blank = String(repeating: " ", count: gutterDigits)
    return ["  \(padding)\(number) | \(text)", "  \(blank) | \(underline)"]
  }

  /// The cells shown of a line: all of a short one, else a stretch around its first marked cell.
  private static func window(around cell: Int, in cells: [DisplayCell]) -> Range<Int> {
    if cells.reduce(0, { $0 + $1.width }) <= windowWidth { return 0..<cells.count }
    var start = cell
    var width = 0
    while start > 0, width + cells[start - 1].width <= windowLead {
      start -= 1
      width += cells[start].width
    }
    var end = cell
    while end < cells.count, width + cells[end].width <= windowWidth {
      width += cells[end].width
      end += 1
    }
    return start..<end
  }

  /// The range with its ends moved inwards to where characters begin.
  private static func boundary(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    func isInsideCharacter(_ offset: Int) -> Bool {
      offset < bytes.count && bytes[offset] & 0b1100_0000 == 0b1000_0000
    }
    // A character has at most three continuation bytes; more of them are broken text, cut anywhere.
    var lower = range.lowerBound
    while lower < range.upperBound, lower < range.lowerBound + 3, isInsideCharacter(lower) {
      lower += 1
    }
    var upper = range.upperBound
    while upper > lower, upper > range.upperBound - 3, isInsideCharacter(upper) { upper -= 1 }
    return lower..<upper
  }
}
