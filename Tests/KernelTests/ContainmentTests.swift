import Glibc
import Kernel
import Numbers
import Testing

/// Random containment checks of both interval types against MPFR at four times the precision.
///
/// `CONTAINMENT_TEST_MULTIPLIER` scales the count; at 1 there are a million points, each checked in
/// an interval of `Numbers` and in one of `Kernel`. The kernel's must also be the tightest.
@Suite("Containment") struct ContainmentTests {
  static let multiplier =
    getenv("CONTAINMENT_TEST_MULTIPLIER").flatMap { Double(String(cString: $0)) } ?? 1
  static let points = Int(1_000_000 * multiplier)

  @Test(
    "points at four times the precision lie inside, and both kinds of interval agree",
    arguments: 0..<2)
  func containment(half: Int) throws {
    var generator = SeededGenerator(seed: 7, label: "containment/\(half)")
    var checked = 0
    while checked < Self.points / 2 {
      let operation = Operation.allCases[Int(generator.next() % UInt64(Operation.allCases.count))]
      let bits = [32, 53, 64, 128, 256][Int(generator.next() % 5)]
      let a = Argument(&generator)
      let b = Argument(&generator)
      guard let exact = operation.exact(a.inside, b.inside, bits: 4 * bits) else { continue }
      let numbers = operation.interval(a, b, bits: bits)
      let kernel = try? operation.kernelInterval(a, b, bits: bits)
      let label = "\(operation) of \(a) and \(b) at \(bits) bits"
      if let numbers, numbers.isBounded {
        #expect(numbers.overlaps(exact), "Numbers: \(label)")
        let kernel = try #require(kernel, "the kernel has no value: \(label)")
        let (lower, upper) = (fraction(exact.lower), fraction(exact.upper))
        if !(kernel.lower.fraction <= upper && lower <= kernel.upper.fraction) {
          Issue.record("Kernel: \(label)")
        }
        let (x, y) = (fraction(numbers.lower), fraction(numbers.upper))
        let isTight =
          operation.isTightInNumbers
          ? kernel.lower.fraction == x && kernel.upper.fraction == y
          : x <= kernel.lower.fraction && kernel.upper.fraction <= y
        if !isTight { Issue.record("not the tightest: \(label): \(kernel) for \(numbers)") }
      } else if kernel != nil, numbers == nil {
        Issue.record("the kernel alone has a value: \(label)")
      }
      checked += 1
    }
  }
}

/// A random argument: an interval of two short dyadic numbers and a point inside.
private struct Argument: CustomStringConvertible {
  let lower: (mantissa: Int, exponent: Int)
  let upper: (mantissa: Int, exponent: Int)
  let inside: Rational

  init(_ generator: inout SeededGenerator) {
    let scale = [8, 20, 40][Int(generator.next() % 3)]
    let exponent = Int(generator.next() % 24) - 12 - scale
    let centre = Int(generator.next() % (1 << UInt64(scale + 1))) - (1 << scale)
    let width = [0, 1, 1 << (scale / 2), 1 << scale][Int(generator.next() % 4)]
    lower = (centre, exponent)
    upper = (centre + width, exponent)
    let part = Int(generator.next() % 1025)
    inside = Self.rational(1024 * centre + part * width, exponent - 10)
  }

  static func rational(_ mantissa: Int, _ exponent: Int) -> Rational {
    var value = Rational(mantissa)
    let two = Rational(exponent < 0 ? 1 << min(-exponent, 62) : 1 << exponent)
    if exponent >= 0 { return value * two }
    value = (try? value.divided(by: two)) ?? value
    return exponent < -62 ? rational2(value, exponent + 62) : value
  }

  private static func rational2(_ value: Rational, _ exponent: Int) -> Rational {
    (try? value.divided(by: Rational(1 << -exponent))) ?? value
  }

  func numbers(_ bits: Int) -> Interval? {
    let exact = max(bits, 64)
    guard let low = Real(exactly: lower, bits: exact), let high = Real(exactly: upper, bits: exact)
    else { return nil }
    return (try? Interval(lower: low, upper: high))
  }

