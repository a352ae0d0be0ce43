import Exact

/// Interval arithmetic at one precision, as section 3 of docs/certificate-format.md lists it.
public struct Calculator: Sendable {
  /// The precision of every result.
  public let precisionInBits: Int
  /// Asked by every function that is a series.
  public let limit: EvaluationLimit

  /// Arithmetic of a precision.
  public init(precisionInBits: Int, limit: EvaluationLimit = .none) {
    (self.precisionInBits, self.limit) = (precisionInBits, limit)
  }

  static let zero = DyadicInterval(Dyadic(0))
  static let one = DyadicInterval(Dyadic(1))

  func number(_ value: Fraction) -> DyadicInterval {
    DyadicInterval(enclosing: value, precisionInBits: precisionInBits)
  }

  func integer(_ value: Int) -> DyadicInterval { number(Fraction(value)) }

  package func interval(_ range: Box.Range) throws(KernelError) -> DyadicInterval {
    try DyadicInterval(lower: range.lower, upper: range.upper, precisionInBits: precisionInBits)
  }

  func add(_ a: DyadicInterval, _ b: DyadicInterval) throws(KernelError) -> DyadicInterval {
    try a.adding(b, precisionInBits: precisionInBits)
  }

  func subtract(_ a: DyadicInterval, _ b: DyadicInterval) throws(KernelError) -> DyadicInterval {
    try a.subtracting(b, precisionInBits: precisionInBits)
  }

  /// The product; what vanishes is not multiplied out.
  func multiply(_ a: DyadicInterval, _ b: DyadicInterval) throws(KernelError) -> DyadicInterval {
    if a == Self.zero || b == Self.zero { return Self.zero }
    return try a.multiplied(by: b, precisionInBits: precisionInBits)
  }

  func divide(_ a: DyadicInterval, _ b: DyadicInterval) throws(KernelError) -> DyadicInterval {
    try a.divided(by: b, precisionInBits: precisionInBits)
  }

  func power(_ a: DyadicInterval, _ exponent: Int) throws(KernelError) -> DyadicInterval {
    try a.power(exponent, precisionInBits: precisionInBits)
  }

  func function(_ function: UnaryFunction, _ a: DyadicInterval) throws(KernelError)
    -> DyadicInterval
  {
    try limit.check()
    return try a.value(of: function, precisionInBits: precisionInBits)
  }
}

extension Relation {
  /// Whether numbers of two intervals certainly compare so, certainly do not, or (`nil`) neither.
  func holds(_ a: DyadicInterval, _ b: DyadicInterval) -> Bool? {
    switch self {
    case .less: a.upper < b.lower ? true : a.lower >= b.upper ? false : nil
    case .lessOrEqual: a.upper <= b.lower ? true : a.lower > b.upper ? false : nil
    case .greater: Relation.less.holds(b, a)
    case .greaterOrEqual: Relation.lessOrEqual.holds(b, a)
    case .equal:
      a.lower == a.upper && a == b ? true : a.intersection(with: b) == nil ? false : nil
    }
  }

  /// Whether exact numbers compare so.
  func holds(_ a: Fraction, _ b: Fraction) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: b < a
    case .greaterOrEqual: b <= a
    case .equal: a == b
    }
  }

  /// Whether the sides must differ for the relation to hold.
  package var isStrict: Bool { self == .less || self == .greater }
}
