import Exact

/// Values and derivatives of terms on a box, by section 3 of docs/certificate-format.md.
///
/// A definition is evaluated once. An evaluator belongs to one step and is thrown away with it.
public final class Evaluator {
  /// The theorem file.
  public let statement: Statement
  /// The arithmetic in use.
  public let calculator: Calculator
  let box: Box
  private let intervals: [DyadicInterval]
  private let facts: [Fact]
  /// The roots that have a value at each point that counts.
  private let solved: Set<Int>
  private let bounds: [Int: [Term: DyadicInterval]]
  private let jets: JetCalculator
  /// The place of a parameter among the variables.
  private let position: [Int: Int]
  private var definitions: [Int: Jet] = [:]
  private var work: LimitedWork
  /// Inside the equation of a root: its variable, and the evaluator of everything but it.
  private var boundVariable: Jet?
  private let outer: Evaluator?

  /// An evaluator that differentiates `order` times in the given parameters.
  package init(
    _ statement: Statement, box: Box, facts: [Fact], solved: Set<Int> = [],
    bounds: [Int: [Term: DyadicInterval]] = [:], precisionInBits: Int, order: Int = 0,
    variables: [Int] = [], isTangent: Bool = false
  ) throws(KernelError) {
    self.statement = statement
    self.box = box
    self.facts = facts
    self.solved = solved
    self.bounds = bounds
    calculator = try Calculator(checking: precisionInBits, limit: statement.limit)
    work = LimitedWork(statement.limit, askingEvery: 64)
    var intervals: [DyadicInterval] = []
    for range in box.ranges { intervals.append(try calculator.interval(range)) }
    self.intervals = intervals
    outer = nil
    jets = JetCalculator(
      calculator: calculator, order: order, count: variables.count, isTangent: isTangent)
    position = Dictionary(
      zip(variables, variables.indices), uniquingKeysWith: { first, _ in first })
  }

  /// An evaluator for the equation of a root, whose variable has the place after all parameters.
  private init(_ outer: Evaluator, bound: DyadicInterval, differentiatesIn variables: Int) {
    self.outer = outer
    statement = outer.statement
    box = outer.box
    facts = outer.facts
    solved = outer.solved
    bounds = outer.bounds
    calculator = outer.calculator
    intervals = outer.intervals
    position = outer.position
    work = outer.work
    let isVariable = variables > outer.jets.count
    jets = JetCalculator(
      calculator: calculator, order: variables > 0 ? 1 : 0, count: variables,
      isTangent: outer.jets.isTangent)
    boundVariable = jets.variable(isVariable ? variables - 1 : nil, bound)
  }

  /// The enclosure of a term.
  public func value(of term: Term) throws(KernelError) -> DyadicInterval {
    try jet(of: term).value
  }

  /// The difference of the sides of a comparison; it is >= 0 or > 0 where the comparison holds.
  package func slack(of comparison: Comparison) throws(KernelError) -> Jet {
    let left = try jet(of: comparison.left)
    let right = try jet(of: comparison.right)
    let isReversed = comparison.relation.isDownward
    return isReversed
      ? try jets.combine(left, right, calculator.subtract)
      : try jets.combine(right, left, calculator.subtract)
  }

  /// Whether a comparison certainly holds, certainly fails, or (`nil`) neither.
  package func holds(_ comparison: Comparison) throws(KernelError) -> Bool? {
    comparison.relation.holds(try value(of: comparison.left), try value(of: comparison.right))
  }

  /// The enclosure of a term and its derivatives.
  package func jet(of term: Term) throws(KernelError) -> Jet {
    try work.add(1 + jets.order * jets.count)
    switch term {
    case .number(let value): return jets.constant(calculator.number(Fraction(value)))
    case .parameter(let index): return jets.variable(position[index], intervals[index])
    case .definition(let index): return try jet(ofDefinition: index)
    case .bound:
      guard let boundVariable else { throw .refused("the variable of a root stands outside it") }
      return boundVariable
    case .unary(let function, let a): return try jets.function(function, try jet(of: a))
    case .binary(let function, let a, let b):
      return try jet(of: function, try jet(of: a), try jet(of: b))
    case .conditional(let condition, let then, let otherwise):
      return try jet(if: condition, then, otherwise)
    case .minimum(let problem), .minimizer(let problem, _, _):
      guard let value = bounds[problem]?[term], jets.order == 0 else {
        throw .refused("nothing is known about this quantity of problem \(problem + 1) here")
      }
      return jets.constant(value)
    }
  }

  private func jet(of function: BinaryFunction, _ a: Jet, _ b: Jet) throws(KernelError) -> Jet {
    switch function {
    case .add: try jets.combine(a, b, calculator.add)
    case .subtract: try jets.combine(a, b, calculator.subtract)
    case .multiply: try jets.multiply(a, b)
    case .divide: try jets.divide(a, b)
    case .power: try power(a, b)
    case .minimum, .maximum: try jets.extremum(a, b, isMinimum: function == .minimum)
    case .meanSoftplus, .meanSigmoid, .meanSigmoidDerivative: try enclosed(function, a, b)
    }
  }

  private func power(_ a: Jet, _ b: Jet) throws(KernelError) -> Jet {
    if b.value.lower == b.value.upper, let exponent = b.value.lower.int,
      exponent.magnitude <= DyadicInterval.largestPower, jets.isConstant(b)
    {
      return try jets.power(a, exponent)
    }
    return try jets.function(.exp, try jets.multiply(b, try jets.function(.log, a)))
  }

