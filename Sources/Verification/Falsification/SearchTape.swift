import Exact
import Glibc
import Kernel
import Reals
import TheoremLanguage

/// A claim and its domain in double precision, compiled to a list of instructions.
///
/// It serves the search for places where a claim may fail, which evaluates the same terms many
/// thousand times and promises nothing. Both branches of an `if` are evaluated and one is taken.
struct SearchTape: Sendable {
  /// One operation; its result is the register with the same index.
  enum Instruction: Hashable, Sendable {
    /// A constant by its index.
    case constant(Int)
    case unary(UnaryFunction, Int)
    case binary(BinaryFunction, Int, Int)
    case select(Relation, Int, Int, whenTrue: Int, whenFalse: Int)
    /// A parameter by its index, between the registers of its ends.
    case parameter(Int, lower: Int, upper: Int?)
    /// The root of a register that the instructions up to `end` compute from the next register.
    case root(lower: Int, upper: Int, difference: Int, end: Int)
    /// The variable of the root before it.
    case variable(Int)
  }

  /// Two registers and how they should relate.
  struct Condition: Sendable {
    let relation: Relation
    let left: Int
    let right: Int
  }

  /// A number at whose zeros or extremes something may happen: a branch changes, a function ends or
  /// an exponential rises from nothing.
  struct CriticalNumber: Hashable, Sendable {
    let register: Int
    /// Whether the claim may have no value where the number is zero or negative.
    let isAtEndOfDomain: Bool
  }

  /// How a parameter's range is run through.
  struct Chart: Sendable {
    var isInteger: Bool
    let isLogarithmic: Bool
    var isLowerOpen = false
    var isUpperOpen = false

    /// How near an open end of reals is looked at, as a fraction of the range.
    static let smallestShare = 0x1p-40

    /// The logarithm of how far above its lower end a range without end is run through; small
    /// distances get a larger share than on a logarithmic scale.
    static let largestLogarithm = 92.0

    /// The value at a fraction of the range.
    func value(at fraction: Double, lower: Double, upper: Double?) -> Double {
      let t = min(
        isUpperOpen && !isInteger ? 1 - Self.smallestShare : 1,
        max(fraction, isLowerOpen && !isInteger ? Self.smallestShare : 0))
      guard let upper else {
        let value = lower + Glibc.expm1(t * t * Self.largestLogarithm)
        return isInteger ? value.rounded(.down) : value
      }
      if isInteger { return min(upper, lower + (t * (upper - lower + 1)).rounded(.down)) }
      if t <= 0 { return lower }
      if t >= 1 { return upper }
      let start = start(lower, upper)
      if isLogarithmic, start > 0, upper > start {
        return min(upper, max(lower, start * Glibc.pow(upper / start, t)))
      }
      return min(upper, max(lower, lower + t * (upper - lower)))
    }

    /// The fraction of the range at which a value lies.
    func fraction(of value: Double, lower: Double, upper: Double?) -> Double {
      guard let upper else {
        return (Glibc.log1p(max(0, value - lower)) / Self.largestLogarithm).squareRoot()
      }
      if isInteger { return (value - lower + 0.5) / (upper - lower + 1) }
      guard upper > lower else { return 0 }
      let start = start(lower, upper)
      if isLogarithmic, start > 0 { return Glibc.log(value / start) / Glibc.log(upper / start) }
      return (value - lower) / (upper - lower)
    }

    /// Where a logarithmic scale begins: near an open end 0.
    private func start(_ lower: Double, _ upper: Double) -> Double {
      isLowerOpen && lower == 0 ? upper * Self.smallestShare : lower
    }
  }

  /// What the input of a run stands for.
  enum Input {
    /// Values of the parameters.
    case values
    /// Fractions of their ranges.
    case fractions
    /// Fractions of their ranges, integers taken for reals.
    case relaxed
  }

