import CGMP
import Exact

extension Fraction {
  /// The largest decimal exponent that `init(parsing:)` accepts, and the negative of the smallest.
  public static let decimalExponentLimit = 100_000

  /// The most digits after the point that `decimalText` shows before it prefers a fraction.
  private static let printedFractionDigits = 30

  /// Reads `3`, `-1.5e-3`, `0.1` or `22/7` without any rounding.
  ///
  /// A sign may come first. A decimal needs a digit on both sides of its point; a fraction is two
  /// whole numbers.
  ///
  /// - Throws: `NumberError.malformedNumber`, `.exponentTooLarge` beyond `decimalExponentLimit`,
  ///   or `.divisionByZero` for a fraction over zero.
  public init(parsing text: String) throws(NumberError) {
    guard let parts = DecimalParts(text) else { throw .malformedNumber(text) }
    guard let exponent = parts.exponent, exponent.magnitude <= Fraction.decimalExponentLimit else {
      throw .exponentTooLarge(text, limit: Fraction.decimalExponentLimit)
    }
    let whole = BigInteger(checked: parts.wholeDigits + parts.fractionDigits)
    let magnitude = Fraction(whole, timesTenTo: exponent - parts.fractionDigits.count)
    let denominator = BigInteger(checked: parts.denominatorDigits ?? "1")
    do {
      let value = try magnitude.divided(by: Fraction(denominator))
      self = parts.isNegative ? -value : value
    } catch { throw .divisionByZero }
  }

  /// The shortest exact text: `0.1`, `3` or `22/7`.
  ///
  /// A decimal when 30 digits after the point are enough, a fraction otherwise. `init(parsing:)`
  /// reads it back to the same number.
  public var decimalText: String {
    if isInteger { return description }
    let scaled = self * Fraction.powerOfTen(Fraction.printedFractionDigits)
    guard scaled.isInteger else { return description }
    var digits = scaled.absolute.description
    let missing = Fraction.printedFractionDigits + 1 - digits.count
    digits = String(repeating: "0", count: max(missing, 0)) + digits
    let whole = digits.dropLast(Fraction.printedFractionDigits)
    var fraction = digits.suffix(Fraction.printedFractionDigits)
    while fraction.last == "0" { fraction.removeLast() }
    return (sign < 0 ? "-" : "") + whole + "." + fraction
  }

  /// The nearest number with that many significant decimal digits, halves away from zero.
  ///
  /// - Parameter digits: at least 1.
  public func rounded(toSignificantDigits digits: Int) -> Fraction {
    precondition(digits >= 1, "A number has at least one significant digit.")
    if sign == 0 { return self }
    let shift = digits - absolute.decimalExponent
    let scaled = absolute * Fraction.powerOfTen(shift)
    let rounded = Fraction((scaled + .half).floor) * Fraction.powerOfTen(-shift)
    return sign < 0 ? -rounded : rounded
  }

  /// The `e` with `10^(e-1) <= self < 10^e`, for a positive number.
  var decimalExponent: Int {
    let estimate =
      Int(numerator.read { cgmp_mpz_sizeinbase($0, 10) })
      - Int(denominator.read { cgmp_mpz_sizeinbase($0, 10) })
    // Both lengths may be one too long, and a quotient may start one place lower.
    var exponent = estimate - 1
    while self >= Fraction.powerOfTen(exponent) { exponent += 1 }
    while self < Fraction.powerOfTen(exponent - 1) { exponent -= 1 }
    return exponent
  }

  /// The number `10^exponent`.
  static func powerOfTen(_ exponent: Int) -> Fraction {
    Fraction(.one, timesTenTo: exponent)
  }
}

/// A number's text, cut into its parts; nil when it is not a number.
private struct DecimalParts {
  var isNegative = false
  var wholeDigits = ""
  var fractionDigits = ""
  var denominatorDigits: String?
  /// nil when it does not even fit an `Int`.
  var exponent: Int? = 0

  init?(_ text: String) {
    var rest = Substring(text)
    isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
    wholeDigits = DecimalParts.takeDigits(&rest)
    guard !wholeDigits.isEmpty else { return nil }
    if rest.first == "/" {
      rest.removeFirst()
      let digits = DecimalParts.takeDigits(&rest)
      guard !digits.isEmpty, rest.isEmpty else { return nil }
      denominatorDigits = digits
      return
    }
    if rest.first == "." {
      rest.removeFirst()
      fractionDigits = DecimalParts.takeDigits(&rest)
      guard !fractionDigits.isEmpty else { return nil }
    }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      let isBelowOne = rest.first == "-"
      if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
      let digits = DecimalParts.takeDigits(&rest)
      guard !digits.isEmpty else { return nil }
      exponent = Int((isBelowOne ? "-" : "") + digits)
    }
    guard rest.isEmpty else { return nil }
  }

  private static func takeDigits(_ rest: inout Substring) -> String {
    // A digit with a combining mark is ordered among the plain digits, but GMP cannot read it.
    let digits = rest.prefix(while: { $0.isASCII && "0"..."9" ~= $0 })
    rest = rest.dropFirst(digits.count)
    return String(digits)
  }
}
