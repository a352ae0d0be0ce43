import Exact

/// A function of two arguments.
///
/// The last three are expectations of f(m + s z) over a standard normal z, called as `f(m, s)`.
public enum BinaryFunction: Hashable, Sendable, CaseIterable {
  /// The sum, `a + b`.
  case add
  /// The difference, `a - b`.
  case subtract
  /// The product, `a*b`.
  case multiply
  /// The quotient, `a/b`.
  case divide
  /// The power, `a^b`.
  case power
  /// The smaller of two, `min(a, b)`.
  case minimum
  /// The larger of two, `max(a, b)`.
  case maximum
  /// The expectation of softplus(m + s z), `mean_softplus(m, s)`.
  case meanSoftplus
  /// The expectation of sigmoid(m + s z), `mean_sigmoid(m, s)`.
  case meanSigmoid
  /// The expectation of sigmoid'(m + s z), `mean_sigmoid_derivative(m, s)`.
  case meanSigmoidDerivative
}

/// How the two sides of a comparison relate.
public enum Relation: String, Hashable, Sendable, CaseIterable {
  /// Equal, `=`.
  case equal = "="
  /// Strictly smaller, `<`.
  case less = "<"
  /// Smaller or equal, `<=`.
  case lessOrEqual = "<="
  /// Strictly larger, `>`.
  case greater = ">"
  /// Larger or equal, `>=`.
  case greaterOrEqual = ">="
}

/// An elaborated expression: every name resolved, every parametrised definition written out.
///
/// In a term the elaborator returns, every index is in range for the theorem it belongs to, and the
/// height is at most `Limits.expressionHeight`, so recursive functions over terms are safe.
public indirect enum Term: Hashable, Sendable {
  /// An exact number.
  case number(ExactDecimal)
  /// The parameter with this index.
  case parameter(Int)
  /// The value of the definition with this index.
  case definition(Int)
  /// The variable of the `root` definition whose sides the term belongs to.
  case bound
  /// A function of one argument.
  case unary(UnaryFunction, Term)
  /// A function of two arguments.
  case binary(BinaryFunction, Term, Term)
  /// The first term if the comparison holds, else the second; only that one is evaluated.
  case conditional(Comparison, then: Term, else: Term)
  /// The minimum value of the problem with this index.
  case minimum(problem: Int)
  /// A quantity of the minimizer of the problem with this index; the index of a component is from
  /// 1.
  case minimizer(problem: Int, quantity: String, index: Int?)
}

/// Two terms and how they relate.
public struct Comparison: Hashable, Sendable {
  /// The relation.
  public let relation: Relation
  /// The left side.
  public let left: Term
  /// The right side.
  public let right: Term

  /// Makes the comparison of two terms.
  public init(relation: Relation, left: Term, right: Term) {
    self.relation = relation
    self.left = left
    self.right = right
  }

  /// The left side, then the right one.
  package var sides: [Term] { [left, right] }
}

/// What a claim states.
public enum ClaimStatement: Hashable, Sendable {
  /// Whether a term grows or falls.
  public enum Direction: String, Hashable, Sendable {
    /// Strictly increasing.
    case increases
    /// Strictly decreasing.
    case decreases
  }

  /// The comparison holds on the whole domain.
  case comparison(Comparison)
  /// The term is strictly monotone in the parameter with this index.
  case monotone(Term, direction: Direction, parameter: Int)

  /// The terms the claim is about, the parameter it may be monotone in included.
  package var terms: [Term] {
    switch self {
    case .comparison(let comparison): comparison.sides
    case .monotone(let term, _, let parameter): [term, .parameter(parameter)]
    }
  }
}

extension Term: ExpressibleByIntegerLiteral {
  /// A number.
  public init(integerLiteral value: Int) {
    let magnitude = Term.number(ExactDecimal(abs(value)))
    self = value < 0 ? .unary(.negate, magnitude) : magnitude
  }
}

extension Term {
  /// The value of an integer literal or its negative.
  var integerLiteral: Int? {
    switch self {
    case .number(let value):
      guard value.isInteger, value.exponent < 20 else { return nil }
      return Fraction(value).numerator.int
    case .unary(.negate, let a): return a.integerLiteral.map { -$0 }
    default: return nil
    }
  }

  /// The operands, in order; those of a condition included.
  package var operands: [Term] {
    switch self {
    case .number, .parameter, .definition, .bound, .minimum, .minimizer: []
    case .unary(_, let a): [a]
    case .binary(_, let a, let b): [a, b]
    case .conditional(let condition, let then, let otherwise):
      [condition.left, condition.right, then, otherwise]
    }
  }

  /// The same function of other operands.
  func mapOperands<Failure: Error>(
    _ transform: (Term) throws(Failure) -> Term
  ) throws(Failure) -> Term {
    switch self {
    case .number, .parameter, .definition, .bound, .minimum, .minimizer: self
    case .unary(let function, let a): .unary(function, try transform(a))
    case .binary(let function, let a, let b):
      .binary(function, try transform(a), try transform(b))
    case .conditional(let condition, let then, let otherwise):
      .conditional(
        Comparison(
          relation: condition.relation, left: try transform(condition.left),
          right: try transform(condition.right)),
        then: try transform(then), else: try transform(otherwise))
    }
  }

  /// The problems whose minimum the term mentions.
  public var problems: Set<Int> {
    switch self {
    case .minimum(let problem), .minimizer(let problem, _, _): [problem]
    default: operands.reduce(into: []) { $0.formUnion($1.problems) }
    }
  }
}
