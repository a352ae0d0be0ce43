import Kernel

/// A theorem file as the author wrote it: what `TheoremParser` reads and `TheoremPrinter` prints.
///
/// Equality ignores places but not comments: the printer loses none of either.
public struct TheoremFile: Equatable, Sendable {
  /// The title, with the introduction as its comments.
  public var title: TextItem
  /// Where the theorem was published.
  public var source: TextItem?
  /// Everything after the title and the source, in order.
  public var sections: [Section]
  /// The comments after the last section.
  public var closing: [CommentLine]

  /// Makes a theorem file from its parts.
  public init(
    title: TextItem, source: TextItem? = nil, sections: [Section], closing: [CommentLine] = []
  ) {
    self.title = title
    self.source = source
    self.sections = sections
    self.closing = closing
  }
}

/// One line among comments.
public enum CommentLine: Equatable, Sendable {
  /// A comment: the text after `#` without white space at its end.
  case comment(String)
  /// A blank line the author left; never two in a row.
  case blank
}

/// The comments that belong to one item.
public struct Comments: Equatable, Sendable {
  /// The comments above the item and those that stood inside it, with blank lines.
  public var leading: [CommentLine]
  /// The comment on the item's last line.
  public var trailing: String?

  /// Makes the comments of an item.
  public init(leading: [CommentLine] = [], trailing: String? = nil) {
    self.leading = leading
    self.trailing = trailing
  }
}

/// A text in quotation marks with its comments: the title or the source.
public struct TextItem: Equatable, Sendable {
  /// The text without its quotation marks.
  public var text: String
  /// Its comments.
  public var comments: Comments
  /// Where the text was written.
  public var place: Place

  /// Makes a text item.
  public init(_ text: String, comments: Comments = Comments(), at place: Place = Place()) {
    self.text = text
    self.comments = comments
    self.place = place
  }
}

/// One section of a theorem file.
public struct Section: Equatable, Sendable {
  /// What a section holds.
  public enum Body: Equatable, Sendable {
    /// The parameters and their domains.
    case parameters([ParameterSyntax])
    /// Definitions.
    case define([DefinitionSyntax])
    /// Comparisons joined by `and`.
    case assume([ComparisonSyntax])
    /// An instance of a model.
    case problem(ProblemSyntax)
    /// A claim.
    case claim(ClaimSyntax)
  }

  /// What it holds.
  public var body: Body
  /// Its comments; for `parameters` and `define` those of the heading.
  public var comments: Comments

  /// Makes a section.
  public init(_ body: Body, comments: Comments = Comments()) {
    self.body = body
    self.comments = comments
  }
}

/// The range of a parameter: `[0, 1]`, `(0, 1]` or `[2, infinity)`.
public struct RangeSyntax: Equatable, Sendable {
  /// The lower end.
  public var lower: Expression
  /// The upper end; `nil` where there is none.
  public var upper: Expression?
  /// Whether the lower end does not belong to the range.
  public var isLowerOpen = false
  /// Whether there is an upper end that does not belong to the range.
  public var isUpperOpen = false
}

/// One or more parameters with one domain: `a, b : real in [0, 1] log` or `n : integer in [2,
/// infinity)`.
public struct ParameterSyntax: Equatable, Sendable {
  /// The names, at least one.
  public var names: [Name]
  /// Whether they take integer values only.
  public var isInteger: Bool
  /// The range.
  public var range: RangeSyntax
  /// Whether values are sampled on a logarithmic scale.
  public var isLogarithmic: Bool
  /// The comments.
  public var comments = Comments()
}

/// One definition.
public struct DefinitionSyntax: Equatable, Sendable {
  /// The right-hand side of a definition.
  public enum Body: Equatable, Sendable {
    /// An expression.
    case expression(Expression)
    /// The root of an equation: `root x in [a, b] of left = right`.
    case root(
      variable: Name, lower: Expression, upper: Expression, left: Expression, right: Expression)
  }

  /// The name.
  public var name: Name
  /// The names of its arguments; empty for a definition without.
  public var formals: [Name]
  /// What it stands for.
  public var body: Body
  /// The comments.
  public var comments = Comments()
}

/// One problem: a model with its arguments.
public struct ProblemSyntax: Equatable, Sendable {
  /// The value of an argument.
  public enum Value: Equatable, Sendable {
    /// The argument alone, which stands for the name of the same spelling.
    case sameName
    /// A number.
    case number(Expression)
    /// A list of numbers.
    case list([Expression])
  }

  /// An argument and its value.
  public struct Argument: Equatable, Sendable {
    /// The name.
    public var name: Name
    /// The value.
    public var value: Value
  }

  /// The name of the problem, if it has one.
  public var name: Name?
  /// The name of the model.
  public var model: Name
  /// The arguments.
  public var arguments: [Argument]
}

/// One claim.
public struct ClaimSyntax: Equatable, Sendable {
  /// What a claim states.
  public enum Statement: Equatable, Sendable {
    /// A comparison.
    case comparison(ComparisonSyntax)
    /// An expression that grows or falls strictly in a parameter.
    case monotone(Expression, ClaimStatement.Direction, in: Name)
  }

  /// The name.
  public var name: Name
  /// What it states.
  public var statement: Statement
  /// The assumptions of its own, joined by `and` after `where`; empty where there is none.
  public var conditions: [ComparisonSyntax]
  /// The claims that may help in its proof, after `using`; empty where there is none.
  public var used: [Name]
  /// The verdict that the file expects.
  public var expectation: ExpectedVerdict
}
