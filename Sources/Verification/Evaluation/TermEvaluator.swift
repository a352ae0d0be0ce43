import Exact
import Kernel
import Models
import Reals
import TheoremLanguage

/// Evaluates the terms of one theorem at one point of its domain, in one kind of number.
///
/// Definitions are evaluated when first needed and then kept, so a shared subexpression costs once.
/// An evaluator belongs to one thread.
final class TermEvaluator<Arithmetic: TermArithmetic> {
  /// What stands for `minimum` and `minimizer.quantity` of a problem.
  typealias Optimum = (_ problem: Int, _ quantity: Quantity?) throws -> Arithmetic.Value

  let theorem: ElaboratedTheorem
  let arithmetic: Arithmetic
  private let parameters: [Arithmetic.Value]
  private let optimum: Optimum?
  private var definitions: [Arithmetic.Value?]
  private var boundVariable: Arithmetic.Value?

  /// The definition that was being evaluated when an error was thrown, innermost first met.
  private(set) var failedDefinition: Int?

  convenience init(
    _ theorem: ElaboratedTheorem, at values: [Fraction], in arithmetic: Arithmetic,
    optimum: Optimum? = nil
  ) throws {
    self.init(
      theorem, values: try values.map { try arithmetic.value(of: $0) }, in: arithmetic,
      optimum: optimum)
  }

  /// An evaluator at values that need not be exact.
  init(
    _ theorem: ElaboratedTheorem, values: [Arithmetic.Value], in arithmetic: Arithmetic,
    optimum: Optimum? = nil
  ) {
    self.theorem = theorem
    self.arithmetic = arithmetic
    self.optimum = optimum
    parameters = values
    definitions = Array(repeating: nil, count: theorem.definitions.count)
  }

  private func optimum(_ problem: Int, _ quantity: Quantity?) throws -> Arithmetic.Value {
    guard let optimum else {
      throw EvaluationError.noOptimum("an optimum is not available here")
    }
    return try optimum(problem, quantity)
  }

  /// The value of a term.
  func value(of term: Term) throws -> Arithmetic.Value {
    switch term {
    case .number(let decimal):
      return try reportingDomains { try arithmetic.value(of: decimal) }
    case .parameter(let index):
      return parameters[index]
    case .definition(let index):
      return try definition(index)
    case .bound:
      guard let boundVariable else {
        throw EvaluationError.noUniqueRoot("the variable of a root outside its equation")
      }
      return boundVariable
    case .unary(let function, let argument):
      let argument = try value(of: argument)
      return try reportingDomains { try arithmetic.apply(function, to: argument) }
    case .binary(let function, let left, let right):
      let (left, right) = (try value(of: left), try value(of: right))
      return try reportingDomains { try arithmetic.apply(function, to: left, right) }
    case .conditional(let condition, let whenTrue, let whenFalse):
      guard let isTrue = try holds(condition) else {
        throw EvaluationError.needsPrecision("the condition of an `if` cannot be told")
      }
      return try value(of: isTrue ? whenTrue : whenFalse)
    case .minimum(let problem):
      return try optimum(problem, nil)
    case .minimizer(let problem, let quantity, let index):
      return try optimum(problem, Quantity(quantity, index: index))
    }
  }

  /// Whether a comparison holds; `nil` when it cannot be told in this arithmetic.
  func holds(_ comparison: Comparison) throws -> Bool? {
    arithmetic.holds(
      try value(of: comparison.left), comparison.relation, try value(of: comparison.right))
  }

  /// The value of a definition by its index.
  func definition(_ index: Int) throws -> Arithmetic.Value {
    if let known = definitions[index] { return known }
    do {
      let value =
        switch theorem.definitions[index].body {
        case .term(let term): try value(of: term)
        case .root(let lower, let upper, let left, let right):
          try root(from: lower, to: upper, where: left, equals: right)
        }
      definitions[index] = value
      return value
    } catch {
      if failedDefinition == nil { failedDefinition = index }
      throw error
    }
  }

  private func root(
    from lower: Term, to upper: Term, where left: Term, equals right: Term
  ) throws -> Arithmetic.Value {
    // An equation may be the first to ask for another root, whose variable must not replace its
    // own.
    let outerVariable = boundVariable
    defer { boundVariable = outerVariable }
    return try arithmetic.root(between: try value(of: lower), and: try value(of: upper)) { x in
      boundVariable = x
      let (left, right) = (try value(of: left), try value(of: right))
      return try reportingDomains { try arithmetic.apply(.subtract, to: left, right) }
    }
  }

  private func reportingDomains(_ body: () throws -> Arithmetic.Value) throws -> Arithmetic.Value {
    do { return try body() } catch let error as NumberError { throw EvaluationError(error) }
  }
}
