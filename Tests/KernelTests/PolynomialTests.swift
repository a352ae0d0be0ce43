import Numbers
import Testing

@testable import Kernel

/// Polynomials by their values at points, and their limits.
@Suite("Polynomials") struct PolynomialTests {
  private static let x = Atom.term(.parameter(0))
  private static let y = Atom.term(.parameter(1))
  /// The square root of x^2 + 1.
  private static let root: Atom = .squareRoot(
    (try? Polynomial(x).multiplied(by: Polynomial(x)).adding(.one)) ?? .one)

  /// The value at a point, with a value for the square root that the caller chooses.
  private func value(_ polynomial: Polynomial, _ values: [Atom: Fraction]) throws -> Fraction {
    var sum = Fraction(0)
    for (monomial, coefficient) in polynomial.coefficients {
      var product = coefficient
      for (atom, exponent) in monomial {
        product = product * (try (try #require(values[atom])).power(exponent))
      }
      sum = sum + product
    }
    return sum
  }

  private func random(_ generator: inout SeededGenerator, _ atoms: [Atom]) throws -> Polynomial {
    var sum = Polynomial.zero
    for _ in 0..<Int(generator.next() % 5) {
      var term = Polynomial(
        try Fraction(
          BigInteger(Int(generator.next() % 13) - 6), BigInteger(Int(generator.next() % 4) + 1)))
      for atom in atoms {
        for _ in 0..<Int(generator.next() % 3) {
          term = try term.multiplied(by: Polynomial(atom))
        }
      }
      sum = try sum.adding(term)
    }
    return sum
  }

  @Test("sums, products and multiples are those of values; a squared root is what is under it")
  func arithmetic() throws {
    var generator = SeededGenerator(seed: 8, label: "polynomials")
    // 3/4 and 5/4: 5/4 is the square root of (3/4)^2 + 1.
    let values = [
      Self.x: try #require(Fraction("3/4")), Self.y: try #require(Fraction("-2/3")),
      Self.root: try #require(Fraction("5/4")),
    ]
    for _ in 0..<200 {
      let a = try random(&generator, [Self.x, Self.y, Self.root])
      let b = try random(&generator, [Self.x, Self.y, Self.root])
      let (p, q) = (try value(a, values), try value(b, values))
      let product = try a.multiplied(by: b)
      #expect(try value(a.adding(b), values) == p + q)
      #expect(try value(product, values) == p * q)
      #expect(try value(a.scaled(by: Fraction(-3)), values) == p * Fraction(-3))
      #expect(a.scaled(by: Fraction(0)).isZero)
      #expect(product.coefficients.keys.allSatisfy { ($0[Self.root] ?? 0) <= 1 })
      #expect(try a.adding(a.scaled(by: Fraction(-1))).isZero)
    }
  }

  @Test("the common monomial divides, and no larger one does")
  func commonMonomial() throws {
    var generator = SeededGenerator(seed: 8, label: "polynomials/common")
    let atoms = [Self.x, Self.y]
    for _ in 0..<100 {
      let factor = try Polynomial(Self.x).multiplied(by: Polynomial(Self.x))
      let inner = try random(&generator, atoms)
      let polynomial = try inner.multiplied(by: factor)
      let common = polynomial.commonMonomial
      for atom in atoms {
        let least = polynomial.coefficients.keys.map { $0[atom] ?? 0 }.min() ?? 0
        #expect((common[atom] ?? 0) == least)
      }
      guard !polynomial.isZero else { continue }
      let rest = polynomial.divided(by: Self.x, 2)
      #expect(rest == inner)
      #expect(inner.divided(by: Self.x, 0) == inner)
    }
    #expect(Polynomial.zero.commonMonomial.isEmpty && Polynomial.one.commonMonomial.isEmpty)
  }

  @Test("4,096 monomials and exponents of 64 are the most")
  func limits() throws {
    func powers(_ atom: Atom, below count: Int) throws -> Polynomial {
      var (sum, power) = (Polynomial.zero, Polynomial.one)
      for _ in 0..<count {
        sum = try sum.adding(power)
        power = try power.multiplied(by: Polynomial(atom))
      }
      return sum
    }
    let x = try powers(Self.x, below: 64)
    let y = try powers(Self.y, below: 64)
    let full = try x.multiplied(by: y)
    #expect(full.coefficients.count == 4096)
    let another = Polynomial(.term(.parameter(2)))
    #expect(throws: KernelError.self) { try full.adding(another) }
    #expect(throws: KernelError.self) {
      try x.multiplied(by: powers(Self.y, below: 64).adding(another))
    }
    var power = Polynomial.one
    for _ in 0..<64 { power = try power.multiplied(by: Polynomial(Self.x)) }
    #expect(throws: KernelError.self) { try power.multiplied(by: Polynomial(Self.x)) }
  }

  @Test("an atom is written as a number plus a distance without a change of value")
  func shifted() throws {
    var generator = SeededGenerator(seed: 5, label: "polynomial/shifted")
    for _ in 0..<100 {
      let polynomial = try random(&generator, [Self.x, Self.y, Self.root])
      let start = try Fraction(BigInteger(Int(generator.next() % 9) - 4), BigInteger(3))
      let distance = Fraction(Int(generator.next() % 20))
      let others = [Self.y: Fraction(3), Self.root: Fraction(2)]
      let shifted = try polynomial.shifted(Self.x, from: start)
      let before = try value(polynomial, others.merging([Self.x: start + distance]) { $1 })
      #expect(try value(shifted, others.merging([Self.x: distance]) { $1 }) == before)
    }
  }
}
