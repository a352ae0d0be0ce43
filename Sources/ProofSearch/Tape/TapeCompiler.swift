import Exact
import Kernel

/// Writes terms to a tape, each equal term once.
struct TapeCompiler {
  private(set) var tape: IntervalTape
  /// Whether everything so far has an instruction.
  private(set) var isComplete = true
  let statement: Statement
  private var places: [IntervalTape.Instruction: Int] = [:]
  private var constants: [ExactDecimal: Int] = [:]
  private var definitions: [Int: Int] = [:]
  /// The definitions about which something is known.
  private let definitionsWithFacts: Set<Int>
  /// The place of the variable of the equation that is being written.
  private var bound: Int?

  /// A compiler of terms of a statement where these facts are known; `nil` where there are more
  /// parameters, assumptions or facts than a mask has bits.
  init?(_ statement: Statement, facts: [Fact]) {
    let largest = IntervalTape.largestCount
    guard statement.parameters.count < largest, facts.count < largest,
      facts.allSatisfy({ $0.restsOn.allSatisfy { $0 < largest } })
    else { return nil }
    self.statement = statement
    tape = IntervalTape(parameters: statement.parameters.count)
    tape.known = facts.map { fact in
      IntervalTape.KnownRange(
        definition: fact.definition,
        range: DoubleInterval(
          fact.lower.map { DoubleInterval(enclosing: $0).lower } ?? -.infinity,
          fact.upper.map { DoubleInterval(enclosing: $0).upper } ?? .infinity),
        isRoot: fact.isRoot, restsOn: fact.restsOn.reduce(0) { $0 | 1 << UInt64($1) })
    }
    definitionsWithFacts = Set(facts.map(\.definition))
  }

  /// The columns on which the value at a place may depend.
  func dependence(of place: Int) -> UInt64 { tape.instructions[place].dependence }

