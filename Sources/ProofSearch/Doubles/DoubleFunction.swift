import Kernel

/// What a tape computes for a function of one argument, made ready from the table of functions.
struct DoubleFunction: Sendable {
  /// From the argument, the value and the derivative.
  typealias Derivative =
    @Sendable (DoubleInterval, DoubleInterval, DoubleInterval) -> DoubleInterval

  /// The function.
  let value: @Sendable (DoubleInterval) -> DoubleInterval
  /// Its derivative; the third operand is not used.
  let slope: Derivative
  /// Its second derivative.
  let curvature: Derivative

  /// The functions at their raw values.
  static let table = UnaryFunction.allCases.map(Self.init)

  private init(_ function: UnaryFunction) {
    value = { $0.value(of: function) }
    if let derivatives = function.properties.derivatives {
      slope = Self.derivative(derivatives.first)
      curvature = Self.derivative(derivatives.second)
    } else {
      // Between jumps there are derivatives.
      let isStepwise = function.properties.course == .steps
      slope = { _, value, _ in isStepwise && value.isPoint ? .zero : .undefined }
      curvature = slope
    }
  }

  private static func derivative(_ formula: Formula) -> Derivative {
    switch formula {
    case .argument: return { x, _, _ in x }
    case .value: return { _, value, _ in value }
    case .slope: return { _, _, slope in slope }
    case .integer(let number):
      let constant = DoubleInterval(Double(number))
      return { _, _, _ in constant }
    case .function(let function, let a):
      let a = derivative(a)
      return { a($0, $1, $2).value(of: function) }
    case .sum(let a, let b): return both(a, b, +)
    case .difference(let a, let b): return both(a, b, -)
    case .product(let a, let b): return both(a, b, *)
    case .quotient(let a, let b): return both(a, b, /)
    case .power(let a, let n):
      let a = derivative(a)
      return { a($0, $1, $2).power(n) }
    }
  }

  private static func both(
    _ a: Formula, _ b: Formula,
    _ operation: @escaping @Sendable (DoubleInterval, DoubleInterval) -> DoubleInterval
  ) -> Derivative {
    let (a, b) = (derivative(a), derivative(b))
    return { operation(a($0, $1, $2), b($0, $1, $2)) }
  }
}
