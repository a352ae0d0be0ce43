import CMPFR
import Exact
import TestSupport
import Testing

@testable import Reals

/// One function as an enclosure and as a value at high precision that does not use intervals.
private struct FunctionUnderTest: Sendable {
  let name: String
  let enclose: @Sendable (Interval) throws -> Interval
  let approximate: @Sendable (Real) throws -> Real
  /// The most last places that the enclosure of a point may be wide.
  let allowedWidth: Double
}

private let functions: [FunctionUnderTest] = [
  FunctionUnderTest(
    name: "sqrt", enclose: { try $0.squareRoot() }, approximate: { try $0.squareRoot() },
    allowedWidth: 1),
  FunctionUnderTest(
    name: "exp", enclose: { $0.exp() }, approximate: { $0.exp() }, allowedWidth: 1),
  FunctionUnderTest(
    name: "expm1", enclose: { $0.expm1() }, approximate: { $0.expm1() }, allowedWidth: 1),
  FunctionUnderTest(
    name: "log", enclose: { try $0.log() }, approximate: { try $0.log() }, allowedWidth: 1),
  FunctionUnderTest(
    name: "log1p", enclose: { try $0.log1p() }, approximate: { try $0.log1p() }, allowedWidth: 1),
  FunctionUnderTest(
    name: "softplus", enclose: { $0.softplus() },
    approximate: { x in
      let tail = try (-x.absolute()).exp().log1p()
      return x.sign > 0 ? x + tail : tail
    }, allowedWidth: 1),
  FunctionUnderTest(
    name: "sigmoid", enclose: { $0.sigmoid() },
    approximate: { x in
      let one = Real(1, precisionInBits: x.precisionInBits)
      return try one / (one + (-x).exp())
    }, allowedWidth: 1),
  FunctionUnderTest(
    name: "absolute", enclose: { $0.absolute() }, approximate: { $0.absolute() }, allowedWidth: 0),
]

@Suite("Interval functions") struct IntervalFunctionsTests {
  // A point has four times the precision of its interval, and its function value is rounded to
  // nearest at that precision. Rounding is monotone and the endpoints are representable there, so
  // a value that leaves the enclosure convicts the enclosure.
  @Test("every point has its function value inside", arguments: functions.map(\.name))
  func containment(name: String) throws {
    let function = try #require(functions.first { $0.name == name })
    var generator = SeededGenerator(seed: 1, label: "interval/\(name)")
    var checks = 0
    for bits in lawPrecisions {
      for _ in 0..<1800 {
        let x = try generator.interval(bits, exponents: name == "exp" ? -3000...40 : -3000...100)
        guard let result = try? function.enclose(x) else { continue }
        for _ in 0..<6 {
          let point = generator.point(of: x)
          let value = try function.approximate(point)
          checks += 1
          check(
            result.lower <= value && value <= result.upper,
            "\(name) of \(point) in \(x) is \(value), outside \(result)")
        }
      }
    }
    // Square roots and logarithms refuse about half of the intervals.
    #expect(checks >= 20_000 || ["sqrt", "log", "log1p"].contains(name) && checks >= 10_000)
  }

  @Test("a point's enclosure is a few last places wide", arguments: functions.map(\.name))
  func tightness(name: String) throws {
    let function = try #require(functions.first { $0.name == name })
    var generator = SeededGenerator(seed: 1, label: "interval/\(name)/tight")
    for bits in lawPrecisions {
      for _ in 0..<1000 {
        let x = Interval(generator.real(bits, exponents: -300...12))
        guard let result = try? function.enclose(x) else { continue }
        check(
          result.widthInLastPlaces <= function.allowedWidth,
          "\(name) of \(x) is \(result), \(result.widthInLastPlaces) last places wide")
      }
    }
  }

  @Test("two precisions enclose the same number", arguments: functions.map(\.name))
  func precisionsOverlap(name: String) throws {
    let function = try #require(functions.first { $0.name == name })
    var generator = SeededGenerator(seed: 1, label: "interval/\(name)/overlap")
    for _ in 0..<500 {
      let exact =
        (generator.fraction(bits: 200) - Fraction.half) * Fraction(generator.integer(1...60))
      let results = lawPrecisions.compactMap {
        try? function.enclose(Interval(exact, precisionInBits: $0))
      }
      for (first, second) in zip(results, results.dropFirst()) {
        check(first.overlaps(second), "\(name) of \(exact): \(first) and \(second)")
      }
    }
  }

