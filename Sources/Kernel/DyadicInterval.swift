import Exact

/// A closed interval of real numbers with dyadic ends, or without end on a side, where the end is
/// written as an infinity.
///
/// The law of this type: every operation at a precision of p bits returns the tightest interval
/// whose ends have at most p significant bits and that contains the range of the operation over its
/// arguments. The result is unique, so that independent checkers agree on every bit.
public struct DyadicInterval: Hashable, Sendable {
  /// The lower end.
  public let lower: Dyadic
  /// The upper end, not below the lower.
  public let upper: Dyadic

  /// The largest e for which results of magnitude 2^e, and nonzero ones of 2^-e, are given.
  public static let largestExponent = 1_000_000
  /// The largest power, in magnitude, that is no exponential of a logarithm.
  public static let largestPower = 1024

  /// All numbers.
  public static let whole = DyadicInterval(ordered: Dyadic.infinity.negated, .infinity)

  /// The interval of one number.
  public init(_ point: Dyadic) { (lower, upper) = (point, point) }

  /// The interval between two numbers.
  ///
  /// - Throws: `KernelError.refused` when they are in the wrong order.
  public init(lower: Dyadic, upper: Dyadic) throws(KernelError) {
    guard lower <= upper else { throw .refused("the ends of an interval are in the wrong order") }
    (self.lower, self.upper) = (lower, upper)
  }

  /// Ends known to be in order.
  init(ordered lower: Dyadic, _ upper: Dyadic) { (self.lower, self.upper) = (lower, upper) }

  /// Ends known to be in order, rounded outwards.
  init(
    roundingOutwards lower: Dyadic, _ upper: Dyadic, precisionInBits p: Int
  ) throws(KernelError) {
    self.init(
      ordered: lower.rounded(.down, precisionInBits: p), upper.rounded(.up, precisionInBits: p))
    for end in [self.lower, self.upper] where end.sign != 0 && !end.isInfinite {
      guard abs(end.magnitudeExponent) <= Self.largestExponent else {
        throw .limit("a number is beyond 2^\(Self.largestExponent) or its inverse")
      }
    }
  }

  /// The tightest interval that contains a fraction.
  public init(enclosing value: Fraction, precisionInBits p: Int) {
    self.init(
      ordered: Dyadic(value, .down, precisionInBits: p), Dyadic(value, .up, precisionInBits: p))
  }

  /// The tightest interval that contains two fractions, the first not above the second; without the
  /// second, all numbers from the first on.
  ///
  /// - Throws: `KernelError.refused` when they are in the wrong order.
  public init(lower: Fraction, upper: Fraction?, precisionInBits p: Int) throws(KernelError) {
    guard lower <= upper ?? lower else {
      throw .refused("the ends of an interval are in the wrong order")
    }
    self.init(
      ordered: Dyadic(lower, .down, precisionInBits: p),
      upper.map { Dyadic($0, .up, precisionInBits: p) } ?? .infinity)
  }

  /// Whether all numbers are > 0.
  public var isPositive: Bool { lower.sign > 0 }
  /// Whether all numbers are >= 0.
  public var isNonnegative: Bool { lower.sign >= 0 }
  /// Whether all numbers are < 0.
  public var isNegative: Bool { upper.sign < 0 }
  /// Whether zero is among the numbers.
  public var containsZero: Bool { lower.sign <= 0 && upper.sign >= 0 }
  /// Whether there is an end on both sides.
  public var isBounded: Bool { !lower.isInfinite && !upper.isInfinite }
  /// The number halfway between the ends; infinite where there is no end.
  public var midpoint: Dyadic { (lower + upper) * Dyadic(BigInteger(1), exponent: -1) }
  /// Whether a fraction lies in the interval.
  public func contains(_ value: Fraction) -> Bool {
    ((try? lower.fraction <= value) ?? true) && ((try? value <= upper.fraction) ?? true)
  }
  /// Whether all numbers of another interval lie in this one.
  public func contains(_ other: DyadicInterval) -> Bool {
    lower <= other.lower && other.upper <= upper
  }

  /// The least interval that contains both.
  public func hull(with other: DyadicInterval) -> DyadicInterval {
    DyadicInterval(ordered: min(lower, other.lower), max(upper, other.upper))
  }

  /// The numbers in both, or `nil` when there are none.
  public func intersection(with other: DyadicInterval) -> DyadicInterval? {
    let ends = (max(lower, other.lower), min(upper, other.upper))
    return ends.0 <= ends.1 ? DyadicInterval(ordered: ends.0, ends.1) : nil
  }

