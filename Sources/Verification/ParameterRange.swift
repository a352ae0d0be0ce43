import Numbers

/// The range of one parameter at one choice of the earlier ones.
struct ParameterRange {
  let lower: Rational
  /// The largest value from which samples are taken.
  let upper: Rational
  /// Whether the range goes on above `upper`; then values of all magnitudes are as likely.
  let isEndless: Bool

  init(lower: Rational, upper: Rational) {
    (self.lower, self.upper, isEndless) = (lower, upper, false)
  }

  /// A range without end, sampled as far as the lower end plus a number.
  init(from lower: Rational, sampledUpTo distance: Int) {
    (self.lower, upper, isEndless) = (lower, lower + Rational(distance), true)
  }

  func contains(_ value: Rational) -> Bool { lower <= value && (isEndless || value <= upper) }

  /// The integer at a fraction of the range, every integer (or magnitude) having the same share.
  func integer(at coordinate: Double) -> Rational {
    if isEndless { return lower + distance(at: coordinate).floor }
    guard let fraction = try? Rational(exactly: coordinate) else { return lower }
    let step = (fraction * (upper - lower + Rational(1))).floor
    return min(max(lower + step, lower), upper)
  }

  /// The real at a fraction of the range, as a decimal with few digits where one fits.
  func real(at coordinate: Double, isLogarithmic: Bool) -> Rational {
    if coordinate <= 0 { return lower }
    if coordinate >= 1 { return upper }
    let value =
      isEndless
      ? lower + distance(at: coordinate)
      : isLogarithmic ? geometric(at: coordinate) : linear(at: coordinate)
    guard let value else { return lower }
    for digits in Domain.significantDigits {
      let rounded = value.rounded(toSignificantDigits: digits)
      if contains(rounded) { return rounded }
    }
    return min(max(value, lower), upper)
  }

  /// The distance from the lower end at a fraction of an endless range: B^c - 1, B one more than the
  /// length.
  private func distance(at coordinate: Double) -> Rational {
    let scale = ParameterRange(lower: Rational(1), upper: upper - lower + Rational(1))
    return coordinate >= 1
      ? upper - lower
      : (scale.geometric(at: max(coordinate, 0)) ?? Rational(1)) - Rational(1)
  }

  private func linear(at coordinate: Double) -> Rational? {
    (try? Rational(exactly: coordinate)).map { lower + $0 * (upper - lower) }
  }

  /// MPFR's logarithms know magnitudes beyond doubles, and are the same on every machine.
  private func geometric(at coordinate: Double) -> Rational? {
    guard let (from, to) = logarithms else { return linear(at: coordinate) }
    let fraction = Real(coordinate, precisionInBits: Self.logarithmBits)
    return (from + fraction * (to - from)).exp().rational
  }

  /// The logarithms of the ends; `nil` unless both are positive.
  private var logarithms: (Real, Real)? {
    guard let from = Self.logarithm(lower), let to = Self.logarithm(upper) else { return nil }
    return (from, to)
  }

  private static let logarithmBits = 96

  private static func logarithm(_ value: Rational) -> Real? {
    try? Real(value, precisionInBits: logarithmBits).log()
  }

  /// The fraction of the range at which a value lies; the inverse of the two functions above.
  func coordinate(of value: Rational, isInteger: Bool, isLogarithmic: Bool) -> Double {
    if isEndless {
      return ParameterRange(lower: Rational(1), upper: upper - lower + Rational(1)).coordinate(
        of: value - lower + Rational(1), isInteger: false, isLogarithmic: true)
    }
    if isInteger {
      // The middle of the integer's share.
      let (below, count) = (value - lower, upper - lower + Rational(1))
      let share = (below + below + Rational(1)).approximateDouble / 2
      return share / count.approximateDouble
    }
    guard upper > lower else { return 0 }
    if isLogarithmic, let (from, to) = logarithms, let x = Self.logarithm(value),
      let fraction = try? (x - from) / (to - from)
    {
      return fraction.approximateDouble
    }
    return ((try? (value - lower).divided(by: upper - lower)) ?? Rational(0)).approximateDouble
  }
}
