import Exact
import Testing

@testable import Kernel
@testable import Theories

/// What terms become atoms, when two are the same, and what is known of their signs.
@Suite("Atoms") struct NormalizerAtomsTests {
  private static let (a, b, x) = (Term.parameter(0), Term.parameter(1), Term.parameter(2))
  private static let kinds: [AlgebraKind] = [.plain, .rewriting]

  private static let problem = Statement.Problem(
    model: "memorization_dilation",
    arguments: [
      "margin": .number(1), "feature_norm": .number(1), "eta": .number(1 / 4), "alpha": .number(0),
      "lambda": .number(1), "C_MD": .number(1), "M": .number(2),
    ])

  /// a in [0, 4], b in [1/2, 4], x in [-2, 3].
  private func node(
    _ claim: Comparison = a.compared(.less, b), assuming conditions: [Comparison] = []
  ) throws -> Node {
    func real(_ lower: Term, _ upper: Term) -> Statement.Parameter {
      .init(isInteger: false, lower: lower, upper: upper)
    }
    let statement = try Statement(
      parameters: [real(0, 4), real(1 / 2, 4), real(-2, 3)], definitions: [],
      assumptions: [], problems: [Self.problem],
      claims: [.comparison(claim)], theory: .standard)
    return try Node.root(of: statement, claim: 0).derived(assuming: conditions)
  }

  private func normalizer(
    _ kind: AlgebraKind, assuming assumptions: Comparison...
  ) throws -> Normalizer {
    try node(assuming: assumptions).normalizer(kind, precisionInBits: 64)
  }

  private func areSame(_ a: Term, _ b: Term, _ normalizer: Normalizer) throws -> Bool {
    try normalizer.slack(of: a.compared(.equal, b)).isZero
  }

  private func isNonnegative(_ term: Term, _ normalizer: Normalizer) throws -> Bool {
    try normalizer.isPositive(try normalizer.form(of: term).signedNumerator, orZero: true)
  }

  private func square(_ term: Term) -> Term { .binary(.power, term, 2) }
  private func magnitude(_ term: Term) -> Term { .unary(.absolute, term) }
  private func larger(_ a: Term, _ b: Term) -> Term { .binary(.maximum, a, b) }
  private func smaller(_ a: Term, _ b: Term) -> Term { .binary(.minimum, a, b) }

