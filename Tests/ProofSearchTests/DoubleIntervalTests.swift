import Exact
import Kernel
import Reals
import Testing

@testable import ProofSearch

/// Intervals of doubles contain what exact numbers and MPFR give.
@Suite("Intervals of doubles") struct DoubleIntervalTests {
  /// Numbers of all kinds: short and long, huge and tiny, of both signs, and zero.
  private func number(_ generator: inout SeededGenerator) -> Double {
    let bits = generator.next()
    switch generator.next() % 6 {
    case 0: return 0
    case 1: return Double(Int(bits % 33)) - 16
    case 2: return (Double(bits % 4096) - 2048) / 256
    case 3: return Double(bitPattern: bits % (1 << 52)) * (bits % 2 == 0 ? 1 : -1)
    case 4: return (Double(bits >> 11) * 0x1p-53 - 0.5) * 0x1p1000
    default: return (Double(bits >> 11) * 0x1p-53 - 0.5) * 8
    }
  }

  private func interval(_ generator: inout SeededGenerator) -> DoubleInterval {
    let (a, b) = (number(&generator), number(&generator))
    return generator.next() % 3 == 0 ? DoubleInterval(a) : DoubleInterval(min(a, b), max(a, b))
  }

  /// A number of an interval.
  private func member(of interval: DoubleInterval, _ generator: inout SeededGenerator) -> Double {
    let share = Double(generator.next() % 5) / 4
    let value = interval.lower * (1 - share) + interval.upper * share
    return min(max(value, interval.lower), interval.upper)
  }

  private func contains(_ interval: DoubleInterval, _ value: Fraction) -> Bool {
    guard interval.isDefined else { return true }
    // What is infinite on its side has no exact value, and is no bound.
    let (lower, upper) = (
      try? Fraction(exactly: interval.lower), try? Fraction(exactly: interval.upper)
    )
    return (lower.map { $0 <= value } ?? (interval.lower == -.infinity))
      && (upper.map { value <= $0 } ?? (interval.upper == .infinity))
  }

  @Test("sums, differences, products and quotients contain the exact ones")
  func arithmetic() throws {
    var generator = SeededGenerator(seed: 1, label: "double intervals")
    var defined = 0
    for _ in 0..<20_000 {
      let (a, b) = (interval(&generator), interval(&generator))
      let (x, y) = (member(of: a, &generator), member(of: b, &generator))
      let (p, q) = try (Fraction(exactly: x), Fraction(exactly: y))
      #expect(contains(a + b, p + q), "\(a) + \(b) at \(x), \(y)")
      #expect(contains(a - b, p - q), "\(a) - \(b) at \(x), \(y)")
      #expect(contains(a * b, p * q), "\(a) * \(b) at \(x), \(y)")
      let quotient = a / b
      #expect(quotient.isDefined == !b.containsZero, "\(a) / \(b)")
      if quotient.isDefined {
        #expect(contains(quotient, try p.divided(by: q)), "\(a) / \(b) at \(x), \(y)")
      }
      if (a * b).isDefined { defined += 1 }
    }
    #expect(defined > 19_000)
  }

