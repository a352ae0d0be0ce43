/// How much a diagnostic matters.
public enum Severity: String, Hashable, Sendable {
  /// The text cannot be used until this is mended.
  case error
  /// The text can be used, but probably does not say what was meant.
  case warning
}

/// The stable name of one kind of diagnostic, for people to look up and programs to compare.
///
/// The word never changes its meaning once released. Each module that makes diagnostics keeps all
/// its codes in one table.
public struct DiagnosticCode: Hashable, Sendable {
  /// The code itself: words in lower case joined by hyphens.
  public let word: String
  /// What the code means, as one sentence.
  public let meaning: String

  /// Makes a code from its word and its meaning.
  public init(_ word: String, _ meaning: String) {
    self.word = word
    self.meaning = meaning
  }
}

/// One message about one place in a source text.
public struct Diagnostic: Hashable, Sendable {
  /// A second place that explains the first, such as an earlier declaration.
  public struct Note: Hashable, Sendable {
    /// The place.
    public let span: Span
    /// What there is to see there.
    public let message: String

    /// Makes a note about a place.
    public init(span: Span, message: String) {
      self.span = span
      self.message = message
    }
  }

  /// How much it matters.
  public let severity: Severity
  /// Which kind of diagnostic it is.
  public let code: DiagnosticCode
  /// What is wrong, naming the offending text.
  public let message: String
  /// Where it is wrong.
  public let span: Span
  /// A second place, if one explains the first.
  public let secondary: Note?
  /// What to do about it, if that is known.
  public let help: String?

  /// Makes a diagnostic from its parts.
  public init(
    severity: Severity = .error, code: DiagnosticCode, message: String, span: Span,
    secondary: Note? = nil, help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.secondary = secondary
    self.help = help
  }
}

/// The diagnostics of one text, sorted by position: what a reader throws.
public struct DiagnosticList: Error, Hashable, Sendable {
  /// The most diagnostics a list keeps; later ones are only counted.
  public static let capacity = 20

  /// The first diagnostics by position, at most `capacity`.
  public let diagnostics: [Diagnostic]
  /// How many more there were.
  public let omittedCount: Int

  /// Sorts diagnostics by position and keeps the first; those at one place keep their order.
  public init(_ all: [Diagnostic]) {
    let sorted = all.enumerated().sorted {
      ($0.element.span.lower, $0.offset) < ($1.element.span.lower, $1.offset)
    }
    diagnostics = sorted.prefix(Self.capacity).map(\.element)
    omittedCount = sorted.count - diagnostics.count
  }
}
