import Exact

extension Fraction {
  /// The fraction with the least denominator between two numbers, ends included; of several with
  /// that denominator the one nearest to zero.
  public static func simplest(between first: Fraction, and second: Fraction) -> Fraction {
    let (lower, upper) = (min(first, second), max(first, second))
    if lower.sign <= 0 && upper.sign >= 0 { return Fraction(0) }
    if upper.sign < 0 { return -simplest(between: -upper, and: -lower) }
    // Continued fractions of both ends, as far as they agree.
    var (low, high) = (lower, upper)
    var parts: [Fraction] = []
    while true {
      let whole = Fraction(low.floor)
      if whole == low || whole + Fraction(1) <= high {
        parts.append(whole == low ? whole : whole + Fraction(1))
        break
      }
      parts.append(whole)
      guard let nextLow = try? Fraction(1).divided(by: high - whole),
        let nextHigh = try? Fraction(1).divided(by: low - whole)
      else { return lower }
      (low, high) = (nextLow, nextHigh)
    }
    var value = parts.removeLast()
    for part in parts.reversed() {
      guard let inverse = try? Fraction(1).divided(by: value) else { return lower }
      value = part + inverse
    }
    return value
  }
}
