/// How near to zero a number built from integers by the four operations, square roots and roots of
/// polynomials can be without being zero.
///
/// The bound of Burnikel, Funke, Mehlhorn, Schirra and Schmitt (2001): a number with upper parts
/// u and l, and roots whose degrees multiply to D, is zero or at least 1/(u^(D-1) l): it is U/L for
/// algebraic integers U and L whose conjugates are at most u and l.
/// Logarithms of base two are kept, rounded up.
struct SeparationBound {
  private var upper: Double
  private var lower: Double
  /// The degrees of the roots, each under its own number.
  private var degrees: [Int: Int]

  /// Larger degrees give bounds that are out of reach.
  private static let largestDegree = 512.0
  /// Rounding of doubles, many times over.
  private static let inflation = 1 + 1e-9

  private init(_ upper: Double, _ lower: Double, _ degrees: [Int: Int]) {
    self.upper = max(0, upper) * Self.inflation
    self.lower = max(0, lower) * Self.inflation
    self.degrees = degrees
  }

  /// The bound of a fraction whose numerator and denominator have at most so many bits.
  init(numeratorBits: Int, denominatorBits: Int) {
    self.init(Double(numeratorBits), Double(denominatorBits), [:])
  }

  /// The bound of a root of a polynomial with integer coefficients of at most so many bits, which
  /// counts under its own number: times the leading coefficient it is an integer of degree at most
  /// that of the polynomial, and at most the sum of two coefficients (Cauchy).
  init(rootOfDegree degree: Int, leadingBits: Int, coefficientBits: Int, number: Int) {
    self.init(
      Double(max(leadingBits, coefficientBits) + 1), Double(leadingBits), [number: degree])
  }

  /// The number is zero or at least two to the power of minus this; `nil` when that is hopeless.
  var bits: Double? {
    let degree = degrees.values.reduce(1.0) { $0 * Double($1) }
    guard degree <= Self.largestDegree else { return nil }
    return ((degree - 1) * upper + lower) * Self.inflation + 1
  }

  /// The bound of a sum or a difference.
  func adding(_ other: SeparationBound) -> SeparationBound {
    SeparationBound(
      max(upper + other.lower, other.upper + lower) + 1, lower + other.lower,
      degrees.merging(other.degrees) { $1 })
  }

  /// The bound of a product.
  func multiplied(by other: SeparationBound) -> SeparationBound {
    SeparationBound(upper + other.upper, lower + other.lower, degrees.merging(other.degrees) { $1 })
  }

  /// The bound of a quotient.
  func divided(by other: SeparationBound) -> SeparationBound {
    SeparationBound(upper + other.lower, lower + other.upper, degrees.merging(other.degrees) { $1 })
  }

  /// The bound of a square root, which counts under its own number.
  func squareRoot(number: Int) -> SeparationBound {
    let half = (upper + lower) / 2
    return upper >= lower
      ? SeparationBound(half, lower, degrees.merging([number: 2]) { $1 })
      : SeparationBound(upper, half, degrees.merging([number: 2]) { $1 })
  }
}
