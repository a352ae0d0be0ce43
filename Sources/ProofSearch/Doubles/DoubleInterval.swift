import Exact
import Kernel

/// A closed interval of doubles with outward rounding, for searches.
///
/// An operation returns an interval that contains its values at all arguments in the operands.
/// Where that is not known, because an argument may lie outside the domain, it returns
/// `.undefined`, and so does every operation on that. Each end is the rounded result of the
/// processor, moved outwards by one unit in the last place unless it is certainly exact; the
/// rounding mode is never changed. Where both sides of an inequality meet at short numbers, they
/// meet here too.
struct DoubleInterval: Equatable, Sendable {
  /// The lower end; not a number for `.undefined`.
  let lower: Double
  /// The upper end; not a number for `.undefined`.
  let upper: Double

  /// Nothing is known: both ends are no numbers.
  static let undefined = DoubleInterval(unchecked: .nan, .nan)
  static let zero = DoubleInterval(unchecked: 0, 0)
  static let one = DoubleInterval(unchecked: 1, 1)

  private init(unchecked lower: Double, _ upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }

  /// The numbers between two; `.undefined` if they are not in order or one is no number.
  @inline(__always)
  init(_ lower: Double, _ upper: Double) {
    self = lower <= upper ? DoubleInterval(unchecked: lower, upper) : .undefined
  }

  /// The interval of one number.
  @inline(__always)
  init(_ value: Double) { self.init(value, value) }

  /// The smallest interval around an exact number.
  init(enclosing value: Fraction) {
    self.init(
      Self.outwards(Dyadic(value, .down, precisionInBits: 53), isUpper: false),
      Self.outwards(Dyadic(value, .up, precisionInBits: 53), isUpper: true))
  }

  /// The double of a number of 53 bits, or one beyond it where there is none.
  private static func outwards(_ value: Dyadic, isUpper: Bool) -> Double {
    let nearest = value.approximateDouble
    if nearest.isNormal || value.sign == 0 { return nearest }
    return isUpper ? nearest.nextUp : nearest.nextDown
  }

  /// Whether something is known.
  var isDefined: Bool { lower <= upper }
  /// Whether there is but one number.
  var isPoint: Bool { lower == upper }
  /// Whether zero is among the numbers; `false` for `.undefined`.
  var containsZero: Bool { lower <= 0 && 0 <= upper }
  /// The largest magnitude; not a number for `.undefined`.
  var magnitude: Double { max(-lower, upper) }

  /// A number near the middle.
  var midpoint: Double { 0.5 * lower + 0.5 * upper }

  // MARK: Rounding

  /// The sum, rounded down: the error of a sum of doubles is a double (Knuth's TwoSum).
  @inline(__always)
  static func sumDown(_ a: Double, _ b: Double) -> Double {
    let sum = a + b
    let part = sum - a
    let error = (a - (sum - part)) + (b - part)
    // Beyond the range of doubles the error is no number.
    return error >= 0 ? sum : sum.nextDown
  }

  @inline(__always)
  static func sumUp(_ a: Double, _ b: Double) -> Double { -sumDown(-a, -b) }

  /// Factors whose bits together fit into a double, and whose product is far from the smallest.
  @inline(__always)
  private static func isExactProduct(_ a: Double, _ b: Double, _ product: Double) -> Bool {
    if a == 0 || b == 0 { return product == 0 }
    let zeros =
      min(52, a.bitPattern.trailingZeroBitCount) + min(52, b.bitPattern.trailingZeroBitCount)
    return zeros >= 53 && product.magnitude >= 0x1p-960 && product.magnitude.isFinite
  }

  /// The product, rounded down.
  @inline(__always)
  static func productDown(_ a: Double, _ b: Double) -> Double {
    let product = a * b
    return isExactProduct(a, b, product) ? product : product.nextDown
  }

  @inline(__always)
  static func productUp(_ a: Double, _ b: Double) -> Double { -productDown(-a, b) }

