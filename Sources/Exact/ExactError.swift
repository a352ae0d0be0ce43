/// Why exact arithmetic has no result.
public enum ExactError: Error, Hashable, Sendable {
  /// A divisor is zero, or the base of a negative power.
  case divisionByZero
  /// A power would have more than `Fraction.powerSizeLimit` bits.
  case tooLarge
  /// An infinite end of an interval stands where a number is needed.
  case infinite
}
