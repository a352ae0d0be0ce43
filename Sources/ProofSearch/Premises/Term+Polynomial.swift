import Exact
import Kernel

// Polynomials of algebra, written as terms again.

extension Term {
  /// A polynomial in the atoms of a table, some of which are known to be the values of terms.
  init(_ polynomial: Polynomial, _ table: AtomTable, origins: [Int: Term] = [:]) {
    let monomials = polynomial.sorted.map { monomial, coefficient in
      Polynomial.powers(monomial).reduce(Term(coefficient)) { product, power in
        let atom = origins[power.atom] ?? Term(table.atoms[power.atom], table)
        let factor =
          power.exponent == 1 ? atom : .binary(.power, atom, Term(integerLiteral: power.exponent))
        return product == 1 ? factor : product * factor
      }
    }
    self = monomials.dropFirst().reduce(monomials.first ?? 0, +)
  }

  /// A quotient of polynomials.
  init(
    _ numerator: Polynomial, over denominator: Polynomial, _ table: AtomTable,
    origins: [Int: Term] = [:]
  ) {
    let term = Term(numerator, table, origins: origins)
    self =
      denominator == .one ? term : term / Term(denominator, table, origins: origins)
  }

  /// What an atom stands for.
  init(_ atom: Atom, _ table: AtomTable) {
    switch atom {
    case .term(let term): self = term
    case .squareRoot(let square): self = Term(square, table).squareRoot
    case .function(let function, let a):
      self = .unary(function, Term(a.numerator, over: a.denominator, table))
    case .mean(let function, let a, let b):
      self = .binary(
        function, Term(a.numerator, over: a.denominator, table),
        Term(b.numerator, over: b.denominator, table))
    }
  }

  /// A number or a quotient of two.
  init(_ value: Fraction) {
    let numerator = Term(value.numerator)
    self = value.isInteger ? numerator : numerator / Term(value.denominator)
  }

  private init(_ value: BigInteger) {
    let digits = ExactDecimal(digits: "\(value.magnitude)").map { Term.number($0) } ?? 0
    self = value.sign < 0 ? .unary(.negate, digits) : digits
  }
}