  /// The quotient by a number that is not zero, rounded down.
  @inline(__always)
  static func quotientDown(_ a: Double, _ b: Double) -> Double {
    let quotient = a / b
    let product = quotient * b
    return product == a && isExactProduct(quotient, b, product) ? quotient : quotient.nextDown
  }

  @inline(__always)
  static func quotientUp(_ a: Double, _ b: Double) -> Double { -quotientDown(-a, b) }

  /// The square root of a number >= 0 on both sides.
  @inline(__always)
  static func rootBounds(_ a: Double) -> (down: Double, up: Double) {
    let root = a.squareRoot()
    let square = root * root
    if square == a && isExactProduct(root, root, square) { return (root, root) }
    return (max(0, root.nextDown), root.nextUp)
  }

  // MARK: Arithmetic

  @inline(__always)
  static func + (a: DoubleInterval, b: DoubleInterval) -> DoubleInterval {
    DoubleInterval(sumDown(a.lower, b.lower), sumUp(a.upper, b.upper))
  }

  @inline(__always)
  static func - (a: DoubleInterval, b: DoubleInterval) -> DoubleInterval {
    DoubleInterval(sumDown(a.lower, -b.upper), sumUp(a.upper, -b.lower))
  }

  @inline(__always)
  static prefix func - (a: DoubleInterval) -> DoubleInterval {
    DoubleInterval(unchecked: -a.upper, -a.lower)
  }

  /// The product; signs tell which ends to multiply.
  @inline(__always)
  static func * (a: DoubleInterval, b: DoubleInterval) -> DoubleInterval {
    if a.lower >= 0 {
      return DoubleInterval(
        productDown(b.lower >= 0 ? a.lower : a.upper, b.lower),
        productUp(b.upper >= 0 ? a.upper : a.lower, b.upper))
    }
    if a.upper <= 0 {
      return DoubleInterval(
        productDown(b.upper >= 0 ? a.lower : a.upper, b.upper),
        productUp(b.lower >= 0 ? a.upper : a.lower, b.lower))
    }
    if b.lower >= 0 {
      return DoubleInterval(productDown(a.lower, b.upper), productUp(a.upper, b.upper))
    }
    if b.upper <= 0 {
      return DoubleInterval(productDown(a.upper, b.lower), productUp(a.lower, b.lower))
    }
    return DoubleInterval(
      min(productDown(a.lower, b.upper), productDown(a.upper, b.lower)),
      max(productUp(a.lower, b.lower), productUp(a.upper, b.upper)))
  }

  @inline(__always)
  static func * (a: Double, b: DoubleInterval) -> DoubleInterval { DoubleInterval(a) * b }

  /// The quotient; `.undefined` where the divisor may be zero.
  @inline(__always)
  static func / (a: DoubleInterval, b: DoubleInterval) -> DoubleInterval {
    if b.upper < 0 { return -a / -b }
    guard b.lower > 0 else { return .undefined }
    return DoubleInterval(
      quotientDown(a.lower, a.lower >= 0 ? b.upper : b.lower),
      quotientUp(a.upper, a.upper >= 0 ? b.lower : b.upper))
  }

  // MARK: Order

  /// All numbers between the numbers of two intervals.
  @inline(__always)
  func hull(with other: DoubleInterval) -> DoubleInterval {
    guard isDefined, other.isDefined else { return .undefined }
    return DoubleInterval(min(lower, other.lower), max(upper, other.upper))
  }

  /// What two intervals share; `.undefined` where they share nothing.
  @inline(__always)
  func intersection(with other: DoubleInterval) -> DoubleInterval {
    guard isDefined, other.isDefined else { return .undefined }
    return DoubleInterval(max(lower, other.lower), min(upper, other.upper))
  }

  @inline(__always)
  func minimum(with other: DoubleInterval) -> DoubleInterval {
    guard isDefined, other.isDefined else { return .undefined }
    return DoubleInterval(min(lower, other.lower), min(upper, other.upper))
  }

  @inline(__always)
  func maximum(with other: DoubleInterval) -> DoubleInterval { -(-self).minimum(with: -other) }
}
