import Exact
import Reals

/// The range of one parameter at one choice of the earlier ones.
struct ParameterRange {
  let lower: Fraction
  /// The largest value from which samples are taken.
  let upper: Fraction
  /// Whether the range goes on above `upper`; then values of all magnitudes are as likely.
  let isEndless: Bool
  /// Whether the lower end does not belong to the range; without upper end, small distances from it
  /// are then as likely as large ones.
  let isLowerOpen: Bool
  /// Whether there is an upper end that does not belong to the range.
  let isUpperOpen: Bool

  init(lower: Fraction, upper: Fraction, isLowerOpen: Bool = false, isUpperOpen: Bool = false) {
    (self.lower, self.upper, isEndless) = (lower, upper, false)
    (self.isLowerOpen, self.isUpperOpen) = (isLowerOpen, isUpperOpen)
  }

  /// A range without end, sampled as far as the lower end plus a number.
  init(from lower: Fraction, isOpen: Bool = false, sampledUpTo distance: Int) {
    (self.lower, upper, isEndless) = (lower, lower + Fraction(distance), true)
    (isLowerOpen, isUpperOpen) = (isOpen, false)
  }

  func contains(_ value: Fraction) -> Bool {
    (isLowerOpen ? lower < value : lower <= value)
      && (isEndless || (isUpperOpen ? value < upper : value <= upper))
  }

  /// How near points come to an open end, as a fraction of the range.
  private static let smallestShare = 0.001

  /// The fraction itself, or one that keeps away from an open end.
  private func kept(_ coordinate: Double) -> Double {
    let least = isLowerOpen && !isEndless ? Self.smallestShare : 0
    return min(max(coordinate, least), isUpperOpen ? 1 - Self.smallestShare : 1)
  }

  /// The integer at a fraction of the range, every integer (or magnitude) having the same share.
  func integer(at coordinate: Double) -> Fraction {
    if isEndless { return lower + Fraction(distance(at: coordinate).floor) }
    guard let fraction = try? Fraction(exactly: coordinate) else { return lower }
    let step = Fraction((fraction * (upper - lower + Fraction(1))).floor)
    return min(max(lower + step, lower), upper)
  }

  /// The real at a fraction of the range, as a decimal with few digits where one fits.
  func real(at coordinate: Double, isLogarithmic: Bool) -> Fraction {
    let coordinate = kept(coordinate)
    if coordinate <= 0, !isLowerOpen { return lower }
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

  /// The distance from the lower end at a fraction c of an endless range of length L: (L + 1)^c
  /// less 1, or L^(2c - 1) from an open end.
  private func distance(at coordinate: Double) -> Fraction {
    coordinate >= 1
      ? upper - lower
      : (scale.geometric(at: max(coordinate, 0)) ?? scale.lower) - shift
  }

  /// The distances from the lower end of an endless range, moved by `shift`.
  private var scale: ParameterRange {
    let length = upper - lower
    let least = isLowerOpen ? (try? Fraction(1).divided(by: length)) ?? Fraction(1) : Fraction(1)
    return ParameterRange(lower: least, upper: length + shift)
  }

  private var shift: Fraction { Fraction(isLowerOpen ? 0 : 1) }

  private func linear(at coordinate: Double) -> Fraction? {
    (try? Fraction(exactly: coordinate)).map { lower + $0 * (upper - lower) }
  }

  /// MPFR's logarithms know magnitudes beyond doubles, and are the same on every machine.
  private func geometric(at coordinate: Double) -> Fraction? {
    guard let (from, to) = logarithms else { return linear(at: coordinate) }
    let fraction = Real(coordinate, precisionInBits: Self.logarithmBits)
    return (from + fraction * (to - from)).exp().rational
  }

  /// The part of the upper end from which a logarithmic scale above an open end 0 goes.
  private static let smallestPart = Fraction(mantissa: BigInteger(1), exponent: -20)

  /// The logarithms of the ends; `nil` unless both are positive.
  private var logarithms: (Real, Real)? {
    let start = isLowerOpen && lower.sign == 0 ? upper * Self.smallestPart : lower
    guard let from = Self.logarithm(start), let to = Self.logarithm(upper) else { return nil }
    return (from, to)
  }

  private static let logarithmBits = 96

  private static func logarithm(_ value: Fraction) -> Real? {
    try? Real(value, precisionInBits: logarithmBits).log()
  }

  /// The fraction of the range at which a value lies; the inverse of the two functions above.
  func coordinate(of value: Fraction, isInteger: Bool, isLogarithmic: Bool) -> Double {
    if isEndless {
      return scale.coordinate(of: value - lower + shift, isInteger: false, isLogarithmic: true)
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
