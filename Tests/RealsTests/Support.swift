import CMPFR
import Exact
import TestSupport
import Testing

@testable import Reals

/// The precisions at which laws are checked.
let lawPrecisions = [24, 53, 113, 256]

extension SeededGenerator {
  /// A fraction in [0, 1) with `bits` random bits.
  mutating func fraction(bits: Int) -> Fraction {
    var result = Fraction(0)
    let step = Fraction.twoToThe(-32)
    for _ in 0..<((bits + 31) / 32) { result = (result + Fraction(Int(next() >> 32))) * step }
    return result
  }

  /// A finite number, biased to the corners: zeros, small integers, tiny and huge exponents.
  mutating func real(_ bits: Int, exponents: ClosedRange<Int> = -3000...3000) -> Real {
    switch integer(0...9) {
    case 0: return Real(0, precisionInBits: bits)
    case 1, 2: return Real(integer(-3...3), precisionInBits: bits)
    case 3: return scaled(bits, exponent: integer(exponents))
    default: return scaled(bits, exponent: integer(-8...8))
    }
  }

  private mutating func scaled(_ bits: Int, exponent: Int) -> Real {
    let significand = fraction(bits: bits)
    let value = Real(integer(0...1) == 0 ? significand : -significand, precisionInBits: bits)
    return value.scaledByPowerOfTwo(exponent)
  }

  /// An interval, biased to the corners: points, neighbours, one side zero or unbounded.
  mutating func interval(_ bits: Int, exponents: ClosedRange<Int> = -3000...3000) throws -> Interval
  {
    let first = real(bits, exponents: exponents)
    let second = real(bits, exponents: exponents)
    switch integer(0...11) {
    case 0: return Interval(first)
    case 1:
      // The neighbour of zero, 2^-(2^30), is too small to be compared with exact fractions.
      return try Interval(lower: first, upper: first.sign == 0 ? first : first.neighbourAbove)
    case 2: return try Interval(lower: first, upper: Real(Double.infinity, precisionInBits: bits))
    case 3: return try Interval(lower: Real(-Double.infinity, precisionInBits: bits), upper: first)
    default: return try Interval(lower: min(first, second), upper: max(first, second))
    }
  }

  /// A point of the interval at four times its precision: an endpoint or something between.
  mutating func point(of interval: Interval) -> Real {
    let bits = 4 * interval.precisionInBits
    let low = interval.lower.isFinite ? interval.lower : Real(-1e300, precisionInBits: bits)
    let high = interval.upper.isFinite ? interval.upper : Real(1e300, precisionInBits: bits)
    // Where the stand-in lies on the wrong side of the other endpoint, that endpoint is a point.
    if low > high { return (interval.lower.isFinite ? low : high).rounded(toPrecisionInBits: bits) }
    switch integer(0...5) {
    case 0: return low.rounded(toPrecisionInBits: bits)
    case 1: return high.rounded(toPrecisionInBits: bits)
    default:
      let t = Real(fraction(bits: 64), precisionInBits: bits)
      return min(max(low + t * (high - low), low), high).rounded(toPrecisionInBits: bits)
    }
  }
}

extension Fraction {
  static func twoToThe(_ exponent: Int) -> Fraction {
    guard let power = try? Fraction(2).power(exponent) else {
      Issue.record("2^\(exponent) is too large for a test")
      return Fraction(0)
    }
    return power
  }
}

extension Real {
  func scaledByPowerOfTwo(_ exponent: Int) -> Real {
    Real(precisionInBits: precisionInBits) { target in
      withPointer { _ = mpfr_mul_2si(target, $0, exponent, MPFR_RNDN) }
    }
  }

  var neighbourAbove: Real {
    Real(precisionInBits: precisionInBits) { target in
      withPointer { _ = mpfr_set(target, $0, MPFR_RNDN) }
      mpfr_nextabove(target)
    }
  }
}

extension Interval {
  /// The width in units of the last place of the larger endpoint; zero for points.
  var widthInLastPlaces: Double {
    guard let exponent = max(lower.absolute(), upper.absolute()).binaryExponent else { return 0 }
    return width.scaledByPowerOfTwo(precisionInBits - exponent).approximateDouble
  }
}
