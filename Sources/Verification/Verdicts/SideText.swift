import Exact
import Reals

/// The printed value of one side at a counterexample.
enum SideText {
  /// The digits shown are at least so many, and at most so many.
  static let digitsRange = 10...1_000

  /// What stands for a side that is not known.
  static let unknown = "?"

  /// Digits that show where two values part: those that agree and a few more.
  static func digits(toTell left: Interval?, from right: Interval?) -> Int {
    guard let left, let right else { return digitsRange.lowerBound }
    let agreeing = Agreement.digits(left.finiteEnd, right.finiteEnd)
    return min(
      max(min(agreeing, digitsRange.upperBound) + 6, digitsRange.lowerBound), digitsRange.upperBound
    )
  }

  /// The certain digits of a value; of a one-sided bound, its end on the safe side.
  static func text(of side: Interval?, digits: Int) -> String {
    guard let side else { return unknown }
    if side.lower.isFinite && side.upper.isFinite {
      return side.certifiedDecimal(maximumDigits: digits).text
    }
    if side.upper.isFinite { return "<= \(bound(side.upper, roundingUp: true, digits: digits))" }
    if side.lower.isFinite { return ">= \(bound(side.lower, roundingUp: false, digits: digits))" }
    return "unbounded"
  }

  /// A short decimal on the safe side of a certified bound.
  private static func bound(_ value: Real, roundingUp: Bool, digits: Int) -> String {
    guard let exact = value.rational else { return "\(value)" }
    var rounded = exact.rounded(toSignificantDigits: digits)
    if roundingUp ? rounded < exact : rounded > exact {
      // One part in 10^(digits - 1) is at least one unit of the last digit shown.
      let ulp = (try? Fraction(parsing: "1e-\(digits - 1)")) ?? Fraction(1)
      let step = exact.absolute * ulp
      rounded = (roundingUp ? exact + step : exact - step).rounded(toSignificantDigits: digits)
    }
    let text = rounded.decimalText
    guard text.contains("/") else { return text }
    // Tiny numbers are fractions as text. So many bits tell numbers of so few digits apart, so that
    // nothing is rounded again.
    return Real(rounded, precisionInBits: 8 * digits).decimal(significantDigits: digits)
  }
}

extension Interval {
  /// The interval, or its finite end where the other one is infinite.
  fileprivate var finiteEnd: Interval {
    if isBounded { return self }
    return Interval(upper.isFinite ? upper : lower)
  }
}
