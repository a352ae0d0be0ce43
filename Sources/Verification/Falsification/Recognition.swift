import Exact
import Reals

/// Guesses which exact number a computed one is.
enum Recognition {
  /// Bits of the coefficients of a polynomial that a root is worth being called a root of.
  static let largestHeightBits = 24
  static let largestDegree = 6
  /// Bits by which a fraction must be nearer than chance would have it.
  private static let chanceBits = 10

  /// Fractions ever nearer to a number, simplest first.
  static func fractions(near value: Fraction, from coarse: Int, to fine: Int, by step: Int = 3)
    -> [Fraction]
  {
    stride(from: coarse, through: fine, by: step).map { fraction(near: value, bits: $0) }
  }

  /// The simplest fraction no farther away than two to minus `bits`.
  static func fraction(near value: Fraction, bits: Int) -> Fraction {
    guard let radius = try? Fraction(2).power(-bits) else { return value }
    return .simplest(between: value - radius, and: value + radius)
  }

  /// The number that a value known to so many bits is likely to be.
  static func coordinate(
    near value: Real, bits: Int, largestDegree: Int = largestDegree
  ) -> ExactCoordinate? {
    guard let rational = value.rational else { return nil }
    if let found = fraction(of: value, bits: bits) { return .rational(found) }
    if let found = algebraic(near: rational, bits: bits, largestDegree) { return found }
    if let found = fraction(of: value.exp(), bits: bits - 8) { return .logarithm(found) }
    if value.sign > 0, let logarithm = try? value.log(),
      let found = fraction(of: logarithm, bits: bits - 8)
    {
      return .exponential(found)
    }
    return nil
  }

  /// A fraction whose size is far smaller than chance would have it.
  private static func fraction(of value: Real, bits: Int) -> Fraction? {
    guard let rational = value.rational, rational.sizeInBits < 4 * bits + 2_000 else { return nil }
    let found = fraction(near: rational, bits: bits)
    return found.denominator.bitWidth * 2 + chanceBits <= bits ? found : nil
  }

  /// A root of a polynomial of low degree with small coefficients.
  private static func algebraic(
    near value: Fraction, bits: Int, _ largestDegree: Int
  ) -> ExactCoordinate? {
    for degree in 2...largestDegree {
      guard bits >= (degree + 1) * 6,
        let polynomial = polynomial(with: value, degree: degree, bits: bits)
      else { continue }
      if polynomial.count == 3 { return surd(polynomial, near: value) }
      if let radical = radical(polynomial, near: value) { return radical }
      return AlgebraicRoot(ofIntegerPolynomial: polynomial, near: value).map { .algebraic($0) }
    }
    return nil
  }

  /// Integer coefficients, lowest first, of a polynomial that nearly vanishes at the value.
  private static func polynomial(with value: Fraction, degree: Int, bits: Int) -> [Fraction]? {
    guard let scale = try? Fraction(2).power(bits) else { return nil }
    var rows: [[Fraction]] = []
    var power = Fraction(1)
    for index in 0...degree {
      var row = Array(repeating: Fraction(0), count: degree + 2)
      row[index] = Fraction(1)
      row[degree + 1] = Fraction((power * scale).nearestInteger)
      rows.append(row)
      power = power * value
    }
    let reduced = LatticeReduction.reduced(rows)
    var polynomial = Array(reduced[0].dropLast())
    while polynomial.last?.sign == 0 { polynomial.removeLast() }
    let height = polynomial.map(\.sizeInBits).max() ?? 0
    let limit = min(largestHeightBits, bits * 2 / (3 * (degree + 1)))
    guard polynomial.count >= 3, height <= limit else { return nil }
    return polynomial
  }

  /// The root of a polynomial of two terms near a positive value.
  private static func radical(_ polynomial: [Fraction], near value: Fraction) -> ExactCoordinate? {
    guard let leading = polynomial.last, value.sign > 0,
      polynomial.dropFirst().dropLast().allSatisfy({ $0.sign == 0 }),
      let base = try? (-polynomial[0]).divided(by: leading), base.sign > 0
    else { return nil }
    return .radical(base, degree: polynomial.count - 1)
  }

  /// The root of a quadratic polynomial near a value.
  private static func surd(_ polynomial: [Fraction], near value: Fraction) -> ExactCoordinate? {
    let (c, b, a) = (polynomial[0], polynomial[1], polynomial[2])
    let discriminant = b * b - Fraction(4) * a * c
    guard discriminant.sign > 0, let whole = try? (-b).divided(by: Fraction(2) * a) else {
      return nil
    }
    let (outer, inner) = SquareFactor.split(discriminant)
    guard let size = try? outer.divided(by: Fraction(2) * a.absolute) else { return nil }
    if inner == Fraction(1) { return nil }
    return .surd(whole, plus: value >= whole ? size : -size, root: inner)
  }
}

/// Finds short vectors of a lattice of integers.
enum LatticeReduction {
  private static let largestStepCount = 2_000

  /// A basis reduced in the sense of Lenstra, Lenstra and Lovasz (1982), shortest vectors first.
  static func reduced(_ rows: [[Fraction]]) -> [[Fraction]] {
    var basis = rows
    var k = 1
    var steps = 0
    while k < basis.count, steps < largestStepCount {
      steps += 1
      for j in (0..<k).reversed() {
        let (_, factors) = orthogonalized(basis, through: k)
        let nearest = Fraction(factors[k][j].nearestInteger)
        guard nearest.sign != 0 else { continue }
        basis[k] = zip(basis[k], basis[j]).map { $0 - nearest * $1 }
      }
      let (norms, factors) = orthogonalized(basis, through: k)
      let factor = factors[k][k - 1]
      if norms[k] >= (threeQuarters - factor * factor) * norms[k - 1] {
        k += 1
      } else {
        basis.swapAt(k, k - 1)
        k = max(k - 1, 1)
      }
    }
    return basis
  }

  private static let threeQuarters =
    (try? Fraction(3, 4)) ?? Fraction(1)

  /// Squared lengths and factors of the process of Gram and Schmidt, through one row.
  private static func orthogonalized(
    _ basis: [[Fraction]], through last: Int
  ) -> (norms: [Fraction], factors: [[Fraction]]) {
    var factors = basis.map { _ in Array(repeating: Fraction(0), count: basis.count) }
    var products = factors
    var norms: [Fraction] = []
    for i in 0...last {
      for j in 0...i {
        var product = dot(basis[i], basis[j])
        for k in 0..<j { product = product - factors[j][k] * products[i][k] }
        products[i][j] = product
        if j < i { factors[i][j] = (try? product.divided(by: norms[j])) ?? Fraction(0) }
      }
      norms.append(products[i][i])
    }
    return (norms, factors)
  }

  private static func dot(_ a: [Fraction], _ b: [Fraction]) -> Fraction {
    zip(a, b).reduce(Fraction(0)) { $0 + $1.0 * $1.1 }
  }
}

extension Recognition {
  /// The simplest fraction that differs by at most two to minus `bits`, in relation to the value
  /// where that is small.
  static func fraction(near value: Fraction, relativeBits bits: Int) -> Fraction {
    guard value.absolute < Fraction(1), value.sign != 0 else {
      return fraction(near: value, bits: bits)
    }
    let digits = value.denominator.bitWidth - value.numerator.bitWidth
    return fraction(near: value, bits: bits + max(0, min(digits, bits / 2)))
  }
}
