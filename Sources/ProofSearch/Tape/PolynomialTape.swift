/// A polynomial as flat arrays, whose range is enclosed monomial by monomial.
struct PolynomialTape: Sendable {
  private struct Power: Sendable {
    let atom: Int
    let exponent: Int
    /// The exponent of the atom in the monomial that divides all.
    let common: Int
  }

  private var coefficients: [Double] = []
  /// Where the powers of each monomial end.
  private var ends: [Int] = []
  private var powers: [Power] = []
  /// Whether no atom divides every monomial.
  let isReduced: Bool

  /// A polynomial to evaluate; powers of positive atoms that divide every monomial are left out.
  init(_ polynomial: ApproximatePolynomial) {
    let common = polynomial.commonMonomial
    isReduced = common.isEmpty
    // The order of a dictionary varies from run to run.
    let monomials = polynomial.coefficients.map { monomial, coefficient in
      (monomial.sorted { $0.key < $1.key }, coefficient)
    }.sorted { a, b in
      a.0.flatMap { [$0.key, $0.value] }.lexicographicallyPrecedes(
        b.0.flatMap { [$0.key, $0.value] })
    }
    for (monomial, coefficient) in monomials {
      for (atom, exponent) in monomial {
        powers.append(Power(atom: atom, exponent: exponent, common: common[atom] ?? 0))
      }
      coefficients.append(coefficient)
      ends.append(powers.count)
    }
  }

  /// The range for atoms in these intervals, and the largest magnitude of a monomial.
  ///
  /// Coefficients are taken for exact, which they need not be.
  func approximateRange(
    _ atoms: UnsafeMutablePointer<DoubleInterval>
  ) -> (range: DoubleInterval, scale: Double) {
    var (sum, scale) = (DoubleInterval.zero, 0.0)
    var start = 0
    for monomial in coefficients.indices {
      var product = DoubleInterval(coefficients[monomial])
      for power in powers[start..<ends[monomial]] {
        let atom = atoms[power.atom]
        product = product * atom.power(power.exponent - (atom.lower > 0 ? power.common : 0))
      }
      start = ends[monomial]
      sum = sum + product
      scale = max(scale, product.magnitude)
    }
    return (sum, scale)
  }
}
