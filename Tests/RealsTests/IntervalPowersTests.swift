import CMPFR
import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Interval powers") struct IntervalPowersTests {
  @Test("every point has its exact integer power inside")
  func integerContainment() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/power")
    var checks = 0
    for bits in lawPrecisions {
      for _ in 0..<1500 {
        let x = try generator.interval(bits, exponents: -50...50)
        let exponent = generator.integer(-7...7)
        guard let result = try? x.power(exponent) else {
          check(x.containsZero && exponent < 0, "\(x)^\(exponent) threw")
          continue
        }
        for _ in 0..<5 {
          guard let point = generator.point(of: x).rational else { continue }
          checks += 1
          check(
            result.contains(try point.power(exponent)), "\(point) in \(x), ^\(exponent): \(result)")
        }
      }
    }
    #expect(checks >= 20_000)
  }

  @Test("integer powers of points are one last place wide, even ones are not negative")
  func integerTightness() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/power/tight")
    for bits in lawPrecisions {
      for _ in 0..<1000 {
        let exponent = generator.integer(-20...20)
        let x = Interval(generator.real(bits, exponents: -50...50))
        guard let result = try? x.power(exponent) else { continue }
        check(result.widthInLastPlaces <= 1, "\(x)^\(exponent) = \(result)")
        let wide = try generator.interval(bits)
        check(try wide.power(2).isCertainlyNonnegative, "\(wide)^2")
      }
    }
    let x = try Interval(lower: Real(-1, precisionInBits: 9), upper: Real(2, precisionInBits: 9))
    #expect(try x.power(2).lower.sign == 0 && x.power(2).upper == Real(4, precisionInBits: 9))
    #expect(try x.power(3).lower == Real(-1, precisionInBits: 9))
    #expect(try x.power(0) == Interval(1, precisionInBits: 9))
  }

  @Test("every pair of points has its real power inside")
  func realContainment() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/real power")
    var checks = 0
    for bits in lawPrecisions {
      for _ in 0..<3800 {
        let x = try generator.interval(bits, exponents: -20...20).absolute()
        let y = try generator.interval(bits, exponents: -20...20)
        guard let result = try? x.power(y) else { continue }
        for _ in 0..<3 {
          let (a, b) = (generator.point(of: x), generator.point(of: y))
          let value = a.apply(mpfr_pow, b, precisionInBits: 4 * bits, .nearest)
          checks += 1
          check(
            result.lower <= value && value <= result.upper,
            "\(a) in \(x) to the \(b) in \(y) is \(value), outside \(result)")
        }
      }
    }
    #expect(checks >= 20_000)
  }

  @Test("real powers of points are one last place wide and agree with integer powers")
  func realTightness() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/real power/tight")
    for bits in lawPrecisions {
      for _ in 0..<300 {
        let x = Interval(generator.real(bits).absolute())
        guard x.isCertainlyPositive else { continue }
        let exponent = generator.integer(-9...9)
        let result = try x.power(Interval(exponent, precisionInBits: bits))
        check(result.widthInLastPlaces <= 1, "\(x) to the \(exponent): \(result)")
        check(try result == x.power(exponent), "\(x) to the \(exponent): \(result)")
      }
    }
  }
}
