import CMPFR

extension Interval {
  /// The set of all `x^n`, tight up to one rounding of each endpoint; `x^0 = 1` for every x.
  ///
  /// Even powers know that both factors are the same number: `[-1, 2]^2` is `[0, 4]`.
  ///
  /// - Throws: `NumberError.outsideDomain` for a negative power of an interval that contains zero.
  public func power(_ exponent: Int) throws(NumberError) -> Interval {
    if exponent < 0 && containsZero {
      throw outsideDomain(of: "power", certainly: isCertainlyZero)
    }
    let isEven = exponent.isMultiple(of: 2)
    // On the base's positive side a power rises exactly when the exponent is not negative; an even
    // power is mirrored on the negative side, an odd one goes on as it came.
    if isEven && containsZero {
      let one = Real(1, precisionInBits: precisionInBits)
      let zero = Real(0, precisionInBits: precisionInBits)
      return Interval(
        ordered: exponent == 0 ? one : zero, absolute().upper.power(exponent, precisionInBits, .up))
    }
    let rises = (exponent >= 0) == (lower.sign >= 0 || !isEven)
    let (first, last) = rises ? (lower, upper) : (upper, lower)
    return Interval(
      ordered: first.power(exponent, precisionInBits, .down),
      last.power(exponent, precisionInBits, .up))
  }

  /// The set of all `x^y` with x in the interval and y in the exponent.
  ///
  /// Tight up to one rounding of each endpoint: `x^y` is monotone in x for each y and in y for each
  /// x, so its extremes lie at corners.
  ///
  /// - Throws: `NumberError.outsideDomain` unless the base is positive.
  public func power(_ exponent: Interval) throws(NumberError) -> Interval {
    guard isCertainlyPositive else {
      throw outsideDomain(of: "power", certainly: upper.sign <= 0)
    }
    let bits = max(precisionInBits, exponent.precisionInBits)
    func corners(_ rounding: RoundingDirection) -> [Real] {
      [lower, upper].flatMap { base in
        [exponent.lower, exponent.upper].map {
          base.apply(mpfr_pow, $0, precisionInBits: bits, rounding)
        }
      }
    }
    let lowest = corners(.down).reduce(Real(Double.infinity, precisionInBits: bits), min)
    let highest = corners(.up).reduce(Real(0, precisionInBits: bits), max)
    return Interval(ordered: lowest, highest)
  }
}

extension Real {
  fileprivate func power(
    _ exponent: Int, _ precisionInBits: Int, _ rounding: RoundingDirection
  ) -> Real {
    Real(precisionInBits: precisionInBits) { target in
      withPointer { _ = mpfr_pow_si(target, $0, exponent, rounding.mode) }
    }
  }
}
