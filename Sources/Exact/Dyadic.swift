/// An exact number m 2^e, the mantissa m odd, or zero with e = 0; or an end of an interval without
/// end, plus or minus infinity.
public struct Dyadic: Hashable, Sendable {
  /// The mantissa.
  public let mantissa: BigInteger
  /// The power of two.
  public let exponent: Int

  /// To which side a number is rounded.
  public enum Rounding: Sendable {
    /// Towards minus infinity.
    case down
    /// Towards plus infinity.
    case up
  }

  /// The mantissa times 2^exponent.
  public init(_ mantissa: BigInteger, exponent: Int = 0) {
    let zeros = mantissa.trailingZeroBits
    self.mantissa = zeros == 0 ? mantissa : mantissa >> zeros
    self.exponent = mantissa.sign == 0 ? 0 : exponent + zeros
  }

  /// An integer.
  public init(_ value: Int) { self.init(BigInteger(value)) }

  /// Above every number.
  public static let infinity = Dyadic(BigInteger(1), exponent: infiniteExponent)
  /// The exponent of infinity, which comparison takes for a large one; no number comes near it.
  private static let infiniteExponent = 1 << 60
  /// Whether this is no number but plus or minus infinity.
  public var isInfinite: Bool { exponent == Self.infiniteExponent }

  /// -1, 0 or 1.
  public var sign: Int { mantissa.sign }
  /// The e for which the magnitude lies in [2^(e-1), 2^e); 0 for zero.
  public var magnitudeExponent: Int { sign == 0 ? 0 : exponent + mantissa.bitWidth }
  /// The exact value.
  ///
  /// - Throws: `ExactError.infinite`.
  public var fraction: Fraction {
    get throws(ExactError) {
      if isInfinite { throw .infinite }
      return Fraction(mantissa: mantissa, exponent: exponent)
    }
  }
  /// The negative.
  public var negated: Dyadic { Dyadic(-mantissa, exponent: exponent) }
  /// The value as a machine integer, if it is one.
  public var int: Int? {
    exponent >= 0 && magnitudeExponent <= 64 ? (mantissa << exponent).int : nil
  }

  /// The sum; infinities of both signs never meet, as ends of one side are added.
  public static func + (a: Dyadic, b: Dyadic) -> Dyadic {
    if a.sign == 0 || b.isInfinite { return b }
    if b.sign == 0 || a.isInfinite { return a }
    let exponent = min(a.exponent, b.exponent)
    return Dyadic(
      a.mantissa << (a.exponent - exponent) + b.mantissa << (b.exponent - exponent),
      exponent: exponent)
  }

  /// The difference.
  public static func - (a: Dyadic, b: Dyadic) -> Dyadic { a + b.negated }

  /// The product; zero times infinity is zero, as the multiples of zero are.
  public static func * (a: Dyadic, b: Dyadic) -> Dyadic {
    if a.isInfinite || b.isInfinite { return infinite(sign: a.sign * b.sign) }
    return Dyadic(a.mantissa * b.mantissa, exponent: a.exponent + b.exponent)
  }

  /// Infinity of a sign; zero for 0.
  private static func infinite(sign: Int) -> Dyadic {
    Dyadic(BigInteger(sign), exponent: infiniteExponent)
  }

  /// The nearest number on one side with at most so many significant bits.
  public func rounded(_ rounding: Rounding, precisionInBits: Int) -> Dyadic {
    let excess = mantissa.bitWidth - precisionInBits
    guard excess > 0 else { return self }
    let below = mantissa >> excess
    // The mantissa is odd, so bits are lost whenever there is an excess.
    return Dyadic(
      rounding == .down ? below : below + BigInteger(1), exponent: exponent + excess)
  }

  /// The quotient a/b, b not zero, rounded to one side; zero for infinite b, which the quotients of
  /// a number come near.
  package static func quotient(
    _ a: Dyadic, _ b: Dyadic, _ rounding: Rounding, precisionInBits: Int
  ) -> Dyadic {
    if b.isInfinite { return Dyadic(0) }
    if a.isInfinite { return infinite(sign: a.sign * b.sign) }
    // With this shift the integer quotient has more bits than are asked for.
    let shift = max(0, precisionInBits + 2 + b.mantissa.bitWidth - a.mantissa.bitWidth)
    let top = a.mantissa << shift
    let quotient =
      rounding == .down ? top.floorQuotient(b.mantissa) : top.ceilingQuotient(b.mantissa)
    return Dyadic(quotient, exponent: a.exponent - b.exponent - shift)
      .rounded(rounding, precisionInBits: precisionInBits)
  }

  /// The power, exponent > 0, without rounding.
  package func power(_ n: Int) -> Dyadic {
    isInfinite
      ? (n % 2 == 0 ? .infinity : self) : Dyadic(mantissa.power(n), exponent: exponent * n)
  }

  /// The square root of a nonnegative number, rounded to one side.
  package func squareRoot(_ rounding: Rounding, precisionInBits p: Int) -> Dyadic {
    if isInfinite { return self }
    // With an even exponent and 2p + 2 bits, the integer root has more than p bits, so that
    // rounding it further is rounding the root itself.
    var shift = max(0, 2 * p + 2 - mantissa.bitWidth)
    if (exponent - shift) % 2 != 0 { shift += 1 }
    let square = mantissa << shift
    let root = square.squareRootRoundedDown
    let isExact = root * root == square
    let next = rounding == .up && !isExact ? root + BigInteger(1) : root
    return Dyadic(next, exponent: (exponent - shift) / 2).rounded(rounding, precisionInBits: p)
  }

  /// A fraction rounded to one side.
  public init(_ value: Fraction, _ rounding: Rounding, precisionInBits: Int) {
    self = Dyadic.quotient(
      Dyadic(value.numerator), Dyadic(value.denominator), rounding,
      precisionInBits: precisionInBits)
  }
}

extension Dyadic: Comparable {
  /// Whether the first is smaller; numbers of very different size are not written out.
  public static func < (a: Dyadic, b: Dyadic) -> Bool {
    if a.sign != b.sign { return a.sign < b.sign }
    if a.magnitudeExponent != b.magnitudeExponent {
      return (a.magnitudeExponent < b.magnitudeExponent) == (a.sign > 0)
    }
    let exponent = min(a.exponent, b.exponent)
    return a.mantissa << (a.exponent - exponent) < b.mantissa << (b.exponent - exponent)
  }
}
