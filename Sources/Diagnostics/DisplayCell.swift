/// One character of a source line as it is shown: what a column counts and a caret points at.
///
/// Characters that would move the cursor, hide or reorder the text are shown escaped.
struct DisplayCell {
  /// What is printed for the character.
  let text: String
  /// The columns the printed text takes.
  let width: Int
  /// The offset of the character's first byte in the slice it was read from.
  let offset: Int

  private static let tabStop = 4

  /// The number of characters in a slice of a line.
  static func count(in bytes: ArraySlice<UInt8>) -> Int {
    // Most lines are plain ASCII; a megabyte on one line must not cost a string per message.
    bytes.allSatisfy { $0 < 0x80 } ? bytes.count : cells(of: bytes).count
  }

  /// The cells of a slice of one line; invalid UTF-8 gives one cell for each broken sequence.
  static func cells(of bytes: ArraySlice<UInt8>) -> [DisplayCell] {
    var cells: [DisplayCell] = []
    var column = 0
    func append(_ text: String, width: Int, at offset: Int) {
      cells.append(DisplayCell(text: text, width: width, offset: offset))
      column += width
    }
    for run in UTF8Run.runs(of: bytes) {
      switch run {
      case .broken(let range):
        let text = bytes[range].map { "\\x" + hexadecimal(UInt32($0), digits: 2) }.joined()
        append(text, width: text.count, at: range.lowerBound)
      case .valid(let range):
        var offset = range.lowerBound
        for character in String(decoding: bytes[range], as: UTF8.self) {
          let text = shown(character, column: column)
          append(text, width: text.count, at: offset)
          offset += character.utf8.count
        }
      }
    }
    return cells
  }

  private static func shown(_ character: Character, column: Int) -> String {
    if character == "\t" {
      return String(repeating: " ", count: tabStop - column % tabStop)
    }
    guard character.unicodeScalars.contains(where: mustBeEscaped) else { return String(character) }
    return character.unicodeScalars.map(escaped).joined()
  }

  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      true
    default: false
    }
  }

  /// The scalar as it would be written in Swift.
  static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\0": "\\0"
    case "\r": "\\r"
    case "\n": "\\n"
    default: mustBeEscaped(scalar) ? "\\u{\(hexadecimal(scalar.value))}" : String(scalar)
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int = 1) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

/// A stretch of bytes that is valid UTF-8, or one broken sequence.
enum UTF8Run {
  case valid(Range<Int>)
  case broken(Range<Int>)

  /// Splits bytes into valid stretches and broken sequences, in order.
  static func runs(of bytes: ArraySlice<UInt8>) -> [UTF8Run] {
    var runs: [UTF8Run] = []
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    var start = offset
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar):
        offset += Unicode.UTF8.width(Unicode.UTF8.decode(scalar))
      case .error(let length):
        if start < offset { runs.append(.valid(start..<offset)) }
        runs.append(.broken(offset..<offset + length))
        offset += length
        start = offset
      case .emptyInput:
        if start < offset { runs.append(.valid(start..<offset)) }
        return runs
      }
    }
  }
}