  /// The place of the value of a term.
  mutating func place(of term: Term) -> Int {
    switch term {
    case .number(let value): return constant(value)
    case .parameter(let index): return emit(.parameter, column: index)
    case .definition(let index): return place(ofDefinition: index)
    case .bound: return bound ?? unknown()
    case .unary(let function, let a): return place(of: function, place(of: a))
    case .binary(.divide, let a, let b):
      let (a, b) = (place(of: a), place(of: b))
      return emit(.divide, a, emit(.reciprocal, b), b)
    case .binary(.power, let a, let b): return power(place(of: a), b)
    case .binary(let function, let a, let b):
      guard let operation = Self.operation(function) else { return unknown() }
      return emit(operation, place(of: a), place(of: b))
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise)
    case .minimum, .minimizer: return unknown()
    }
  }

  /// The place of the slack of a comparison, and of its smaller and larger side.
  mutating func places(of comparison: Comparison) -> (smaller: Int, larger: Int, slack: Int) {
    let (left, right) = (place(of: comparison.left), place(of: comparison.right))
    let isReversed = comparison.relation == .greater || comparison.relation == .greaterOrEqual
    let (smaller, larger) = isReversed ? (right, left) : (left, right)
    return (smaller, larger, emit(.subtract, larger, smaller))
  }

  /// Asks for memory besides that of the instructions.
  mutating func reserve(scratch count: Int) { tape.scratch = count }

  // MARK: Terms

  private mutating func constant(_ value: ExactDecimal) -> Int {
    if let known = constants[value] { return known }
    tape.constants.append(DoubleInterval(enclosing: Fraction(value)))
    let place = append(
      IntervalTape.Instruction(operation: .constant, index: Int32(tape.constants.count - 1)))
    constants[value] = place
    return place
  }

  private mutating func power(_ base: Int, _ exponent: Term) -> Int {
    if let number = integer(exponent), number.magnitude <= DyadicInterval.largestPower {
      return append(
        IntervalTape.Instruction(
          operation: .integerPower, a: Int32(base), index: Int32(number),
          dependence: dependence(of: base)))
    }
    let exponent = place(of: exponent)
    let product = emit(.multiply, exponent, place(of: .log, base))
    return emit(.power, base, exponent, place(of: .exp, product))
  }

  /// The value of an integer literal, its negative, or a definition of one.
  func integer(_ term: Term) -> Int? {
    switch statement.unfoldedAtTop(term) {
    case .number(let value):
      return Fraction(value).integer
    case .unary(.negate, let a): return integer(a).map { -$0 }
    default: return nil
    }
  }

  private mutating func conditional(
    _ condition: Comparison, _ then: Term, _ otherwise: Term
  ) -> Int {
    let sides = places(of: condition)
    let operation: IntervalTape.Operation =
      switch condition.relation {
      case .less, .greater: .ifLess
      case .lessOrEqual, .greaterOrEqual: .ifLessOrEqual
      case .equal: .ifEqual
      }
    return emit(operation, sides.smaller, sides.larger, place(of: then), place(of: otherwise))
  }

  private mutating func place(ofDefinition index: Int) -> Int {
    if let known = definitions[index] { return known }
    var place: Int
    switch statement.definitions[index] {
    case .term(let term): place = self.place(of: term)
    case .root(_, _, let left, let right): place = root(index, left, right)
    }
    if definitionsWithFacts.contains(index) {
      place = append(
        IntervalTape.Instruction(
          operation: .known, a: Int32(place), index: Int32(index),
          dependence: dependence(of: place)))
    }
    definitions[index] = place
    return place
  }

  /// The root of an equation, whose variable gets a column of its own.
  private mutating func root(_ definition: Int, _ left: Term, _ right: Term) -> Int {
    let column = tape.columns
    guard column < IntervalTape.largestCount else { return unknown() }
    tape.columns += 1
    let outer = bound
    bound = append(
      IntervalTape.Instruction(
        operation: .bound, index: Int32(definition), column: Int32(column),
        dependence: 1 << UInt64(column)))
    let (first, second) = (place(of: left), place(of: right))
    let difference = emit(.subtract, first, second)
    bound = outer
    return append(
      IntervalTape.Instruction(
        operation: .root, a: Int32(difference), index: Int32(definition), column: Int32(column),
        dependence: dependence(of: difference) & ~(1 << UInt64(column))))
  }

  // MARK: Instructions

  private mutating func unknown() -> Int {
    isComplete = false
    return append(IntervalTape.Instruction(operation: .unknown))
  }

  private mutating func place(of function: UnaryFunction, _ operand: Int) -> Int {
    switch function {
    case .negate: emit(.negate, operand)
    case .absolute: emit(.absolute, operand)
    default:
      append(
        IntervalTape.Instruction(
          operation: .function, a: Int32(operand), index: Int32(function.rawValue),
          dependence: dependence(of: operand)))
    }
  }

  private mutating func emit(_ operation: IntervalTape.Operation, column: Int) -> Int {
    append(
      IntervalTape.Instruction(
        operation: operation, column: Int32(column), dependence: 1 << UInt64(column)))
  }

  private mutating func emit(
    _ operation: IntervalTape.Operation, _ operands: Int...
  ) -> Int {
    func operand(_ index: Int) -> Int32 { index < operands.count ? Int32(operands[index]) : 0 }
    return append(
      IntervalTape.Instruction(
        operation: operation, a: operand(0), b: operand(1), c: operand(2), d: operand(3),
        dependence: operands.reduce(0) { $0 | dependence(of: $1) }))
  }

  private mutating func append(_ instruction: IntervalTape.Instruction) -> Int {
    if let known = places[instruction] { return known }
    guard tape.instructions.count < IntervalTape.largestLength else {
      isComplete = false
      return 0
    }
    tape.instructions.append(instruction)
    places[instruction] = tape.instructions.count - 1
    return tape.instructions.count - 1
  }

  private static func operation(_ function: BinaryFunction) -> IntervalTape.Operation? {
    switch function {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .minimum: .minimum
    case .maximum: .maximum
    case .divide, .power, .meanSoftplus, .meanSigmoid, .meanSigmoidDerivative: nil
    }
  }
}
