import Exact
import Reals
import TestSupport
import Testing

@testable import Kernel

/// Polynomials by their values at points, and their limits.
@Suite("Polynomials") struct PolynomialTests {
  private static let (x, y, root, other) = (0, 1, 2, 3)

  /// The atoms x, y, the square root of x^2 + 1, and another.
  private func table() throws -> AtomTable {
    let table = AtomTable()
    let x = Polynomial(atom: table.number(of: .term(.parameter(0))))
    _ = table.number(of: .term(.parameter(1)))
    let square = try x.multiplied(by: x, table).adding(.one, table)
    _ = table.number(of: .squareRoot(square), power: (2, square))
    _ = table.number(of: .term(.parameter(2)))
    return table
  }

  /// The value at a point, with a value for the square root that the caller chooses.
  private func value(_ polynomial: Polynomial, _ values: [Int: Fraction]) throws -> Fraction {
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

  private func random(
    _ generator: inout SeededGenerator, _ atoms: [Int], _ table: AtomTable
  ) throws -> Polynomial {
    var sum = Polynomial.zero
    for _ in 0..<Int(generator.next() % 5) {
      var term = Polynomial(
        try Fraction(
          BigInteger(Int(generator.next() % 13) - 6), BigInteger(Int(generator.next() % 4) + 1)))
      for atom in atoms {
        for _ in 0..<Int(generator.next() % 3) {
          term = try term.multiplied(by: Polynomial(atom: atom), table)
        }
      }
      sum = try sum.adding(term, table)
    }
    return sum
  }

  @Test("sums, products and multiples are those of values; a squared root is what is under it")
  func arithmetic() throws {
    let table = try table()
    var generator = SeededGenerator(seed: 8, label: "polynomials")
    // 3/4 and 5/4: 5/4 is the square root of (3/4)^2 + 1.
    let values = [
      Self.x: try #require(Fraction("3/4")), Self.y: try #require(Fraction("-2/3")),
      Self.root: try #require(Fraction("5/4")),
    ]
    for _ in 0..<200 {
      let a = try random(&generator, [Self.x, Self.y, Self.root], table)
      let b = try random(&generator, [Self.x, Self.y, Self.root], table)
      let (p, q) = (try value(a, values), try value(b, values))
      let product = try a.multiplied(by: b, table)
      #expect(try value(a.adding(b, table), values) == p + q)
      #expect(try value(product, values) == p * q)
      #expect(try value(a.negated, values) == -p)
      #expect(product.coefficients.keys.allSatisfy { ($0[Self.root] ?? 0) <= 1 })
      #expect(try a.adding(a.negated, table).isZero)
    }
  }

  @Test("the common monomial divides, and no larger one does")
  func commonMonomial() throws {
    let table = try table()
    var generator = SeededGenerator(seed: 8, label: "polynomials/common")
    let atoms = [Self.x, Self.y]
    for _ in 0..<100 {
      let factor = try Polynomial(atom: Self.x).multiplied(by: Polynomial(atom: Self.x), table)
      let inner = try random(&generator, atoms, table)
      let polynomial = try inner.multiplied(by: factor, table)
      let common = polynomial.commonMonomial
      for atom in atoms {
        let least = polynomial.coefficients.keys.map { $0[atom] ?? 0 }.min() ?? 0
        #expect((common.first { $0.atom == atom }?.exponent ?? 0) == least)
      }
      guard !polynomial.isZero else { continue }
      let rest = polynomial.divided(by: Self.x, 2)
      #expect(rest == inner)
      #expect(inner.divided(by: Self.x, 0) == inner)
    }
    #expect(Polynomial.zero.commonMonomial.isEmpty && Polynomial.one.commonMonomial.isEmpty)
  }

  @Test("a divisor is found in a product, and in nothing else")
  func exactQuotients() throws {
    let table = try table()
    var generator = SeededGenerator(seed: 12, label: "polynomials/quotient")
    let values = [Self.x: try rational("5/3"), Self.y: try rational("-2/7")]
    for _ in 0..<200 {
      let factor = try random(&generator, [Self.x, Self.y], table)
      let other = try random(&generator, [Self.x, Self.y], table)
      let product = try factor.multiplied(by: other, table)
      let quotient = try product.exactQuotient(factor, table)
      #expect(factor.isZero ? quotient == nil : quotient == other)
      // Whatever divides, the quotient times the divisor is the dividend.
      guard let found = try other.exactQuotient(factor, table) else { continue }
      #expect(try value(found, values) * value(factor, values) == value(other, values))
    }
    let x = Polynomial(atom: Self.x)
    let sum = try x.adding(.one, table)
    #expect(try sum.exactQuotient(x, table) == nil)
    #expect(try x.exactQuotient(sum, table) == nil)
    #expect(try x.exactQuotient(.zero, table) == nil)
    #expect(try Polynomial.zero.exactQuotient(x, table) == .zero)
    #expect(try x.exactQuotient(Polynomial(atom: Self.y), table) == nil)
  }

  @Test("the content is positive, and what is left has integers without a common divisor")
  func contents() throws {
    let table = try table()
    var generator = SeededGenerator(seed: 12, label: "polynomials/content")
    for _ in 0..<200 {
      let polynomial = try random(&generator, [Self.x, Self.y], table)
      let (content, primitive) = (try polynomial.content, try polynomial.primitive)
      #expect(content.sign > 0)
      #expect(try primitive.multiplied(by: Polynomial(content), table) == polynomial)
      guard !polynomial.isZero else { continue }
      let numbers = primitive.coefficients.values
      #expect(numbers.allSatisfy { $0.isInteger })
      let divisor = numbers.reduce(BigInteger(0)) { $0.greatestCommonDivisor($1.numerator) }
      #expect(divisor == BigInteger(1))
    }
    #expect(try Polynomial.zero.content == Fraction(1))
    #expect(try Polynomial(rational("-6/35")).content == rational("6/35"))
  }

  @Test("a polynomial is a single atom only as that atom, and a constant only without atoms")
  func shapes() throws {
    let table = try table()
    let x = Polynomial(atom: Self.x)
    let (square, sum) = (try x.multiplied(by: x, table), try x.adding(.one, table))
    let double = try x.adding(x, table)
    let product = try x.multiplied(by: Polynomial(atom: Self.y), table)
    #expect(x.singleAtom == Self.x && x.constant == nil)
    for other in [square, double, product, x.negated, sum, .one, .zero] {
      #expect(other.singleAtom == nil, "\(other)")
    }
    #expect(Polynomial.one.constant == Fraction(1) && Polynomial.zero.constant == nil)
    #expect(square.constant == nil && sum.constant == nil)
    #expect(square.divided(by: Self.x, 1) == x && square.divided(by: Self.x, 2) == .one)
  }

  @Test("4,096 monomials and exponents of 64 are the most")
  func limits() throws {
    let table = try table()
    func powers(_ atom: Int, below count: Int) throws -> Polynomial {
      var (sum, power) = (Polynomial.zero, Polynomial.one)
      for _ in 0..<count {
        sum = try sum.adding(power, table)
        power = try power.multiplied(by: Polynomial(atom: atom), table)
      }
      return sum
    }
    let x = try powers(Self.x, below: 64)
    let y = try powers(Self.y, below: 64)
    let full = try x.multiplied(by: y, table)
    #expect(full.coefficients.count == 4096)
    let another = Polynomial(atom: Self.other)
    #expect(throws: KernelError.self) { try full.adding(another, table) }
    #expect(throws: KernelError.self) {
      try x.multiplied(by: powers(Self.y, below: 64).adding(another, table), table)
    }
    var power = Polynomial.one
    for _ in 0..<64 { power = try power.multiplied(by: Polynomial(atom: Self.x), table) }
    #expect(throws: KernelError.self) { try power.multiplied(by: Polynomial(atom: Self.x), table) }
  }

