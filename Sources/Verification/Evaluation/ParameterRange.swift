import Exact
import Reals

/// The range of one parameter at one choice of the earlier ones.
struct ParameterRange {
  let lower: Fraction
  /// The largest value from which samples are taken.
  let upper: Fraction
  /// Whether the range goes on above `upper`; then values of all magnitudes are as likely.
  let isEndless: Bool

  init(lower: Fraction, upper: Fraction) {
    (self.lower, self.upper, isEndless) = (lower, upper, false)
  }

  /// A range without end, sampled as far as the lower end plus a number.
  init(from lower: Fraction, sampledUpTo distance: Int) {
    (self.lower, upper, isEndless) = (lower, lower + Fraction(distance), true)
  }

  func contains(_ value: Fraction) -> Bool { lower <= value && (isEndless || value <= upper) }

  /// The integer at a fraction of the range, every integer (or magnitude) having the same share.
  func integer(at coordinate: Double) -> Fraction {
    if isEndless { return lower + Fraction(distance(at: coordinate).floor) }
    guard let fraction = try? Fraction(exactly: coordinate) else { return lower }
    let step = Fraction((fraction * (upper - lower + Fraction(1))).floor)
    return min(max(lower + step, lower), upper)
  }

  /// The real at a fraction of the range, as a decimal with few digits where one fits.
  func real(at coordinate: Double, isLogarithmic: Bool) -> Fraction {
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

  /// The distance from the lower end at a fraction of an endless range: B^c - 1, B one more than
  /// the length.
  private func distance(at coordinate: Double) -> Fraction {
    let scale = ParameterRange(lower: Fraction(1), upper: upper - lower + Fraction(1))
    return coordinate >= 1
      ? upper - lower
      : (scale.geometric(at: max(coordinate, 0)) ?? Fraction(1)) - Fraction(1)
  }

  private func linear(at coordinate: Double) -> Fraction? {
    (try? Fraction(exactly: coordinate)).map { lower + $0 * (upper - lower) }
  }

  /// MPFR's logarithms know magnitudes beyond doubles, and are the same on every machine.
  private func geometric(at coordinate: Double) -> Fraction? {
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

  private static func logarithm(_ value: Fraction) -> Real? {
    try? Real(value, precisionInBits: logarithmBits).log()
  }

  /// The fraction of the range at which a value lies; the inverse of the two functions above.
  func coordinate(of value: Fraction, isInteger: Bool, isLogarithmic: Bool) -> Double {
    if isEndless {
      return ParameterRange(lower: Fraction(1), upper: upper - lower + Fraction(1)).coordinate(
        of: value - lower + Fraction(1), isInteger: false, isLogarithmic: true)
    }
    if isInteger {
      // The middle of the integer's share.
      let (below, count) = (value - lower, upper - lower + Fraction(1))
      let share = (below + below + Fraction(1)).approximateDouble / 2
      return share / count.approximateDouble
    }
    guard upper > lower else { return 0 }
    if isLogarithmic, let (from, to) = logarithms, let x = Self.logarithm(value),
      let fraction = try? (x - from) / (to - from)
    {
      return fraction.approximateDouble
    }
    return ((try? (value - lower).divided(by: upper - lower)) ?? Fraction(0)).approximateDouble
  }
}
