import Exact

extension Box {
  /// Bits at which the end of a range that is not rational is enclosed.
  static let precisionInBits = 128

  /// The least box known to contain the domain of a statement: each range on the earlier ones.
  ///
  /// - Throws: `KernelError.refused` when a range is empty.
  init(domainOf statement: Statement) throws(KernelError) {
    var box = Box(point: [])
    for parameter in statement.parameters {
      guard var lower = try box.end(parameter.lower, of: statement, isLower: true) else {
        throw .refused("the range of a parameter may begin anywhere")
      }
      var upper: Fraction?
      if let end = parameter.upper { upper = try box.end(end, of: statement, isLower: false) }
      if parameter.isInteger {
        (lower, upper) = (Fraction(lower.ceiling), upper.map { Fraction($0.floor) })
      }
      guard lower <= upper ?? lower else { throw .refused("the range of a parameter is empty") }
      box.ranges.append(Range(lower: lower, upper: upper))
    }
    self = box
  }

  /// The outer end of an end of a range; `nil` where it is infinite.
  private func end(
    _ term: Term, of statement: Statement, isLower: Bool
  ) throws(KernelError) -> Fraction? {
    let point = ranges.map { $0.isPoint ? $0.lower : nil }
    if let exact = try ExactEvaluator(statement: statement, point: point).value(of: term) {
      return exact
    }
    let evaluator = try Evaluator(
      statement, box: self, facts: [], precisionInBits: Self.precisionInBits)
    let value = try evaluator.value(of: term)
    let outer = isLower ? value.lower : value.upper
    return outer.isInfinite ? nil : try exactly(outer.fraction)
  }
}

extension Statement {
  /// Requires that the domain meets every line along a parameter in an interval.
  ///
  /// Then the sign of a derivative on the domain decides how the term moves along the line.
  func requireInterval(along parameter: Int, in box: Box) throws(KernelError) {
    for (index, other) in parameters.enumerated() where index != parameter {
      guard !other.ends.contains(where: { mentions($0, parameter) }) else {
        throw .refused("the range of another parameter depends on the one that is varied")
      }
    }
    let evaluator = try Evaluator(
      self, box: box, facts: [], precisionInBits: Box.precisionInBits, order: 1,
      variables: [parameter])
    for (index, assumption) in assumptions.enumerated()
    where mentions(assumption, anyOf: [parameter]) {
      guard assumption.relation != .equal else {
        throw .refused("an assumption is an equation in the parameter that is varied")
      }
      let slope = try evaluator.slack(of: assumption).first[0]
      guard slope.isNonnegative || slope.negated.isNonnegative else {
        throw .refused("assumption \(index + 1) might not be monotone in the parameter")
      }
    }
  }
}

extension Statement {
  /// All points within the ranges, where each parameter is an integer or has one value.
  ///
  /// - Throws: `KernelError.refused` for another parameter, an end that is infinite or not rational,
  ///   or more points than `limit`.
  func pointsWithinRanges(atMost limit: Int) throws(KernelError) -> [[Fraction]] {
    var points: [[Fraction]] = [[]]
    for parameter in parameters {
      var longer: [[Fraction]] = []
      for point in points {
        let exact = ExactEvaluator(statement: self, point: point)
        guard let end = parameter.upper, let lower = try exact.value(of: parameter.lower),
          let upper = try exact.value(of: end), parameter.isInteger || lower >= upper
        else { throw .refused("the domain is not a finite list of points") }
        var value = parameter.isInteger ? Fraction(lower.ceiling) : lower
        while value <= upper {
          guard longer.count < limit else { throw .limit("there are more than \(limit) points") }
          longer.append(point + [value])
          value = value + Fraction(1)
        }
      }
      points = longer
    }
    return points
  }

  /// Whether an assumption certainly fails at a point: exactly where its sides are rational, else by
  /// enclosures.
  func breaksAssumption(_ point: [Fraction]) throws(KernelError) -> Bool {
    for assumption in assumptions {
      if let holds = try holdsExactly(assumption, at: point) {
        if !holds { return true }
        continue
      }
      let evaluator = try Evaluator(
        self, box: Box(point: point), facts: [], precisionInBits: Box.precisionInBits)
      if (try? evaluator.holds(assumption)) == .some(false) { return true }
    }
    return false
  }

  /// Whether a comparison of rational values holds; `nil` where a side has none.
  func holdsExactly(_ comparison: Comparison, at point: [Fraction]) throws(KernelError) -> Bool? {
    let exact = ExactEvaluator(statement: self, point: point)
    guard let left = try exact.value(of: comparison.left),
      let right = try exact.value(of: comparison.right)
    else { return nil }
    return comparison.relation.holds(left, right)
  }
}

/// Exact values of rational terms; a definition is evaluated once.
final class ExactEvaluator {
  private let statement: Statement
  /// The values of the parameters that are known.
  private let point: [Fraction?]
  private var definitions: [Int: Fraction?] = [:]
  private var work: LimitedWork

  init(statement: Statement, point: [Fraction?]) {
    self.statement = statement
    self.point = point
    work = LimitedWork(statement.limit, askingEvery: 64)
  }

  /// The value of a term, or `nil` when it is not rational or mentions an unknown parameter.
  ///
  /// - Throws: `KernelError.undefined` for a division by zero.
  func value(of term: Term) throws(KernelError) -> Fraction? {
    try work.add()
    switch term {
    case .number(let value): return Fraction(value)
    case .parameter(let index): return point.indices.contains(index) ? point[index] : nil
    case .definition(let index):
      if let known = definitions[index] { return known }
      guard case .term(let body) = statement.definitions[index] else { return nil }
      let result = try value(of: body)
      definitions[index] = .some(result)
      return result
    case .unary(.negate, let a): return try value(of: a).map { -$0 }
    case .unary(.absolute, let a): return try value(of: a)?.absolute
    case .binary(.power, let a, let b):
      guard let base = try value(of: a), let exponent = b.integerLiteral,
        abs(exponent) <= DyadicInterval.largestPower
      else { return nil }
      // Of s bits, the power has more than (s - 1) n: what is too long is not computed.
      guard (base.sizeInBits - 1) * abs(exponent) <= Fraction.sizeLimit else { throw Self.tooLong }
      return try checked(try exactly(base.power(exponent)))
    case .binary(let function, let a, let b):
      guard let a = try value(of: a), let b = try value(of: b) else { return nil }
      return try checked(function, a, b)
    default: return nil
    }
  }

  private func checked(
    _ function: BinaryFunction, _ a: Fraction, _ b: Fraction
  ) throws(KernelError) -> Fraction? {
    switch function {
    case .add: try checked(a + b)
    case .subtract: try checked(a - b)
    case .multiply: try checked(a * b)
    case .divide: try checked(try exactly(a.divided(by: b)))
    case .minimum: min(a, b)
    case .maximum: max(a, b)
    default: nil
    }
  }

  private func checked(_ value: Fraction) throws(KernelError) -> Fraction {
    guard value.sizeInBits <= Fraction.sizeLimit else { throw Self.tooLong }
    return value
  }

  private static let tooLong = KernelError.limit(
    "an exact value has more than \(Fraction.sizeLimit) bits")
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
}
