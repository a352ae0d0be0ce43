import CertificateFormat
import Kernel

/// What the operations of a goal tell about the steps `cases` and `through`.
struct GoalShape: Sendable {
  /// Whether the goal, a comparison, has an absolute value, a minimum, a maximum or a condition.
  let hasBranches: Bool
  /// Steps that take off a function of both sides, or of a term that is monotone; a square root
  /// from at least one.
  let functions: [CertificateStep]

  init(_ node: Node) {
    let sides: [Term]
    switch node.goal {
    case .comparison(let comparison):
      sides = [comparison.left, comparison.right]
      var seen: Set<Int> = []
      hasBranches = sides.contains { Self.hasBranches($0, node.statement, &seen) }
    case .derivative(let term, _, _):
      (sides, hasBranches) = ([term], false)
    }
    let tops = sides.map(node.statement.unfoldedAtTop)
    functions = UnaryFunction.increasing.sorted { $0.key < $1.key }
      .filter { Self.mayTakeOff($0.value, from: tops) }.map { .through($0.key) }
  }

  private static func hasBranches(
    _ term: Term, _ statement: Statement, _ seen: inout Set<Int>
  ) -> Bool {
    switch term {
    case .unary(.absolute, _), .binary(.minimum, _, _), .binary(.maximum, _, _), .conditional:
      return true
    case .unary(_, let a): return hasBranches(a, statement, &seen)
    case .binary(_, let a, let b):
      return hasBranches(a, statement, &seen) || hasBranches(b, statement, &seen)
    case .definition(let index):
      guard seen.insert(index).inserted, case .term(let body) = statement.definitions[index] else {
        return false
      }
      return hasBranches(body, statement, &seen)
    case .number, .parameter, .bound, .minimum, .minimizer: return false
    }
  }

  private static func mayTakeOff(_ function: UnaryFunction, from sides: [Term]) -> Bool {
    func isFunction(_ side: Term) -> Bool {
      switch side {
      case .unary(function, _): true
      // A power with a variable exponent is the exponential of a product.
      case .binary(.power, _, .number), .binary(.power, _, .unary(.negate, .number)): false
      case .binary(.power, _, _): function == .exp
      default: false
      }
    }
    return sides.contains(where: isFunction)
      && sides.allSatisfy { isFunction($0) || function == .squareRoot || $0 == .number(.zero) }
  }
}
