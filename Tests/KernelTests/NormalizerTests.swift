import Exact
import TestSupport
import Testing

@testable import Kernel

/// What signs of terms follow from conditions, and the intervals of atoms.
@Suite("Normalizer") struct NormalizerTests {
  private static let (a, b, n, x) = (
    Term.parameter(0), Term.parameter(1), Term.parameter(2), Term.parameter(3)
  )

  private static let endless = Term.parameter(4)

  /// a in [0, 4], b in [1/2, 4], n an integer from 2 on, x in [-2, 3], and a number from 0 on.
  private func normalizer(
    _ kind: AlgebraKind = .plain, assuming assumptions: Comparison...
  ) throws -> Normalizer {
    func real(_ lower: Term, _ upper: Term) -> Statement.Parameter {
      .init(isInteger: false, lower: lower, upper: upper)
    }
    let statement = try Statement(
      parameters: [
        real(0, 4), real(1 / 2, 4), .init(isInteger: true, lower: 2, upper: nil), real(-2, 3),
        .init(isInteger: false, lower: 0, upper: nil),
      ],
      definitions: [], assumptions: assumptions, problems: [],
      claims: [.comparison(Self.a.compared(.less, Self.b))])
    return try Node.root(of: statement, claim: 0).normalizer(kind, precisionInBits: 64)
  }

  private func sign(_ term: Term, _ normalizer: Normalizer) throws -> Int {
    try normalizer.sign(of: term, try normalizer.form(of: term))
  }

  @Test(
    "a difference that is assumed to be positive gives signs to products, quotients and powers",
    arguments: [AlgebraKind.plain, .rewriting])
  func products(_ kind: AlgebraKind) throws {
    let (a, b, n, x) = (Self.a, Self.b, Self.n, Self.x)
    let difference = a - b
    let signed: [(Term, Int)] = [
      (difference, 1), (b - a, -1), ((n - 1) * difference, 1), ((1 - n) * difference, -1),
      ((1 - n) * (b - a), 1), (difference / (n - 1), 1), (difference / (1 - n), -1),
      (difference * n - difference, 1), (3 * a - 3 * b, 1), (b * difference, 1),
      (difference * difference, 1), (0 - difference, -1),
      (.binary(.power, b - a, 3), -1), (.binary(.power, b - a, 2), 1), (x.exp * difference, 1),
    ]
    for (term, expected) in signed {
      let known = try normalizer(kind, assuming: a.compared(.greater, b))
      #expect(try sign(term, known) == expected, "\(term)")
      let weak = try normalizer(kind, assuming: a.compared(.greaterOrEqual, b))
      #expect(try sign(term, weak) == 0, "\(term) may be 0")
      #expect(try sign(term, normalizer(kind)) == 0, "\(term)")
    }
    #expect(try sign(difference + n, normalizer(kind, assuming: a.compared(.greater, b))) == 1)
    // x changes its sign, and a is 0 somewhere.
    for term in [x * difference, difference - x, difference - 1, a * x, difference / 2 - b] {
      #expect(try sign(term, normalizer(kind, assuming: a.compared(.greater, b))) == 0, "\(term)")
    }
  }

  @Test("what is at least 0 by a weak condition is not taken for positive")
  func weak() throws {
    let difference = Self.a - Self.b
    let weak = try normalizer(assuming: Self.a.compared(.greaterOrEqual, Self.b))
    let form = try weak.form(of: difference)
    #expect(try weak.isNonnegative(difference, form))
    #expect(!(try weak.isPositive(form.signedNumerator, orZero: false)))
    #expect(try weak.isPositive(form.signedNumerator, orZero: true))
    #expect(!(try weak.isPositive(form.signedNumerator.negated, orZero: true)))
    #expect(try weak.isPositive(.zero, orZero: true))
    #expect(!(try weak.isPositive(.zero, orZero: false)))
  }

  @Test("an equation gives no sign, and a condition gives none to its opposite")
  func equations() throws {
    let difference = Self.a - Self.b
    #expect(try sign(difference, normalizer(assuming: difference.compared(.equal, 0))) == 0)
    #expect(try sign(difference, normalizer(assuming: difference.compared(.equal, 1))) == 0)
    #expect(try sign(difference, normalizer(assuming: Self.a.compared(.less, Self.b))) == -1)
  }

