import Exact
import Kernel
import Numbers

extension Fraction {
  /// The same number as the kernel writes it.
  public init?(_ value: Rational) {
    let text = value.description
    guard let point = text.firstIndex(of: ".") else {
      self.init(text)
      return
    }
    let digits = (text[..<point] + text[text.index(after: point)...]).filter { $0 != "-" }
    let places = text.distance(from: point, to: text.endIndex) - 1
    guard let numerator = BigInteger(String(digits.drop { $0 == "0" })),
      let value = try? Fraction(numerator, BigInteger(10).power(places))
    else { return nil }
    self = text.hasPrefix("-") ? -value : value
  }
}

extension Rational {
  /// The same number as `Numbers` writes it.
  public init?(_ value: Fraction) {
    guard let number = try? Rational(parsing: value.description) else { return nil }
    self = number
  }
}
