extension Term {
  /// The sum.
  public static func + (a: Term, b: Term) -> Term { .binary(.add, a, b) }
  /// The difference.
  public static func - (a: Term, b: Term) -> Term { .binary(.subtract, a, b) }
  /// The product.
  public static func * (a: Term, b: Term) -> Term { .binary(.multiply, a, b) }
  /// The quotient.
  public static func / (a: Term, b: Term) -> Term { .binary(.divide, a, b) }

  /// The square root.
  public var squareRoot: Term { .unary(.squareRoot, self) }
  /// The exponential.
  public var exp: Term { .unary(.exp, self) }
  /// The natural logarithm.
  public var log: Term { .unary(.log, self) }

  /// A comparison with another term.
  public func compared(_ relation: Relation, _ other: Term) -> Comparison {
    Comparison(relation: relation, left: self, right: other)
  }
}
