import Diagnostics
import Exact
import Kernel

/// The place of a syntax node; all places are equal, so that equality of trees ignores them.
public struct Place: Equatable, Sendable {
  /// Where the node was read; the empty span at 0 for a node that was not read.
  public let span: Span

  /// Makes a place.
  public init(_ span: Span = Span(lower: 0, upper: 0)) { self.span = span }

  /// True: two nodes that say the same are equal wherever they stand.
  public static func == (left: Place, right: Place) -> Bool { true }
}

/// A name and where it was written.
public struct Name: Equatable, Sendable {
  /// The name itself.
  public let text: String
  /// Where it was written.
  public let place: Place

  /// Makes a name.
  public init(_ text: String, at place: Place = Place()) {
    self.text = text
    self.place = place
  }
}

/// A number as the author wrote it, and its value.
public struct Literal: Equatable, Sendable {
  /// The spelling, such as `1e-3`.
  public let spelling: String
  /// The exact value.
  public let value: ExactDecimal
}

/// The operators that stand between their operands.
public enum InfixOperator: String, Equatable, Sendable, CaseIterable {
  /// The sum.
  case add = "+"
  /// The difference.
  case subtract = "-"
  /// The product.
  case multiply = "*"
  /// The quotient.
  case divide = "/"
  /// The power.
  case power = "^"
}

/// An expression as the author wrote it; parentheses are implied by the tree.
public struct Expression: Equatable, Sendable {
  /// What an expression can be.
  public indirect enum Kind: Equatable, Sendable {
    /// A number.
    case number(Literal)
    /// A parameter, a definition, an argument of a definition or the variable of a root.
    case name(String)
    /// A function or a parametrised definition with its arguments.
    case call(Name, [Expression])
    /// The negative.
    case negative(Expression)
    /// An operator and its operands.
    case infix(InfixOperator, Expression, Expression)
    /// A choice: `if a < b then c else d`.
    case conditional(ComparisonSyntax, then: Expression, else: Expression)
    /// The minimum of a problem, `minimum` or `minimum(name)`.
    case minimum(problem: Name?)
    /// A quantity of a minimizer, `minimizer.margin[2]` or `minimizer(name).margin`.
    case minimizer(problem: Name?, quantity: Name, index: Int?)
  }

  /// What the expression is.
  public let kind: Kind
  /// Where it was written.
  public let place: Place
  /// The height of the tree, at most `Limits.expressionHeight` in a tree that was parsed.
  let height: Int

  /// Makes an expression.
  public init(_ kind: Kind, at place: Place = Place()) {
    self.kind = kind
    self.place = place
    let below =
      switch kind {
      case .number, .name, .minimum, .minimizer: 0
      case .call(_, let arguments): arguments.reduce(0) { max($0, $1.height) }
      case .negative(let operand): operand.height
      case .infix(_, let left, let right): max(left.height, right.height)
      case .conditional(let condition, let then, let otherwise):
        max(condition.left.height, condition.right.height, then.height, otherwise.height)
      }
    height = below + 1
  }
}

/// A comparison as the author wrote it.
public struct ComparisonSyntax: Equatable, Sendable {
  /// The relation.
  public let relation: Relation
  /// The left side.
  public let left: Expression
  /// The right side.
  public let right: Expression

  /// Makes a comparison.
  public init(relation: Relation, left: Expression, right: Expression) {
    self.relation = relation
    self.left = left
    self.right = right
  }

  /// From the first to the last character of the comparison.
  public var span: Span { left.place.span.joined(with: right.place.span) }
}
