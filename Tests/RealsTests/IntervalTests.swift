import Exact
import TestSupport
import Testing

@testable import Reals

@Suite("Interval") struct IntervalTests {
  private let infinity = Real(Double.infinity, precisionInBits: 53)
  private let one = Real(1, precisionInBits: 53)

  @Test("endpoints that enclose no number are refused")
  func empty() throws {
    let minusInfinity = -infinity
    for (lower, upper) in [(one, -one), (infinity, infinity), (minusInfinity, minusInfinity)] {
      #expect(throws: NumberError.empty(lower: lower.description, upper: upper.description)) {
        try Interval(lower: lower, upper: upper)
      }
    }
    let everything = try Interval(lower: minusInfinity, upper: infinity)
    #expect(everything.contains(try rational("-1e99")) && !everything.isBounded)
    #expect(everything.midpoint.sign == 0 && !everything.radius.isFinite)
  }

  @Test("an infinite value becomes everything beyond the largest finite number")
  func infiniteValue() {
    let beyond = Interval(infinity)
    #expect(beyond.lower.isFinite && !beyond.upper.isFinite)
    #expect(beyond.lower.neighbourAbove == infinity)
    #expect(Interval(-infinity) == -beyond)
    #expect(beyond.midpoint.isFinite)
  }

  @Test("fractions and integers are enclosed as tightly as the precision allows")
  func conversion() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/conversion")
    for bits in lawPrecisions {
      for _ in 0..<500 {
        let exact = try generator.fraction(bits: 128)
          .divided(by: Fraction(generator.integer(1...99)))
        let interval = Interval(exact, precisionInBits: bits)
        check(interval.contains(exact), "\(exact) in \(interval)")
        check(interval.widthInLastPlaces <= 1, "\(exact) in \(interval)")
      }
    }
    #expect(Interval(5, precisionInBits: 3).isPoint)
    #expect(Interval(5, precisionInBits: 2).lower == Real(4, precisionInBits: 2))
    #expect(Interval(5, precisionInBits: 2).upper == Real(6, precisionInBits: 2))
    #expect(Interval(.max, precisionInBits: 53).contains(Fraction(.max)))
  }

  @Test("the midpoint is inside and the radius reaches both endpoints")
  func midpointAndRadius() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/midpoint")
    for bits in lawPrecisions {
      for _ in 0..<2000 {
        let interval = try generator.interval(bits)
        let middle = interval.midpoint
        check(interval.contains(middle), "\(middle) in \(interval)")
        // The midpoint of an unbounded interval is too large to be compared with exact fractions.
        guard interval.isBounded, let m = middle.rational, let low = interval.lower.rational,
          let high = interval.upper.rational, let radius = interval.radius.rational,
          let width = interval.width.rational
        else { continue }
        check(m - radius <= low && high <= m + radius, "\(interval): radius \(radius)")
        check(high - low <= width, "\(interval): width \(width)")
      }
    }
  }

  @Test("rounding to another precision goes outward")
  func rounding() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/rounding")
    for bits in lawPrecisions {
      for _ in 0..<500 {
        let interval = try generator.interval(113)
        let rounded = interval.rounded(toPrecisionInBits: bits)
        check(rounded.contains(interval), "\(interval) in \(rounded)")
        check(rounded.precisionInBits == bits, "\(rounded)")
        check(bits < 113 || rounded == interval, "\(interval), \(rounded)")
      }
    }
  }

  @Test("what is printed contains the interval")
  func printedEnclosure() throws {
    var generator = SeededGenerator(seed: 1, label: "interval/description")
    for bits in lawPrecisions {
      for _ in 0..<500 {
        let interval = try generator.interval(bits)
        guard interval.isBounded else { continue }
        let parts = interval.description.dropFirst().dropLast().split(separator: ",")
        let low = try rational(String(parts[0]))
        let high = try rational(String(parts[1].dropFirst()))
        check(interval.lower.compare(with: low) >= 0, "\(interval)")
        check(interval.upper.compare(with: high) <= 0, "\(interval)")
      }
    }
  }
}
