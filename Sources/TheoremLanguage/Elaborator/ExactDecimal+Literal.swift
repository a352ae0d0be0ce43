import Exact

extension ExactDecimal {
  /// The value written as a literal of the language.
  ///
  /// It is plain (`0.001`, `1200`) where that is short and scientific (`25e-40`) where it is not.
  var literal: String {
    let plainLimit = 12
    if exponent >= 0 {
      guard exponent <= plainLimit else { return "\(digits)e\(exponent)" }
      return digits + String(repeating: "0", count: exponent)
    }
    let wholeDigits = digits.utf8.count + exponent
    guard wholeDigits >= -plainLimit else { return "\(digits)e\(exponent)" }
    if wholeDigits <= 0 { return "0." + String(repeating: "0", count: -wholeDigits) + digits }
    return "\(digits.prefix(wholeDigits)).\(digits.dropFirst(wholeDigits))"
  }
}