  /// The negatives.
  public var negated: DyadicInterval { DyadicInterval(ordered: upper.negated, lower.negated) }

  /// The absolute values.
  public var absolute: DyadicInterval {
    if isNonnegative { return self }
    if upper.sign <= 0 { return negated }
    return DyadicInterval(ordered: Dyadic(0), max(lower.negated, upper))
  }

  /// The range of the smaller of two numbers.
  public func minimum(with other: DyadicInterval) -> DyadicInterval {
    DyadicInterval(ordered: min(lower, other.lower), min(upper, other.upper))
  }

  /// The range of the larger of two numbers.
  public func maximum(with other: DyadicInterval) -> DyadicInterval {
    DyadicInterval(ordered: max(lower, other.lower), max(upper, other.upper))
  }

  /// The sums.
  public func adding(
    _ other: DyadicInterval, precisionInBits p: Int
  ) throws(KernelError) -> DyadicInterval {
    try DyadicInterval(
      roundingOutwards: lower + other.lower, upper + other.upper, precisionInBits: p)
  }

  /// The differences.
  public func subtracting(
    _ other: DyadicInterval, precisionInBits p: Int
  ) throws(KernelError) -> DyadicInterval {
    try adding(other.negated, precisionInBits: p)
  }

  /// The products, without rounding.
  func exactProduct(_ other: DyadicInterval) -> DyadicInterval {
    if isNonnegative && other.isNonnegative {
      return DyadicInterval(ordered: lower * other.lower, upper * other.upper)
    }
    let corners = [
      lower * other.lower, lower * other.upper, upper * other.lower, upper * other.upper,
    ]
    return corners.dropFirst().reduce(DyadicInterval(corners[0])) {
      $0.hull(with: DyadicInterval($1))
    }
  }

  /// The products.
  public func multiplied(
    by other: DyadicInterval, precisionInBits p: Int
  ) throws(KernelError) -> DyadicInterval {
    let product = exactProduct(other)
    return try DyadicInterval(roundingOutwards: product.lower, product.upper, precisionInBits: p)
  }

  /// The quotients.
  ///
  /// - Throws: `KernelError.undefined` when zero is among the divisors.
  public func divided(
    by divisor: DyadicInterval, precisionInBits p: Int
  ) throws(KernelError) -> DyadicInterval {
    guard !divisor.containsZero else { throw .undefined("a divisor may be zero") }
    if divisor.isNegative { return try negated.divided(by: divisor.negated, precisionInBits: p) }
    // With a positive divisor the least quotient has the least numerator, and the divisor that
    // makes its magnitude least where it is positive, largest where it is negative.
    let below = Dyadic.quotient(
      lower, lower.sign >= 0 ? divisor.upper : divisor.lower, .down, precisionInBits: p)
    let above = Dyadic.quotient(
      upper, upper.sign >= 0 ? divisor.lower : divisor.upper, .up, precisionInBits: p)
    return try DyadicInterval(roundingOutwards: below, above, precisionInBits: p)
  }

  /// The powers x^n of an integer exponent up to `largestPower` in magnitude; x^0 is 1.
  ///
  /// - Throws: `KernelError.undefined` for a negative power where zero is among the bases.
  public func power(_ n: Int, precisionInBits p: Int) throws(KernelError) -> DyadicInterval {
    guard n.magnitude <= Self.largestPower else {
      throw .limit("an exponent is beyond \(Self.largestPower)")
    }
    if n == 0 { return DyadicInterval(Dyadic(1)) }
    let base = n % 2 == 0 ? absolute : self
    let powers = DyadicInterval(ordered: base.lower.power(abs(n)), base.upper.power(abs(n)))
    if n < 0 { return try DyadicInterval(Dyadic(1)).divided(by: powers, precisionInBits: p) }
    return try DyadicInterval(roundingOutwards: powers.lower, powers.upper, precisionInBits: p)
  }

  /// The square roots.
  ///
  /// - Throws: `KernelError.undefined` when a number is negative.
  public func squareRoot(precisionInBits p: Int) throws(KernelError) -> DyadicInterval {
    guard isNonnegative else { throw .undefined("the square root of what may be negative") }
    return try DyadicInterval(
      roundingOutwards: lower.squareRoot(.down, precisionInBits: p),
      upper.squareRoot(.up, precisionInBits: p), precisionInBits: p)
  }
}
