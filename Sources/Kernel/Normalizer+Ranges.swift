import Exact

// Ranges of polynomials on a box (docs/certificate-format.md, section 6).

extension Normalizer {
  /// The range of a polynomial, rounded outwards to the length of its ends.
  func range(of polynomial: Polynomial) throws(KernelError) -> DyadicInterval {
    let (sum, denominator) = try exactRange(of: polynomial)
    let bits = max(sum.lower.mantissa.bitWidth, sum.upper.mantissa.bitWidth, 64)
    return denominator == BigInteger(1)
      ? sum
      : try sum.divided(by: DyadicInterval(Dyadic(denominator)), precisionInBits: bits)
  }

  /// The sum of the exact ranges of the monomials, times a common denominator, and that.
  ///
  /// A parameter in [a, infinity), a > 0, counts as a plus a number in [0, infinity), so that what
  /// grows outweighs what grows less; unless enclosures are `.plain`, so does every parameter.
  func exactRange(
    of polynomial: Polynomial, _ enclosures: AtomEnclosures = .plain
  ) throws(KernelError) -> (sum: DyadicInterval, denominator: BigInteger) {
    let (polynomial, distances) = try withDistances(polynomial, enclosures)
    guard let denominator = polynomial.commonDenominator else {
      throw .limit("coefficients have more than \(Fraction.sizeLimit) bits")
    }
    var sum = DyadicInterval(Dyadic(0))
    var longest = 0
    for (monomial, coefficient) in polynomial.sorted {
      let factor = Dyadic((coefficient * Fraction(denominator)).numerator)
      let (range, length) = try product(factor, try powers(monomial, distances, enclosures))
      sum = DyadicInterval(ordered: sum.lower + range.lower, sum.upper + range.upper)
      longest = max(longest, length)
    }
    try table.spend(longest + polynomial.coefficients.count * longest / 64)
    return (sum, denominator)
  }

  /// Whether a polynomial is certainly above the lower end of its range, which is 0: a monomial is
  /// positive whose range begins at 0.
  func isAboveZero(
    _ polynomial: Polynomial, _ enclosures: AtomEnclosures
  ) throws(KernelError) -> Bool {
    let (polynomial, distances) = try withDistances(polynomial, enclosures)
    for (monomial, coefficient) in polynomial.sorted where coefficient.sign > 0 {
      let powers = try powers(monomial, distances, enclosures)
      guard powers.allSatisfy(\.base.isNonnegative), !powers.allSatisfy(\.base.isPositive)
      else { continue }
      var isPositive = true
      for (atom, _) in Polynomial.powers(monomial) where isPositive {
        isPositive = distances[atom] != nil ? false : try self.isPositive(atom: atom)
      }
      if isPositive { return true }
    }
    return false
  }

  /// The polynomial with distances from lower ends in place of parameters, and their intervals.
  private func withDistances(
    _ polynomial: Polynomial, _ enclosures: AtomEnclosures
  ) throws(KernelError) -> (Polynomial, distances: [Int: DyadicInterval]) {
    var polynomial = polynomial
    var distances: [Int: DyadicInterval] = [:]
    for atom in table.atoms.indices {
      guard let index = table.parameter(atom) else { continue }
      let range = evaluator.box.ranges[index]
      guard enclosures != .plain || (range.upper == nil && range.lower.sign > 0) else { continue }
      polynomial = try polynomial.shifted(atom, from: range.lower, table)
      let distance = Box.Range(
        lower: Fraction(0), upper: range.upper.map { $0 - range.lower })
      distances[atom] = try evaluator.calculator.interval(distance)
    }
    return (polynomial, distances)
  }