  /// A function of the theory, by the chain rule.
  private func enclosed(_ function: BinaryFunction, _ a: Jet, _ b: Jet) throws(KernelError) -> Jet {
    guard let known = statement.theory.functions[function] else {
      throw .refused("no theory says what this function is")
    }
    let (left, right) = (calculator(a.value), calculator(b.value))
    var result = jets.constant(try known.value(left, right).interval)
    guard jets.order >= 1, !(jets.isConstant(a) && jets.isConstant(b)) else { return result }
    guard jets.order == 1 else { throw .refused("this function has no second derivative here") }
    let slopes = try known.slopes(left, right)
    for index in result.first.indices {
      result.first[index] = try
        (slopes.0 * calculator(a.first[index]) + slopes.1 * calculator(b.first[index])).interval
    }
    return result
  }

  private func jet(
    if condition: Comparison, _ then: Term, _ otherwise: Term
  ) throws(KernelError) -> Jet {
    if let isTrue = try holds(condition) { return try jet(of: isTrue ? then : otherwise) }
    guard jets.order == 0 else {
      throw .refused("a condition is open on the box, so there is no derivative")
    }
    return jets.constant(try value(of: then).hull(with: try value(of: otherwise)))
  }

  private func jet(ofDefinition index: Int) throws(KernelError) -> Jet {
    if let known = definitions[index] { return known }
    if let outer {
      // No definition depends on the variable of a root, so that none is evaluated anew inside one.
      let shared = try outer.jet(ofDefinition: index)
      var jet = jets.constant(shared.value)
      for (place, derivative) in zip(jet.first.indices, shared.first) {
        jet.first[place] = derivative
      }
      return jet
    }
    let inForce = facts.filter { $0.definition == index }
    var result: Jet
    switch statement.definitions[index] {
    case .term(let term): result = try jet(of: term)
    case .root(let lower, let upper, _, _) where solved.contains(index) && jets.order == 0:
      result = jets.constant(try hull(lower, upper))
    case .root(_, _, let left, let right):
      result = try jet(ofRoot: left, right, try rootRange(inForce))
    }
    for fact in inForce {
      result.value = try clip(result.value, fact)
    }
    definitions[index] = result
    return result
  }

  /// All numbers between two terms, and all numbers at all where one has no enclosure.
  private func hull(_ lower: Term, _ upper: Term) throws(KernelError) -> DyadicInterval {
    try unlessRefused { () throws(KernelError) in
      try value(of: lower).hull(with: try value(of: upper))
    } ?? .whole
  }

  private func rootRange(_ facts: [Fact]) throws(KernelError) -> DyadicInterval {
    guard let fact = facts.first(where: \.isRoot), let lower = fact.lower, let upper = fact.upper
    else { throw .refused("a root has no certified enclosure here") }
    var range = try calculator.interval(Box.Range(lower: lower, upper: upper))
    for fact in facts { range = try clip(range, fact) }
    return range
  }

  private func clip(_ value: DyadicInterval, _ fact: Fact) throws(KernelError) -> DyadicInterval {
    let lower = fact.lower.map { calculator.number($0).lower }
    let upper = fact.upper.map { calculator.number($0).upper }
    let ends = (max(value.lower, lower ?? value.lower), min(value.upper, upper ?? value.upper))
    guard ends.0 <= ends.1 else { throw .refused("two enclosures of a definition are disjoint") }
    return try DyadicInterval(lower: ends.0, upper: ends.1)
  }

  /// The root of F = left - right by the implicit function theorem: the derivative is -F_i/F_x.
  private func jet(
    ofRoot left: Term, _ right: Term, _ range: DyadicInterval
  ) throws(KernelError) -> Jet {
    var result = jets.constant(range)
    guard jets.order >= 1, jets.count > 0 else { return result }
    guard jets.order == 1 else { throw .refused("a root has no second derivative here") }
    let count = jets.count + 1
    let inside = Evaluator(self, bound: range, differentiatesIn: count)
    let difference = try inside.slack(of: Comparison(relation: .greater, left: left, right: right))
    for index in result.first.indices {
      result.first[index] = try calculator.divide(
        difference.first[index], difference.first[count - 1]
      ).negated
    }
    return result
  }

  /// An evaluator of the equation of a root, for all values of its variable between two terms.
  func inEquation(from lower: Term, to upper: Term) throws(KernelError) -> Evaluator {
    Evaluator(self, bound: try hull(lower, upper), differentiatesIn: 0)
  }

  /// The value of the difference of the sides of an equation where its variable lies in `range`.
  package func residual(
    _ left: Term, _ right: Term, on range: DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    try Evaluator(self, bound: range, differentiatesIn: 0).slack(
      of: Comparison(relation: .greater, left: left, right: right)
    ).value
  }

  /// The derivative of that difference in the variable.
  package func residualSlope(
    _ left: Term, _ right: Term, on range: DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    let inside = Evaluator(self, bound: range, differentiatesIn: jets.count + 1)
    let difference = try inside.slack(of: Comparison(relation: .greater, left: left, right: right))
    return difference.first[jets.count]
  }
}

extension Calculator {
  /// A calculator at a precision that certificates may ask for.
  package init(checking precisionInBits: Int, limit: EvaluationLimit = .none) throws(KernelError) {
    guard Self.precisions.contains(precisionInBits) else {
      throw .limit("the precision must be 32 to 8192 bits")
    }
    self.init(precisionInBits: precisionInBits, limit: limit)
  }

  /// The precisions, in bits, that certificates may ask for.
  static let precisions = 32...8192
}