  @Test("max, min and abs are what they are by a known sign", arguments: kinds)
  func extrema(_ kind: AlgebraKind) throws {
    let (a, b) = (Self.a, Self.b)
    for relation in [Relation.greater, .greaterOrEqual] {
      let known = try normalizer(kind, assuming: a.compared(relation, b))
      let pairs: [(Term, Term)] = [
        (larger(a, b), a), (larger(b, a), a), (smaller(a, b), b), (smaller(b, a), b),
        (magnitude(a - b), a - b), (magnitude(b - a), a - b), (larger(2 * a, a + b), 2 * a),
      ]
      for (term, expected) in pairs { #expect(try areSame(term, expected, known), "\(term)") }
    }
    // a may be less than b.
    let open = try normalizer(kind, assuming: a.compared(.greaterOrEqual, b - 1))
    for term in [larger(a, b), smaller(a, b), magnitude(a - b)] {
      for other in [a, b, a - b, b - a] { #expect(!(try areSame(term, other, open)), "\(term)") }
    }
  }

  @Test("an open max is an atom as it is written, or half of sum and distance")
  func openExtrema() throws {
    let (a, x) = (Self.a, Self.x)
    let plain = try normalizer(.plain)
    let atom = try #require(try plain.form(of: larger(a, x)).numerator.singleAtom)
    #expect(plain.table.atoms[atom] == .term(larger(a, x)))
    let rewriting = try normalizer(.rewriting)
    #expect(try areSame(larger(a, x), (a + x + magnitude(a - x)) / 2, rewriting))
    #expect(try areSame(smaller(a, x), (a + x - magnitude(x - a)) / 2, rewriting))
    #expect(!(try areSame(larger(a, x), (a + x - magnitude(a - x)) / 2, rewriting)))
  }

  @Test("means are the same if their arguments are, by algebra", arguments: kinds)
  func means(_ kind: AlgebraKind) throws {
    let (x, b) = (Self.x, Self.b)
    let functions: [BinaryFunction] = [.meanSoftplus, .meanSigmoid, .meanSigmoidDerivative]
    for function in functions {
      let normalizer = try normalizer(kind)
      func mean(_ a: Term, _ b: Term) -> Term { .binary(function, a, b) }
      #expect(try areSame(mean(x + x, 1), mean(2 * x, 1), normalizer))
      #expect(try areSame(mean(x, b * b / b), mean(x, b), normalizer))
      #expect(!(try areSame(mean(x + x, 1), mean(2 * x, 2), normalizer)))
      #expect(!(try areSame(mean(x + x, 1), mean(x, 1), normalizer)))
      for other in functions where other != function {
        #expect(!(try areSame(mean(x, 1), .binary(other, x, 1), normalizer)))
      }
    }
  }

  @Test("a mean without an enclosure lies in the range of its function", arguments: kinds)
  func ranges(_ kind: AlgebraKind) throws {
    let difference = Self.a - Self.b
    let known = try normalizer(kind, assuming: difference.compared(.greater, 0))
    let quarter = Dyadic(BigInteger(1), exponent: -2)
    let ranges: [(BinaryFunction, Dyadic)] = [
      (.meanSigmoid, Dyadic(1)), (.meanSigmoidDerivative, quarter), (.meanSoftplus, .infinity),
    ]
    for (function, upper) in ranges {
      let mean = Term.binary(function, difference.log, 1)
      let atom = try #require(try known.form(of: mean).numerator.singleAtom)
      #expect(try known.interval(of: atom) == DyadicInterval(lower: Dyadic(0), upper: upper))
    }
  }

  @Test("what functions are applied to is in lowest terms", arguments: kinds)
  func lowestTerms(_ kind: AlgebraKind) throws {
    let (a, b, x) = (Self.a, Self.b, Self.x)
    let normalizer = try normalizer(kind)
    let pairs: [(Term, Term, Term)] = [
      ((a * a - b * b) / (a + b), a - b, a - b + 1), (a * b / (b * b), a / b, a / (b + 1)),
      (2 * a / (2 * b + 2), a / (b + 1), a / (b + 2)),
      (x * (b + 1) * (a + b) / (a + b), x * b + x, x * b),
    ]
    for (term, same, other) in pairs {
      for function in [UnaryFunction.exp, .sin] {
        func value(_ argument: Term) -> Term { .unary(function, argument) }
        #expect(try areSame(value(term), value(same), normalizer), "\(term)")
        #expect(!(try areSame(value(term), value(other), normalizer)), "\(term)")
      }
    }
  }

  @Test("even powers and their sums have roots, and what is nearly one has none", arguments: kinds)
  func squares(_ kind: AlgebraKind) throws {
    let (a, b, x) = (Self.a, Self.b, Self.x)
    let nonnegative = [
      square(x - a), square(x - a) + square(b - 2), square(x - a) + (b + .binary(.power, x, 4)),
    ]
    let others = [
      .binary(.power, x - a, 3), square(x - a) - square(b - 2), square(x - a) + x,
      square(x - a) * x,
    ]
    for term in nonnegative {
      #expect(throws: Never.self, "\(term)") { try normalizer(kind).form(of: term.squareRoot) }
    }
    for term in others {
      #expect(throws: KernelError.self, "\(term)") {
        try normalizer(kind).form(of: term.squareRoot)
      }
    }
  }

  @Test("an atom that is assumed to be at least 0 counts as such in a sum", arguments: kinds)
  func knownAtoms(_ kind: AlgebraKind) throws {
    let logarithm = Self.b.log
    for atom in [logarithm] {
      let known = try normalizer(kind, assuming: atom.compared(.greaterOrEqual, 0))
      let positive = [1 + Self.a * atom, atom * atom * Self.b + 2 * atom + Self.b, atom + Self.a]
      for term in positive {
        #expect(try isNonnegative(term, known), "\(term)")
        #expect(!(try isNonnegative(term, try normalizer(kind))), "\(term)")
        let opposite = try normalizer(kind, assuming: atom.compared(.lessOrEqual, 0))
        #expect(!(try isNonnegative(term, opposite)), "\(term)")
      }
      for term in [1 - Self.a * atom, atom - Self.a, atom * Self.x + 1] {
        #expect(!(try isNonnegative(term, known)), "\(term)")
      }
    }
  }

  /// Whether a goal follows from an assumption with a multiplier.
  private func follows(
    _ goal: Comparison, from assumption: Comparison, times multiplier: Term
  ) throws {
    _ = try Lemma.algebra(
      try node(goal, assuming: [assumption]),
      weights: [Weight(assumption: 0, multiplier: .term(multiplier))], precisionInBits: 64)
  }

  @Test("a multiplier may be a quotient, whose sign counts for an inequality")
  func multipliers() throws {
    let (a, b, x) = (Self.a, Self.b, Self.x)
    let product = (x * b).compared(.greaterOrEqual, 1)
    func equation(_ factor: Term) -> Comparison {
      (x * (b + 1)).compared(.equal, a * factor)
    }
    #expect(throws: Never.self) {
      try follows(x.compared(.greater, 0), from: product, times: 1 / b)
    }
    #expect(throws: Never.self) {
      try follows(
        x.compared(.greaterOrEqual, 0), from: (x * b).compared(.equal, a), times: 0 - 1 / b)
    }
    #expect(throws: Never.self) {
      try follows(x.compared(.equal, a), from: equation(b + 1), times: 1 / (b + 1))
    }
    #expect(throws: KernelError.self) {
      try follows(x.compared(.equal, a), from: equation(b + 2), times: 1 / (b + 1))
    }
    #expect(throws: KernelError.self) {
      try follows(x.compared(.greater, 1), from: product, times: 1 / b)
    }
    #expect(throws: KernelError.refused("the multiplier of assumption 1 may be negative")) {
      try follows(x.compared(.less, 0), from: product, times: 0 - 1 / b)
    }
    #expect(throws: KernelError.undefined("a divisor may be zero")) {
      try follows(b.compared(.greater, 0), from: product, times: 1 / x)
    }
  }
}
