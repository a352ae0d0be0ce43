/// Why a number could not be made.
///
/// Every case is about one value or one text, so that a caller who knows where the text came from
/// can point at it.
public enum NumberError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The text is not a number.
  case malformedNumber(String)

  /// The exponent is beyond what exact arithmetic should be asked to hold.
  case exponentTooLarge(String, limit: Int)

  /// An exact division by zero.
  case divisionByZero

  /// A precision that no number can have.
  case precisionOutOfRange(bits: Int, allowed: ClosedRange<Int>)

  /// A function was asked for a point outside its domain.
  ///
  /// `certainly` is true when every point of the argument lies outside the domain; when it is
  /// false, the enclosure merely touches the outside and more precision may help.
  case outsideDomain(function: String, argument: String, certainly: Bool)

  /// A computation left the range of numbers.
  case notFinite

  /// The endpoints enclose no real number.
  case empty(lower: String, upper: String)

  /// A sentence for the person who must act.
  public var description: String {
    switch self {
    case .malformedNumber(let text):
      return "'\(text)' is not a number; write one like 3, 0.1, -1.5e-3 or 22/7"
    case .exponentTooLarge(let text, let limit):
      return "the exponent of '\(text)' is too large; exact numbers go up to \(limit)"
    case .notFinite:
      return "the computation leaves the range of numbers; the parameters are too extreme"
    case .divisionByZero:
      return "division by zero"
    case .precisionOutOfRange(let bits, let allowed):
      return "a precision of \(bits) bits is not possible; "
        + "choose between \(allowed.lowerBound) and \(allowed.upperBound)"
    case .outsideDomain(let function, let argument, true):
      return "\(function) is not defined at \(argument)"
    case .outsideDomain(let function, let argument, false):
      return "\(function) is not defined on all of \(argument); more precision may help"
    case .empty(let lower, let upper):
      return "no real number lies between \(lower) and \(upper)"
    }
  }
}
