import CGMP
import CMPFR

/// An exact fraction of two integers of any size.
///
/// Fractions are held in lowest terms with a positive denominator, so equal numbers are equal in
/// every respect. A value never changes after it was made; copies share storage and may be used
/// from any number of tasks at once.
public struct Rational: Sendable {
  let storage: RationalStorage

  /// A fraction that `fill` writes into fresh storage holding zero; it must leave lowest terms.
  init(filledBy fill: (UnsafeMutablePointer<__mpq_struct>) -> Void) {
    storage = RationalStorage()
    withExtendedLifetime(storage) { fill(storage.pointer) }
  }

  /// Calls `body` with GMP's view of the number, which is valid during the call only.
  func withPointer<Result>(_ body: (UnsafeMutablePointer<__mpq_struct>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(storage.pointer) }
  }

  /// The fraction equal to an integer.
  public init(_ integer: Int) {
    self.init(filledBy: { cgmp_mpz_set_si(cgmp_mpq_numref($0), integer) })
  }

  /// The fraction `numerator / denominator`, reduced to lowest terms.
  ///
  /// - Throws: `NumberError.divisionByZero` when the denominator is zero.
  public init(numerator: Int, denominator: Int) throws(NumberError) {
    guard denominator != 0 else { throw .divisionByZero }
    self.init(filledBy: {
      cgmp_mpz_set_si(cgmp_mpq_numref($0), numerator)
      cgmp_mpz_set_si(cgmp_mpq_denref($0), denominator)
      cgmp_mpq_canonicalize($0)
    })
  }

  /// The exact value of a finite double, for example 1/10 + 5.55e-18 for `0.1`.
  ///
  /// - Throws: `NumberError.malformedNumber` for infinities and NaN.
  public init(exactly value: Double) throws(NumberError) {
    guard value.isFinite else { throw .malformedNumber("\(value)") }
    self.init(filledBy: { cgmp_mpq_set_d($0, value) })
  }

  /// -1, 0 or 1.
  public var sign: Int { withPointer { Int(cgmp_mpq_sgn($0)) } }

  /// Whether the denominator is 1.
  public var isInteger: Bool { withPointer { cgmp_mpz_cmp_ui(cgmp_mpq_denref($0), 1) == 0 } }

  /// The value as an `Int`, when it is an integer that fits.
  public var integer: Int? {
    guard isInteger else { return nil }
    return withPointer {
      let numerator = cgmp_mpq_numref($0)
      return cgmp_mpz_fits_slong_p(numerator) != 0 ? cgmp_mpz_get_si(numerator) : nil
    }
  }

  /// The value rounded to a double, with no promise about the last bit.
  ///
  /// Values beyond the double range give infinities or zero.
  public var approximateDouble: Double {
    Real(self, precisionInBits: Double.significandBitCount + 1).approximateDouble
  }
}

/// Owns one GMP fraction.
///
/// Sendable is unchecked because the compiler cannot see behind the pointer: the fraction is written
/// only inside `Rational.init(filledBy:)`, before anybody else can hold the object, and only read
/// afterwards; GMP functions touch nothing but their arguments.
final class RationalStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<__mpq_struct>

  init() {
    pointer = .allocate(capacity: 1)
    cgmp_mpq_init(pointer)
  }

  deinit {
    cgmp_mpq_clear(pointer)
    pointer.deallocate()
  }
}

extension Rational: Hashable, Comparable {
  /// Whether two fractions are the same number.
  public static func == (left: Rational, right: Rational) -> Bool {
    left.withPointer { a in right.withPointer { b in cgmp_mpq_equal(a, b) != 0 } }
  }

  /// The exact order of the numbers.
  public static func < (left: Rational, right: Rational) -> Bool {
    left.withPointer { a in right.withPointer { b in cgmp_mpq_cmp(a, b) < 0 } }
  }

  /// Feeds the sign and all limbs of numerator and denominator.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(sign)
    withPointer { fraction in
      for part in [cgmp_mpq_numref(fraction), cgmp_mpq_denref(fraction)] {
        let limbs = cgmp_mpz_size(part)
        hasher.combine(limbs)
        for index in 0..<limbs { hasher.combine(cgmp_mpz_getlimbn(part, mp_size_t(index))) }
      }
    }
  }
}
