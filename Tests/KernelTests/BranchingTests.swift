import Exact
import Testing

@testable import Kernel

/// The step `cases`: which term is told apart, and that both cases make up the whole.
@Suite("Cases") struct BranchingTests {
  private let x = Term.parameter(0)
  private let zero = Term.number(.zero)
  private let one = Term.number(.one)

  private func root(_ comparison: Comparison, lower: Term) throws -> Node {
    try Node.root(
      of: try Statement(
        parameters: [.init(isInteger: false, lower: lower, upper: one)], definitions: [],
        assumptions: [], problems: [], claims: [.comparison(comparison)]), claim: 0)
  }

  private func goal(_ node: Node) -> Comparison? {
    if case .comparison(let comparison) = node.goal { comparison } else { nil }
  }

  @Test("operands come before what they are operands of, a condition before its branches")
  func order() {
    let inner = Term.binary(.minimum, x, one)
    let outer = Term.binary(.maximum, inner, .unary(.absolute, x))
    #expect(outer.firstBranching == inner)
    let chosen = Term.conditional(
      .init(relation: .less, left: x, right: one), then: outer, else: inner)
    #expect(chosen.firstBranching == chosen)
    let nested = Term.conditional(
      .init(relation: .less, left: outer, right: one), then: x, else: x)
    #expect(nested.firstBranching == inner)
    #expect(Term.unary(.exp, x).firstBranching == nil)
  }

  @Test("each case assumes its condition and puts the branch wherever the term stood")
  func replaced() throws {
    let size = Term.unary(.absolute, x)
    let comparison = Comparison(relation: .lessOrEqual, left: x, right: size)
    let root = try root(comparison, lower: .unary(.negate, one))
    let (first, second) = try root.distinguished(precisionInBits: 64)
    #expect(goal(first) == Comparison(relation: .lessOrEqual, left: x, right: x))
    #expect(
      first.hypotheses == [Comparison(relation: .greaterOrEqual, left: x, right: zero)])
    #expect(goal(second)?.right == .unary(.negate, x))
    #expect(second.hypotheses == [Comparison(relation: .less, left: x, right: zero)])
    let shown = try Lemma.algebra(first, weights: [], precisionInBits: 64)
    let weight = Weight(assumption: 0, multiplier: .number(Fraction(2)))
    let other = try Lemma.algebra(second, weights: [weight], precisionInBits: 64)
    let whole = try Lemma.premises([shown, other])
    #expect(try Theorem.domain(whole).conclusion == .domain(openBoxes: 0))
    // One case alone, twice the same, or in the wrong order is not the whole.
    #expect(throws: KernelError.self) { try Lemma.premises([shown, shown]) }
    #expect(throws: KernelError.self) { try Lemma.premises([other, shown]) }
    #expect(throws: KernelError.self) { try Theorem.domain(shown) }
    #expect(throws: KernelError.self) { try Lemma.remainder(shown) }
    #expect(throws: KernelError.self) { try Lemma.split(shown, other) }
    // The cases of another step or node do not fit, though they look the same.
    for node in [root, try self.root(comparison, lower: zero)] {
      let stranger = try node.distinguished(precisionInBits: 64).second
      #expect(throws: KernelError.self) { try Lemma.premises([shown, Lemma.open(stranger)]) }
    }
  }

  @Test("an open case counts its box once")
  func share() throws {
    let root = try root(
      Comparison(relation: .less, left: x, right: .unary(.absolute, x)),
      lower: .unary(.negate, one))
    let (first, second) = try root.distinguished(precisionInBits: 64)
    let both = try Lemma.premises([Lemma.open(first), Lemma.open(second)])
    #expect(both.openBoxes == 2)
  }

  @Test(
    "a term that may have no value, an equation as condition and a goal without cases are refused")
  func refused() throws {
    let root = try root(
      Comparison(relation: .lessOrEqual, left: .unary(.absolute, .unary(.log, x)), right: one),
      lower: zero)
    #expect(throws: KernelError.self) { try root.distinguished(precisionInBits: 64) }
    let equation = Term.conditional(
      .init(relation: .equal, left: x, right: one), then: x, else: one)
    let other = try self.root(
      Comparison(relation: .lessOrEqual, left: equation, right: one), lower: zero)
    #expect(throws: KernelError.self) { try other.distinguished(precisionInBits: 64) }
    let plain = try self.root(
      Comparison(relation: .lessOrEqual, left: x, right: one), lower: zero)
    #expect(throws: KernelError.self) { try plain.distinguished(precisionInBits: 64) }
  }

  @Test("a hypothesis about a parameter that is fixed later cannot be used")
  func fixed() throws {
    let comparison = Comparison(
      relation: .lessOrEqual, left: .unary(.negate, one),
      right: .binary(.add, x, .unary(.absolute, x)))
    let root = try root(comparison, lower: .unary(.negate, one))
    let second = try root.distinguished(precisionInBits: 64).second
    _ = try Lemma.outside(
      try second.split(0, at: Fraction(0)).upper.split(
        0, at: Fraction(mantissa: BigInteger(1), exponent: -1)
      ).upper,
      assumption: 0, precisionInBits: 64)
    let face = try second.fixing(monotone: 0, precisionInBits: 64)
    #expect(throws: KernelError.self) {
      try Lemma.outside(face, assumption: 0, precisionInBits: 64)
    }
  }

  @Test("a long sum is searched once: a search that looks twice at every level does not end")
  func longSum() {
    let sum = (0..<200).reduce(Term.parameter(0)) { sum, _ in .binary(.add, sum, .parameter(0)) }
    #expect(sum.firstBranching == nil)
  }
}
