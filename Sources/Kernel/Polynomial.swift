import Exact

/// An atom of a polynomial: something that algebra does not look into.
enum Atom: Hashable, Sendable {
  /// A term, with definitions written out.
  case term(Term)
  /// The square root of a polynomial.
  case squareRoot(Polynomial)
}

/// The atoms of one step, numbered from 0 as they appear, and what the step has cost.
///
/// The cost (docs/certificate-format.md, section 6) depends on nothing but polynomials, so that
/// checkers agree on it.
final class AtomTable {
  /// The largest cost of a step.
  static let largestCost = 1 << 27

  private var numbers: [Atom: Int] = [:]
  private(set) var atoms: [Atom] = []
  private var cost = 0
  private var work: LimitedWork

  init(_ limit: EvaluationLimit = .none) { work = LimitedWork(limit, askingEvery: 1 << 16) }

  func number(of atom: Atom) -> Int {
    if let known = numbers[atom] { return known }
    numbers[atom] = atoms.count
    atoms.append(atom)
    return atoms.count - 1
  }

  /// What stands under an atom that is a square root.
  func square(_ number: Int) -> Polynomial? {
    if case .squareRoot(let square) = atoms[number] { square } else { nil }
  }

  /// The parameter that an atom is.
  func parameter(_ number: Int) -> Int? {
    if case .term(.parameter(let index)) = atoms[number] { index } else { nil }
  }

  /// Counts a cost, before the work is done.
  func spend(_ amount: Int) throws(KernelError) {
    cost += amount
    guard cost <= Self.largestCost else {
      throw .limit("algebra costs more than \(Self.largestCost)")
    }
    try work.add(amount)
  }
}

/// A polynomial with rational coefficients in atoms, which are numbers in a table.
struct Polynomial: Hashable, Sendable {
  typealias Monomial = [Int: Int]

  static let largestCount = 4096
  static let largestExponent = 64

  /// The coefficients; none is zero.
  private(set) var coefficients: [Monomial: Fraction]

  private init(_ coefficients: [Monomial: Fraction]) { self.coefficients = coefficients }

  init(_ value: Fraction) { coefficients = value.sign == 0 ? [:] : [[:]: value] }

  init(atom: Int) { coefficients = [[atom: 1]: Fraction(1)] }

  static let zero = Polynomial(Fraction(0))
  static let one = Polynomial(Fraction(1))

  var isZero: Bool { coefficients.isEmpty }

  /// The value of a polynomial without atoms, unless it is zero.
  var constant: Fraction? { coefficients.count == 1 ? coefficients[[:]] : nil }

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

  var negated: Polynomial { Polynomial(coefficients.mapValues { -$0 }) }

  func adding(_ other: Polynomial, _ table: AtomTable) throws(KernelError) -> Polynomial {
    try table.spend(cost + other.cost)
    var sum = self
    sum.add(other)
    return try sum.checked()
  }

  /// The product; the square of a square root is what stands under it.
  func multiplied(by other: Polynomial, _ table: AtomTable) throws(KernelError) -> Polynomial {
    let (left, right) = (cost, other.cost)
    try table.spend(other.coefficients.count * left + coefficients.count * right)
    var product = Polynomial.zero
    for (a, p) in coefficients {
      for (b, q) in other.coefficients {
        var monomial = a.merging(b, uniquingKeysWith: +)
        var squares: [(number: Int, square: Polynomial)] = []
        for (atom, exponent) in monomial where exponent >= 2 {
          guard exponent <= Self.largestExponent else { throw .limit("an exponent is beyond 64") }
          if let square = table.square(atom) { squares.append((atom, square)) }
        }
        for atom in squares.map(\.number) { monomial[atom] = nil }
        guard !squares.isEmpty else {
          product.add(p * q, monomial)
          continue
        }
        // In the order of the table, on which the cost depends.
        var part = Polynomial([monomial: p * q])
        for (_, square) in squares.sorted(by: { $0.number < $1.number }) {
          part = try part.multiplied(by: square, table)
        }
        product.add(part)
      }
    }
    return try product.checked()
  }

  /// The largest monomial that divides every monomial; that of zero is 1.
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

  /// The quotient by a power of an atom that divides every monomial.
  func divided(by atom: Int, _ exponent: Int) -> Polynomial {
    var quotient = Polynomial.zero
    for (monomial, coefficient) in coefficients {
      var monomial = monomial
      let rest = (monomial[atom] ?? 0) - exponent
      monomial[atom] = rest > 0 ? rest : nil
      quotient.add(coefficient, monomial)
    }
    return quotient
  }

  /// The partial derivative in an atom, all others fixed.
  func derivative(in atom: Int) -> Polynomial {
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
    for (monomial, coefficient) in coefficients {
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
