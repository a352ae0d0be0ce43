import CGMP

extension Rational {
  /// The numerator of the fraction in lowest terms.
  public var numerator: Rational {
    withPointer { source in
      Rational(filledBy: { cgmp_mpz_set(cgmp_mpq_numref($0), cgmp_mpq_numref(source)) })
    }
  }

  /// The denominator of the fraction in lowest terms.
  public var denominator: Rational {
    withPointer { source in
      Rational(filledBy: { cgmp_mpz_set(cgmp_mpq_numref($0), cgmp_mpq_denref(source)) })
    }
  }

  /// The nearest integer, the larger one of two.
  public var nearestInteger: Rational { (self + Rational.half).floor }

  /// The fraction with the least denominator between two numbers, ends included; of several with
  /// that denominator the one nearest to zero.
  public static func simplest(between first: Rational, and second: Rational) -> Rational {
    let (lower, upper) = first <= second ? (first, second) : (second, first)
    if lower.sign <= 0 && upper.sign >= 0 { return Rational(0) }
    if upper.sign < 0 { return -simplest(between: -upper, and: -lower) }
    // Continued fractions of both ends, as far as they agree.
    var (low, high) = (lower, upper)
    var parts: [Rational] = []
    while true {
      let whole = low.floor
      if whole == low || whole + Rational(1) <= high {
        parts.append(whole == low ? whole : whole + Rational(1))
        break
      }
      parts.append(whole)
      guard let nextLow = try? Rational(1).divided(by: high - whole),
        let nextHigh = try? Rational(1).divided(by: low - whole)
      else { return lower }
      (low, high) = (nextLow, nextHigh)
    }
    var value = parts.removeLast()
    for part in parts.reversed() {
      guard let inverse = try? Rational(1).divided(by: value) else { return lower }
      value = part + inverse
    }
    return value
  }
}
