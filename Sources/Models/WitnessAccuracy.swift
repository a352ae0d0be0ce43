import Exact
import Reals

/// How closely a witness is to bound the minimum of a problem.
public struct WitnessAccuracy: Hashable, Sendable {
  /// The bounds are to lie about 10^-gapDigits apart.
  public let gapDigits: Int
  /// The precision of the witness.
  public let precisionInBits: Int

  /// An accuracy for bounds of the minimum.
  public init(gapDigits: Int, precisionInBits: Int) {
    (self.gapDigits, self.precisionInBits) = (gapDigits, precisionInBits)
  }

  /// 10^-gapDigits: a dual point moved inwards by so much satisfies its condition strictly.
  func gap() throws(ExactError) -> Fraction { try Fraction(10).power(-gapDigits) }

  /// An integer at this precision.
  func exact(_ value: Int) -> Interval { Interval(value, precisionInBits: precisionInBits) }

  /// A number of a witness.
  func rounded(_ value: Real, _ direction: Dyadic.Rounding) throws -> Fraction {
    guard let exact = value.rational else { throw NumberError.notFinite }
    return try Dyadic(exact, direction, precisionInBits: precisionInBits).fraction
  }
}
