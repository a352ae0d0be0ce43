import Kernel

/// The words of the language that are not for authors to redefine.
enum Vocabulary {
  /// The words that begin a section.
  static let sections = [
    "theorem", "source", "parameters", "define", "assume", "problem", "claim",
  ]

  /// All reserved words; `log` is also a function.
  static let reserved = Set(
    sections + [
      "where", "using", "expect", "refuted", "integer", "real", "in", "log", "root", "of", "if",
      "then", "else", "and", "minimum", "minimizer", "increases", "decreases", "infinity",
    ])

  /// The functions of one argument by name.
  static let unaryFunctions = UnaryFunction.named

  /// The functions of two arguments by name; `min` and `max` also take more.
  static let binaryFunctions: [String: BinaryFunction] = [
    "min": .minimum, "max": .maximum, "mean_softplus": .meanSoftplus,
    "mean_sigmoid": .meanSigmoid, "mean_sigmoid_derivative": .meanSigmoidDerivative,
  ]

  /// The names of all functions, sorted.
  static let functions =
    (Array(unaryFunctions.keys) + Array(binaryFunctions.keys)
    + Shorthand.all.filter(\.isFunction).map(\.name)).sorted()

  /// The words that stand for a number.
  static let numbers = Shorthand.all.filter { !$0.isFunction }.map(\.name)

  private static let taken = reserved.union(functions).union(numbers)

  /// Whether a word may begin an operand: a name, a function or a number.
  static func isOperand(_ word: String) -> Bool {
    isFree(word) || functions.contains(word) || numbers.contains(word)
  }

  /// Whether a name may be declared by an author.
  static func isFree(_ name: String) -> Bool { !taken.contains(name) }
}

/// Text quoted for a message; what is too long to read is cut.
func quoted(_ text: String) -> String {
  let limit = 40
  return text.count <= limit ? "`\(text)`" : "`\(text.prefix(limit))...`"
}

/// Words joined as in a sentence: `a`, `b` or `c`.
func listed(_ words: [String], conjunction: String) -> String {
  let quotedWords = words.map { quoted($0) }
  guard let last = quotedWords.last, quotedWords.count > 1 else { return quotedWords.joined() }
  return quotedWords.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
