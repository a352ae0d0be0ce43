import Exact
import Kernel
import Reals

/// An argument: an interval of two short dyadic numbers and a point inside.
struct ContainmentArgument: CustomStringConvertible {
  let lower: Int
  let upper: Int
  /// The exponent of both ends.
  let exponent: Int
  /// The point is `lower + part/1024 (upper - lower)`.
  let part: Int

  /// Where arguments come from.
  enum Kind: CaseIterable {
    /// Any size, narrow and wide, often around zero.
    case general
    /// Very small numbers, where e^x - 1 and log(1 + x) cancel.
    case tiny
    /// Around 1, where the logarithm cancels.
    case aroundOne
    /// Up to 2^9, where sigmoid and softplus are all but constant or linear.
    case large
    /// Small whole numbers and their halves and doubles: many results are exact.
    case short
  }

  init(_ kind: Kind, _ generator: inout SeededGenerator) {
    func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let scale = kind == .short ? 4 : [8, 20, 40][random(0...2)]
    let size: Int
    switch kind {
    case .general: size = random(-12...11)
    case .tiny: size = random(-300 ... -20)
    case .aroundOne: size = 0
    case .large: size = 9
    case .short: size = random(-2...4)
    }
    exponent = size - scale
    let whole = 1 << scale
    var centre = random(-whole...whole)
    // 1 + d, with d of any number of bits.
    if kind == .aroundOne { centre = whole + centre >> random(0...scale) }
    let width = [0, 1, 1 << (scale / 2), whole][random(0...3)]
    (lower, upper) = (centre, centre + width)
    part = random(0...3) == 0 ? [0, 1024][random(0...1)] : random(0...1024)
  }

  /// The interval, at 64 bits or more, so exactly.
  func numbers(_ bits: Int) -> Interval? {
    try? Interval(
      lower: Real(lower, precisionInBits: max(bits, 64)).scaled(byPowerOfTwo: exponent),
      upper: Real(upper, precisionInBits: max(bits, 64)).scaled(byPowerOfTwo: exponent))
  }

  /// The point, exactly: it has no more than 52 bits.
  func point(_ bits: Int) -> Interval {
    let mantissa = 1024 * lower + part * (upper - lower)
    return Interval(
      Real(mantissa, precisionInBits: max(bits, 64)).scaled(byPowerOfTwo: exponent - 10))
  }

  var kernel: DyadicInterval? {
    try? DyadicInterval(
      lower: Dyadic(BigInteger(lower), exponent: exponent),
      upper: Dyadic(BigInteger(upper), exponent: exponent))
  }

  var description: String { "[\(lower)p\(exponent), \(upper)p\(exponent)] (\(part)/1024)" }
}

/// An operation, its arguments and the precision of the result.
struct ContainmentTrial: CustomStringConvertible {
  let operation: ContainmentOperation
  let bits: Int
  let first: ContainmentArgument
  let second: ContainmentArgument
  /// The exponent of a power.
  let power: Int

  init(_ generator: inout SeededGenerator) {
    operation =
      ContainmentOperation.allCases.randomElement(using: &generator) ?? ContainmentOperation.add
    bits = [32, 53, 64, 128, 256].randomElement(using: &generator) ?? 53
    // Where nothing is special about tiny or large arguments, they are as good as others.
    let kind = ContainmentArgument.Kind.allCases.randomElement(using: &generator) ?? .general
    first = ContainmentArgument(kind, &generator)
    second = ContainmentArgument(kind, &generator)
    power = [-33, -3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 17].randomElement(using: &generator) ?? 2
  }

  /// The interval of `Reals`; `nil` outside the domain.
  func numbers() -> Interval? {
    guard let a = first.numbers(bits), let b = second.numbers(bits) else { return nil }
    let result = operation.apply(a, b, power)
    return operation.isRounded ? result?.rounded(toPrecisionInBits: bits) : result
  }

  /// The interval of `Kernel`; `nil` outside the domain.
  func kernel() -> DyadicInterval? {
    guard let a = first.kernel, let b = second.kernel else { return nil }
    return try? operation.apply(a, b, power, bits)
  }

  /// A thin enclosure at the points, at four times the precision.
  func exact() -> Interval? {
    operation.apply(first.point(4 * bits), second.point(4 * bits), power)
  }

  var description: String {
    "\(operation) of \(first) and \(second), power \(power), at \(bits) bits"
  }
}

/// What both interval types have.
enum ContainmentOperation: CaseIterable {
  case add, subtract, multiply, divide, power, squareRoot, exp, log, log1p, expm1, softplus
  case sigmoid, absolute, minimum, maximum, negate

  /// Numbers composes these two of several rounded operations.
  var isTightInNumbers: Bool { self != .softplus && self != .sigmoid }

  /// Others only choose among the ends, which stay as they are.
  var isRounded: Bool {
    switch self {
    case .absolute, .minimum, .maximum, .negate: false
    default: true
    }
  }

  func apply(_ a: Interval, _ b: Interval, _ power: Int) -> Interval? {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: try? a / b
    case .power: try? a.power(power)
    case .squareRoot: try? a.squareRoot()
    case .exp: a.exp()
    case .log: try? a.log()
    case .log1p: try? a.log1p()
    case .expm1: a.expm1()
    case .softplus: a.softplus()
    case .sigmoid: a.sigmoid()
    case .absolute: a.absolute()
    case .minimum: .minimum(a, b)
    case .maximum: .maximum(a, b)
    case .negate: -a
    }
  }

  func apply(
    _ a: DyadicInterval, _ b: DyadicInterval, _ power: Int, _ bits: Int
  ) throws -> DyadicInterval {
    switch self {
    case .add: try a.adding(b, precisionInBits: bits)
    case .subtract: try a.subtracting(b, precisionInBits: bits)
    case .multiply: try a.multiplied(by: b, precisionInBits: bits)
    case .divide: try a.divided(by: b, precisionInBits: bits)
    case .power: try a.power(power, precisionInBits: bits)
    case .squareRoot: try a.squareRoot(precisionInBits: bits)
    case .exp: try a.value(of: .exp, precisionInBits: bits)
    case .log: try a.value(of: .log, precisionInBits: bits)
    case .log1p: try a.value(of: .log1p, precisionInBits: bits)
    case .expm1: try a.value(of: .expm1, precisionInBits: bits)
    case .softplus: try a.value(of: .softplus, precisionInBits: bits)
    case .sigmoid: try a.value(of: .sigmoid, precisionInBits: bits)
    case .absolute: a.absolute
    case .minimum: a.minimum(with: b)
    case .maximum: a.maximum(with: b)
    case .negate: a.negated
    }
  }
}
