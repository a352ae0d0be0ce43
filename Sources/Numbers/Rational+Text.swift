import CGMP

extension Rational: CustomStringConvertible {
  /// The largest decimal exponent that `init(parsing:)` accepts, and the negative of the smallest.
  public static let decimalExponentLimit = 100_000

  /// The most digits after the point that `description` prints before it prefers a fraction.
  static let printedFractionDigits = 30

  /// Reads `3`, `-1.5e-3`, `0.1` or `22/7` without any rounding.
  ///
  /// A sign may come first. A decimal needs a digit on both sides of its point; a fraction is two
  /// whole numbers.
  ///
  /// - Throws: `NumberError.malformedNumber`, `.exponentTooLarge` beyond `decimalExponentLimit`,
  ///   or `.divisionByZero` for a fraction over zero.
  public init(parsing text: String) throws(NumberError) {
    guard let parts = DecimalParts(text) else { throw .malformedNumber(text) }
    guard let exponent = parts.exponent, abs(exponent) <= Rational.decimalExponentLimit else {
      throw .exponentTooLarge(text, limit: Rational.decimalExponentLimit)
    }
    let whole = Rational(digits: parts.wholeDigits + parts.fractionDigits)
    let scale = exponent - parts.fractionDigits.count
    var magnitude = whole * Rational(digits: "1" + String(repeating: "0", count: max(scale, 0)))
    if scale < 0 {
      let divisor = Rational(digits: "1" + String(repeating: "0", count: -scale))
      magnitude = try magnitude.divided(by: divisor)
    }
    if let denominator = parts.denominatorDigits {
      magnitude = try magnitude.divided(by: Rational(digits: denominator))
    }
    self = parts.isNegative ? -magnitude : magnitude
  }

  /// The shortest exact text: `0.1`, `3` or `22/7`.
  ///
  /// A decimal when 30 digits after the point are enough, a fraction otherwise. `init(parsing:)`
  /// reads it back to the same number.
  public var description: String {
    if isInteger { return numeratorText }
    let scaled = self * Rational.powerOfTen(Rational.printedFractionDigits)
    guard scaled.isInteger else { return numeratorText + "/" + denominatorText }
    var digits = scaled.absolute.numeratorText
    let missing = Rational.printedFractionDigits + 1 - digits.count
    digits = String(repeating: "0", count: max(missing, 0)) + digits
    let whole = digits.dropLast(Rational.printedFractionDigits)
    var fraction = digits.suffix(Rational.printedFractionDigits)
    while fraction.last == "0" { fraction.removeLast() }
    return (sign < 0 ? "-" : "") + whole + "." + fraction
  }

  /// The nearest number with that many significant decimal digits, halves away from zero.
  ///
  /// - Parameter digits: at least 1.
  public func rounded(toSignificantDigits digits: Int) -> Rational {
    precondition(digits >= 1, "A number has at least one significant digit.")
    if sign == 0 { return self }
    let shift = digits - absolute.decimalExponent
    let scaled = absolute * Rational.powerOfTen(shift)
    let doubled = scaled + scaled + Rational(1)
    let rounded = (doubled * Rational.half).floor * Rational.powerOfTen(-shift)
    return sign < 0 ? -rounded : rounded
  }

  /// The `e` with `10^(e-1) <= self < 10^e`, for a positive number.
  var decimalExponent: Int {
    let estimate = withPointer {
      Int(cgmp_mpz_sizeinbase(cgmp_mpq_numref($0), 10))
        - Int(cgmp_mpz_sizeinbase(cgmp_mpq_denref($0), 10))
    }
    // Both lengths may be one too long, and a quotient may start one place lower.
    var exponent = estimate - 1
    while self >= Rational.powerOfTen(exponent) { exponent += 1 }
    while self < Rational.powerOfTen(exponent - 1) { exponent -= 1 }
    return exponent
  }

  /// The number `10^exponent`.
  static func powerOfTen(_ exponent: Int) -> Rational {
    Rational(filledBy: {
      let target = exponent < 0 ? cgmp_mpq_denref($0) : cgmp_mpq_numref($0)
      cgmp_mpz_set_si(target, 10)
      cgmp_mpz_pow_ui(target, target, exponent.magnitude)
      if exponent < 0 { cgmp_mpz_set_si(cgmp_mpq_numref($0), 1) }
    })
  }

  static let half = Rational(filledBy: {
    cgmp_mpz_set_si(cgmp_mpq_numref($0), 1)
    cgmp_mpz_set_si(cgmp_mpq_denref($0), 2)
  })

  /// A whole number from decimal digits that were checked before.
  private init(digits: String) {
    self.init(filledBy: { _ = cgmp_mpz_set_str(cgmp_mpq_numref($0), digits, 10) })
  }

  private var numeratorText: String { withPointer { Rational.text(of: cgmp_mpq_numref($0)) } }

  private var denominatorText: String { withPointer { Rational.text(of: cgmp_mpq_denref($0)) } }

  private static func text(of integer: UnsafePointer<__mpz_struct>?) -> String {
    // GMP asks for room for a sign and the closing zero besides the digits.
    let room = Int(cgmp_mpz_sizeinbase(integer, 10)) + 2
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      cgmp_mpz_get_str(start, 10, integer)
      return String(cString: start)
    }
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
