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
  /// - Throws: `KernelError.undefined` for a zero denominator.
  public init(_ numerator: BigInteger, _ denominator: BigInteger) throws(KernelError) {
    guard denominator.sign != 0 else { throw .undefined("a division by zero") }
    self.init(denominator.sign < 0 ? -numerator : numerator, overPositive: denominator.magnitude)
  }

  /// An integer.
  public init(_ value: BigInteger) { self.init(lowestTerms: value, BigInteger(1)) }

  /// An integer.
  public init(_ value: Int) { self.init(BigInteger(value)) }

  /// The mantissa times 2^exponent.
  public init(mantissa: BigInteger, exponent: Int) {
    if exponent >= 0 {
      self.init(mantissa << exponent)
    } else {
      self.init(mantissa, overPositive: BigInteger(1) << -exponent)
    }
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
  var sizeInBits: Int { max(numerator.bitWidth, denominator.bitWidth) }
  /// -1, 0 or 1.
  public var sign: Int { numerator.sign }
  /// Whether the value is an integer.
  public var isInteger: Bool { denominator == BigInteger(1) }
  /// The greatest integer that is not larger.
  public var floor: BigInteger { numerator.floorQuotient(denominator) ?? numerator }
  /// The least integer that is not smaller.
  public var ceiling: BigInteger { numerator.ceilingQuotient(denominator) ?? numerator }
  /// The negative.
  public var negated: Fraction { Fraction(lowestTerms: -numerator, denominator) }
  /// The absolute value.
  public var absolute: Fraction { sign < 0 ? negated : self }

  /// The sum.
  public static func + (a: Fraction, b: Fraction) -> Fraction {
    Fraction(
      a.numerator * b.denominator + b.numerator * a.denominator,
      overPositive: a.denominator * b.denominator)
  }

  /// The difference.
  public static func - (a: Fraction, b: Fraction) -> Fraction { a + b.negated }

  /// The product.
  public static func * (a: Fraction, b: Fraction) -> Fraction {
    Fraction(a.numerator * b.numerator, overPositive: a.denominator * b.denominator)
  }

  /// The quotient.
  ///
  /// - Throws: `KernelError.undefined` for a zero divisor.
  public func divided(by divisor: Fraction) throws(KernelError) -> Fraction {
    try Fraction(numerator * divisor.denominator, denominator * divisor.numerator)
  }

  /// The power with an exponent of either sign.
  ///
  /// Callers see to it that the result has a size.
  ///
  /// - Throws: `KernelError.undefined` for a negative power of zero.
  public func power(_ exponent: Int) throws(KernelError) -> Fraction {
    let (top, bottom) = (numerator.power(abs(exponent)), denominator.power(abs(exponent)))
    return exponent >= 0 ? Fraction(lowestTerms: top, bottom) : try Fraction(bottom, top)
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