  var kernel: DyadicInterval {
    get throws {
      try DyadicInterval(
        lower: Dyadic(BigInteger(lower.mantissa), exponent: lower.exponent),
        upper: Dyadic(BigInteger(upper.mantissa), exponent: upper.exponent))
    }
  }

  var description: String {
    "[\(lower.mantissa)p\(lower.exponent), \(upper.mantissa)p\(upper.exponent)]"
  }
}

extension Real {
  fileprivate init?(exactly value: (mantissa: Int, exponent: Int), bits: Int) {
    self.init(Argument.rational(value.mantissa, value.exponent), precisionInBits: bits)
  }
}

/// The exact value; MPFR's numbers are printed as integers, fractions or exact decimals.
private func fraction(_ value: Real) -> Fraction {
  let text = value.rational?.description ?? ""
  guard let point = text.firstIndex(of: ".") else { return Fraction(text) ?? Fraction(0) }
  let sign = text.hasPrefix("-") ? "-" : ""
  let digits = text.filter { $0.isNumber }.drop { $0 == "0" }
  let places = text.distance(from: point, to: text.endIndex) - 1
  let numerator = BigInteger(sign + digits) ?? BigInteger(0)
  return (try? Fraction(numerator, BigInteger(10).power(places))) ?? Fraction(0)
}

private enum Operation: CaseIterable {
  case add, subtract, multiply, divide, squareRoot, exp, log, log1p, expm1, softplus, sigmoid
  case cube, square, inverseSquare

  /// Numbers composes these two of several rounded operations.
  var isTightInNumbers: Bool {
    switch self {
    case .softplus, .sigmoid, .inverseSquare: false
    default: true
    }
  }

  /// A thin enclosure of the operation at a point.
  func exact(_ a: Rational, _ b: Rational, bits: Int) -> Interval? {
    apply(Interval(a, precisionInBits: bits), Interval(b, precisionInBits: bits))
  }

  func interval(_ a: Argument, _ b: Argument, bits: Int) -> Interval? {
    guard let a = a.numbers(bits), let b = b.numbers(bits) else { return nil }
    return apply(a, b)?.rounded(toPrecisionInBits: bits)
  }

  private func apply(_ a: Interval, _ b: Interval) -> Interval? {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: try? a / b
    case .squareRoot: try? a.squareRoot()
    case .exp: a.exp()
    case .log: a.lower.sign > 0 ? try? a.log() : nil
    case .log1p: try? a.log1p()
    case .expm1: a.expm1()
    case .softplus: a.softplus()
    case .sigmoid: a.sigmoid()
    case .cube: try? a.power(3)
    case .square: try? a.power(2)
    case .inverseSquare: try? a.power(-2)
    }
  }

  func kernelInterval(_ a: Argument, _ b: Argument, bits: Int) throws -> DyadicInterval {
    let (x, y) = (try a.kernel, try b.kernel)
    switch self {
    case .add: return try x.adding(y, precisionInBits: bits)
    case .subtract: return try x.subtracting(y, precisionInBits: bits)
    case .multiply: return try x.multiplied(by: y, precisionInBits: bits)
    case .divide: return try x.divided(by: y, precisionInBits: bits)
    case .squareRoot: return try x.squareRoot(precisionInBits: bits)
    case .exp: return try x.exp(precisionInBits: bits)
    case .log: return try x.log(precisionInBits: bits)
    case .log1p: return try x.log1p(precisionInBits: bits)
    case .expm1: return try x.expm1(precisionInBits: bits)
    case .softplus: return try x.softplus(precisionInBits: bits)
    case .sigmoid: return try x.sigmoid(precisionInBits: bits)
    case .cube: return try x.power(3, precisionInBits: bits)
    case .square: return try x.power(2, precisionInBits: bits)
    case .inverseSquare: return try x.power(-2, precisionInBits: bits)
    }
  }
}
