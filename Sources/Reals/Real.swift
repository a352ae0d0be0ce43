import CMPFR
import Exact

/// Which neighbour a result that does not fit is rounded to.
public enum RoundingDirection: Sendable {
  /// The nearest number; of two equally near ones, the one with an even last bit.
  case nearest

  /// The largest number that is not above.
  case down

  /// The smallest number that is not below.
  case up

  var mode: mpfr_rnd_t {
    switch self {
    case .nearest: MPFR_RNDN
    case .down: MPFR_RNDD
    case .up: MPFR_RNDU
    }
  }
}

/// A binary floating-point number with a precision of its own.
///
/// The value is `±m 2^e` with a significand of `precisionInBits` bits and an exponent of magnitude
/// up to about 2^30, or an infinity. It is never NaN: operations on points outside their domain
/// throw, and an indeterminate form such as `infinity - infinity`, which only an overflow can lead
/// to, gives `+infinity`, so `isFinite` tells every number that went out of range.
///
/// Arithmetic here rounds to nearest and promises nothing about accumulated errors; enclosures are
/// what `Interval` is for. A value never changes after it was made; copies share storage and may be
/// used from any number of tasks at once.
public struct Real: Sendable {
  let storage: RealStorage

  /// The precisions a number can have, in bits.
  ///
  /// The upper end (about three million decimal digits) is far beyond any use and keeps a slip of
  /// the finger from eating all memory.
  public static let precisionRange = 2...10_000_000

  /// Refuses a precision outside `precisionRange`.
  ///
  /// - Throws: `NumberError.precisionOutOfRange`.
  public static func check(precisionInBits bits: Int) throws(NumberError) {
    guard precisionRange.contains(bits) else {
      throw .precisionOutOfRange(bits: bits, allowed: precisionRange)
    }
  }

  /// A number that `fill` writes into fresh storage holding zero.
  init(precisionInBits: Int, filledBy fill: (UnsafeMutablePointer<__mpfr_struct>) -> Void) {
    storage = RealStorage(precisionInBits: precisionInBits)
    withExtendedLifetime(storage) {
      fill(storage.pointer)
      if mpfr_nan_p(storage.pointer) != 0 { mpfr_set_inf(storage.pointer, 1) }
    }
  }

  /// Calls `body` with MPFR's view of the number, which is valid during the call only.
  func withPointer<Result>(_ body: (UnsafePointer<__mpfr_struct>) -> Result) -> Result {
    withExtendedLifetime(storage) { body(storage.pointer) }
  }

  /// A fraction, rounded to the given precision.
  public init(
    _ value: Fraction, precisionInBits: Int, rounding: RoundingDirection = .nearest
  ) {
    self.init(precisionInBits: precisionInBits) { target in
      value.read { _ = mpfr_set_q(target, $0, rounding.mode) }
    }
  }

  /// An integer, rounded where the precision cannot hold it.
  public init(_ value: Int, precisionInBits: Int, rounding: RoundingDirection = .nearest) {
    self.init(precisionInBits: precisionInBits) { _ = mpfr_set_si($0, value, rounding.mode) }
  }

  /// A finite double, exact when the precision is at least 53 bits, otherwise rounded to nearest.
  ///
  /// Not finite arguments keep their infinity; NaN becomes `+infinity`.
  public init(_ value: Double, precisionInBits: Int) {
    self.init(precisionInBits: precisionInBits) { _ = mpfr_set_d($0, value, MPFR_RNDN) }
  }

  /// The number of bits of the significand.
  public var precisionInBits: Int { withPointer { Int(mpfr_get_prec($0)) } }

  /// -1, 0 or 1.
  public var sign: Int { withPointer { Int(mpfr_sgn($0)).signum() } }

  /// Whether the value is not an infinity.
  public var isFinite: Bool { withPointer { mpfr_number_p($0) != 0 } }

  /// The nearest double; infinities or zero beyond the double range.
  public var approximateDouble: Double { withPointer { mpfr_get_d($0, MPFR_RNDN) } }

  /// The `e` with `2^(e-1) <= |x| < 2^e`; nil for zero and infinities.
  public var binaryExponent: Int? {
    withPointer { mpfr_regular_p($0) != 0 ? Int(mpfr_get_exp($0)) : nil }
  }

  /// The exact value; nil for infinities.
  ///
  /// The fraction has about `|binaryExponent| + precisionInBits` bits, so a number such as
  /// `exp(1e8)` needs much memory here.
  public var rational: Fraction? {
    guard isFinite else { return nil }
    return Fraction { target in withPointer { mpfr_get_q(target, $0) } }
  }

  /// The same number at another precision.
  public func rounded(
    toPrecisionInBits precision: Int, _ rounding: RoundingDirection = .nearest
  ) -> Real {
    if precision == precisionInBits { return self }
    return Real(precisionInBits: precision) { target in
      withPointer { _ = mpfr_set(target, $0, rounding.mode) }
    }
  }
}

/// Owns one MPFR number: its header and its significand, in one piece of memory.
///
/// Sendable is unchecked because the compiler cannot see behind the pointer: the number is written
/// only inside `Real.init(precisionInBits:filledBy:)`, before anybody else can hold the object, and
/// only read afterwards; MPFR keeps its flags, exponent range and caches apart for each thread.
final class RealStorage: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<__mpfr_struct>

  init(precisionInBits: Int) {
    precondition(
      Real.precisionRange.contains(precisionInBits),
      "A precision of \(precisionInBits) bits is outside Real.precisionRange.")
    // The header's size is a multiple of a limb's, so the significand behind it is aligned.
    let headerBytes = MemoryLayout<__mpfr_struct>.stride
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: headerBytes + mpfr_custom_get_size(precisionInBits),
      alignment: MemoryLayout<__mpfr_struct>.alignment)
    pointer = memory.bindMemory(to: __mpfr_struct.self, capacity: 1)
    let significand = memory + headerBytes
    mpfr_custom_init(significand, precisionInBits)
    mpfr_custom_init_set(
      pointer, Int32(MPFR_ZERO_KIND.rawValue), 0, precisionInBits, significand)
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}

extension Real: Comparable {
  /// Whether two numbers are equal; their precisions do not matter.
  public static func == (left: Real, right: Real) -> Bool {
    left.withPointer { a in right.withPointer { b in mpfr_equal_p(a, b) != 0 } }
  }

  /// The exact order of the numbers; their precisions do not matter.
  public static func < (left: Real, right: Real) -> Bool {
    left.withPointer { a in right.withPointer { b in mpfr_less_p(a, b) != 0 } }
  }

  /// Compares with an exact fraction: negative, zero or positive like `self - other`.
  func compare(with other: Fraction) -> Int {
    withPointer { a in other.read { b in Int(mpfr_cmp_q(a, b)) } }
  }
}