  let instructions: [Instruction]
  let constants: [Fraction]
  private let approximateConstants: [Double]
  let charts: [Chart]
  /// The registers of the parameters.
  let parameters: [Int]
  let assumptions: [Condition]
  let critical: [CriticalNumber]
  /// The two sides of a comparison, or the term of a monotone claim twice.
  let left: Int
  let right: Int

  private static let rootSteps = 60

  init(
    instructions: [Instruction], constants: [Fraction], charts: [Chart], parameters: [Int],
    assumptions: [Condition], critical: [CriticalNumber], sides: (left: Int, right: Int)
  ) {
    self.instructions = instructions
    self.constants = constants
    approximateConstants = constants.map(\.approximateDouble)
    self.charts = charts
    self.parameters = parameters
    self.assumptions = assumptions
    self.critical = critical
    (left, right) = sides
  }

  /// Whether the claim or its domain mention roots of equations.
  var hasRoots: Bool { instructions.contains { if case .root = $0 { true } else { false } } }

  /// The registers of the ends of a parameter's range.
  func ends(of parameter: Int) -> (lower: Int, upper: Int?) {
    guard case .parameter(_, let lower, let upper) = instructions[parameters[parameter]] else {
      return (parameters[parameter], nil)
    }
    return (lower, upper)
  }

  /// Computes all registers.
  func run(_ input: [Double], as kind: Input, in registers: inout [Double]) {
    if registers.count != instructions.count {
      registers = Array(repeating: .nan, count: instructions.count)
    }
    run(0..<instructions.count, input, kind, &registers)
  }

  private func run(
    _ range: Range<Int>, _ input: [Double], _ kind: Input, _ registers: inout [Double]
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      switch instructions[index] {
      case .constant(let constant): registers[index] = approximateConstants[constant]
      case .unary(let function, let a):
        registers[index] = ApproximateArithmetic.value(of: function, registers[a])
      case .binary(let function, let a, let b):
        registers[index] = ApproximateArithmetic.value(of: function, registers[a], registers[b])
      case .select(let relation, let a, let b, let whenTrue, let whenFalse):
        let (a, b) = (registers[a], registers[b])
        registers[index] =
          a.isNaN || b.isNaN
          ? .nan : registers[relation.holds(a, b) ? whenTrue : whenFalse]
      case .parameter(let parameter, let lower, let upper):
        registers[index] = value(
          of: parameter, input[parameter], kind, registers[lower], upper.map { registers[$0] })
      case .root(let lower, let upper, let difference, let end):
        registers[index] = root(
          index, from: registers[lower], to: registers[upper], input, kind, difference, end,
          &registers)
        index = end
        continue
      case .variable: break
      }
      index += 1
    }
  }

  private func value(
    of parameter: Int, _ input: Double, _ kind: Input, _ lower: Double, _ upper: Double?
  ) -> Double {
    if let upper, !(lower <= upper) { return .nan }
    switch kind {
    case .values: return input
    case .fractions: return charts[parameter].value(at: input, lower: lower, upper: upper)
    case .relaxed:
      var chart = charts[parameter]
      chart.isInteger = false
      return chart.value(at: input, lower: lower, upper: upper)
    }
  }

  /// Bisection.
  private func root(
    _ index: Int, from lower: Double, to upper: Double, _ input: [Double], _ kind: Input,
    _ difference: Int, _ end: Int, _ registers: inout [Double]
  ) -> Double {
    func value(at x: Double) -> Double {
      registers[index + 1] = x
      run(index + 2..<end, input, kind, &registers)
      return registers[difference]
    }
    var (lower, upper) = (lower, upper)
    let atLower = value(at: lower)
    guard atLower * value(at: upper) < 0 else { return .nan }
    for _ in 0..<Self.rootSteps {
      let middle = lower + (upper - lower) / 2
      if middle <= lower || middle >= upper { break }
      if (value(at: middle) < 0) == (atLower < 0) { lower = middle } else { upper = middle }
    }
    return lower
  }
}