  @Test("what is cancelled on the way does not count")
  func cancellation() throws {
    let table = try table()
    func square(_ a: Int, _ b: Int) throws -> Polynomial {
      var sum = Polynomial.zero
      for i in 0..<8 {
        for j in 0..<8 {
          var power = Polynomial.one
          for atom in Array(repeating: a, count: i) + Array(repeating: b, count: j) {
            power = try power.multiplied(by: Polynomial(atom: atom), table)
          }
          sum = try sum.adding(power, table)
        }
      }
      return sum
    }
    // (s - t) (s + t) has 4,096 monomials in s t and 450 others on the way.
    let s = try square(Self.x, Self.y)
    let t = try square(Self.other, table.number(of: .term(.parameter(3))))
    let product = try s.adding(t.negated, table).multiplied(by: s.adding(t, table), table)
    #expect(product.coefficients.count == 448)
  }

  @Test("a sum costs both its parts, a product each part as often as the other has monomials")
  func cost() throws {
    let table = try table()
    let x = Polynomial(atom: Self.x)
    let sum = try x.adding(.one, table)
    let fresh = try self.table()
    // What the table of atoms costs to make is counted, too: x^2 and x^2 + 1.
    try fresh.spend(AtomTable.largestCost - (2 * 66 + 66 + 34) - 232 - 166)
    // x has 32 for itself, 32 for its atom and 2 bits; 1 has 34.
    _ = try sum.multiplied(by: x, fresh)
    _ = try sum.adding(x, fresh)
    #expect(throws: KernelError.self) { try fresh.spend(1) }
  }

  @Test("numerators and common denominators have at most 100,000 bits")
  func coefficients() throws {
    let table = try table()
    let long = Polynomial(Fraction(BigInteger(1) << 99_999))
    #expect(try long.adding(long.negated, table).isZero)
    #expect(throws: KernelError.self) { try long.adding(long, table) }
    let half = Polynomial(try Fraction(BigInteger(1), BigInteger(1) << 60_000))
    let third = Polynomial(try Fraction(BigInteger(1), BigInteger(3).power(40_000)))
    let other = try third.multiplied(by: Polynomial(atom: Self.x), table)
    #expect(throws: KernelError.self) { try half.adding(other, table) }
  }

  @Test("an atom is written as a number plus a distance without a change of value")
  func shifted() throws {
    let table = try table()
    var generator = SeededGenerator(seed: 5, label: "polynomial/shifted")
    for _ in 0..<100 {
      let polynomial = try random(&generator, [Self.x, Self.y, Self.root], table)
      let start = try Fraction(BigInteger(Int(generator.next() % 9) - 4), BigInteger(3))
      let distance = Fraction(Int(generator.next() % 20))
      let others = [Self.y: Fraction(3), Self.root: Fraction(2)]
      let shifted = try polynomial.shifted(Self.x, from: start, table)
      let before = try value(polynomial, others.merging([Self.x: start + distance]) { $1 })
      #expect(try value(shifted, others.merging([Self.x: distance]) { $1 }) == before)
    }
  }
}