  @Test("conditions are learned in any order, each with what the others say")
  func order() throws {
    let difference = Self.a - Self.b
    let (inner, outer) = (
      difference.compared(.greater, 0), difference.squareRoot.compared(.greater, Self.x)
    )
    let term = difference.squareRoot - Self.x
    #expect(try sign(term, normalizer(assuming: inner, outer)) == 1)
    #expect(try sign(term, normalizer(assuming: outer, inner)) == 1)
    // Without the sign of what is under the root, neither has a form.
    #expect(throws: KernelError.self) { try sign(term, normalizer(assuming: outer)) }
    #expect(try sign(term, normalizer(assuming: inner)) == 0)
  }

  @Test("a parameter that is assumed to be positive is, though its range begins at 0")
  func parameters() throws {
    let known = try normalizer(assuming: Self.a.compared(.greater, 0))
    for term in [Self.a, Self.a * Self.b, Self.a / Self.n, Self.a + Self.a * Self.n] {
      #expect(try sign(term, known) == 1, "\(term)")
      #expect(try sign(term, normalizer()) == 0, "\(term)")
    }
    #expect(try sign(Self.b / Self.a, known) == 1)
    let free = try normalizer(assuming: Self.endless.compared(.greater, 0))
    for term in [Self.endless, Self.endless + Self.a, Self.a * Self.n + Self.endless * Self.n] {
      #expect(try sign(term, free) == 1, "\(term)")
      #expect(try sign(term, normalizer()) == 0, "\(term)")
    }
    #expect(throws: KernelError.self) { try normalizer().form(of: Self.b / Self.a) }
    let weak = try normalizer(assuming: Self.a.compared(.greaterOrEqual, 0))
    #expect(throws: KernelError.self) { try weak.form(of: Self.b / Self.a) }
  }

  @Test("a logarithm needs a positive argument, a root one that is at least 0")
  func domains() throws {
    let difference = Self.a - Self.b
    for kind in [AlgebraKind.plain, .rewriting] {
      let strict = try normalizer(kind, assuming: Self.a.compared(.greater, Self.b))
      let weak = try normalizer(kind, assuming: Self.a.compared(.greaterOrEqual, Self.b))
      _ = try strict.form(of: difference.log)
      // It has a value, but no interval.
      #expect(try sign(difference.log, strict) == 0)
      #expect(try sign(difference.log * difference, strict) == 0)
      #expect(throws: KernelError.self) { try strict.form(of: difference.log.squareRoot) }
      _ = try strict.form(of: difference.squareRoot)
      _ = try weak.form(of: difference.squareRoot)
      #expect(throws: KernelError.self) { try weak.form(of: difference.log) }
      #expect(throws: KernelError.self) { try normalizer(kind).form(of: difference.squareRoot) }
      #expect(throws: KernelError.self) { try weak.form(of: 1 / difference) }
    }
  }

  @Test("the root of what is at most 0 where it counts is 0, and that of what is below is refused")
  func cuts() throws {
    let known = try normalizer(assuming: Self.a.compared(.lessOrEqual, 0))
    let form = try known.form(of: (0 - Self.a).squareRoot)
    let atom = try #require(form.numerator.singleAtom)
    let interval = try known.interval(of: atom)
    #expect(interval.lower.sign == 0 && interval.upper.sign == 0)
    let below = try normalizer(assuming: Self.b.compared(.lessOrEqual, 0))
    let root = try below.form(of: (0 - Self.b).squareRoot)
    #expect(throws: KernelError.self) { try below.range(of: root.numerator) }
  }

  @Test("a conditional is its branch where the condition is certain, also by an assumption")
  func conditionals() throws {
    let term = Term.conditional(Self.a.compared(.greater, Self.b), then: Self.n, else: Self.x)
    func form(_ assumptions: Comparison...) throws -> Polynomial {
      let normalizer = try assumptions.isEmpty ? normalizer() : normalizer(assuming: assumptions[0])
      let form = try normalizer.form(of: term)
      let branches = try [Self.n, Self.x].map { try normalizer.form(of: $0).numerator }
      return form.numerator == branches[0]
        ? .one : form.numerator == branches[1] ? .zero : form.numerator
    }
    #expect(try form(Self.a.compared(.greater, Self.b)) == .one)
    #expect(try form(Self.a.compared(.lessOrEqual, Self.b)) == .zero)
    #expect(try form(Self.a.compared(.less, Self.b)) == .zero)
    let open = try form(Self.a.compared(.greaterOrEqual, Self.b))
    #expect(open != .one && open != .zero)
    #expect(try form() == open)
  }

