import Exact
import Testing

@testable import Kernel

/// How lemmas fit together, and which matrices count as positive semidefinite.
@Suite("Lemmas") struct LemmaTests {
  private let half = Fraction.half
  private let quarter = Fraction.half * Fraction.half

  /// x in [0, 1], n in {1, ..., 4}, with a claim that nothing here has to show.
  private func root() throws -> Node {
    func number(_ digits: String) -> Term { .number(ExactDecimal(digits: digits) ?? .zero) }
    let statement = try Statement(
      parameters: [
        .init(isInteger: false, lower: number("0"), upper: number("1")),
        .init(isInteger: true, lower: number("1"), upper: number("4")),
      ],
      definitions: [], assumptions: [], problems: [],
      claims: [.comparison(.init(relation: .less, left: .parameter(0), right: .parameter(1)))])
    return try Node.root(of: statement, claim: 0)
  }

  @Test("parts make up a whole where they meet, and in no other way")
  func parts() throws {
    let root = try root()
    let (low, high) = try root.split(0, at: half)
    let (first, rest) = try root.split(0, at: quarter)
    let (small, large) = try root.split(1, at: Fraction(2))
    let (least, most) = try root.split(1, at: Fraction(3))
    let fitting = [(low, high), (first, rest), (small, large), (least, most)]
    for (a, b) in fitting {
      let whole = try Lemma.split(Lemma.open(a), Lemma.open(b))
      #expect(whole.node === root && whole.openBoxes == 2)
    }
    let all = fitting.flatMap { [$0.0, $0.1] }
    for (i, a) in all.enumerated() {
      for (j, b) in all.enumerated() where !(i % 2 == 0 && j == i + 1) {
        #expect(throws: KernelError.self, "\(i) \(j)") {
          try Lemma.split(Lemma.open(a), Lemma.open(b))
        }
      }
    }
    // The same parts of another root, and a part of a part.
    let other = try self.root().split(0, at: half)
    #expect(throws: KernelError.self) { try Lemma.split(Lemma.open(low), Lemma.open(other.upper)) }
    let inner = try low.split(0, at: quarter)
    #expect(throws: KernelError.self) { try Lemma.split(Lemma.open(inner.lower), Lemma.open(high)) }
    #expect(throws: KernelError.self) { try Lemma.split(Lemma.open(root), Lemma.open(root)) }
  }

  @Test("a matrix is accepted if it is positive semidefinite, and only then")
  func semidefinite() {
    let values = -2...3
    let calculator = Calculator(precisionInBits: 64)
    for a in values {
      for b in values {
        for c in values {
          // [[a, b], [b, c]]: nonnegative diagonal and determinant. Elimination refuses a pivot 0
          // in a row that is not 0, which no such matrix has.
          let isSemidefinite = a >= 0 && c >= 0 && a * c >= b * b
          let packed = [a, b, c].map { DyadicInterval(Dyadic($0)) }
          let isDefinite = try? calculator.requirePositiveSemidefinite(packed: packed, size: 2)
          let isAccepted = isDefinite != nil
          if isAccepted { #expect(isDefinite == (a > 0 && a * c > b * b), "\(a) \(b) \(c)") }
          // Thirds are rounded, so what is singular may be refused.
          if a != 3 || a * c > b * b || !isSemidefinite {
            #expect(isAccepted == isSemidefinite, "\(a) \(b) \(c)")
          }
          expectThree(a, b, c, calculator)
        }
      }
    }
  }

  @Test("an interval from 0 on may stand alone in its row; then the matrix may be singular")
  func leftOut() throws {
    let calculator = Calculator(precisionInBits: 64)
    func isDefinite(_ packed: [(Int, Int)], size: Int) throws -> Bool {
      let intervals = packed.map { DyadicInterval(ordered: Dyadic($0.0), Dyadic($0.1)) }
      return try calculator.requirePositiveSemidefinite(packed: intervals, size: size)
    }
    #expect(try !isDefinite([(0, 1)], size: 1) && isDefinite([(1, 2)], size: 1))
    #expect(try isDefinite([], size: 0) && !isDefinite([(0, 1), (0, 0), (1, 1)], size: 2))
    #expect(try !isDefinite([(1, 1), (0, 0), (0, 0)], size: 2))
    #expect(throws: KernelError.self) { try isDefinite([(-1, 1)], size: 1) }
    #expect(throws: KernelError.self) { try isDefinite([(0, 1), (0, 1), (1, 1)], size: 2) }
    #expect(throws: KernelError.self) { try isDefinite([(0, 1), (0, 0), (-1, 1)], size: 2) }
  }

  /// The matrix with 2 on the diagonal and a, b, c beside it, by its leading minors.
  private func expectThree(_ a: Int, _ b: Int, _ c: Int, _ calculator: Calculator) {
    let packed = [2, a, b, 2, c, 2].map { DyadicInterval(Dyadic($0)) }
    let minor = 4 - a * a
    let determinant = 2 * (4 - c * c) - a * (2 * a - b * c) + b * (a * c - 2 * b)
    let isAccepted = (try? calculator.requirePositiveSemidefinite(packed: packed, size: 3)) != nil
    if minor > 0 && determinant > 0 { #expect(isAccepted, "\(a) \(b) \(c)") }
    if minor < 0 || determinant < 0 { #expect(!isAccepted, "\(a) \(b) \(c)") }
  }
}
