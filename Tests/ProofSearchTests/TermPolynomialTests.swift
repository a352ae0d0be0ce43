import Exact
import Reals
import TestSupport
import Testing

@testable import Kernel
@testable import ProofSearch

/// Polynomials that are written as terms.
@Suite("Polynomials as terms") struct TermPolynomialTests {
  /// a in [0, 4], b in [1/2, 4], n an integer from 2 on.
  private func normalizer(_ kind: AlgebraKind) throws -> Normalizer {
    let statement = try Statement(
      parameters: [
        .init(isInteger: false, lower: 0, upper: 4),
        .init(isInteger: false, lower: 1 / 2, upper: 4),
        .init(isInteger: true, lower: 2, upper: nil),
      ], definitions: [], assumptions: [], problems: [],
      claims: [.comparison(Term.parameter(0).compared(.less, 5))])
    return try Node.root(of: statement, claim: 0).normalizer(kind, precisionInBits: 64)
  }

  @Test("are the same polynomials in normal form", arguments: [AlgebraKind.plain, .rewriting])
  func roundTrip(_ kind: AlgebraKind) throws {
    var generator = SeededGenerator(seed: 31, label: "polynomials \(kind)")
    var atoms = 0
    for _ in 0..<150 {
      let normalizer = try normalizer(kind)
      let form = try normalizer.form(of: generator.polynomial(depth: 2))
      let term = Term(form.numerator, normalizer.table)
      let again = try normalizer.form(of: term)
      check(again.denominator == .one, "\(term) is a quotient")
      check(again.signedNumerator == form.numerator, "\(term) is another polynomial")
      let quotient = Term(form.numerator, over: form.denominator, normalizer.table)
      let difference =
        quotient - Term(form.numerator, normalizer.table)
        / Term(form.denominator, normalizer.table)
      check(try normalizer.form(of: difference).numerator.isZero, "\(quotient) is another")
      atoms += form.numerator.atoms.count
    }
    #expect(atoms > 300)
  }

  @Test("have numbers that are integers and quotients of integers, and no factor 1")
  func shapes() throws {
    let normalizer = try normalizer(.plain)
    let (a, b) = (Term.parameter(0), Term.parameter(1))
    func written(_ term: Term) throws -> Term {
      Term(try normalizer.form(of: term).numerator, normalizer.table)
    }
    #expect(try written(a - a) == 0)
    #expect(try written(a) == a)
    #expect(try written(0 - a) == .unary(.negate, 1) * a)
    #expect(try written(a * a * b) == .binary(.power, a, 2) * b)
    #expect(try written(Term(integerLiteral: 6) / 4) == 3 / 2)
    #expect(try written(a + a) == 2 * a)
    #expect(Term(.one, over: .one, normalizer.table) == 1)
  }
}

extension SeededGenerator {
  /// A random polynomial in parameters and functions of polynomials.
  fileprivate mutating func polynomial(depth: Int) -> Term {
    var sum: Term = 0
    for _ in 0...below(3) {
      let coefficient = Term(integerLiteral: integer(-5...5)) / Term(integerLiteral: integer(1...4))
      var product = coefficient
      for _ in 0...below(2) { product = product * atom(depth: depth) }
      sum = sum + product
    }
    return sum
  }

  private mutating func atom(depth: Int) -> Term {
    guard depth > 0, chance(60) else { return .parameter(below(3)) }
    let inside = polynomial(depth: depth - 1)
    let means: [BinaryFunction] = [.meanSoftplus, .meanSigmoid, .meanSigmoidDerivative]
    switch below(4) {
    case 0: return .unary(pick([.exp, .sin, .erf]), inside)
    case 1: return (Term(integerLiteral: integer(1...5)) * .parameter(1) + .parameter(2)).squareRoot
    case 2: return (inside / .parameter(1)).exp
    default: return .binary(pick(means), inside, .parameter(below(3)))
    }
  }
}
