import Exact

/// A quotient of polynomials whose denominator has a known sign on the box.
struct NormalForm {
  var numerator: Polynomial
  var denominator: Polynomial
  /// 1 or -1.
  var denominatorSign: Int

  init(_ numerator: Polynomial, over denominator: Polynomial = .one, sign: Int = 1) {
    (self.numerator, self.denominator, denominatorSign) = (numerator, denominator, sign)
  }

  /// The numerator of the same quotient over a positive denominator.
  var signedNumerator: Polynomial { denominatorSign < 0 ? numerator.negated : numerator }
  /// That denominator.
  var positiveDenominator: Polynomial { denominatorSign < 0 ? denominator.negated : denominator }
}
