import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Interval arithmetic") struct IntervalArithmeticTests {
  private typealias Operation = (
    name: String, enclose: (Interval, Interval) throws -> Interval,
    exact: (Fraction, Fraction) throws -> Fraction
  )

  private let operations: [Operation] = [
    ("+", { $0 + $1 }, { $0 + $1 }),
    ("-", { $0 - $1 }, { $0 - $1 }),
    ("*", { $0 * $1 }, { $0 * $1 }),
    ("/", { try $0 / $1 }, { try $0.divided(by: $1) }),
  ]

  @Test("every point of the operands has its exact result inside")
  func containment() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/arithmetic")
    var checks: [String: Int] = [:]
    for bits in lawPrecisions {
      for _ in 0..<1800 {
        let (x, y) = (
          try generator.interval(bits, exponents: -600...600),
          try generator.interval(bits, exponents: -600...600)
        )
        for operation in operations {
          guard let result = try? operation.enclose(x, y) else {
            check(operation.name == "/" && y.containsZero, "\(x) \(operation.name) \(y) threw")
            continue
          }
          for _ in 0..<6 {
            let (a, b) = (generator.point(of: x).rational, generator.point(of: y).rational)
            guard let a, let b else { continue }
            check(
              result.contains(try operation.exact(a, b)),
              "\(a) in \(x) \(operation.name) \(b) in \(y) outside \(result)")
            checks[operation.name, default: 0] += 1
          }
        }
      }
    }
    for operation in operations { #expect(checks[operation.name, default: 0] >= 20_000) }
  }

  @Test("the result is no wider than the corners demand")
  func tightness() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/tight")
    for bits in lawPrecisions {
      for _ in 0..<300 {
        let (x, y) = (
          try generator.interval(bits, exponents: -100...100),
          try generator.interval(bits, exponents: -100...100)
        )
        guard x.isBounded, y.isBounded else { continue }
        for operation in operations {
          guard let result = try? operation.enclose(x, y) else { continue }
          let corners = try [
            (x.lower, y.lower), (x.lower, y.upper), (x.upper, y.lower), (x.upper, y.upper),
          ]
          .map { try operation.exact($0.0.rational ?? Fraction(0), $0.1.rational ?? Fraction(0)) }
          let lowest = Real(corners.min() ?? Fraction(0), precisionInBits: bits, rounding: .down)
          let highest = Real(corners.max() ?? Fraction(0), precisionInBits: bits, rounding: .up)
          check(
            result.lower == lowest && result.upper == highest,
            "\(x) \(operation.name) \(y) = \(result), not [\(lowest), \(highest)]")
        }
      }
    }
  }

  @Test("unbounded operands and zeros")
  func unbounded() throws {
    let bits = 53
    let infinity = Real(Double.infinity, precisionInBits: bits)
    let (zero, one) = (Interval(0, precisionInBits: bits), Interval(1, precisionInBits: bits))
    let all = try Interval(lower: -infinity, upper: infinity)
    let above = try Interval(lower: one.lower, upper: infinity)
    #expect(zero * all == zero && all * zero == zero)
    #expect(all * all == all && all + all == all && all - all == all)
    #expect(above * above == above && above * (-above) == -above)
    #expect(try one / above == Interval(lower: zero.lower, upper: one.upper))
    #expect(try above / above == Interval(lower: zero.lower, upper: infinity))
    #expect(try (-above) / above == Interval(lower: -infinity, upper: zero.lower))
    #expect(try above / (-above) == Interval(lower: -infinity, upper: zero.lower))
    #expect(above - above == all)
  }

  @Test("division by zero is certain only when the divisor is zero")
  func division() throws {
    let one = Interval(1, precisionInBits: 53)
    for (low, high, certainly) in [
      (0, 0, true), (0, 1, false), (-1, 0, false), (-1, 1, false),
    ] {
      let divisor = try Interval(
        lower: Real(low, precisionInBits: 53), upper: Real(high, precisionInBits: 53))
      #expect(
        throws: NumberError.outsideDomain(
          function: "division", argument: divisor.shortText, certainly: certainly)
      ) { try one / divisor }
    }
  }

  @Test("a message names a thin interval by its digits, another one by its ends")
  func shortText() throws {
    #expect(Interval(-2, precisionInBits: 128).shortText == "-2")
    let thin = Interval(try Fraction(parsing: "-0.17"), precisionInBits: 128)
    #expect(thin.shortText == "-0.170000")
    let wide = try Interval(
      lower: Real(-1, precisionInBits: 53), upper: Real(2, precisionInBits: 53))
    #expect(wide.shortText == wide.description)
  }

  @Test("integers join in exactly")
  func integers() throws {
    let x = Interval(try rational("0.3"), precisionInBits: 60)
    #expect(2 * x == x * 2 && x.hull(with: x + x).contains(2 * x))
    #expect((1 + x) == (x + 1) && (1 - x) == -(x - 1))
    #expect(try (1 / x) == Interval(1, precisionInBits: 60) / x && (x / 4).precisionInBits == 60)
    // An integer the precision cannot hold is enclosed, not rounded.
    #expect((Interval(0, precisionInBits: 2) + 5).contains(Fraction(5)))
    #expect(!(Interval(0, precisionInBits: 2) + 5).isPoint)
  }

  @Test("the larger precision is that of the result")
  func precision() throws {
    let (short, long) = (Interval(3, precisionInBits: 24), Interval(7, precisionInBits: 200))
    for operation in operations {
      #expect(try operation.enclose(short, long).precisionInBits == 200)
      #expect(try operation.enclose(long, short).precisionInBits == 200)
    }
  }
}
