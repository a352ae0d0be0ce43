import Exact
import Reals
import TestSupport

@testable import Kernel

/// Random terms of two parameters, of all functions that have a derivative as a term.
struct SmoothTerms {
  /// Every function of one argument but those that have no derivative everywhere.
  static let functions = UnaryFunction.allCases.filter { $0 != .absolute && $0 != .floor }

  var generator: SeededGenerator
  /// Whether one of its parts is an expectation, whose enclosure takes long.
  var hasMeans = false

  private static let numbers: [Term] = ["2", "5", "13"].compactMap { digits in
    ExactDecimal(digits: digits, exponent: -1).map(Term.number)
  }

  /// A term that mentions one of the parameters; about every second has a value at a point.
  mutating func next(mentioning parameter: Int) -> Term {
    while true {
      let term = hasMeans ? around(mean()) : term(3)
      if term.mentions(.parameter(parameter)) { return term }
    }
  }

  private mutating func term(_ depth: Int) -> Term {
    guard depth > 0 else { return leaf() }
    let a = term(depth - 1 - generator.below(2))
    switch generator.below(9) {
    case 0: return a + term(depth - 1)
    case 1: return a - term(depth - 1)
    case 2: return a * term(depth - 1)
    case 3: return a / term(depth - 1)
    case 4: return power(a, depth)
    default: return function(generator.pick(Self.functions), a)
    }
  }

  private mutating func leaf() -> Term {
    switch generator.below(8) {
    case 0: Term(integerLiteral: generator.integer(-2...3))
    case 1: generator.pick(Self.numbers)
    case 2, 3: .parameter(1)
    default: .parameter(0)
    }
  }

  /// A function of a term, which often is brought into its domain.
  private mutating func function(_ function: UnaryFunction, _ a: Term) -> Term {
    let isInside = generator.chance(25)
    let square = a * a
    switch function.properties.domain {
    case .all, .offPoles: return .unary(function, a)
    case .from, .above: return .unary(function, isInside ? a : square + Self.numbers[0])
    case .withinOne: return .unary(function, isInside ? a : a / (1 + square))
    }
  }

  private mutating func power(_ a: Term, _ depth: Int) -> Term {
    let positive = a * a + Self.numbers[1]
    switch generator.below(4) {
    case 0, 1: return .binary(.power, a, Term(integerLiteral: generator.integer(-3...5)))
    case 2: return .binary(.power, positive, generator.pick(Self.numbers))
    default: return .binary(.power, generator.pick([a, positive]), term(depth - 1))
    }
  }

  private mutating func mean() -> Term {
    let a = generator.pick([leaf(), leaf() * leaf(), .unary(.sin, leaf())])
    if generator.chance(50) { return .binary(.meanSoftplus, a, leaf()) }
    return .binary(.meanSigmoid, a, generator.pick(Self.numbers))
  }

  /// A term with a part that is given.
  private mutating func around(_ part: Term) -> Term {
    switch generator.below(4) {
    case 0: part
    case 1: part * term(1)
    case 2: term(1) / (1 + part)
    default: .unary(generator.pick([.exp, .log, .atan]), part)
    }
  }
}

extension Term {
  /// Whether a term is this or a part of it.
  func mentions(_ part: Term) -> Bool {
    self == part || operands.contains { $0.mentions(part) }
  }

  /// The functions of one argument in the term.
  var functions: Set<UnaryFunction> {
    let own: Set<UnaryFunction> = if case .unary(let function, _) = self { [function] } else { [] }
    return operands.reduce(into: own) { $0.formUnion($1.functions) }
  }

  /// The functions of two arguments in the term.
  var binaryFunctions: Set<BinaryFunction> {
    let own: Set<BinaryFunction> =
      if case .binary(let function, _, _) = self { [function] } else { [] }
    return operands.reduce(into: own) { $0.formUnion($1.binaryFunctions) }
  }
}
