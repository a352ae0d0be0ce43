import CMPFR

// Sums, products and quotients. The invariant of Interval (`lower` is never +infinity, `upper`
// never -infinity) keeps infinity - infinity and infinity / infinity from arising; zero times
// infinity is zero here, because an infinite endpoint stands for arbitrarily large finite points
// only.

extension Interval {
  /// The exact negative.
  public static prefix func - (value: Interval) -> Interval {
    Interval(ordered: -value.upper, -value.lower)
  }

  /// The sum.
  public static func + (left: Interval, right: Interval) -> Interval {
    let bits = max(left.precisionInBits, right.precisionInBits)
    return Interval(
      ordered: left.lower.apply(mpfr_add, right.lower, precisionInBits: bits, .down),
      left.upper.apply(mpfr_add, right.upper, precisionInBits: bits, .up))
  }

  /// The difference.
  public static func - (left: Interval, right: Interval) -> Interval {
    let bits = max(left.precisionInBits, right.precisionInBits)
    return Interval(
      ordered: left.lower.apply(mpfr_sub, right.upper, precisionInBits: bits, .down),
      left.upper.apply(mpfr_sub, right.lower, precisionInBits: bits, .up))
  }

  /// The product, tight up to one rounding of each endpoint.
  public static func * (left: Interval, right: Interval) -> Interval {
    let bits = max(left.precisionInBits, right.precisionInBits)
    func down(_ a: Real, _ b: Real) -> Real { a.product(b, precisionInBits: bits, .down) }
    func up(_ a: Real, _ b: Real) -> Real { a.product(b, precisionInBits: bits, .up) }
    let (a, b) = (left, right)
    switch (a.signs, b.signs) {
    case (.nonnegative, .nonnegative):
      return Interval(ordered: down(a.lower, b.lower), up(a.upper, b.upper))
    case (.nonnegative, .nonpositive):
      return Interval(ordered: down(a.upper, b.lower), up(a.lower, b.upper))
    case (.nonnegative, .both):
      return Interval(ordered: down(a.upper, b.lower), up(a.upper, b.upper))
    case (.nonpositive, .nonpositive):
      return Interval(ordered: down(a.upper, b.upper), up(a.lower, b.lower))
    case (.nonpositive, .both):
      return Interval(ordered: down(a.lower, b.upper), up(a.lower, b.lower))
    case (.both, .both):
      return Interval(
        ordered: min(down(a.lower, b.upper), down(a.upper, b.lower)),
        max(up(a.lower, b.lower), up(a.upper, b.upper)))
    case (.nonpositive, .nonnegative), (.both, .nonnegative), (.both, .nonpositive):
      return b * a
    }
  }

  /// The quotient, tight up to one rounding of each endpoint.
  ///
  /// - Throws: `NumberError.outsideDomain` when the divisor contains zero; certainly so when it is
  ///   zero.
  public static func / (left: Interval, right: Interval) throws(NumberError) -> Interval {
    guard !right.containsZero else {
      throw right.outsideDomain(of: "division", certainly: right.isCertainlyZero)
    }
    if right.isCertainlyNegative { return -left.quotient(byPositive: -right) }
    return left.quotient(byPositive: right)
  }

  private func quotient(byPositive divisor: Interval) -> Interval {
    let bits = max(precisionInBits, divisor.precisionInBits)
    let lowest = lower.sign < 0 ? divisor.lower : divisor.upper
    let highest = upper.sign < 0 ? divisor.upper : divisor.lower
    return Interval(
      ordered: lower.apply(mpfr_div, lowest, precisionInBits: bits, .down),
      upper.apply(mpfr_div, highest, precisionInBits: bits, .up))
  }

  /// The sum with an exact integer.
  public static func + (left: Int, right: Interval) -> Interval { right.exact(left) + right }

  /// The sum with an exact integer.
  public static func + (left: Interval, right: Int) -> Interval { left + left.exact(right) }

  /// The difference from an exact integer.
  public static func - (left: Int, right: Interval) -> Interval { right.exact(left) - right }

  /// The difference with an exact integer.
  public static func - (left: Interval, right: Int) -> Interval { left - left.exact(right) }

  /// The product with an exact integer.
  public static func * (left: Int, right: Interval) -> Interval { right.exact(left) * right }

  /// The product with an exact integer.
  public static func * (left: Interval, right: Int) -> Interval { left * left.exact(right) }

  /// The quotient of an exact integer.
  ///
  /// - Throws: as the quotient of two intervals.
  public static func / (left: Int, right: Interval) throws(NumberError) -> Interval {
    try right.exact(left) / right
  }

  /// The quotient by an exact integer.
  ///
  /// - Throws: as the quotient of two intervals.
  public static func / (left: Interval, right: Int) throws(NumberError) -> Interval {
    try left / left.exact(right)
  }

  /// An integer at this interval's precision.
  private func exact(_ integer: Int) -> Interval {
    Interval(integer, precisionInBits: precisionInBits)
  }

  var containsZero: Bool { lower.sign <= 0 && upper.sign >= 0 }

  func outsideDomain(of function: String, certainly: Bool) -> NumberError {
    .outsideDomain(function: function, argument: shortText, certainly: certainly)
  }

  /// The interval as a message names it: a few certain digits where it is thin, else its ends.
  var shortText: String {
    guard lower.isFinite, upper.isFinite else { return description }
    let decimal = certifiedDecimal(maximumDigits: 6)
    return decimal.isExact || decimal.digits == 6 ? decimal.text : description
  }

  private enum Signs {
    case nonnegative
    case nonpositive
    case both
  }

  private var signs: Signs {
    if lower.sign >= 0 { return .nonnegative }
    return upper.sign <= 0 ? .nonpositive : .both
  }
}

extension Real {
  /// The product of two endpoints.
  fileprivate func product(
    _ other: Real, precisionInBits: Int, _ rounding: RoundingDirection
  ) -> Real {
    if sign == 0 || other.sign == 0 { return Real(0, precisionInBits: precisionInBits) }
    return apply(mpfr_mul, other, precisionInBits: precisionInBits, rounding)
  }
}
