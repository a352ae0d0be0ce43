import Exact
import Reals

/// Numbers in reports that are read, not computed with: short, and rounded to a stated side.
enum ShortNumber {
  /// The most characters of a number.
  static let largestLength = 20

  /// An exact decimal or fraction where that is short, else with an exponent: `5.8e59`.
  static func text(of value: Fraction) -> String {
    let plain = value.decimalText
    guard plain.utf8.count > largestLength || plain.contains("/") && plain.utf8.count > 9
    else { return plain }
    let text = Real(value, precisionInBits: 256).decimal(significantDigits: 12)
    guard let exponent = text.firstIndex(of: "e"), text.contains(".") else { return text }
    var mantissa = text[..<exponent]
    while mantissa.hasSuffix("0") { mantissa.removeLast() }
    if mantissa.hasSuffix(".") { mantissa.removeLast() }
    return String(mantissa + text[exponent...])
  }

  /// The value where its text is short, else so many of its first digits, on one side of it.
  static func rounded(_ value: Fraction, up: Bool, digits: Int) -> Fraction {
    guard text(of: value).utf8.count > digits + 2 else { return value }
    var result = value.rounded(toSignificantDigits: digits)
    if up ? result < value : result > value {
      // One part in 10^(digits - 1) is at least one unit of the last digit.
      guard let unit = try? Fraction(10).power(1 - digits) else { return value }
      let step = value.absolute * unit
      result = (up ? value + step : value - step).rounded(toSignificantDigits: digits)
    }
    return result
  }
}
