import Exact

/// A polynomial with rational coefficients in atoms, which are numbers in a table.
package struct Polynomial: Hashable, Sendable {
  package typealias Monomial = [Int: Int]

  static let largestCount = 4096
  static let largestExponent = 64

  /// The coefficients; none is zero.
  package private(set) var coefficients: [Monomial: Fraction]

  private init(_ coefficients: [Monomial: Fraction]) { self.coefficients = coefficients }

  package init(_ value: Fraction) { coefficients = value.sign == 0 ? [:] : [[:]: value] }

  package init(monomial: Monomial) { coefficients = [monomial: Fraction(1)] }

  init(atom: Int) { coefficients = [[atom: 1]: Fraction(1)] }

  static let zero = Polynomial(Fraction(0))
  package static let one = Polynomial(Fraction(1))

  package var isZero: Bool { coefficients.isEmpty }

  /// Leaves a monomial out.
  package mutating func remove(_ monomial: Monomial) { coefficients[monomial] = nil }

  /// The value of a polynomial without atoms, unless it is zero.
  package var constant: Fraction? { coefficients.count == 1 ? coefficients[[:]] : nil }

  /// The atom that it is.
  var singleAtom: Int? {
    guard coefficients.count == 1, let (monomial, coefficient) = coefficients.first,
      coefficient == Fraction(1), monomial.count == 1, let (atom, exponent) = monomial.first,
      exponent == 1
    else { return nil }
    return atom
  }

  /// The atoms in it.
  package var atoms: Set<Int> { coefficients.keys.reduce(into: []) { $0.formUnion($1.keys) } }

  /// The monomials in an order that all checkers know, on which the cost depends where a step goes
  /// on after a refusal.
  package var sorted: [(monomial: Monomial, coefficient: Fraction)] {
    coefficients.map { (Self.powers($0.key).flatMap { [$0.atom, $0.exponent] }, $0) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
      .map { ($0.1.key, $0.1.value) }
  }

  /// The atoms of a monomial in their order, each with its exponent.
  package static func powers(_ monomial: Monomial) -> [(atom: Int, exponent: Int)] {
    monomial.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What it costs to go through the monomials.
  private var cost: Int {
    coefficients.reduce(0) { sum, part in
      sum + 32 * (1 + part.key.count) + part.value.numerator.bitWidth
        + part.value.denominator.bitWidth
    }
  }

  private mutating func add(_ coefficient: Fraction, _ monomial: Monomial) {
    let sum = (coefficients[monomial] ?? Fraction(0)) + coefficient
    coefficients[monomial] = sum.sign == 0 ? nil : sum
  }

  private mutating func add(_ other: Polynomial) {
    for (monomial, coefficient) in other.coefficients { add(coefficient, monomial) }
  }

  package var negated: Polynomial { Polynomial(coefficients.mapValues { -$0 }) }

  package func adding(_ other: Polynomial, _ table: AtomTable) throws(KernelError) -> Polynomial {
    try table.spend(cost + other.cost)
    var sum = self
    sum.add(other)
    return try sum.checked()
  }

  /// The product; powers of atoms that are something else are replaced.
  package func multiplied(by other: Polynomial, _ table: AtomTable) throws(KernelError)
    -> Polynomial
  {
    let (left, right) = (cost, other.cost)
    try table.spend(other.coefficients.count * left + coefficients.count * right)
    var product = Polynomial.zero
    let others = table.hasPowers ? other.sorted : other.coefficients.map { ($0.key, $0.value) }
    for (a, p) in table.hasPowers ? sorted : coefficients.map({ ($0.key, $0.value) }) {
      for (b, q) in others {
        var monomial = a.merging(b, uniquingKeysWith: +)
        var replaced: [(number: Int, count: Int, value: Polynomial)] = []
        for (atom, exponent) in monomial where exponent >= 2 {
          guard exponent <= Self.largestExponent else { throw .limit("an exponent is beyond 64") }
          if let power = table.power(atom), exponent >= power.exponent {
            replaced.append((atom, exponent / power.exponent, power.value))
            let rest = exponent % power.exponent
            monomial[atom] = rest == 0 ? nil : rest
          }
        }
        guard !replaced.isEmpty else {
          product.add(p * q, monomial)
          continue
        }
        // In the order of the table, on which the cost depends.
        var part = Polynomial([monomial: p * q])
        for (_, count, value) in replaced.sorted(by: { $0.number < $1.number }) {
          for _ in 0..<count { part = try part.multiplied(by: value, table) }
        }
        product.add(part)
      }
    }
    return try product.checked()
  }

  /// The greatest positive number by which the coefficients divided are integers; 1 for zero.
  var content: Fraction {
    get throws(KernelError) {
      guard let common = commonDenominator else { throw .limit("a coefficient is too long") }
      var divisor = BigInteger(0)
      for coefficient in coefficients.values {
        divisor = divisor.greatestCommonDivisor((coefficient * Fraction(common)).numerator)
      }
      return isZero ? Fraction(1) : try exactly(Fraction(divisor).divided(by: Fraction(common)))
    }
  }

  /// The polynomial divided by its content.
  var primitive: Polynomial {
    get throws(KernelError) {
      let content = try content
      let factor = try exactly(Fraction(1).divided(by: content))
      return Polynomial(coefficients.mapValues { $0 * factor })
    }
  }

  /// The atoms of the largest monomial that divides every monomial, in their order; that of zero is
  /// 1.
  package var commonMonomial: [(atom: Int, exponent: Int)] {
    guard var common = coefficients.keys.first else { return [] }
    for monomial in coefficients.keys {
      common = common.reduce(into: Monomial()) { result, power in
        let exponent = min(power.value, monomial[power.key] ?? 0)
        if exponent > 0 { result[power.key] = exponent }
      }
    }
    return Self.powers(common)
  }

  /// The quotient by a power of an atom that divides every monomial.
  package func divided(by atom: Int, _ exponent: Int) -> Polynomial {
    var quotient = Polynomial.zero
    for (monomial, coefficient) in coefficients {
      var monomial = monomial
      let rest = (monomial[atom] ?? 0) - exponent
      monomial[atom] = rest > 0 ? rest : nil
      quotient.add(coefficient, monomial)
    }
    return quotient
  }

  /// The quotient by a polynomial, if that divides it as polynomials in independent atoms.
  package func exactQuotient(
    _ divisor: Polynomial, _ table: AtomTable
  ) throws(KernelError) -> Polynomial? {
    guard let (lead, leading) = divisor.leadingTerm else { return nil }
    var (quotient, rest) = (Polynomial.zero, self)
    while let (top, coefficient) = rest.leadingTerm {
      try table.spend(divisor.cost + rest.cost)
      guard lead.allSatisfy({ top[$0.key] ?? 0 >= $0.value }) else { return nil }
      let monomial = top.merging(lead, uniquingKeysWith: -).filter { $0.value > 0 }
      let factor = try exactly(coefficient.divided(by: leading))
      quotient.add(factor, monomial)
      for (other, value) in divisor.coefficients {
        rest.add(-(factor * value), other.merging(monomial, uniquingKeysWith: +))
      }
      rest = try rest.checked()
    }
    return quotient
  }

  /// The monomial with the largest power of the first atom in which two differ, with coefficient.
  private var leadingTerm: (Monomial, Fraction)? {
    func isLess(_ a: Monomial, _ b: Monomial) -> Bool {
      let first = Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.min()
      return first.map { a[$0] ?? 0 < b[$0] ?? 0 } ?? false
    }
    return coefficients.max { isLess($0.key, $1.key) }.map { ($0.key, $0.value) }
  }

  /// The partial derivative in an atom, all others fixed.
  package func derivative(in atom: Int) -> Polynomial {
    var derivative = Polynomial.zero
    for (monomial, coefficient) in coefficients {
      guard let exponent = monomial[atom] else { continue }
      var monomial = monomial
      monomial[atom] = exponent == 1 ? nil : exponent - 1
      derivative.add(coefficient * Fraction(exponent), monomial)
    }
    return derivative
  }

  /// The same polynomial with an atom written as a number plus a distance, which takes its place.
  func shifted(
    _ atom: Int, from value: Fraction, _ table: AtomTable
  ) throws(KernelError) -> Polynomial {
    let sum = try Polynomial(atom: atom).adding(Polynomial(value), table)
    var shifted = Polynomial.zero
    for (monomial, coefficient) in sorted {
      var rest = monomial
      let exponent = rest.removeValue(forKey: atom) ?? 0
      var product = Polynomial([rest: coefficient])
      for _ in 0..<exponent { product = try product.multiplied(by: sum, table) }
      shifted.add(product)
    }
    return try shifted.checked()
  }

  /// The exact value at a point.
  ///
  /// - Throws: `KernelError.refused` unless parameters are the only atoms, `.limit` when the common
  ///   denominator may be too long.
  func value(at point: [Fraction], _ table: AtomTable) throws(KernelError) -> Fraction {
    var largest: Monomial = [:]
    for monomial in coefficients.keys { largest.merge(monomial, uniquingKeysWith: max) }
    var size = 0
    for (atom, exponent) in largest {
      guard let index = table.parameter(atom) else {
        throw .refused("the goal is not a polynomial in the parameters")
      }
      size += exponent * point[index].sizeInBits
    }
    guard size <= Fraction.sizeLimit else { throw .limit("a value has too many digits") }
    try table.spend(coefficients.count * size)
    var sum = Fraction(0)
    for (monomial, coefficient) in coefficients {
      var product = coefficient
      for (atom, exponent) in monomial {
        guard let index = table.parameter(atom) else { continue }
        product = product * (try exactly(point[index].power(exponent)))
      }
      sum = sum + product
    }
    return sum
  }

  /// Itself, where it keeps the limits; sums on the way to it may be longer.
  func checked() throws(KernelError) -> Polynomial {
    guard coefficients.count <= Self.largestCount else {
      throw .limit("a polynomial has more than \(Self.largestCount) monomials")
    }
    guard coefficients.values.allSatisfy({ $0.numerator.bitWidth <= Fraction.sizeLimit }),
      commonDenominator != nil
    else { throw .limit("coefficients have more than \(Fraction.sizeLimit) bits") }
    return self
  }

  /// The least common denominator of the coefficients; `nil` where it is beyond the limit.
  var commonDenominator: BigInteger? {
    var result = BigInteger(1)
    for coefficient in coefficients.values where !coefficient.isInteger {
      let common = result.greatestCommonDivisor(coefficient.denominator)
      result = result * coefficient.denominator.exactQuotient(common)
      if result.bitWidth > Fraction.sizeLimit { return nil }
    }
    return result
  }
}
