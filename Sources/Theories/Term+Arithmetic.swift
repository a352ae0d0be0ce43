import Kernel

extension Term {
  static func + (a: Term, b: Term) -> Term { .binary(.add, a, b) }
  static func - (a: Term, b: Term) -> Term { .binary(.subtract, a, b) }
  static func * (a: Term, b: Term) -> Term { .binary(.multiply, a, b) }
  static func / (a: Term, b: Term) -> Term { .binary(.divide, a, b) }

  /// The square root.
  var squareRoot: Term { .unary(.squareRoot, self) }
  /// The natural logarithm.
  var log: Term { .unary(.log, self) }

  /// Comparisons with another term.
  func compared(_ relation: Relation, _ other: Term) -> Comparison {
    Comparison(relation: relation, left: self, right: other)
  }
}
