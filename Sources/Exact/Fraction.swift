/// An exact rational number in lowest terms with a positive denominator.
public struct Fraction: Hashable, Sendable {
  /// The numerator.
  public let numerator: BigInteger
  /// The denominator, positive.
  public let denominator: BigInteger

  /// The largest number of characters that are read as a number.
  public static let textLimit = 20_000
  /// The most bits of a numerator or denominator on the way to an exact value.
  public static let sizeLimit = 100_000
  /// The largest power of two in the text of a number, in either direction.
  public static let exponentLimit = 100_000

  /// The most bits of the numerator or denominator of a power, which keep a slip of the finger from
  /// eating all memory.
  public static let powerSizeLimit = 1 << 26

  private init(lowestTerms numerator: BigInteger, _ denominator: BigInteger) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient of two integers, the second positive.
  private init(_ numerator: BigInteger, overPositive denominator: BigInteger) {
    let common = numerator.greatestCommonDivisor(denominator)
    self.init(
      lowestTerms: numerator.exactQuotient(common), denominator.exactQuotient(common))
  }

  /// The quotient of two integers.
  ///
  /// - Throws: `ExactError.divisionByZero` for a zero denominator.
  public init(_ numerator: BigInteger, _ denominator: BigInteger) throws(ExactError) {
    guard denominator.sign != 0 else { throw .divisionByZero }
    self.init(denominator.sign < 0 ? -numerator : numerator, overPositive: denominator.magnitude)
  }

  /// One half.
  public static let half = Fraction(mantissa: .one, exponent: -1)

  /// An integer.
  public init(_ value: BigInteger) { self.init(lowestTerms: value, .one) }

  /// An integer.
  public init(_ value: Int) { self.init(BigInteger(value)) }

  /// The mantissa times 2^exponent.
  public init(mantissa: BigInteger, exponent: Int) {
    if exponent >= 0 {
      self.init(mantissa << exponent)
    } else {
      self.init(mantissa, overPositive: .one << -exponent)
    }
  }

  /// An integer times a power of ten.
  public init(_ value: BigInteger, timesTenTo exponent: Int) {
    let power = BigInteger(10).power(abs(exponent))
    self = exponent >= 0 ? Fraction(value * power) : Fraction(value, overPositive: power)
  }

  /// The value of a decimal number.
  public init(_ value: ExactDecimal) {
    self.init(BigInteger(checked: value.digits), timesTenTo: value.exponent)
  }

  /// Reads `INT`, `INT/POS` or `INTpINT` (m times 2^e) as section 1 of docs/certificate-format.md
  /// describes them; else `nil`.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.textLimit else { return nil }
    if let slash = text.firstIndex(of: "/") {
      guard let numerator = BigInteger(String(text[..<slash])),
        let denominator = BigInteger(String(text[text.index(after: slash)...])),
        denominator.sign > 0
      else { return nil }
      self.init(numerator, overPositive: denominator)
    } else if let mark = text.firstIndex(of: "p") {
      guard let mantissa = BigInteger(String(text[..<mark])),
        let exponent = BigInteger(String(text[text.index(after: mark)...]))?.int,
        (-Self.exponentLimit...Self.exponentLimit).contains(exponent)
      else { return nil }
      self.init(mantissa: mantissa, exponent: exponent)
    } else {
      guard let value = BigInteger(text) else { return nil }
      self.init(value)
    }
  }

  /// The larger number of bits of the numerator and the denominator.
  package var sizeInBits: Int { max(numerator.bitWidth, denominator.bitWidth) }
  /// -1, 0 or 1.
  public var sign: Int { numerator.sign }
  /// Whether the value is an integer.
  public var isInteger: Bool { denominator == .one }
  /// The greatest integer that is not larger.
  public var floor: BigInteger { numerator.floorQuotient(denominator) ?? numerator }
  /// The least integer that is not smaller.
  public var ceiling: BigInteger { numerator.ceilingQuotient(denominator) ?? numerator }
  /// The absolute value.
  public var absolute: Fraction { sign < 0 ? -self : self }

  /// The negative.
  public static prefix func - (a: Fraction) -> Fraction {
    Fraction(lowestTerms: -a.numerator, a.denominator)
  }

  /// The sum.
  public static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(
      a.numerator * b.denominator + b.numerator * a.denominator,
      overPositive: a.denominator * b.denominator)
  }

  /// The difference.
  public static func - (a: Fraction, b: Fraction) -> Fraction { a + -b }

  /// The product.
  public static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.numerator, overPositive: a.denominator * b.denominator)
  }

  /// The quotient.
  ///
  /// - Throws: `ExactError.divisionByZero` for a zero divisor.
  public func divided(by divisor: Fraction) throws(ExactError) -> Fraction {
    try Fraction(numerator * divisor.denominator, denominator * divisor.numerator)
  }

  /// The power with an exponent of either sign; x^0 is 1.
  ///
  /// - Throws: `ExactError.divisionByZero` for a negative power of zero, `.tooLarge` beyond
  ///   `powerSizeLimit`.
  public func power(_ exponent: Int) throws(ExactError) -> Fraction {
    if exponent < 0 && sign == 0 { throw .divisionByZero }
    // 0, 1 and -1 have no growing powers: only whether the exponent is even matters.
    if sizeInBits == 1 && exponent != 0 { return exponent.isMultiple(of: 2) ? absolute : self }
    // Of s bits, the power has more than (s - 1) n.
    let (bits, overflows) = exponent.magnitude
      .multipliedReportingOverflow(by: UInt(sizeInBits - 1))
    guard !overflows, bits <= Self.powerSizeLimit else { throw .tooLarge }
    let (top, bottom) = (numerator.power(abs(exponent)), denominator.power(abs(exponent)))
    return exponent >= 0
      ? Fraction(lowestTerms: top, bottom)
      : Fraction(lowestTerms: top.sign < 0 ? -bottom : bottom, top.magnitude)
  }
}

extension Fraction: Comparable {
  /// Whether the first is smaller.
  public static func < (a: Fraction, b: Fraction) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
}

extension Fraction: CustomStringConvertible {
  /// `m` or `m/d`.
  public var description: String { isInteger ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
