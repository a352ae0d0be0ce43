import Exact
import Foundation
import TestSupport
import Testing

@testable import Kernel

/// The rules alone: what they refuse, and that lemmas fit together only as they were split.
@Suite("Rules") struct RulesTests {
  private let half = Fraction("1/2") ?? Fraction(0)

  /// x in [0, 1], n in {1, ..., 4}; x >= 0, x >= 1/2 and x + n increases in x.
  private func statement() throws -> Statement {
    let zero = Term.number(.zero)
    let point = Term.number(ExactDecimal(digits: "5", exponent: -1) ?? .zero)
    func number(_ text: String) -> Term { .number(ExactDecimal(digits: text) ?? .zero) }
    return try Statement(
      parameters: [
        .init(isInteger: false, lower: zero, upper: number("1")),
        .init(isInteger: true, lower: number("1"), upper: number("4")),
      ],
      definitions: [], assumptions: [], problems: [],
      claims: [
        .comparison(.init(relation: .greaterOrEqual, left: .parameter(0), right: zero)),
        .comparison(.init(relation: .greaterOrEqual, left: .parameter(0), right: point)),
        .monotone(.binary(.add, .parameter(0), .parameter(1)), direction: .increases, parameter: 0),
      ])
  }

  @Test("a claim that holds is shown, one that fails is not")
  func evaluation() throws {
    let statement = try statement()
    let root = try Node.root(of: statement, claim: 0)
    let theorem = try Theorem.domain(try Lemma.evaluate(root, precisionInBits: 64))
    #expect(theorem.conclusion == .domain(openBoxes: 0))
    let other = try Node.root(of: statement, claim: 1)
    #expect(throws: KernelError.self) { try Lemma.evaluate(other, precisionInBits: 64) }
    #expect(throws: KernelError.self) { try Lemma.mean(other, precisionInBits: 64) }
    #expect(throws: KernelError.self) {
      try Lemma.convex(other, at: [half, Fraction(1)], precisionInBits: 64)
    }
    #expect(throws: KernelError.self) {
      try Lemma.algebra(other, weights: [], precisionInBits: 64)
    }
  }

  @Test("a part of the domain is not the domain")
  func parts() throws {
    let root = try Node.root(of: try statement(), claim: 1)
    let (lower, upper) = try root.split(0, at: half)
    let shown = try Lemma.evaluate(upper, precisionInBits: 64)
    #expect(throws: KernelError.self) { try Theorem.domain(shown) }
    #expect(throws: KernelError.self) { try Lemma.split(shown, shown) }
    #expect(throws: KernelError.self) { try Lemma.split(shown, Lemma.open(lower)) }
    #expect(throws: KernelError.self) { try Lemma.remainder(shown) }
    let whole = try Lemma.split(Lemma.open(lower), shown)
    #expect(
      try Theorem.domain(whole).conclusion == .domain(openBoxes: 1))
    // The lower quarter and the upper half leave a gap.
    let quarter = try lower.split(0, at: try Fraction(BigInteger(1), BigInteger(4))).lower
    #expect(throws: KernelError.self) { try Lemma.split(Lemma.open(quarter), shown) }
  }

  @Test("integers are split between integers, and only inside")
  func integerSplits() throws {
    let root = try Node.root(of: try statement(), claim: 1)
    let (lower, upper) = try root.split(1, at: Fraction(2))
    #expect(lower.box.ranges[1].upper == Fraction(2) && upper.box.ranges[1].lower == Fraction(3))
    for value in [Fraction(0), Fraction(4), half] {
      #expect(throws: KernelError.self) { try root.split(1, at: value) }
    }
  }

  @Test("a monotone claim is shown by its derivative, the face of an inequality by its sign")
  func derivatives() throws {
    let statement = try statement()
    let rising = try Node.root(of: statement, claim: 2)
    _ = try Theorem.domain(try Lemma.evaluate(rising, precisionInBits: 64))
    let root = try Node.root(of: statement, claim: 0)
    let face = try root.fixing(monotone: 0, precisionInBits: 64)
    #expect(face.box.ranges[0].isPoint && face.moved == [0: 0])
    let shown = try Lemma.remainder(try Lemma.evaluate(face, precisionInBits: 64))
    _ = try Theorem.domain(shown)
  }

  @Test("points outside the domain establish nothing")
  func points() throws {
    let statement = try statement()
    func holds(_ x: Fraction, _ n: Fraction) throws -> Theorem {
      try Theorem.holds(
        try Node.at([x, n], of: statement, claim: 0), digits: nil, precisionInBits: 64)
    }
    #expect(try holds(half, Fraction(2)).conclusion == .point([half, Fraction(2)], digits: nil))
    #expect(throws: KernelError.self) { try holds(Fraction(2), Fraction(2)) }
    #expect(throws: KernelError.self) { try holds(half, half) }
    let failing = try Node.at([Fraction(0), Fraction(1)], of: statement, claim: 1)
    #expect(
      try Theorem.fails(failing, versus: nil, precisionInBits: 64).conclusion
        == .refuted([Fraction(0), Fraction(1)], versus: nil))
    // A comparison fails at one point; a second one has nothing to say.
    let other = try Node.at([half, Fraction(1)], of: statement, claim: 1)
    #expect(throws: KernelError.self) {
      try Theorem.fails(failing, versus: other, precisionInBits: 64)
    }
  }

  @Test("a claim at every point of a finite domain, and no point less")
  func allPoints() throws {
    let n = Term.parameter(0)
    func number(_ text: String) -> Term { .number(ExactDecimal(digits: text) ?? .zero) }
    let (three, four) = (number("3"), number("4"))
    func statement() throws -> Statement {
      try Statement(
        parameters: [.init(isInteger: true, lower: number("1"), upper: four)],
        definitions: [],
        assumptions: [Comparison(relation: .less, left: n, right: four)], problems: [],
        claims: [
          .comparison(Comparison(relation: .lessOrEqual, left: n, right: three)),
          .comparison(Comparison(relation: .equal, left: n, right: n)),
        ])
    }
    let (one, other) = (try statement(), try statement())
    func holds(_ value: Int, _ statement: Statement, claim: Int = 0) throws -> Theorem {
      try Theorem.holds(
        try Node.at([Fraction(value)], of: statement, claim: claim),
        digits: claim == 0 ? nil : 9, precisionInBits: 64)
    }
    let points = try [1, 2, 3].map { try holds($0, one) }
    #expect(try Theorem.allPoints(points).conclusion == .allPoints(count: 3))
    // The assumption excludes 4, exactly; a point that is missing, of another file, or an equality
    // to digits is refused.
    #expect(throws: KernelError.self) { try Theorem.allPoints(Array(points.dropLast())) }
    #expect(throws: KernelError.self) {
      try Theorem.allPoints(points.dropLast() + [try holds(3, other)])
    }
    let equal = try [1, 2, 3].map { try holds($0, one, claim: 1) }
    #expect(throws: KernelError.self) { try Theorem.allPoints(equal) }
    #expect(throws: KernelError.self) { try Theorem.allPoints([]) }
  }

  @Test("a point inside the domain, and none outside")
  func inside() throws {
    let statement = try statement()
    func inside(_ x: Fraction, _ n: Fraction) throws -> Theorem {
      // The third claim says that a term is monotone: it has no other theorem about a point.
      try Theorem.inside(
        try Node.at([x, n], of: statement, claim: 2), precisionInBits: 64)
    }
    #expect(try inside(half, Fraction(2)).conclusion == .inside([half, Fraction(2)]))
    #expect(throws: KernelError.self) { try inside(Fraction(2), Fraction(2)) }
    #expect(throws: KernelError.self) { try inside(half, half) }
  }

  @Test("indices out of range are refused before anything is evaluated")
  func indices() {
    #expect(throws: KernelError.self) {
      try Statement(
        parameters: [], definitions: [.term(.definition(0))], assumptions: [], problems: [],
        claims: [])
    }
    #expect(throws: KernelError.self) {
      try Statement(
        parameters: [.init(isInteger: false, lower: .parameter(0), upper: .number(.zero))],
        definitions: [], assumptions: [], problems: [], claims: [])
    }
  }

  @Test("the kernel stays small")
  func size() throws {
    var (rules, functions, theories) = (0, 0, 0)
    for file in try ["Sources/Exact", "Sources/Kernel", "Sources/Theories"].flatMap({
      try Repository.files(in: $0, suffix: ".swift")
    }) {
      let lines = try Repository.text(of: file).split(separator: "\n").count { line in
        let code = line.drop { $0 == " " }
        return !code.isEmpty && !code.hasPrefix("//") && !code.hasPrefix("import ")
      }
      if file.contains("/Functions/") {
        functions += lines
      } else if file.contains("/Theories/") {
        theories += lines
      } else {
        rules += lines
      }
    }
    // Comments, blank lines and imports are not counted.
    #expect(
      rules <= 4_188, "\(rules) lines of code; exact numbers and kernel are what must be believed")
    #expect(functions <= 726, "\(functions) lines of code for functions")
    #expect(theories <= 1_028, "\(theories) lines of code for models and Gaussian means")
  }
}
