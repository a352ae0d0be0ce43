import Exact
import Kernel

/// The arguments of a problem, enclosed.
struct ProblemArguments {
  /// The largest integer, in magnitude, that an argument may be.
  static let largestInteger = 1_000_000

  let arguments: [String: Statement.Argument]
  private let evaluator: Evaluator

  init(of problem: Int, by evaluator: Evaluator) {
    (arguments, self.evaluator) = (evaluator.statement.problems[problem].arguments, evaluator)
  }

  var calculator: Calculator { evaluator.calculator }

  /// Whether there is an argument of this name.
  func has(_ name: String) -> Bool { arguments[name] != nil }

  /// A number among the arguments.
  func number(_ name: String) throws(KernelError) -> Enclosure {
    guard case .number(let term) = arguments[name] else {
      throw .refused("the problem has no number \(name)")
    }
    return calculator(try evaluator.value(of: term))
  }

  /// An integer among the arguments, known exactly.
  func integer(_ name: String) throws(KernelError) -> Int { try integer(try number(name), name) }

  /// The integers of a list among the arguments; `nil` where there is no list of this name.
  func integers(_ name: String) throws(KernelError) -> [Int]? {
    guard case .list(let terms) = arguments[name] else { return nil }
    return try terms.map { term throws(KernelError) in
      try integer(calculator(try evaluator.value(of: term)), "one of \(name)")
    }
  }

  private func integer(_ value: Enclosure, _ name: String) throws(KernelError) -> Int {
    guard value.lower == value.upper, let integer = value.lower.int,
      integer.magnitude <= Self.largestInteger
    else { throw .refused("\(name) is not one integer of reasonable size") }
    return integer
  }

  /// A number that is certainly positive.
  func positive(_ name: String) throws(KernelError) -> Enclosure {
    let value = try number(name)
    guard value.interval.isPositive else { throw .refused("\(name) is not certainly positive") }
    return value
  }

  /// The label smoothing, certainly in [0, 1).
  func smoothing() throws(KernelError) -> Enclosure {
    let alpha = try number("alpha")
    guard alpha.interval.isNonnegative, alpha.upper < Dyadic(1) else {
      throw .refused("alpha is not certainly in [0, 1)")
    }
    return alpha
  }
}
