import Exact
import Kernel

// Parts of polynomials, for elimination.

extension Polynomial {
  /// What the monomials are that a monomial divides, divided by it.
  func quotients(
    by divisor: Monomial, _ other: Fraction
  ) -> [(quotient: Monomial, ratio: Fraction)] {
    coefficients.compactMap { monomial, coefficient in
      guard divisor.allSatisfy({ monomial[$0.key] ?? 0 >= $0.value }),
        let ratio = try? coefficient.divided(by: other)
      else { return nil }
      return (monomial.merging(divisor, uniquingKeysWith: -).filter { $0.value > 0 }, ratio)
    }
  }

  /// The largest exponent of an atom.
  func degree(in atom: Int) -> Int? { coefficients.keys.map { $0[atom] ?? 0 }.max() }

  /// The coefficient of a power of an atom.
  func coefficient(of atom: Int, _ power: Int) -> Polynomial {
    var found = self
    for monomial in coefficients.keys where monomial[atom] ?? 0 != power {
      found.remove(monomial)
    }
    return found.divided(by: atom, power)
  }

  /// The parts that go with each product of atoms outside a set.
  func parts(outside atoms: Set<Int>) -> [(Monomial, Polynomial)] {
    var parts: [Monomial: Polynomial] = [:]
    for monomial in coefficients.keys {
      let outside = monomial.filter { !atoms.contains($0.key) }
      guard parts[outside] == nil else { continue }
      var part = self
      for other in coefficients.keys where other.filter({ !atoms.contains($0.key) }) != outside {
        part.remove(other)
      }
      parts[outside] = outside.reduce(part) { $0.divided(by: $1.key, $1.value) }
    }
    return parts.map { ($0.key, $0.value) }
  }

  /// How many coefficients are negative.
  var negativeCount: Int { coefficients.values.count { $0.sign < 0 } }
}
