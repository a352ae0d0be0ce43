/// Lays items and comments out on lines: wraps long items and aligns the comments behind short
/// ones.
struct Layout {
  private struct Line {
    var text: String
    var comment: String?
    /// Whether the comment is aligned with those of the neighbouring lines.
    var aligns = false
  }

  /// No line is longer if it can be broken.
  private static let width = 100
  /// Comments are not aligned behind lines longer than this.
  private static let alignmentWidth = 60
  private static let continuationIndent = 6
  /// The longest word a line breaks in front of, ` then `, needs so many characters.
  private static let lookahead = 8

  private var lines: [Line] = []

  mutating func addBlank() { lines.append(Line(text: "")) }

  mutating func addComments(_ comments: [CommentLine], indent: Int) {
    for line in comments {
      switch line {
      case .blank: addBlank()
      case .comment(let text): lines.append(Line(text: Self.spaces(indent) + "#" + text))
      }
    }
  }

  /// Adds an item with its comments; a long one is broken behind its head only.
  mutating func add(_ head: String, _ rest: String, _ comments: Comments, indent: Int) {
    addComments(comments.leading, indent: indent)
    let wrapped = Self.wrapped(
      Self.spaces(indent) + head + rest, head: indent + head.count, indent: indent)
    for text in wrapped { lines.append(Line(text: text, aligns: wrapped.count == 1)) }
    if let comment = comments.trailing { lines[lines.count - 1].comment = comment }
  }

  /// Adds an item that is never broken.
  mutating func add(_ item: String, _ comments: Comments, indent: Int) {
    add(item, "", comments, indent: indent)
  }

  /// All lines, each ended by a newline.
  var text: String {
    var result = ""
    var column = 0
    for (index, line) in lines.enumerated() {
      if index == 0 || !continuesRun(at: index) { column = commentColumn(from: index) }
      result += line.text
      if let comment = line.comment {
        let padding = line.aligns ? max(2, column - line.text.count) : 2
        result += Self.spaces(padding) + "#" + comment
      }
      result += "\n"
    }
    return result
  }

  /// Whether a line and the one before are items of one block whose comments are aligned.
  private func continuesRun(at index: Int) -> Bool {
    lines[index].aligns && lines[index - 1].aligns
      && lines[index].text.hasPrefix("  ") == lines[index - 1].text.hasPrefix("  ")
  }

  private func commentColumn(from start: Int) -> Int {
    var column = 0
    var index = start
    repeat {
      let length = lines[index].text.count
      if length <= Self.alignmentWidth { column = max(column, length + 2) }
      index += 1
    } while index < lines.count && continuesRun(at: index)
    return column
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// The item on as many lines as its width asks for, broken where it nests least.
  private static func wrapped(_ item: String, head: Int, indent: Int) -> [String] {
    var result: [String] = []
    let characters = Array(item)
    let continuation = Array(spaces(indent + continuationIndent))
    var margin: [Character] = []
    var start = head
    var next = 0
    // Only a window of the rest is looked at: copying all of it for each line would take a long
    // item the square of its length. A word after a space may have to be recognised beyond the
    // width.
    while margin.count + characters.count - next > width {
      let line = margin + characters[next...].prefix(width + lookahead - margin.count)
      guard let end = breakPoint(in: line, after: start) else { break }
      result.append(String(line[..<end]))
      next += end - margin.count + 1
      margin = continuation
      start = continuation.count
    }
    return result + [String(margin + characters[next...])]
  }

  /// The index of the space to break at: of those that nest least and fit, the last.
  private static func breakPoint(in line: [Character], after start: Int) -> Int? {
    var depth = 0
    var best: (depth: Int, index: Int)?
    for (index, character) in line.prefix(width).enumerated() {
      switch character {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case " " where index > start && breaksWell(line, at: index, depth: depth):
        if best.map({ depth <= $0.depth }) ?? true { best = (depth, index) }
      default: break
      }
    }
    return best?.index
  }

  /// Whether a line may end before the space: in front of an operator or word, or behind a comma.
  ///
  /// The `=` of a named argument, which nests, stays with its name.
  private static func breaksWell(_ line: [Character], at index: Int, depth: Int) -> Bool {
    guard index + 1 < line.count, let before = line[..<index].last else { return false }
    let next = line[index + 1]
    return before == ","
      || (depth == 0 ? "+-=<>" : "+-").contains(next) && !"+-=<>:".contains(before)
      || [" and ", " where ", " using ", " then ", " else ", " of "].contains {
        line[index...].starts(with: $0)
      }
  }
}