  @Test("the length and the reach of a power are those of the longer and the further end")
  func lengths() throws {
    let third: Term = 1 / 3
    let far = Term.binary(.power, 2, .number(ExactDecimal(20_000)))
    // A third has 8,192 bits, and the product of two 64th powers more than a million.
    let tooMuch: [(Term, Term)] = [(third, 1), (1, 1 + third), (1 / far, 1), (1, far)]
    for (lower, upper) in tooMuch + [(1, 2), (1 / 4, 1)] {
      let range = Statement.Parameter(isInteger: false, lower: lower, upper: upper)
      let statement = try Statement(
        parameters: [range, range], definitions: [], assumptions: [], problems: [],
        claims: [.comparison(Self.a.compared(.less, 3))])
      let normalizer = try Node.root(of: statement, claim: 0)
        .normalizer(.plain, precisionInBits: 8_192)
      let powers = [Self.a, Self.b].map { Term.binary(.power, $0, 64) }
      let power = try normalizer.form(of: powers[0] * powers[1]).numerator
      if tooMuch.contains(where: { $0 == (lower, upper) }) {
        #expect(throws: KernelError.self) { try normalizer.exactRange(of: power) }
      } else {
        _ = try normalizer.exactRange(of: power)
      }
    }
  }

  @Test("a product that is assumed to be positive has a logarithm, its factors have none")
  func logarithms() throws {
    let product = Self.x * Self.b
    let known = try normalizer(.rewriting, assuming: product.compared(.greater, 0))
    _ = try known.form(of: product.log)
    #expect(throws: KernelError.self) {
      try normalizer(.rewriting, assuming: product.compared(.greaterOrEqual, 0))
        .form(of: product.log)
    }
    let factors = try normalizer(.rewriting, assuming: (Self.x * Self.a).compared(.greater, 0))
    _ = try factors.form(of: (Self.x * Self.a).log)
    #expect(throws: KernelError.self) { try factors.form(of: Self.a.log) }
  }

  @Test("only parameters without end are written from their lower ends, or all where that is asked")
  func distances() throws {
    let normalizer = try normalizer()
    func ends(_ term: Term, _ enclosures: AtomEnclosures) throws -> [Fraction?] {
      let polynomial = try normalizer.form(of: term).numerator
      let (sum, denominator) = try normalizer.exactRange(of: polynomial, enclosures)
      return try [sum.lower, sum.upper].map { end in
        end.isInfinite ? nil : try end.fraction.divided(by: Fraction(denominator))
      }
    }
    // b^2 - b is (d + 1/2)^2 - d - 1/2 = d^2 - 1/4 for d in [0, 7/2].
    let square = Self.b * Self.b - Self.b
    #expect(try ends(square, .plain) == [Fraction("-15/4"), Fraction("31/2")])
    #expect(try ends(square, .fromEnds) == [Fraction("-1/4"), Fraction(12)])
    // n^2 - n is d^2 + 3 d + 2 for d from 0 on.
    let other = Self.n * Self.n - Self.n
    for enclosures in [AtomEnclosures.plain, .fromEnds] {
      #expect(try ends(other, enclosures) == [Fraction(2), nil])
    }
  }

  @Test("the interval of an atom that algebra makes is that of the function of the quotient")
  func quotients() throws {
    let normalizer = try normalizer(.rewriting)
    let form = try normalizer.form(of: (1 / Self.b).exp)
    let interval = try normalizer.interval(of: try #require(form.numerator.singleAtom))
    // exp(1/4) = 1.284025..., exp(2) = 7.389056...
    let (lower, upper) = (try interval.lower.fraction, try interval.upper.fraction)
    for (end, digits) in [(lower, "1.28402"), (upper, "7.38905")] {
      let floor = try rational(digits)
      #expect(end > floor && end < floor + Fraction(mantissa: BigInteger(1), exponent: -16))
    }
  }
}
