import Exact

/// Exact values at a point of terms that are rational there; a definition is evaluated once.
package final class ExactEvaluator {
  private let definitions: [Statement.Definition]
  /// The values of the parameters that are known.
  private let point: [Fraction?]
  private var values: [Int: Fraction?] = [:]
  private var work: LimitedWork

  /// An evaluator for terms that mention these definitions, at values of the parameters.
  package init(
    definitions: [Statement.Definition], point: [Fraction?], limit: EvaluationLimit = .none
  ) {
    self.definitions = definitions
    self.point = point
    work = LimitedWork(limit, askingEvery: 64)
  }

  /// The value of a term, or `nil` when it is not rational or mentions an unknown parameter.
  ///
  /// All operands are evaluated, also where one has none: what is refused does not depend on their
  /// order.
  ///
  /// - Throws: `KernelError.undefined` for a division by zero, `.limit` for more than
  ///   `Fraction.sizeLimit` bits.
  package func value(of term: Term) throws(KernelError) -> Fraction? {
    try work.add()
    switch term {
    case .number(let value): return Fraction(value)
    case .parameter(let index): return point.indices.contains(index) ? point[index] : nil
    case .definition(let index):
      if let known = values[index] { return known }
      guard case .term(let body) = definitions[index] else { return nil }
      let result = try value(of: body)
      values[index] = .some(result)
      return result
    case .unary(.negate, let a): return try value(of: a).map { -$0 }
    case .unary(.absolute, let a): return try value(of: a)?.absolute
    case .unary(.floor, let a): return try value(of: a).map { Fraction($0.floor) }
    case .binary(let function, let a, let b):
      if [.meanSoftplus, .meanSigmoid, .meanSigmoidDerivative].contains(function) { return nil }
      let (a, b) = (try value(of: a), try value(of: b))
      guard let a, let b else { return nil }
      return try checked(function, a, b)
    case .conditional(let condition, let then, let otherwise):
      return try holds(condition).flatMap { holds throws(KernelError) in
        try value(of: holds ? then : otherwise)
      }
    default: return nil
    }
  }

  /// Whether a comparison of rational values holds; `nil` where a side has none.
  package func holds(_ comparison: Comparison) throws(KernelError) -> Bool? {
    let (left, right) = (try value(of: comparison.left), try value(of: comparison.right))
    guard let left, let right else { return nil }
    return comparison.relation.holds(left, right)
  }

  private func checked(
    _ function: BinaryFunction, _ a: Fraction, _ b: Fraction
  ) throws(KernelError) -> Fraction? {
    switch function {
    case .add: try checked(a + b)
    case .subtract: try checked(a - b)
    case .multiply: try checked(a * b)
    case .divide: try checked(try exactly(a.divided(by: b)))
    case .power: try power(a, b)
    case .minimum: min(a, b)
    case .maximum: max(a, b)
    default: nil
    }
  }

  private func power(_ base: Fraction, _ exponent: Fraction) throws(KernelError) -> Fraction? {
    guard exponent.isInteger, let exponent = exponent.numerator.int,
      exponent.magnitude <= DyadicInterval.largestPower
    else { return nil }
    // Of s bits, the power has more than (s - 1) n: what is too long is not computed.
    guard (base.sizeInBits - 1) * abs(exponent) <= Fraction.sizeLimit else { throw Self.tooLong }
    return try checked(try exactly(base.power(exponent)))
  }

  private func checked(_ value: Fraction) throws(KernelError) -> Fraction {
    guard value.sizeInBits <= Fraction.sizeLimit else { throw Self.tooLong }
    return value
  }

  static let tooLong = KernelError.limit("an exact value has more than \(Fraction.sizeLimit) bits")
}

extension Statement {
  /// Exact values of terms of the theorem file at a point.
  func exactEvaluator(at point: [Fraction?]) -> ExactEvaluator {
    ExactEvaluator(definitions: definitions, point: point, limit: limit)
  }
}
