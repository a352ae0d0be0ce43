import Diagnostics

/// The codes of all diagnostics of the theorem language.
///
/// This is the only table: the documentation lists it, and a test sees that each code is reached.
extension DiagnosticCode {
  // Characters and words.
  static let invalidUTF8 = DiagnosticCode("invalid-utf8", "The file is not UTF-8 text.")
  static let controlCharacter = DiagnosticCode(
    "control-character", "A character that cannot be seen stands in the file.")
  static let unexpectedCharacter = DiagnosticCode(
    "unexpected-character", "A character that has no meaning in the language.")
  static let unknownOperator = DiagnosticCode(
    "unknown-operator", "An operator of other languages that is written differently here.")
  static let malformedNumber = DiagnosticCode(
    "malformed-number", "A number that is not written as digits, point, digits, exponent.")
  static let unterminatedText = DiagnosticCode(
    "unterminated-text", "A text in quotation marks does not end on its line.")
  static let limitExceeded = DiagnosticCode(
    "limit-exceeded", "The file is larger than the language allows in some way.")

  // Grammar.
  static let expectedSyntax = DiagnosticCode(
    "expected-syntax", "Something else is needed where this stands.")
  static let missingOperand = DiagnosticCode(
    "missing-operand", "An operator or relation has nothing to work on.")
  static let missingOperator = DiagnosticCode(
    "missing-operator", "Two expressions follow each other with nothing between them.")
  static let unclosedBracket = DiagnosticCode(
    "unclosed-bracket", "A parenthesis or bracket is never closed.")
  static let unopenedBracket = DiagnosticCode(
    "unopened-bracket", "A parenthesis or bracket is closed that was never opened.")
  static let comparisonChain = DiagnosticCode(
    "comparison-chain", "A comparison has more than two sides.")
  static let signedExponent = DiagnosticCode(
    "signed-exponent", "An exponent with a sign needs parentheses.")
  static let reservedWord = DiagnosticCode(
    "reserved-word", "A word of the language is used as a name.")
  static let unknownSection = DiagnosticCode(
    "unknown-section", "A section begins with a word that names no section.")
  static let misplacedSection = DiagnosticCode(
    "misplaced-section", "A section is repeated or stands in the wrong place.")
  static let unknownDomain = DiagnosticCode(
    "unknown-domain", "A parameter is neither `real` nor `integer`.")
  static let unknownScale = DiagnosticCode(
    "unknown-scale", "A domain is followed by a word that names no scale.")
  static let misplacedInfinity = DiagnosticCode(
    "misplaced-infinity", "`infinity` stands elsewhere than as the upper end of a domain.")
  static let misplacedRoot = DiagnosticCode(
    "misplaced-root", "A root stands where only an expression can.")
  static let misplacedComparison = DiagnosticCode(
    "misplaced-comparison", "Comparisons are joined where only one can stand.")
  static let unnamedArgument = DiagnosticCode(
    "unnamed-argument", "An argument of a model is given without its name.")

  // Meaning.
  static let duplicateName = DiagnosticCode("duplicate-name", "A name is declared twice.")
  static let unknownName = DiagnosticCode("unknown-name", "A name that is declared nowhere.")
  static let usedBeforeDeclaration = DiagnosticCode(
    "used-before-declaration", "A name is used above its declaration, or in it.")
  static let unknownFunction = DiagnosticCode(
    "unknown-function", "A function that is neither built in nor defined.")
  static let notAFunction = DiagnosticCode(
    "not-a-function", "A name that takes no arguments is called like a function.")
  static let argumentCount = DiagnosticCode(
    "argument-count", "A function has too few or too many arguments.")
  static let definitionInDomain = DiagnosticCode(
    "definition-in-domain", "A domain uses a definition instead of earlier parameters.")
  static let emptyDomain = DiagnosticCode("empty-domain", "A domain contains no value.")
  static let logarithmicDomain = DiagnosticCode(
    "logarithmic-domain", "A domain on a logarithmic scale reaches zero.")
  static let fractionalBound = DiagnosticCode(
    "fractional-bound", "A domain of integers ends at a number that is not an integer.")
  static let misplacedMinimum = DiagnosticCode(
    "misplaced-minimum", "`minimum` or `minimizer` stands outside a claim.")
  static let misplacedCondition = DiagnosticCode(
    "misplaced-condition", "`where` stands elsewhere than once behind the statement of a claim.")
  static let misplacedUse = DiagnosticCode(
    "misplaced-use", "`using` stands elsewhere than once behind a statement and its conditions.")
  static let unusableClaim = DiagnosticCode(
    "unusable-claim", "A claim cannot use what it lists after `using`.")
  static let missingProblem = DiagnosticCode(
    "missing-problem", "A claim speaks of the minimum, but no problem is declared.")
  static let ambiguousProblem = DiagnosticCode(
    "ambiguous-problem", "It is not said which of several problems is meant.")
  static let unknownProblem = DiagnosticCode(
    "unknown-problem", "A problem that is declared nowhere.")
  static let unknownModel = DiagnosticCode("unknown-model", "A model that does not exist.")
  static let unknownArgument = DiagnosticCode(
    "unknown-argument", "An argument that the model does not have.")
  static let missingArgument = DiagnosticCode(
    "missing-argument", "An argument that the model needs is not given.")
  static let argumentKind = DiagnosticCode(
    "argument-kind", "A number is given for a list, or a list for a number.")
  static let unknownQuantity = DiagnosticCode(
    "unknown-quantity", "A quantity that the minimizer of the model does not have.")
  static let unindexedQuantity = DiagnosticCode(
    "unindexed-quantity", "A quantity without components carries an index.")
  static let notAParameter = DiagnosticCode(
    "not-a-parameter", "A claim says how something changes in a name that is no parameter.")
  static let missingClaim = DiagnosticCode("missing-claim", "The theorem claims nothing.")

  /// All codes of the theorem language, in the order of this table.
  public static let theoremLanguage: [DiagnosticCode] = [
    invalidUTF8, controlCharacter, unexpectedCharacter, unknownOperator, malformedNumber,
    unterminatedText, limitExceeded, expectedSyntax, missingOperand, missingOperator,
    unclosedBracket, unopenedBracket, comparisonChain, signedExponent, reservedWord, unknownSection,
    misplacedSection, unknownDomain, unknownScale, misplacedInfinity, misplacedRoot,
    misplacedComparison, unnamedArgument, duplicateName, unknownName, usedBeforeDeclaration,
    unknownFunction, notAFunction, argumentCount, definitionInDomain, emptyDomain,
    logarithmicDomain, fractionalBound, misplacedMinimum, misplacedCondition, misplacedUse,
    unusableClaim, missingProblem, ambiguousProblem, unknownProblem, unknownModel, unknownArgument,
    missingArgument, argumentKind, unknownQuantity, unindexedQuantity, notAParameter, missingClaim,
  ]
}
