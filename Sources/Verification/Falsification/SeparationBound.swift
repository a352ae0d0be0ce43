import Glibc

/// How near to zero a number built from integers by the four operations and square roots can be
/// without being zero.
///
/// The bound of Burnikel, Funke, Mehlhorn, Schirra and Schmitt (2001): a number with upper parts
/// u and l, and square roots that multiply its degree to D, is zero or at least 1/(u^(D-1) l).
/// Logarithms of base two are kept, rounded up.
struct SeparationBound {
  private var upper: Double
  private var lower: Double
  private var roots: Set<Int>

  /// More roots than this give bounds that are out of reach.
  private static let largestRootCount = 8
  /// Rounding of doubles, many times over.
  private static let inflation = 1 + 1e-9

  private init(_ upper: Double, _ lower: Double, _ roots: Set<Int>) {
    self.upper = max(0, upper) * Self.inflation
    self.lower = max(0, lower) * Self.inflation
    self.roots = roots
  }

  /// The bound of a fraction whose numerator and denominator have at most so many bits.
  init(numeratorBits: Int, denominatorBits: Int) {
    self.init(Double(numeratorBits), Double(denominatorBits), [])
  }

  /// The number is zero or at least two to the power of minus this; `nil` when that is hopeless.
  var bits: Double? {
    guard roots.count <= Self.largestRootCount else { return nil }
    let degree = Glibc.exp2(Double(roots.count))
    return ((degree - 1) * upper + lower) * Self.inflation + 1
  }

  /// The bound of a sum or a difference.
  func adding(_ other: SeparationBound) -> SeparationBound {
    SeparationBound(
      max(upper + other.lower, other.upper + lower) + 1, lower + other.lower,
      roots.union(other.roots))
  }

  /// The bound of a product.
  func multiplied(by other: SeparationBound) -> SeparationBound {
    SeparationBound(upper + other.upper, lower + other.lower, roots.union(other.roots))
  }

  /// The bound of a quotient.
  func divided(by other: SeparationBound) -> SeparationBound {
    SeparationBound(upper + other.lower, lower + other.upper, roots.union(other.roots))
  }

  /// The bound of a square root, which counts under its own number.
  func squareRoot(number: Int) -> SeparationBound {
    let half = (upper + lower) / 2
    return upper >= lower
      ? SeparationBound(half, lower, roots.union([number]))
      : SeparationBound(upper, half, roots.union([number]))
  }
}
