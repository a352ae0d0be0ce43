import CMPFR

extension Interval {
  /// The tightest interval around pi.
  public static func pi(precisionInBits bits: Int) -> Interval {
    func rounded(_ rounding: RoundingDirection) -> Real {
      Real(precisionInBits: bits) { _ = mpfr_const_pi($0, rounding.mode) }
    }
    return Interval(ordered: rounded(.down), rounded(.up))
  }

  /// The set of all hyperbolic tangents.
  public func tanh() -> Interval { rising(mpfr_tanh) }

  /// The set of all hyperbolic sines.
  public func sinh() -> Interval { rising(mpfr_sinh) }

  /// The set of all hyperbolic cosines.
  public func cosh() -> Interval { absolute().rising(mpfr_cosh) }

  /// The set of all arc tangents.
  public func atan() -> Interval { rising(mpfr_atan) }

  /// The set of all values of the error function.
  public func erf() -> Interval { rising(mpfr_erf) }

  /// The set of all values of the complementary error function, which falls.
  public func erfc() -> Interval {
    Interval(
      ordered: upper.apply(mpfr_erfc, precisionInBits: precisionInBits, .down),
      lower.apply(mpfr_erfc, precisionInBits: precisionInBits, .up))
  }

  /// The set of the largest integers that are not larger.
  public func floor() -> Interval { rising(mpfr_rint_floor) }

  /// The set of all arc sines.
  ///
  /// - Throws: `NumberError.outsideDomain` unless all points lie between -1 and 1.
  public func asin() throws(NumberError) -> Interval {
    let (one, magnitude) = (Real(1, precisionInBits: precisionInBits), absolute())
    guard magnitude.upper <= one else {
      throw outsideDomain(of: "asin", certainly: magnitude.lower > one)
    }
    return rising(mpfr_asin)
  }

  /// The set of all sines.
  public func sin() -> Interval { wave(mpfr_sin, isSine: true) }

  /// The set of all cosines.
  public func cos() -> Interval { wave(mpfr_cos, isSine: false) }

  /// The set of all tangents.
  ///
  /// - Throws: `NumberError.outsideDomain` where a pole may lie in the interval.
  public func tan() throws(NumberError) -> Interval {
    guard let (first, last) = branches(areCosines: false), first == last else {
      throw outsideDomain(of: "tan", certainly: false)
    }
    return rising(mpfr_tan)
  }

  /// Angles of more binary digits before the point are not reduced.
  private static let largestAngleExponent = 4096

  /// The numbers of the branches of the ends between which the function is monotone, the first
  /// rounded down and the last up where that is not certain.
  ///
  /// Branch k of cos reaches from k pi on, of sin and tan from (k - 1/2) pi on.
  private func branches(areCosines: Bool) -> (first: Real, last: Real)? {
    guard lower.isFinite, upper.isFinite else { return nil }
    let size = max(lower.binaryExponent ?? 0, upper.binaryExponent ?? 0, 0)
    guard size <= Self.largestAngleExponent else { return nil }
    let bits = precisionInBits + size + 32
    let wide = Interval(
      ordered: lower.rounded(toPrecisionInBits: bits, .down),
      upper.rounded(toPrecisionInBits: bits, .up))
    guard let turns = try? wide / .pi(precisionInBits: bits) else { return nil }
    let half = Interval(ordered: Real(0.5, precisionInBits: bits), Real(0.5, precisionInBits: bits))
    let branches = (areCosines ? turns : turns + half).floor()
    return (branches.lower, branches.upper)
  }

  private func wave(_ function: Real.UnaryFunction, isSine: Bool) -> Interval {
    let all = Interval(
      ordered: Real(-1, precisionInBits: precisionInBits),
      Real(1, precisionInBits: precisionInBits))
    guard let (first, last) = branches(areCosines: !isSine),
      last - first < Real(2, precisionInBits: precisionInBits)
    else { return all }
    let half = first.scaled(byPowerOfTwo: -1)
    let isEven = half.apply(mpfr_rint_floor, precisionInBits: first.precisionInBits, .down) == half
    let rises = isEven == isSine
    func value(_ x: Real, _ rounding: RoundingDirection) -> Real {
      x.apply(function, precisionInBits: precisionInBits, rounding)
    }
    if first == last {
      let (least, largest) = rises ? (lower, upper) : (upper, lower)
      return Interval(ordered: value(least, .down), value(largest, .up))
    }
    return rises
      ? Interval(ordered: min(value(lower, .down), value(upper, .down)), all.upper)
      : Interval(ordered: all.lower, max(value(lower, .up), value(upper, .up)))
  }
}