  @Test("integer powers and square roots contain the exact ones")
  func powers() throws {
    var generator = SeededGenerator(seed: 2, label: "double intervals")
    for _ in 0..<5_000 {
      let a = interval(&generator)
      let x = member(of: a, &generator)
      let exponent = Int(generator.next() % 12) - 4
      let power = a.power(exponent)
      // Powers of tiny numbers may be zero, as far as doubles tell, and have no reciprocal.
      let isFarFromZero = a.lower > 0x1p-200 || a.upper < -0x1p-200
      if exponent >= 0 || isFarFromZero { #expect(power.isDefined, "\(a)^\(exponent)") }
      if exponent < 0, a.containsZero { #expect(!power.isDefined, "\(a)^\(exponent)") }
      if power.isDefined {
        #expect(
          contains(power, try Fraction(exactly: x).power(exponent)), "\(a)^\(exponent) at \(x)")
      }
      let root = a.absolute.squareRoot
      let magnitude = try Fraction(exactly: abs(x))
      // The squares of the ends lie on both sides of what is under the root.
      let (lower, upper) = try (Fraction(exactly: root.lower), Fraction(exactly: root.upper))
      #expect(lower * lower <= magnitude && magnitude <= upper * upper, "sqrt of \(a) at \(x)")
    }
  }

  @Test("elementary functions contain what MPFR encloses")
  func functions() throws {
    var generator = SeededGenerator(seed: 3, label: "double intervals")
    typealias Pair = (
      name: String, (DoubleInterval) -> DoubleInterval, (Interval) throws -> Interval
    )
    let functions: [Pair] = [
      ("exp", { $0.exp }, { $0.exp() }), ("expm1", { $0.expm1 }, { $0.expm1() }),
      ("log", { $0.log }, { try $0.log() }), ("log1p", { $0.log1p }, { try $0.log1p() }),
      ("softplus", { $0.softplus }, { $0.softplus() }),
      ("sigmoid", { $0.sigmoid }, { $0.sigmoid() }),
      ("sinh", { $0.value(of: .sinh) }, { $0.sinh() }),
      ("cosh", { $0.value(of: .cosh) }, { $0.cosh() }),
      ("sin", { $0.value(of: .sin) }, { $0.sin() }),
      ("cos", { $0.value(of: .cos) }, { $0.cos() }),
      ("tan", { $0.value(of: .tan) }, { try $0.tan() }),
      ("asin", { $0.value(of: .asin) }, { try $0.asin() }),
      ("atan", { $0.value(of: .atan) }, { $0.atan() }),
      ("erf", { $0.value(of: .erf) }, { $0.erf() }),
      ("erfc", { $0.value(of: .erfc) }, { $0.erfc() }),
      ("floor", { $0.value(of: .floor) }, { $0.floor() }),
    ]
    for _ in 0..<4_000 {
      let a = interval(&generator)
      let x = member(of: a, &generator)
      guard abs(x) < 1e6 else { continue }
      for (name, approximate, exact) in functions {
        let result = approximate(a)
        guard let value = try? exact(Interval(Real(x, precisionInBits: 200))) else {
          #expect(!result.isDefined, "\(name) of \(a) has no value at \(x)")
          continue
        }
        guard result.isDefined else { continue }
        #expect(
          Real(result.lower, precisionInBits: 60) <= value.lower
            && value.upper <= Real(result.upper, precisionInBits: 60), "\(name) of \(a) at \(x)")
      }
    }
  }

  @Test("what is not known stays so")
  func undefined() {
    let unknown = DoubleInterval.undefined
    let results = [
      unknown + .one, .one - unknown, unknown * .zero, .one / unknown, unknown / .one, -unknown,
      unknown.absolute, unknown.squareRoot, unknown.exp, unknown.log, unknown.log1p,
      unknown.expm1, unknown.softplus, unknown.sigmoid, unknown.power(0), unknown.power(3),
      unknown.hull(with: .one), DoubleInterval.one.hull(with: unknown),
      unknown.minimum(with: .one), DoubleInterval.one.maximum(with: unknown),
      unknown.intersection(with: .one), DoubleInterval(-1).squareRoot, DoubleInterval(0, 1).log,
      DoubleInterval(-1, 0).log1p, DoubleInterval(2, 1),
    ]
    for (index, result) in results.enumerated() { #expect(!result.isDefined, "case \(index)") }
  }

  @Test("short numbers are not rounded, and exact numbers are enclosed tightly")
  func exact() throws {
    #expect(DoubleInterval(0.5) * DoubleInterval(3) == DoubleInterval(1.5))
    #expect(DoubleInterval(1.5) + DoubleInterval(-0.25) == DoubleInterval(1.25))
    #expect(DoubleInterval(9) / DoubleInterval(2) == DoubleInterval(4.5))
    #expect(DoubleInterval(6.25).squareRoot == DoubleInterval(2.5))
    #expect(DoubleInterval(0).exp == .one && DoubleInterval(1).log == .zero)
    let third = DoubleInterval(enclosing: try Fraction(BigInteger(1), BigInteger(3)))
    let exactThird = try Fraction(1).divided(by: Fraction(3))
    #expect(third.lower.nextUp == third.upper && contains(third, exactThird))
    let tiny = DoubleInterval(enclosing: Fraction(mantissa: BigInteger(1), exponent: -2000))
    #expect(tiny.lower <= 0 && tiny.upper > 0)
    let huge = DoubleInterval(enclosing: Fraction(mantissa: BigInteger(1), exponent: 2000))
    #expect(huge.lower < .infinity && huge.upper == .infinity)
  }

  @Test("the smallest and the largest of two")
  func order() {
    let (a, b) = (DoubleInterval(-1, 3), DoubleInterval(0, 2))
    #expect(a.minimum(with: b) == DoubleInterval(-1, 2))
    #expect(a.maximum(with: b) == DoubleInterval(0, 3))
    #expect(a.absolute == DoubleInterval(0, 3) && (-a) == DoubleInterval(-3, 1))
    #expect(a.hull(with: DoubleInterval(5)) == DoubleInterval(-1, 5))
    #expect(a.intersection(with: b) == b && !b.intersection(with: DoubleInterval(4)).isDefined)
  }
}
