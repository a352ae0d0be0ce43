/// A polynomial with coefficients in double precision, in atoms that are known by a number.
struct ApproximatePolynomial: Hashable {
  /// The exponents of the atoms; all are positive.
  typealias Monomial = [Int: Int]

  /// The most monomials, and the largest exponent.
  static let (largestCount, largestExponent) = (512, 64)
  /// What remains of a coefficient when this share of it or less is left is a rounding error.
  private static let relativeError = 0x1p-44

  private(set) var coefficients: [Monomial: Double]

  private init(_ coefficients: [Monomial: Double]) { self.coefficients = coefficients }

  init(_ value: Double) { coefficients = value == 0 ? [:] : [[:]: value] }

  init(atom: Int) { coefficients = [[atom: 1]: 1] }

  static let one = ApproximatePolynomial(1)

  /// The value of a polynomial without atoms, unless it is zero.
  var constant: Double? { coefficients.count == 1 ? coefficients[[:]] : nil }

  /// The atoms that occur.
  var atoms: Set<Int> { coefficients.keys.reduce(into: []) { $0.formUnion($1.keys) } }

  private mutating func add(_ coefficient: Double, _ monomial: Monomial) {
    let known = coefficients[monomial] ?? 0
    let sum = known + coefficient
    let isZero = sum.magnitude <= max(known.magnitude, coefficient.magnitude) * Self.relativeError
    coefficients[monomial] = isZero ? nil : sum
  }

  func scaled(by factor: Double) -> ApproximatePolynomial {
    factor == 0
      ? ApproximatePolynomial(0) : ApproximatePolynomial(coefficients.mapValues { $0 * factor })
  }

  /// The sum; `nil` with too many monomials.
  func adding(_ other: ApproximatePolynomial) -> ApproximatePolynomial? {
    var sum = self
    for (monomial, coefficient) in other.coefficients { sum.add(coefficient, monomial) }
    return sum.coefficients.count <= Self.largestCount ? sum : nil
  }

  /// The product, where the squares of some atoms, which are square roots, are polynomials; `nil`
  /// with too many monomials.
  func multiplied(
    by other: ApproximatePolynomial, squares: [Int: ApproximatePolynomial]
  ) -> ApproximatePolynomial? {
    var product = ApproximatePolynomial(0)
    for (a, p) in coefficients {
      for (b, q) in other.coefficients {
        var monomial = a.merging(b, uniquingKeysWith: +)
        guard monomial.values.allSatisfy({ $0 <= Self.largestExponent }) else { return nil }
        var factor: ApproximatePolynomial?
        for (atom, square) in squares {
          guard let exponent = monomial[atom], exponent >= 2 else { continue }
          monomial[atom] = exponent == 2 ? nil : exponent - 2
          guard let next = (factor ?? .one).multiplied(by: square, squares: squares) else {
            return nil
          }
          factor = next
        }
        guard let factor else {
          product.add(p * q, monomial)
          continue
        }
        let part = ApproximatePolynomial([monomial: p * q])
        guard let part = part.multiplied(by: factor, squares: squares),
          let sum = product.adding(part)
        else { return nil }
        product = sum
      }
      guard product.coefficients.count <= Self.largestCount else { return nil }
    }
    return product
  }

  /// The largest monomial that divides every monomial.
  var commonMonomial: Monomial {
    guard var common = coefficients.keys.first else { return [:] }
    for monomial in coefficients.keys {
      common = common.reduce(into: Monomial()) { result, power in
        let exponent = min(power.value, monomial[power.key] ?? 0)
        if exponent > 0 { result[power.key] = exponent }
      }
    }
    return common
  }

  /// The partial derivative in an atom, all others fixed.
  func derivative(in atom: Int) -> ApproximatePolynomial {
    var derivative = ApproximatePolynomial(0)
    for (monomial, coefficient) in coefficients {
      guard let exponent = monomial[atom] else { continue }
      var monomial = monomial
      monomial[atom] = exponent == 1 ? nil : exponent - 1
      derivative.add(coefficient * Double(exponent), monomial)
    }
    return derivative
  }
}
