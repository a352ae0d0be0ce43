import Kernel
import TheoremLanguage

extension Relation {
  /// Whether the relation holds between two values of an ordered type.
  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// Whether equal sides satisfy the relation.
  var allowsEquality: Bool {
    switch self {
    case .equal, .lessOrEqual, .greaterOrEqual: true
    case .less, .greater: false
    }
  }
}

extension ClaimStatement {
  /// The relation of a comparison; `nil` for a claim that a term is monotone.
  var relation: Relation? {
    if case .comparison(let comparison) = self { comparison.relation } else { nil }
  }
}
