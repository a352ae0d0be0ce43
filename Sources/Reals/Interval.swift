import CMPFR
import Exact

/// A set of real numbers between two endpoints: all x with `lower <= x <= upper`.
///
/// Every operation here encloses: for any point of each operand, the exact result of the operation
/// lies in the interval returned. Endpoints are rounded outward to the larger precision of the
/// operands.
///
/// The set is never empty. An endpoint may be infinite and then means "unbounded"; so `lower` is
/// never `+infinity` and `upper` never `-infinity`, and what overflows is enclosed by
/// `[largest finite number, +infinity]`.
public struct Interval: Sendable, Equatable {
  /// The smallest point, or `-infinity`.
  public let lower: Real

  /// The largest point, or `+infinity`.
  public let upper: Real

  /// The interval between two endpoints.
  ///
  /// - Throws: `NumberError.empty` when no real number lies between them.
  public init(lower: Real, upper: Real) throws(NumberError) {
    let isUnboundedAway =
      (!lower.isFinite && lower.sign > 0) || (!upper.isFinite && upper.sign < 0)
    guard lower <= upper, !isUnboundedAway else {
      throw .empty(lower: lower.description, upper: upper.description)
    }
    self.init(ordered: lower, upper)
  }

  /// Endpoints that are known to satisfy the invariant.
  init(ordered lower: Real, _ upper: Real) {
    self.lower = lower
    self.upper = upper
  }

  /// The tightest interval of the given precision around an exact number.
  public init(_ value: Fraction, precisionInBits: Int) {
    self.init(
      ordered: Real(value, precisionInBits: precisionInBits, rounding: .down),
      Real(value, precisionInBits: precisionInBits, rounding: .up))
  }

  /// The tightest interval of the given precision around an integer.
  public init(_ value: Int, precisionInBits: Int) {
    self.init(
      ordered: Real(value, precisionInBits: precisionInBits, rounding: .down),
      Real(value, precisionInBits: precisionInBits, rounding: .up))
  }

  /// The interval of one point; an infinity becomes everything beyond the largest finite number.
  public init(_ value: Real) {
    guard !value.isFinite else {
      self.init(ordered: value, value)
      return
    }
    let finite = value.largestFiniteOfSameSign
    self.init(ordered: min(value, finite), max(value, finite))
  }

  /// The precision that results of operations on this interval have, in bits.
  public var precisionInBits: Int { max(lower.precisionInBits, upper.precisionInBits) }

  /// A point inside, within rounding the middle; finite also for unbounded intervals.
  public var midpoint: Real {
    let low = lower.isFinite ? lower : lower.largestFiniteOfSameSign
    let high = upper.isFinite ? upper : upper.largestFiniteOfSameSign
    let sum = low.half.apply(mpfr_add, high.half, precisionInBits: precisionInBits, .nearest)
    return min(max(sum, low), high)
  }

  /// The largest distance of a point from `midpoint`, rounded up.
  public var radius: Real {
    let middle = midpoint
    return max(
      upper.apply(mpfr_sub, middle, precisionInBits: precisionInBits, .up),
      middle.apply(mpfr_sub, lower, precisionInBits: precisionInBits, .up))
  }

  /// The distance between the endpoints, rounded up.
  public var width: Real {
    upper.apply(mpfr_sub, lower, precisionInBits: precisionInBits, .up)
  }

  /// Whether both endpoints are finite.
  public var isBounded: Bool { lower.isFinite && upper.isFinite }

  /// Whether the interval is a single point.
  public var isPoint: Bool { lower == upper }

  /// The tightest interval of the given precision that contains this one.
  public func rounded(toPrecisionInBits precision: Int) -> Interval {
    Interval(
      ordered: lower.rounded(toPrecisionInBits: precision, .down),
      upper.rounded(toPrecisionInBits: precision, .up))
  }
}

extension Interval: CustomStringConvertible {
  /// The significant digits that `description` shows of each endpoint.
  private static let describedDigits = 17

  /// The endpoints, rounded outward: what is printed contains the interval.
  public var description: String { enclosureText(significantDigits: Interval.describedDigits) }

  /// `[lower, upper]` with the printed endpoints rounded outward.
  func enclosureText(significantDigits: Int) -> String {
    let low = lower.decimal(significantDigits: significantDigits, rounding: .down)
    let high = upper.decimal(significantDigits: significantDigits, rounding: .up)
    return "[\(low), \(high)]"
  }
}

extension Real {
  /// The finite number of largest magnitude with the sign and precision of this one.
  fileprivate var largestFiniteOfSameSign: Real {
    Real(precisionInBits: precisionInBits) {
      mpfr_set_inf($0, Int32(sign))
      if sign > 0 { mpfr_nextbelow($0) } else { mpfr_nextabove($0) }
    }
  }

  /// Half the number, exact except at the very bottom of the exponent range.
  fileprivate var half: Real {
    Real(precisionInBits: precisionInBits) { target in
      withPointer { _ = mpfr_div_2ui(target, $0, 1, MPFR_RNDN) }
    }
  }
}
