import Exact
import Reals
import TestSupport
import Testing

@testable import Verification

@Suite("Agreement") struct AgreementTests {
  /// docs/verdicts.md: the largest D with |x - y| <= 10^-D max(|x|, |y|), in exact arithmetic.
  @Test("digits are those of exact rational arithmetic", arguments: [24, 53, 400])
  func countsAgainstRationals(bits: Int) throws {
    var generator = SeededGenerator(seed: 1, label: "agreement \(bits)")
    for _ in 0..<400 {
      let x = try generator.rational()
      let distance = try x * Fraction(10).power(-generator.integer(0...90))
      let factor = try Fraction(generator.integer(-99...99), 10)
      let (left, right) = (
        Interval(Real(x, precisionInBits: bits)),
        Interval(Real(x + distance * factor, precisionInBits: bits))
      )
      let (a, b) = (try #require(left.lower.rational), try #require(right.lower.rational))
      guard a != b else {
        check(Agreement.digits(left, right) == .max, "equal numbers agree to any count")
        continue
      }
      let count = Agreement.digits(left, right)
      check(count == (try exactDigits(a, b)), "\(a) and \(b) with \(bits) bits: \(count)")
      check(count == Agreement.digits(right, left), "agreement is symmetric: \(a), \(b)")
    }
  }

  @Test("a hair more than 10^-D is not D digits, exactly 10^-D is")
  func boundary() throws {
    // 1 - 1/1024 differs from 1 by less than 10^-3 (1/1024 < 1/1000), 1 - 1/512 does not.
    let one = Interval(1, precisionInBits: 60)
    #expect(Agreement.digits(one, Interval(try rational("0.9990234375"), precisionInBits: 60)) == 3)
    #expect(Agreement.digits(one, Interval(try rational("0.998046875"), precisionInBits: 60)) == 2)
    // |10000 - 9999| = 10^-4 * 10000 holds with equality.
    #expect(
      Agreement.digits(
        Interval(10_000, precisionInBits: 60), Interval(9_999, precisionInBits: 60)) == 4)
  }

  @Test("an interval agrees only as far as its farthest points do")
  func farthestPoints() throws {
    let wide = try Interval(
      lower: Real(1, precisionInBits: 80), upper: Real(1.001, precisionInBits: 80))
    #expect(Agreement.digits(wide, wide) == 3)
    let unbounded = try Interval(
      lower: Real(-Double.infinity, precisionInBits: 80), upper: Real(1, precisionInBits: 80))
    #expect(Agreement.digits(unbounded, wide) == 0)
  }

  @Test("where one side may be zero the distance itself counts")
  func absolute() throws {
    let zero = Interval(0, precisionInBits: 60)
    let tiny = Interval(Real(try rational("1e-40"), precisionInBits: 60))
    #expect([39, 40].contains(Agreement.digits(zero, tiny)))
    #expect(!Agreement.isAbsoluteForWantOfPrecision(zero, tiny))
    let around = try Interval(lower: -tiny.lower, upper: tiny.upper)
    #expect([38, 39].contains(Agreement.digits(around, tiny)))
    #expect(Agreement.isAbsoluteForWantOfPrecision(around, tiny))
  }

  @Test("extreme magnitudes are counted, in bounded time")
  func extremes() throws {
    let tiny = Real(1, precisionInBits: 60).scaled(byPowerOfTwo: -500_000_000)
    #expect(Agreement.digits(Interval(0, precisionInBits: 60), Interval(tiny)) == 100_000)
    #expect(Agreement.digits(Interval(tiny), Interval(tiny.scaled(byPowerOfTwo: 1))) == 0)
  }

  private func exactDigits(_ a: Fraction, _ b: Fraction) throws -> Int {
    let distance = (a - b).absolute
    let scale = a.sign == 0 || b.sign == 0 ? Fraction(1) : max(a.absolute, b.absolute)
    var count = 0
    while try distance * Fraction(10).power(count + 1) <= scale { count += 1 }
    return count
  }
}
