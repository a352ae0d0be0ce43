/// Prints expressions with no more parentheses than the grammar needs.
enum ExpressionPrinter {
  /// How tightly an expression holds together, from loose to tight.
  private enum Level: Int, Comparable {
    case conditional
    case sum
    case product
    case power
    case primary

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  static func print(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let literal): return literal.spelling
    case .name(let name): return name
    case .call(let name, let arguments): return name.text + "(" + list(arguments) + ")"
    case .negative(let operand):
      // A second sign, or a sign before a product, would read differently without parentheses.
      return "-" + print(operand, atLeast: .power)
    case .infix(let infix, let left, let right): return print(infix, left, right)
    case .conditional(let condition, let then, let otherwise):
      return "if \(print(condition)) then \(print(then)) else \(print(otherwise))"
    case .minimum(let problem): return "minimum" + suffix(problem)
    case .minimizer(let problem, let quantity, let index):
      let component = index.map { "[\($0)]" } ?? ""
      return "minimizer\(suffix(problem)).\(quantity.text)\(component)"
    }
  }

  static func print(_ comparison: ComparisonSyntax) -> String {
    // A conditional would be legal without parentheses, but would seem to end behind the relation.
    print(comparison.left, atLeast: .sum, leads: true) + " \(comparison.relation.rawValue) "
      + print(comparison.right, atLeast: .sum, leads: true)
  }

  /// Expressions separated by commas.
  static func list(_ expressions: [Expression]) -> String {
    expressions.map { print($0) }.joined(separator: ", ")
  }

  private static func suffix(_ problem: Name?) -> String { problem.map { "(\($0.text))" } ?? "" }

  private static func print(_ infix: InfixOperator, _ left: Expression, _ right: Expression)
    -> String
  {
    switch infix {
    case .add, .subtract:
      return print(left, atLeast: .sum, leads: true)
        + " \(infix.rawValue) " + print(right, atLeast: .product)
    case .multiply, .divide:
      return print(left, atLeast: .product, leads: true)
        + infix.rawValue + print(right, atLeast: .power)
    case .power:
      return print(left, atLeast: .primary) + "^" + print(right, atLeast: .power)
    }
  }

  /// An expression, in parentheses if it holds together less tightly than needed.
  ///
  /// A sign needs none where the expression leads a sum or a product.
  private static func print(_ expression: Expression, atLeast level: Level, leads: Bool = false)
    -> String
  {
    let needsNone = isNegative(expression) ? leads : self.level(of: expression) >= level
    return needsNone ? print(expression) : "(" + print(expression) + ")"
  }

  private static func isNegative(_ expression: Expression) -> Bool {
    if case .negative = expression.kind { true } else { false }
  }

  private static func level(of expression: Expression) -> Level {
    switch expression.kind {
    case .number, .name, .call, .minimum, .minimizer: .primary
    case .conditional: .conditional
    case .negative, .infix(.multiply, _, _), .infix(.divide, _, _): .product
    case .infix(.add, _, _), .infix(.subtract, _, _): .sum
    case .infix(.power, _, _): .power
    }
  }
}
