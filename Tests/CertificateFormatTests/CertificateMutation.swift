import Reals

/// A change of one place of a certificate.
enum CertificateMutation: CaseIterable {
  /// A word gets a sign or loses it.
  case sign
  /// One digit becomes another.
  case digit
  /// The power of two of a number changes by one, or gets one.
  case exponent
  /// A number moves a little: its numerator by one, with the denominator left as it is.
  case edge
  /// A line is removed, written twice, or exchanged with another.
  case lineRemoved, lineRepeated, linesExchanged
  /// A word is removed, written twice, exchanged with another, or becomes another.
  case wordRemoved, wordRepeated, wordsExchanged, wordReplaced
  /// The first line that is not a comment changes.
  case header
  /// The text ends early, anywhere.
  case truncation

  /// Words that stand in few certificates, or that say more than what they replace.
  private static let words = [
    "0", "1", "1/2", "2", "domain", "evaluate", "open", "mean", "algebra",
  ]

  /// The text with such a change; it may be none where the place does not allow it.
  func applied(to text: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    func random(_ count: Int) -> Int { Int(generator.next() % UInt64(max(count, 1))) }
    if self == .truncation { return Array(text.prefix(random(text.count))) }
    let feed = UInt8(ascii: "\n")
    var lines = text.split(separator: feed, omittingEmptySubsequences: false).map(Array.init)
    // The first line names the theorem file, the second is the header.
    let line = self == .header ? 1 : random(lines.count)
    switch self {
    case .lineRemoved: lines.remove(at: line)
    case .lineRepeated: lines.insert(lines[line], at: line)
    case .linesExchanged: lines.swapAt(line, random(lines.count))
    default:
      let others = Self.words(of: lines[random(lines.count)]) + Self.words
      var words = Self.words(of: lines[line])
      guard !words.isEmpty else { return text }
      change(&words, at: random(words.count), others: others, random)
      lines[line] = Array(words.joined(separator: " ").utf8)
    }
    return Array(lines.joined(separator: [feed]))
  }

  private static func words(of line: [UInt8]) -> [String] {
    line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
  }

  private func change(
    _ words: inout [String], at index: Int, others: [String], _ random: (Int) -> Int
  ) {
    let word = words[index]
    switch self {
    case .sign: words[index] = word.hasPrefix("-") ? String(word.dropFirst()) : "-" + word
    case .digit: words[index] = Self.withOtherDigit(word, random)
    case .exponent: words[index] = Self.withOtherExponent(word, random)
    case .edge: words[index] = Self.moved(word, by: random(2) == 0 ? 1 : -1)
    case .wordRemoved: words.remove(at: index)
    case .wordRepeated: words.insert(word, at: index)
    case .wordsExchanged: words.swapAt(index, random(words.count))
    default: words[index] = others[random(others.count)]
    }
  }

  private static func withOtherDigit(_ word: String, _ random: (Int) -> Int) -> String {
    var bytes = Array(word.utf8)
    let digits = bytes.indices.filter { (48...57).contains(bytes[$0]) }
    guard !digits.isEmpty else { return word + "x" }
    bytes[digits[random(digits.count)]] = UInt8(48 + random(10))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func withOtherExponent(_ word: String, _ random: (Int) -> Int) -> String {
    guard let mark = word.firstIndex(of: "p"), let exponent = Int(word[word.index(after: mark)...])
    else { return "\(word)p\(random(5) - 2)" }
    return "\(word[..<mark])p\(exponent + (random(2) == 0 ? 1 : -1))"
  }

  /// The word with its leading integer moved by one; what is no number is left as it is.
  private static func moved(_ word: String, by step: Int) -> String {
    let digits = word.prefix { $0 == "-" || $0.isNumber }
    let rest = word.dropFirst(digits.count)
    guard let last = digits.last?.wholeNumberValue, (1...8).contains(last) else {
      return Int(digits).map { "\($0 + step)\(rest)" } ?? word
    }
    return "\(digits.dropLast())\(last + step)\(rest)"
  }
}
