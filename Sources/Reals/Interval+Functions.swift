import CMPFR

extension Interval {
  /// The set of all |x|.
  public func absolute() -> Interval {
    if lower.sign >= 0 { return self }
    if upper.sign <= 0 { return -self }
    return Interval(ordered: Real(0, precisionInBits: precisionInBits), max(-lower, upper))
  }

  /// The set of all min(x, y).
  public static func minimum(_ left: Interval, _ right: Interval) -> Interval {
    Interval(ordered: min(left.lower, right.lower), min(left.upper, right.upper))
  }

  /// The set of all max(x, y).
  public static func maximum(_ left: Interval, _ right: Interval) -> Interval {
    Interval(ordered: max(left.lower, right.lower), max(left.upper, right.upper))
  }

  /// The set of all square roots.
  ///
  /// - Throws: `NumberError.outsideDomain` when the interval reaches below zero.
  public func squareRoot() throws(NumberError) -> Interval {
    guard lower.sign >= 0 else { throw outsideDomain(of: "sqrt", certainly: upper.sign < 0) }
    return rising(mpfr_sqrt)
  }

  /// The set of all e^x.
  ///
  /// What is too large for the exponent range is enclosed by `[largest finite number, +infinity]`,
  /// what is too small by `[0, smallest positive number]`.
  public func exp() -> Interval { rising(mpfr_exp) }

  /// The set of all e^x - 1, without cancellation near zero.
  public func expm1() -> Interval { rising(mpfr_expm1) }

  /// The set of all natural logarithms.
  ///
  /// - Throws: `NumberError.outsideDomain` unless the interval is positive.
  public func log() throws(NumberError) -> Interval {
    guard isCertainlyPositive else {
      throw outsideDomain(of: "log", certainly: upper.sign <= 0)
    }
    return rising(mpfr_log)
  }

  /// The set of all log(1 + x), without cancellation near zero.
  ///
  /// - Throws: `NumberError.outsideDomain` unless all points are above -1.
  public func log1p() throws(NumberError) -> Interval {
    let minusOne = Real(-1, precisionInBits: Real.precisionRange.lowerBound)
    guard lower > minusOne else {
      throw outsideDomain(of: "log1p", certainly: upper <= minusOne)
    }
    return rising(mpfr_log1p)
  }

  /// The set of all log(1 + e^x), for x of any size.
  public func softplus() -> Interval {
    Interval(
      ordered: lower.softplus(precisionInBits, .down), upper.softplus(precisionInBits, .up))
  }

  /// The set of all 1/(1 + e^-x), for x of any size.
  public func sigmoid() -> Interval {
    Interval(ordered: lower.sigmoid(precisionInBits, .down), upper.sigmoid(precisionInBits, .up))
  }

  /// The tightest interval around `zeta(n)`, the sum of all `1/k^n`, for n >= 2.
  public static func zeta(_ n: Int, precisionInBits bits: Int) -> Interval {
    func rounded(_ rounding: RoundingDirection) -> Real {
      Real(precisionInBits: bits) { _ = mpfr_zeta_ui($0, UInt(n), rounding.mode) }
    }
    return Interval(ordered: rounded(.down), rounded(.up))
  }

  /// The image under a rising function that MPFR rounds correctly.
  func rising(_ function: Real.UnaryFunction) -> Interval {
    Interval(
      ordered: lower.apply(function, precisionInBits: precisionInBits, .down),
      upper.apply(function, precisionInBits: precisionInBits, .up))
  }
}

// Compositions of correctly rounded steps, each rounded to the side that moves the result to the
// wanted side, with guard bits so that only the last rounding shows.
extension Real {
  private static let guardBits = 16

  /// A bound for log(1 + e^x) from the given side.
  ///
  /// For x >= 0 it is computed as x + log(1 + e^-x), where nothing can overflow.
  fileprivate func softplus(_ precision: Int, _ rounding: RoundingDirection) -> Real {
    let bits = precision + Real.guardBits
    let magnitude = sign > 0 ? -self : self
    let correction =
      magnitude
      .apply(mpfr_exp, precisionInBits: bits, rounding)
      .apply(mpfr_log1p, precisionInBits: bits, rounding)
    if sign <= 0 { return correction.rounded(toPrecisionInBits: precision, rounding) }
    return apply(mpfr_add, correction, precisionInBits: precision, rounding)
  }

  /// A bound for 1/(1 + e^-x) from the given side.
  fileprivate func sigmoid(_ precision: Int, _ rounding: RoundingDirection) -> Real {
    let bits = precision + Real.guardBits
    // A larger denominator makes a smaller quotient.
    let opposite: RoundingDirection = rounding == .down ? .up : .down
    let one = Real(1, precisionInBits: bits)
    let denominator = one.apply(
      mpfr_add, (-self).apply(mpfr_exp, precisionInBits: bits, opposite), precisionInBits: bits,
      opposite)
    return one.apply(mpfr_div, denominator, precisionInBits: precision, rounding)
  }
}