  @Test("points outside a domain are refused, with the certainty that is there")
  func domains() throws {
    let bits = 53
    func between(_ low: Int, _ high: Int) throws -> Interval {
      try Interval(
        lower: Real(low, precisionInBits: bits), upper: Real(high, precisionInBits: bits))
    }
    typealias Case = (String, (Interval) throws -> Interval, Int, Int, Bool)
    let cases: [Case] = [
      ("sqrt", { try $0.squareRoot() }, -2, -1, true),
      ("sqrt", { try $0.squareRoot() }, -1, 0, false),
      ("log", { try $0.log() }, -1, 0, true), ("log", { try $0.log() }, 0, 1, false),
      ("log", { try $0.log() }, -1, 1, false), ("log1p", { try $0.log1p() }, -3, -1, true),
      ("log1p", { try $0.log1p() }, -1, 1, false),
      ("power", { try $0.power($0) }, -1, 0, true), ("power", { try $0.power($0) }, 0, 1, false),
      ("power", { try $0.power(-1) }, 0, 0, true), ("power", { try $0.power(-2) }, -1, 1, false),
    ]
    for (name, function, low, high, certainly) in cases {
      let x = try between(low, high)
      #expect(
        throws: NumberError.outsideDomain(
          function: name, argument: x.shortText, certainly: certainly)
      ) { try function(x) }
    }
    #expect(try between(0, 4).squareRoot() == between(0, 2))
  }

  @Test("huge arguments give enclosures, not garbage")
  func extremes() throws {
    let huge = Interval(try rational("1e30"), precisionInBits: 53)
    let (zero, one) = (Real(0, precisionInBits: 53), Real(1, precisionInBits: 53))
    #expect(huge.exp().lower.isFinite && huge.exp().lower > huge.upper)
    #expect(!huge.exp().upper.isFinite)
    #expect((-huge).exp().lower == zero && (-huge).exp().upper.sign > 0)
    #expect(huge.softplus().contains(huge) && huge.softplus().widthInLastPlaces <= 2)
    #expect((-huge).softplus().lower == zero && (-huge).softplus().upper.sign > 0)
    #expect(huge.sigmoid().upper == one && huge.sigmoid().lower.neighbourAbove == one)
    #expect((-huge).sigmoid().lower == zero && (-huge).sigmoid().upper.sign > 0)
    #expect((-huge).expm1().contains(Interval(-1, precisionInBits: 53)))
    let infinity = Real(Double.infinity, precisionInBits: 53)
    let all = try Interval(lower: -infinity, upper: infinity)
    #expect(try all.sigmoid() == Interval(lower: zero, upper: one))
    #expect(try all.exp() == Interval(lower: zero, upper: infinity) && all.softplus() == all.exp())
    #expect(all.absolute() == all.exp())
  }

  @Test("minimum and maximum of two sets")
  func extremesOfTwo() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/minimum")
    for bits in lawPrecisions {
      for _ in 0..<1000 {
        let (x, y) = (try generator.interval(bits), try generator.interval(bits))
        let (a, b) = (generator.point(of: x), generator.point(of: y))
        check(Interval.minimum(x, y).contains(min(a, b)), "min of \(a) in \(x), \(b) in \(y)")
        check(Interval.maximum(x, y).contains(max(a, b)), "max of \(a) in \(x), \(b) in \(y)")
      }
    }
  }

  @Test("pi is four arc tangents of 1, in nested intervals of one rounding")
  func pi() throws {
    for bits in [2, 24, 53, 400] {
      let pi = Interval.pi(precisionInBits: bits)
      #expect(pi.overlaps(4 * Interval(1, precisionInBits: bits).atan()), "\(bits) bits")
      #expect(pi.contains(Interval.pi(precisionInBits: bits + 60)), "\(bits) bits")
    }
  }

  @Test("zeta(2) = pi^2/6, zeta(4) = pi^4/90, zeta(3) is the constant of Apery [OEIS A002117]")
  func zeta() throws {
    for bits in [24, 53, 160] {
      let square = try Interval.pi(precisionInBits: bits).power(2)
      let (six, ninety) = (Interval(6, precisionInBits: bits), Interval(90, precisionInBits: bits))
      #expect(Interval.zeta(2, precisionInBits: bits).overlaps(try square / six))
      #expect(Interval.zeta(4, precisionInBits: bits).overlaps(try square.power(2) / ninety))
    }
    let apery = try Fraction(parsing: "1.20205690315959428539973816151144999076498629234049888179")
    let nearby = Interval(apery, precisionInBits: 160)
    #expect(Interval.zeta(3, precisionInBits: 160).overlaps(nearby))
  }
}
