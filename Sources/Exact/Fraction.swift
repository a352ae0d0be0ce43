import CGMP

/// An exact rational number in lowest terms with a positive denominator, on GMP.
public struct Fraction: Sendable {
  /// Owns one GMP fraction, which is written once, before anybody else sees it.
  private final class Storage: @unchecked Sendable {
    @exclusivity(unchecked) var value = __mpq_struct()
    init() { cgmp_mpq_init(&value) }
    deinit { cgmp_mpq_clear(&value) }
  }

  private let storage: Storage

  /// The largest number of characters that are read as a number.
  public static let textLimit = 20_000
  /// The most bits of a numerator or denominator on the way to an exact value.
  public static let sizeLimit = 100_000
  /// The largest power of two in the text of a number, in either direction.
  public static let exponentLimit = 100_000

  /// The most bits of the numerator or denominator of a power, which keep a slip of the finger from
  /// eating all memory.
  public static let powerSizeLimit = 1 << 26

  /// The fraction that is written, in lowest terms, into fresh storage, which holds zero.
  package init(_ write: (mpq_ptr) -> Void) {
    storage = Storage()
    write(&storage.value)
  }

  /// Reads GMP's view of the fraction, which is valid during the call only.
  package func read<Result>(_ body: (mpq_srcptr) -> Result) -> Result {
    withUnsafePointer(to: storage.value) { body($0) }
  }

  private func combined(
    _ other: Fraction, _ operation: (mpq_ptr, mpq_srcptr, mpq_srcptr) -> Void
  ) -> Fraction {
    Fraction { result in read { a in other.read { b in operation(result, a, b) } } }
  }

  /// The quotient of two integers, the second not zero.
  private init(_ numerator: BigInteger, overNonzero denominator: BigInteger) {
    self.init { result in
      numerator.read { cgmp_mpq_set_num(result, $0) }
      denominator.read { cgmp_mpq_set_den(result, $0) }
      cgmp_mpq_canonicalize(result)
    }
  }

  /// The quotient of two integers.
  ///
  /// - Throws: `ExactError.divisionByZero` for a zero denominator.
  public init(_ numerator: BigInteger, _ denominator: BigInteger) throws(ExactError) {
    guard denominator.sign != 0 else { throw .divisionByZero }
    self.init(numerator, overNonzero: denominator)
  }

  /// One half.
  public static let half = Fraction(mantissa: .one, exponent: -1)

  /// An integer.
  public init(_ value: BigInteger) {
    self.init { result in value.read { cgmp_mpq_set_num(result, $0) } }
  }

  /// An integer.
  public init(_ value: Int) { self.init { cgmp_mpq_set_si($0, value) } }

  /// The mantissa times 2^exponent.
  public init(mantissa: BigInteger, exponent: Int) {
    let whole = Fraction(mantissa)
    self.init { result in
      whole.read {
        exponent >= 0
          ? cgmp_mpq_mul_2exp(result, $0, UInt(exponent))
          : cgmp_mpq_div_2exp(result, $0, exponent.magnitude)
      }
    }
  }

  /// An integer times a power of ten.
  public init(_ value: BigInteger, timesTenTo exponent: Int) {
    let power = BigInteger(10).power(abs(exponent))
    self = exponent >= 0 ? Fraction(value * power) : Fraction(value, overNonzero: power)
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
      self.init(numerator, overNonzero: denominator)
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

  /// The numerator.
  public var numerator: BigInteger {
    BigInteger { result in read { cgmp_mpz_set(result, cgmp_mpq_numerator($0)) } }
  }
  /// The denominator, positive.
  public var denominator: BigInteger {
    BigInteger { result in read { cgmp_mpz_set(result, cgmp_mpq_denominator($0)) } }
  }
  /// The larger number of bits of the numerator and the denominator.
  package var sizeInBits: Int {
    read {
      max(
        cgmp_mpz_sizeinbase(cgmp_mpq_numerator($0), 2),
        cgmp_mpz_sizeinbase(cgmp_mpq_denominator($0), 2))
    }
  }
  /// -1, 0 or 1.
  public var sign: Int { Int(read { cgmp_mpq_sgn($0) }) }
  /// Whether the value is an integer.
  public var isInteger: Bool { read { cgmp_mpz_cmp_ui(cgmp_mpq_denominator($0), 1) == 0 } }
  /// The greatest integer that is not larger.
  public var floor: BigInteger {
    BigInteger { result in
      read { cgmp_mpz_fdiv_q(result, cgmp_mpq_numerator($0), cgmp_mpq_denominator($0)) }
    }
  }
  /// The least integer that is not smaller.
  public var ceiling: BigInteger { -(-self).floor }
  /// The absolute value.
  public var absolute: Fraction { sign < 0 ? -self : self }

  /// The negative.
  public static prefix func - (a: Fraction) -> Fraction {
    Fraction { result in a.read { cgmp_mpq_neg(result, $0) } }
  }

  /// The sum.
  public static func + (a: Fraction, b: Fraction) -> Fraction { a.combined(b, cgmp_mpq_add) }

  /// The difference.
  public static func - (a: Fraction, b: Fraction) -> Fraction { a.combined(b, cgmp_mpq_sub) }

  /// The product.
  public static func * (a: Fraction, b: Fraction) -> Fraction { a.combined(b, cgmp_mpq_mul) }

  /// The quotient.
  ///
  /// - Throws: `ExactError.divisionByZero`.
  public func divided(by divisor: Fraction) throws(ExactError) -> Fraction {
    guard divisor.sign != 0 else { throw .divisionByZero }
    return combined(divisor, cgmp_mpq_div)
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
      ? Fraction(top, overNonzero: bottom) : Fraction(bottom, overNonzero: top)
  }
}

extension Fraction: Hashable {
  /// Whether two fractions are the same number.
  public static func == (a: Fraction, b: Fraction) -> Bool {
    a.read { x in b.read { y in cgmp_mpq_equal(x, y) != 0 } }
  }

  /// Feeds the value to a hash.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(numerator)
    hasher.combine(denominator)
  }
}

extension Fraction: Comparable {
  /// Whether the first is smaller.
  public static func < (a: Fraction, b: Fraction) -> Bool {
    a.read { x in b.read { y in cgmp_mpq_cmp(x, y) < 0 } }
  }
}

extension Fraction: CustomStringConvertible {
  /// `m` or `m/d`.
  public var description: String { isInteger ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
