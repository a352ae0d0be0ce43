import Exact
import Reals
import TestSupport
import Testing

@testable import Verification

@Suite("Recognition of numbers") struct RecognitionTests {
  private let bits = 320

  private func recognised(_ expression: String) throws -> ExactCoordinate? {
    Recognition.coordinate(near: try enclosure(of: expression, bits: bits).midpoint, bits: 150)
  }

  @Test(
    "exact numbers are found again",
    arguments: [
      ("355/113", "355/113"), ("sqrt(2)", "sqrt(2)"), ("-sqrt(3)/2", "-sqrt(3)/2"),
      ("(1 + sqrt(5))/2", "(1 + sqrt(5))/2"), ("1/3 - 2*sqrt(7)/5", "(5 - 6*sqrt(7))/15"),
      ("2^(1/3)", "(2)^(1/3)"), ("log(2)", "log(2)"), ("log(2/3)", "log(2/3)"),
      ("exp(1)", "exp(1)"), ("exp(-1/2)", "exp(-1/2)"),
      ("sqrt(2) + sqrt(3)", "root of x^4 - 10*x^2 + 1 in [3.14, 3.15]"),
    ])
  func names(_ pair: (expression: String, name: String)) throws {
    #expect(try recognised(pair.expression)?.text == pair.name)
  }

  @Test("a number without a short name has none")
  func noName() throws {
    #expect(try recognised("exp(sqrt(2))/7 + log(5)") == nil)
  }

  @Test("random quadratic numbers are named so that the name has the value")
  func surds() throws {
    var generator = SeededGenerator(seed: 5, label: "surds")
    func number(_ limit: Int) -> Int { 1 + Int(generator.uniform() * Double(limit)) }
    for _ in 0..<40 {
      let (a, b, n, d) = (number(9) - 5, number(5), number(30), number(9))
      let text = "(\(a) + \(b)*sqrt(\(n)))/\(d)"
      let value = try enclosure(of: text, bits: bits)
      let found = try #require(
        Recognition.coordinate(near: value.midpoint, bits: 150), "\(text)")
      let exact = try found.number(in: ExactArithmetic(precisionInBits: bits)).enclosure
      #expect(exact.overlaps(value), "\(text) is called \(found.text)")
      #expect(try enclosure(of: found.text, bits: bits).overlaps(value))
    }
  }

  @Test("the root of a polynomial is enclosed by bisection where the polynomial has one root")
  func algebraicRoots() throws {
    let cubic = [-2, 0, 0, 1].map { Fraction($0) }
    let root = try #require(
      AlgebraicRoot(ofIntegerPolynomial: cubic, near: try rational("1.259921049")))
    let enclosure = try root.enclosure(precisionInBits: 200)
    #expect(enclosure.overlaps(try closeEnclosure(of: "2^(1/3)")))
    #expect(AlgebraicRoot(ofIntegerPolynomial: cubic, near: try rational("1.5")) == nil)
    // (x^2 - 2)^2 touches zero, so no sign tells.
    let square = [4, 0, -4, 0, 1].map { Fraction($0) }
    #expect(AlgebraicRoot(ofIntegerPolynomial: square, near: try rational("1.4142")) == nil)
  }

  private func closeEnclosure(of text: String) throws -> Interval {
    try enclosure(of: text, bits: 200)
  }

  @Test("a reduced basis spans the same lattice and begins with a short vector")
  func lattices() throws {
    let basis = [[1, 0, 1_000_003], [0, 1, 271_829]].map { $0.map { Fraction($0) } }
    let reduced = LatticeReduction.reduced(basis)
    func determinant(_ rows: [[Fraction]], _ i: Int, _ j: Int) -> Fraction {
      rows[0][i] * rows[1][j] - rows[0][j] * rows[1][i]
    }
    for (i, j) in [(0, 1), (0, 2), (1, 2)] {
      #expect(determinant(basis, i, j).absolute == determinant(reduced, i, j).absolute)
    }
    let length = reduced[0].reduce(Fraction(0)) { $0 + $1 * $1 }
    // Hermite: the shortest vector is at most (4/3)^(1/4) times the root of the determinant.
    #expect(length.approximateDouble < 2 * 1_036_300)
  }
}