  /// The ranges of the atoms of a monomial, with their exponents.
  private func powers(
    _ monomial: Polynomial.Monomial, _ distances: [Int: DyadicInterval],
    _ enclosures: AtomEnclosures
  ) throws(KernelError) -> [(base: DyadicInterval, exponent: Int)] {
    var powers: [(base: DyadicInterval, exponent: Int)] = []
    for (atom, exponent) in Polynomial.powers(monomial) {
      if let distance = distances[atom] {
        powers.append((distance, exponent))
      } else if enclosures == .known, known[Polynomial(atom: atom)] != nil {
        powers.append((try nonnegativeInterval(of: atom), exponent))
      } else {
        powers.append((try interval(of: atom), exponent))
      }
    }
    return powers
  }

  /// The interval of an atom that is known to be >= 0 wherever it counts.
  private func nonnegativeInterval(of atom: Int) throws(KernelError) -> DyadicInterval {
    let range = try wholeIfRefused { () throws(KernelError) in try interval(of: atom) }
    return try DyadicInterval(
      lower: max(range.lower, Dyadic(0)), upper: max(range.upper, Dyadic(0)))
  }

  private func wholeIfRefused(
    _ range: () throws(KernelError) -> DyadicInterval
  ) throws(KernelError) -> DyadicInterval {
    try unlessRefused(range) ?? .whole
  }

  /// The largest number of bits of a monomial.
  static let largestLength = 1_000_000
  /// The largest e for which ends of a monomial may come to 2^e or 2^-e.
  static let largestReach = 2 * DyadicInterval.largestExponent

  /// The exact range of a monomial, and how long the integers are that are added for it.
  private func product(
    _ factor: Dyadic, _ powers: [(base: DyadicInterval, exponent: Int)]
  ) throws(KernelError) -> (DyadicInterval, length: Int) {
    let bits = powers.reduce(factor.mantissa.bitWidth) { $0 + $1.base.length * $1.exponent }
    let reach = powers.reduce(0) { $0 + $1.base.reach * $1.exponent }
    guard bits <= Self.largestLength, reach <= Self.largestReach else {
      throw .limit(
        "a monomial has more than \(Self.largestLength) bits or reaches 2^\(Self.largestReach)")
    }
    let length = bits + 2 * reach
    try table.spend((1 + powers.count) * (32 + length))
    let range = powers.reduce(DyadicInterval(factor)) { product, power in
      let base = power.exponent % 2 == 0 ? power.base.absolute : power.base
      return product.exactProduct(
        DyadicInterval(
          ordered: base.lower.power(power.exponent), base.upper.power(power.exponent)))
    }
    return (range, length)
  }

  /// The interval of an atom: of its term, or else from those of the atoms in it.
  func interval(of atom: Int) throws(KernelError) -> DyadicInterval {
    if let known = intervals[atom] { return known }
    let result: DyadicInterval
    switch table.atoms[atom] {
    case .term(let term): result = try evaluator.value(of: term)
    case .function(let function, let argument):
      let range = try wholeIfRefused { () throws(KernelError) in
        try evaluator.calculator.divide(
          try self.range(of: argument.numerator), try self.range(of: argument.denominator))
      }
      result = try evaluator.calculator.function(function, range)
    case .mean(let function, _, _):
      guard let known = statement.theory.functions[function] else {
        throw .refused("no theory says what this function is")
      }
      result = try evaluator.calculator.interval(known.range)
    case .squareRoot(let square):
      let range = try wholeIfRefused { () throws(KernelError) in try self.range(of: square) }
      guard range.upper.sign >= 0 else { throw .refused("a square is certainly negative") }
      let cut = try DyadicInterval(lower: max(range.lower, Dyadic(0)), upper: range.upper)
      result = try evaluator.calculator.function(.squareRoot, cut)
    }
    intervals[atom] = result
    return result
  }
}

extension DyadicInterval {
  /// The larger number of bits of the ends that are numbers, as odd numbers times powers of two.
  fileprivate var length: Int { max(lower.mantissa.bitWidth, upper.mantissa.bitWidth) }

  /// The least e for which the magnitudes of ends that are numbers, but not 0, lie between 2^e and
  /// 2^-e.
  fileprivate var reach: Int {
    [lower, upper].map { $0.isInfinite ? 0 : abs($0.magnitudeExponent) }.max() ?? 0
  }
}
