import CGMP

/// An integer of any size, on GMP.
public struct BigInteger: Hashable, Comparable, Sendable {
  /// Owns one GMP integer, which is written once, before anybody else sees it.
  private final class Storage: @unchecked Sendable {
    @exclusivity(unchecked) var value = __mpz_struct()
    init() { cgmp_mpz_init(&value) }
    deinit { cgmp_mpz_clear(&value) }
  }

  private let storage: Storage

  /// The integer that is written into fresh storage.
  package init(_ write: (mpz_ptr) -> Void) {
    storage = Storage()
    write(&storage.value)
  }

  /// Reads GMP's view of the integer, which is valid during the call only.
  package func read<Result>(_ body: (mpz_srcptr) -> Result) -> Result {
    withUnsafePointer(to: storage.value) { body($0) }
  }

  private func combined(
    _ other: BigInteger, _ operation: (mpz_ptr, mpz_srcptr, mpz_srcptr) -> Void
  ) -> BigInteger {
    BigInteger { result in read { a in other.read { b in operation(result, a, b) } } }
  }

  /// Makes an integer from a machine integer.
  public init(_ value: Int) { self.init { cgmp_mpz_set_si($0, value) } }

  /// One.
  package static let one = BigInteger(1)

  /// Reads `0` or an optional `-` and ASCII digits without a leading zero; else `nil`.
  public init?(_ text: String) {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      first != UInt8(ascii: "0") || text.utf8.count == 1
    else { return nil }
    self.init(checked: text)
  }

  /// Reads decimal digits, after an optional `-`, that are known to be such.
  package init(checked text: String) {
    self.init { result in _ = text.withCString { cgmp_mpz_set_str(result, $0, 10) } }
  }

  /// -1, 0 or 1.
  public var sign: Int { Int(read { cgmp_mpz_sgn($0) }) }
  /// The magnitude.
  public var magnitude: BigInteger { sign < 0 ? -self : self }
  /// Bits of the magnitude; 0 for zero.
  public var bitWidth: Int { sign == 0 ? 0 : read { cgmp_mpz_sizeinbase($0, 2) } }
  /// Zero bits at the end; 0 for zero.
  public var trailingZeroBits: Int { sign == 0 ? 0 : Int(read { cgmp_mpz_scan1($0, 0) }) }
  /// The value as a machine integer, if it fits.
  public var int: Int? {
    read { cgmp_mpz_fits_slong_p($0) != 0 ? cgmp_mpz_get_si($0) : nil }
  }

  /// The sum.
  public static func + (a: BigInteger, b: BigInteger) -> BigInteger { a.combined(b, cgmp_mpz_add) }
  /// The difference.
  public static func - (a: BigInteger, b: BigInteger) -> BigInteger { a.combined(b, cgmp_mpz_sub) }
  /// The product.
  public static func * (a: BigInteger, b: BigInteger) -> BigInteger { a.combined(b, cgmp_mpz_mul) }
  /// The negative.
  public static prefix func - (a: BigInteger) -> BigInteger {
    BigInteger { result in a.read { cgmp_mpz_neg(result, $0) } }
  }

  /// The product with a power of two, count >= 0.
  public static func << (a: BigInteger, count: Int) -> BigInteger {
    BigInteger { result in a.read { cgmp_mpz_mul_2exp(result, $0, mp_bitcnt_t(max(count, 0))) } }
  }

  /// The quotient by a power of two, rounded down, count >= 0.
  public static func >> (a: BigInteger, count: Int) -> BigInteger {
    BigInteger { result in a.read { cgmp_mpz_fdiv_q_2exp(result, $0, mp_bitcnt_t(max(count, 0))) } }
  }

  /// The product with 2^count for a count of either sign, rounded down.
  package func shifted(_ count: Int) -> BigInteger { count >= 0 ? self << count : self >> -count }

  /// The quotient rounded down; a divisor of zero ends the program, as GMP does.
  public func floorQuotient(_ divisor: BigInteger) -> BigInteger {
    combined(divisor, cgmp_mpz_fdiv_q)
  }

  /// The quotient rounded up; a divisor of zero ends the program, as GMP does.
  public func ceilingQuotient(_ divisor: BigInteger) -> BigInteger {
    combined(divisor, cgmp_mpz_cdiv_q)
  }

  /// The quotient by a divisor that divides; itself for a zero divisor.
  package func exactQuotient(_ divisor: BigInteger) -> BigInteger {
    divisor.sign == 0 ? self : combined(divisor, cgmp_mpz_divexact)
  }

  /// The greatest common divisor, >= 0.
  public func greatestCommonDivisor(_ other: BigInteger) -> BigInteger {
    combined(other, cgmp_mpz_gcd)
  }

  /// The power, exponent >= 0.
  public func power(_ exponent: Int) -> BigInteger {
    BigInteger { result in read { cgmp_mpz_pow_ui(result, $0, UInt(max(exponent, 0))) } }
  }

  /// The square root of a nonnegative integer, rounded down; 0 of a negative one.
  public var squareRootRoundedDown: BigInteger {
    sign < 0 ? BigInteger(0) : BigInteger { result in read { cgmp_mpz_sqrt(result, $0) } }
  }

  /// Whether two integers are equal.
  public static func == (a: BigInteger, b: BigInteger) -> Bool {
    a.read { x in b.read { y in cgmp_mpz_cmp(x, y) == 0 } }
  }

  /// Whether the first is smaller.
  public static func < (a: BigInteger, b: BigInteger) -> Bool {
    a.read { x in b.read { y in cgmp_mpz_cmp(x, y) < 0 } }
  }

  /// Feeds the value to a hash.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(sign)
    read { value in
      for index in 0..<cgmp_mpz_size(value) {
        hasher.combine(cgmp_mpz_getlimbn(value, mp_size_t(index)))
      }
    }
  }
}

extension BigInteger: CustomStringConvertible {
  /// The decimal digits, with a sign where it is negative.
  public var description: String {
    let capacity = read { cgmp_mpz_sizeinbase($0, 10) } + 2
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      _ = read { cgmp_mpz_get_str(start, 10, $0) }
      return String(cString: start)
    }
  }
}
