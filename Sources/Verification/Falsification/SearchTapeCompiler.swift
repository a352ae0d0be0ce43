import Exact
import Kernel
import Reals
import TheoremLanguage

/// Compiles a claim with the domain of its theorem to a `SearchTape`.
struct SearchTapeCompiler {
  /// More instructions than these are too many to evaluate often.
  static let largestLength = 20_000

  private struct Unsupported: Error {}

  private let theorem: ElaboratedTheorem
  private var instructions: [SearchTape.Instruction] = []
  private var constants: [Fraction] = []
  private var indices: [Fraction: Int] = [:]
  private var known: [SearchTape.Instruction: Int] = [:]
  private var definitions: [Int: Int] = [:]
  private var parameters: [Int] = []
  private var variable: Int?
  private var critical: [SearchTape.CriticalNumber] = []

  private init(_ theorem: ElaboratedTheorem) { self.theorem = theorem }

  /// The tape of a claim; `nil` for claims about problems and for very long ones.
  static func tape(of claim: ClaimStatement, in theorem: ElaboratedTheorem) -> SearchTape? {
    var compiler = SearchTapeCompiler(theorem)
    return try? compiler.tape(of: claim)
  }

  private mutating func tape(of claim: ClaimStatement) throws -> SearchTape {
    for (index, parameter) in theorem.parameters.enumerated() {
      let lower = try register(of: parameter.lower)
      let upper = try parameter.upper.map { try register(of: $0) }
      parameters.append(try emit(.parameter(index, lower: lower, upper: upper)))
    }
    let assumptions = try theorem.assumptions.map { assumption in
      let comparison = assumption.comparison
      let (left, right) = (
        try register(of: comparison.left), try register(of: comparison.right)
      )
      try addSwitch(left, right)
      return SearchTape.Condition(relation: comparison.relation, left: left, right: right)
    }
    let sides: (Int, Int)
    switch claim {
    case .comparison(let comparison):
      sides = (try register(of: comparison.left), try register(of: comparison.right))
    case .monotone(let term, _, _):
      let register = try register(of: term)
      sides = (register, register)
    }
    var seen: Set<SearchTape.CriticalNumber> = []
    return SearchTape(
      instructions: instructions, constants: constants,
      charts: theorem.parameters.map {
        SearchTape.Chart(
          isInteger: $0.isInteger, isLogarithmic: $0.isLogarithmic, isLowerOpen: $0.isLowerOpen,
          isUpperOpen: $0.isUpperOpen)
      }, parameters: parameters,
      assumptions: assumptions,
      critical: critical.filter { isVariable($0.register) && seen.insert($0).inserted },
      sides: sides)
  }

  private func isVariable(_ register: Int) -> Bool {
    if case .constant = instructions[register] { false } else { true }
  }

  private mutating func emit(_ instruction: SearchTape.Instruction) throws -> Int {
    if let register = known[instruction] { return register }
    guard instructions.count < Self.largestLength else { throw Unsupported() }
    known[instruction] = instructions.count
    instructions.append(instruction)
    return instructions.count - 1
  }

  private mutating func register(of term: Term) throws -> Int {
    switch term {
    case .number(let decimal): return try constant(try value(of: decimal))
    case .parameter(let index): return parameters[index]
    case .definition(let index): return try register(ofDefinition: index)
    case .bound:
      guard let variable else { throw Unsupported() }
      return variable
    case .unary(let function, let a): return try register(of: function, try register(of: a))
    case .binary(let function, let a, let b):
      return try register(of: function, try register(of: a), try register(of: b), exponent: b)
    case .conditional(let condition, let whenTrue, let whenFalse):
      let (a, b) = (try register(of: condition.left), try register(of: condition.right))
      try addSwitch(a, b)
      return try emit(
        .select(
          condition.relation, a, b, whenTrue: try register(of: whenTrue),
          whenFalse: try register(of: whenFalse)))
    case .minimum, .minimizer: throw Unsupported()
    }
  }

  private func value(of decimal: ExactDecimal) throws -> Fraction {
    try Fraction(parsing: "\(decimal.digits)e\(decimal.exponent)")
  }

  private mutating func constant(_ value: Fraction) throws -> Int {
    let index = indices[value] ?? constants.count
    if index == constants.count {
      indices[value] = index
      constants.append(value)
    }
    return try emit(.constant(index))
  }

  private mutating func register(ofDefinition index: Int) throws -> Int {
    if let register = definitions[index] { return register }
    let register: Int
    switch theorem.definitions[index].body {
    case .term(let term): register = try self.register(of: term)
    case .root(let lower, let upper, let left, let right):
      // What the equation mentions comes first, so that no root stands inside another.
      for definition in (0..<index) where left.mentions(definition) || right.mentions(definition) {
        _ = try self.register(ofDefinition: definition)
      }
      let ends = (try self.register(of: lower), try self.register(of: upper))
      register = instructions.count
      instructions += [.constant(0), .variable(index)]
      let outer = variable
      variable = register + 1
      defer { variable = outer }
      let sides = (try self.register(of: left), try self.register(of: right))
      let difference = try emit(.binary(.subtract, sides.0, sides.1))
      instructions[register] = .root(
        lower: ends.0, upper: ends.1, difference: difference, end: instructions.count)
    }
    definitions[index] = register
    return register
  }

  private mutating func register(of function: UnaryFunction, _ a: Int) throws -> Int {
    switch function {
    case .absolute, .exp: add(a)
    case .squareRoot, .log: add(a, isAtEndOfDomain: true)
    case .log1p:
      add(try emit(.binary(.add, a, try constant(Fraction(1)))), isAtEndOfDomain: true)
    default: break
    }
    return try emit(.unary(function, a))
  }

  private mutating func register(
    of function: BinaryFunction, _ a: Int, _ b: Int, exponent: Term
  ) throws -> Int {
    switch function {
    case .minimum, .maximum: try addSwitch(a, b)
    case .divide: add(b, isAtEndOfDomain: true)
    case .power:
      if case .number(let decimal) = exponent, decimal.exponent >= 0 { break }
      add(a, isAtEndOfDomain: true)
    default: break
    }
    return try emit(.binary(function, a, b))
  }

  private mutating func addSwitch(_ a: Int, _ b: Int) throws {
    add(try emit(.binary(.subtract, a, b)))
  }

  private mutating func add(_ register: Int, isAtEndOfDomain: Bool = false) {
    critical.append(
      SearchTape.CriticalNumber(register: register, isAtEndOfDomain: isAtEndOfDomain))
  }
}

extension Term {
  /// Whether the term names a definition.
  fileprivate func mentions(_ definition: Int) -> Bool {
    switch self {
    case .definition(let index): index == definition
    case .number, .parameter, .bound, .minimum, .minimizer: false
    case .unary(_, let a): a.mentions(definition)
    case .binary(_, let a, let b): a.mentions(definition) || b.mentions(definition)
    case .conditional(let condition, let a, let b):
      [condition.left, condition.right, a, b].contains { $0.mentions(definition) }
    }
  }
}
