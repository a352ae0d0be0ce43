/// An atom of a polynomial: something that algebra does not look into.
indirect enum Atom: Hashable, Sendable {
  /// A term, with definitions written out.
  case term(Term)
  /// The square root of a polynomial.
  case squareRoot(Polynomial)
}

/// A polynomial with rational coefficients in atoms.
struct Polynomial: Hashable, Sendable {
  typealias Monomial = [Atom: Int]

  static let largestCount = 4096
  static let largestExponent = 64

  /// The coefficients; none is zero.
  private(set) var coefficients: [Monomial: Fraction]

  private init(_ coefficients: [Monomial: Fraction]) { self.coefficients = coefficients }

  init(_ value: Fraction) { coefficients = value.sign == 0 ? [:] : [[:]: value] }

  init(_ atom: Atom) { coefficients = [[atom: 1]: Fraction(1)] }

  static let zero = Polynomial(Fraction(0))
  static let one = Polynomial(Fraction(1))

  var isZero: Bool { coefficients.isEmpty }

  /// The value of a polynomial without atoms, unless it is zero.
  var constant: Fraction? { coefficients.count == 1 ? coefficients[[:]] : nil }

  private mutating func add(_ coefficient: Fraction, _ monomial: Monomial) {
    let sum = (coefficients[monomial] ?? Fraction(0)) + coefficient
    coefficients[monomial] = sum.sign == 0 ? nil : sum
  }

  func scaled(by factor: Fraction) -> Polynomial {
    factor.sign == 0 ? .zero : Polynomial(coefficients.mapValues { $0 * factor })
  }

  func adding(_ other: Polynomial) throws(KernelError) -> Polynomial {
    var sum = self
    for (monomial, coefficient) in other.coefficients { sum.add(coefficient, monomial) }
    return try sum.checked()
  }

  /// The product; the square of a square root is what stands under it.
  func multiplied(by other: Polynomial) throws(KernelError) -> Polynomial {
    var product = Polynomial.zero
    for (a, p) in coefficients {
      for (b, q) in other.coefficients {
        var monomial = a.merging(b, uniquingKeysWith: +)
        var factor: Polynomial?
        for (atom, exponent) in monomial {
          guard exponent <= Self.largestExponent else { throw .limit("an exponent is beyond 64") }
          if case .squareRoot(let square) = atom, exponent >= 2 {
            monomial[atom] = exponent == 2 ? nil : exponent - 2
            factor = try (factor ?? .one).multiplied(by: square)
          }
        }
        guard let factor else {
          product.add(p * q, monomial)
          continue
        }
        product = try product.adding(
          try Polynomial([monomial: p * q]).multiplied(by: factor))
      }
      _ = try product.checked()
    }
    return product
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
  func divided(by atom: Atom, _ exponent: Int) -> Polynomial {
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
  func derivative(in atom: Atom) -> Polynomial {
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
  func shifted(_ atom: Atom, from value: Fraction) throws(KernelError) -> Polynomial {
    let sum = try Polynomial(atom).adding(Polynomial(value))
    var shifted = Polynomial.zero
    for (monomial, coefficient) in coefficients {
      var rest = monomial
      var product = Polynomial.one
      for _ in 0..<(rest.removeValue(forKey: atom) ?? 0) {
        product = try product.multiplied(by: sum)
      }
      shifted = try shifted.adding(try product.multiplied(by: Polynomial([rest: coefficient])))
    }
    return shifted
  }

  /// The exact value at a point.
  ///
  /// - Throws: `KernelError.refused` unless parameters are the only atoms.
  func value(at point: [Fraction]) throws(KernelError) -> Fraction {
    var sum = Fraction(0)
    for (monomial, coefficient) in coefficients {
      var product = coefficient
      for (atom, exponent) in monomial {
        guard case .term(.parameter(let index)) = atom else {
          throw .refused("the goal is not a polynomial in the parameters")
        }
        product = product * (try point[index].power(exponent))
      }
      sum = sum + product
    }
    return sum
  }

  private func checked() throws(KernelError) -> Polynomial {
    guard coefficients.count <= Self.largestCount else {
      throw .limit("a polynomial has more than \(Self.largestCount) monomials")
    }
    return self
  }
}
