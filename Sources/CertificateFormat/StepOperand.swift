import Exact
import Kernel

/// A part of a line: how it is read and written.
package protocol StepOperand: Sendable {
  /// How it is called in messages; with a space where it need not be one word.
  static var form: String { get }

  /// Reads the next words of a line.
  init(_ reader: inout WordReader) throws(CertificateRejection)

  /// The words that it is written with.
  var words: [String] { get }
}

/// The words of a line that are still to be read.
package struct WordReader {
  fileprivate(set) var words: ArraySlice<String>
  let line: Int
  private let usage: String

  init(_ words: ArraySlice<String>, line: Int, usage: String) {
    (self.words, self.line, self.usage) = (words, line, usage)
  }

  /// What is wrong when the words are not those of the step.
  var misuse: CertificateRejection { CertificateRejection(line, "expected `\(usage)`") }

  mutating func next() throws(CertificateRejection) -> String {
    guard let word = words.popFirst() else { throw misuse }
    return word
  }
}

extension String: StepOperand {
  package static var form: String { "NAME" }
  package init(_ reader: inout WordReader) throws(CertificateRejection) { self = try reader.next() }
  package var words: [String] { [self] }
}

extension Int: StepOperand {
  package static var form: String { "COUNT" }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    guard let value = BigInteger(try reader.next())?.int,
      (0...CertificateParser.largestCount).contains(value)
    else {
      throw CertificateRejection(
        reader.line, "a count is missing or is not an integer below 1,000,000")
    }
    self = value
  }
  package var words: [String] { ["\(self)"] }
}

extension Fraction: StepOperand {
  package static var form: String { "NUMBER" }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    guard let value = Fraction(try reader.next()) else {
      throw CertificateRejection(
        reader.line, "a number is missing or is not INT, INT/POS or INTpINT")
    }
    self = value
  }

  /// `mpe` for dyadic numbers of more than a few bits, else `m` or `m/d`.
  package var words: [String] {
    let bits = denominator.bitWidth - 1
    guard bits > 16, denominator == BigInteger(1) << bits else { return ["\(self)"] }
    return ["\(numerator)p-\(bits)"]
  }
}

/// All that is left of the line.
extension Array: StepOperand where Element: StepOperand {
  package static var form: String { "\(Element.form) ..." }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    self = []
    while !reader.words.isEmpty { append(try Element(&reader)) }
  }
  package var words: [String] { flatMap(\.words) }
}

/// Three lists of numbers with bars between them.
package struct ThreeLists: StepOperand {
  let first, second, third: [Fraction]

  /// Three lists.
  package init(_ first: [Fraction], _ second: [Fraction], _ third: [Fraction]) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  package static var form: String { "numbers | numbers | numbers" }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    let parts = reader.words.split(separator: "|", omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw reader.misuse }
    var lists: [[Fraction]] = []
    for part in parts {
      reader.words = part
      lists.append(try [Fraction](&reader))
    }
    self.init(lists[0], lists[1], lists[2])
  }
  package var words: [String] { first.words + ["|"] + second.words + ["|"] + third.words }
}

/// A comparison of the theorem language, in the names of the theorem file: the rest of the line.
package struct ComparisonText: StepOperand {
  let text: String

  /// A comparison as it is written.
  package init(_ text: String) { self.text = text }

  package static var form: String { "comparison ..." }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    text = reader.words.joined(separator: " ")
    reader.words = []
  }
  package var words: [String] { [text] }
}

/// Terms of the theorem language with bars between them: the rest of the line.
package struct TermTexts: StepOperand {
  let texts: [String]

  /// Terms as they are written.
  package init(_ texts: [String]) { self.texts = texts }

  package static var form: String { "term | term ..." }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    texts = reader.words.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.joined(separator: " ")
    }
    reader.words = []
  }
  package var words: [String] { [texts.joined(separator: " | ")] }
}

/// What an assumption is multiplied with: a number, or a term of the theorem language, which is one
/// word.
package enum StepMultiplier: StepOperand, Hashable {
  case number(Fraction)
  case term(String)

  package static var form: String { "NUMBER|TERM" }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    let word = try reader.next()
    self = Fraction(word).map { .number($0) } ?? .term(word)
  }
  package var words: [String] {
    switch self {
    case .number(let number): number.words
    case .term(let text): [text]
    }
  }
}

/// An assumption, from 1, and what it is multiplied with.
package struct StepWeight: StepOperand, Hashable {
  /// The assumption, from 1.
  package let assumption: Int
  /// What it is multiplied with.
  package let multiplier: StepMultiplier

  /// Makes a weight.
  package init(assumption: Int, multiplier: StepMultiplier) {
    (self.assumption, self.multiplier) = (assumption, multiplier)
  }

  /// Makes a weight that is a number.
  package init(assumption: Int, weight: Fraction) {
    self.init(assumption: assumption, multiplier: .number(weight))
  }

  package static var form: String { "COUNT NUMBER|TERM" }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    guard reader.words.count.isMultiple(of: 2) else {
      throw CertificateRejection(reader.line, "assumptions and weights come in pairs")
    }
    (assumption, multiplier) = (try Int(&reader), try StepMultiplier(&reader))
  }
  package var words: [String] { assumption.words + multiplier.words }
}

extension BoundSide: StepOperand {
  package static var form: String { "lower|upper" }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    guard let side = BoundSide(rawValue: try reader.next()) else { throw reader.misuse }
    self = side
  }
  package var words: [String] { [rawValue] }
}

extension Relation: StepOperand {
  package static var form: String { "<=|>=" }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    guard let relation = Relation(rawValue: try reader.next()),
      relation == .lessOrEqual || relation == .greaterOrEqual
    else { throw reader.misuse }
    self = relation
  }
  package var words: [String] { [rawValue] }
}

/// How a bound is shown.
package enum BoundProof: StepOperand {
  /// By the enclosure of the definition.
  case evaluate
  /// By the rule `algebra`.
  case algebra([StepWeight])

  package static var form: String { "evaluate|algebra ..." }
  package init(_ reader: inout WordReader) throws(CertificateRejection) {
    switch try reader.next() {
    case "evaluate": self = .evaluate
    case "algebra": self = .algebra(try [StepWeight](&reader))
    case _: throw reader.misuse
    }
  }
  package var words: [String] {
    switch self {
    case .evaluate: ["evaluate"]
    case .algebra(let weights): ["algebra"] + weights.words
    }
  }
}
