/// A quotient of polynomials whose denominator has a known sign on the box.
struct NormalForm {
  var numerator: Polynomial
  var denominator: Polynomial
  /// 1 or -1.
  var denominatorSign: Int
}

/// Brings terms to normal form on a box, by section 6 of docs/certificate-format.md.
final class Normalizer {
  private let evaluator: Evaluator
  private let statement: Statement
  private var known: [Int: NormalForm] = [:]
  private var intervals: [Atom: DyadicInterval] = [:]
  private var budget = 100_000

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    statement = evaluator.statement
  }

  /// The polynomial that is > 0 (>= 0) exactly where a comparison holds; equal to zero for `=`.
  func slack(of comparison: Comparison) throws(KernelError) -> Polynomial {
    try reduced(try difference(of: comparison))
  }

  /// The difference of the sides, if it is a polynomial; >= 0 or > 0 where the comparison holds.
  func polynomial(of comparison: Comparison) throws(KernelError) -> Polynomial {
    let difference = try difference(of: comparison)
    guard difference.denominator == .one else { throw .refused("the goal has a denominator") }
    return difference.numerator
  }

  private func difference(of comparison: Comparison) throws(KernelError) -> NormalForm {
    let isReversed = comparison.relation == .greater || comparison.relation == .greaterOrEqual
    let left = try form(of: isReversed ? comparison.right : comparison.left)
    let right = try form(of: isReversed ? comparison.left : comparison.right)
    return try sum(right, left, sign: -1)
  }

  /// The polynomial that is >= 0 exactly where a term is at least a value.
  func slack(of term: Term, above value: Fraction) throws(KernelError) -> Polynomial {
    try reduced(try sum(try form(of: term), constant(value), sign: -1))
  }

  /// The numerator with the sign of the quotient; powers of certainly positive atoms that divide
  /// every monomial are taken out.
  private func reduced(_ form: NormalForm) throws(KernelError) -> Polynomial {
    var polynomial = form.numerator.scaled(by: Fraction(form.denominatorSign))
    for (atom, exponent) in polynomial.commonMonomial where try interval(of: atom).isPositive {
      polynomial = polynomial.divided(by: atom, exponent)
    }
    return polynomial
  }

  func form(of term: Term) throws(KernelError) -> NormalForm {
    budget -= 1
    guard budget > 0 else { throw .limit("a term has too many operations when written out") }
    switch term {
    case .number(let value): return constant(try value.fraction)
    case .definition(let index):
      guard case .term(let body) = statement.definitions[index] else { return try atom(term) }
      if let form = known[index] { return form }
      let form = try form(of: body)
      known[index] = form
      return form
    case .unary(.negate, let a): return try sum(constant(Fraction(0)), try form(of: a), sign: -1)
    case .unary(.squareRoot, let a): return try squareRoot(a)
    case .binary(.add, let a, let b): return try sum(try form(of: a), try form(of: b), sign: 1)
    case .binary(.subtract, let a, let b):
      return try sum(try form(of: a), try form(of: b), sign: -1)
    case .binary(.multiply, let a, let b):
      return try product(try form(of: a), try form(of: b))
    case .binary(.divide, let a, let b):
      return try product(try form(of: a), try reciprocal(b))
    case .binary(.power, let a, let b):
      guard let exponent = b.integerLiteral, abs(exponent) <= 64 else { return try atom(term) }
      return try power(a, exponent)
    case .minimizer(let problem, let quantity, _): return try minimizer(problem, quantity, term)
    default: return try atom(term)
    }
  }

  private func constant(_ value: Fraction) -> NormalForm {
    NormalForm(numerator: Polynomial(value), denominator: .one, denominatorSign: 1)
  }

  private func atom(_ term: Term) throws(KernelError) -> NormalForm {
    if case .parameter = term {
      return NormalForm(numerator: Polynomial(.term(term)), denominator: .one, denominatorSign: 1)
    }
    let key = Atom.term(try statement.unfolded(term, budget: &budget))
    // Its value must exist; what has only a name in this step is the minimizer.
    if case .minimizer = term {
    } else {
      intervals[key] = try evaluator.value(of: term)
    }
    return NormalForm(numerator: Polynomial(key), denominator: .one, denominatorSign: 1)
  }

  private func sum(_ a: NormalForm, _ b: NormalForm, sign: Int) throws(KernelError) -> NormalForm {
    let factor = Fraction(sign)
    if a.denominator == b.denominator {
      var result = a
      result.numerator = try a.numerator.adding(b.numerator.scaled(by: factor))
      return result
    }
    return NormalForm(
      numerator: try a.numerator.multiplied(by: b.denominator).adding(
        try b.numerator.multiplied(by: a.denominator).scaled(by: factor)),
      denominator: try a.denominator.multiplied(by: b.denominator),
      denominatorSign: a.denominatorSign * b.denominatorSign)
  }

  private func product(_ a: NormalForm, _ b: NormalForm) throws(KernelError) -> NormalForm {
    NormalForm(
      numerator: try a.numerator.multiplied(by: b.numerator),
      denominator: try a.denominator.multiplied(by: b.denominator),
      denominatorSign: a.denominatorSign * b.denominatorSign)
  }

  private func reciprocal(_ term: Term) throws(KernelError) -> NormalForm {
    let form = try form(of: term)
    let value = try evaluator.value(of: term)
    guard !value.containsZero else { throw .undefined("a divisor may be zero") }
    // A number is divided out, so that weights of assumptions do not depend on it.
    if let number = form.numerator.constant {
      return NormalForm(
        numerator: form.denominator.scaled(by: try Fraction(1).divided(by: number)),
        denominator: .one, denominatorSign: 1)
    }
    return NormalForm(
      numerator: form.denominator, denominator: form.numerator,
      denominatorSign: form.denominatorSign * (value.isPositive ? 1 : -1))
  }

  private func power(_ base: Term, _ exponent: Int) throws(KernelError) -> NormalForm {
    let factor = exponent < 0 ? try reciprocal(base) : try form(of: base)
    var result = constant(Fraction(1))
    for _ in 0..<abs(exponent) { result = try product(result, factor) }
    return result
  }

  /// sqrt(P/Q) = sqrt(P Q)/|Q|.
  private func squareRoot(_ term: Term) throws(KernelError) -> NormalForm {
    guard try evaluator.value(of: term).isNonnegative else {
      throw .undefined("the square root of what may be negative")
    }
    let form = try form(of: term)
    let square = try form.numerator.multiplied(by: form.denominator)
    return NormalForm(
      numerator: square.isZero ? .zero : Polynomial(.squareRoot(square)),
      denominator: form.denominator.scaled(by: Fraction(form.denominatorSign)),
      denominatorSign: 1)
  }

  /// A quantity of the minimizer of an admissible problem, which exists; the memorization constraint
  /// is active (docs/proof-rules.md, section 10).
  private func minimizer(
    _ problem: Int, _ quantity: String, _ term: Term
  ) throws(KernelError) -> NormalForm {
    let declared = statement.problems[problem]
    guard declared.model == MemorizationDilationBounds.model else {
      throw .refused("nothing is known about the minimizer here")
    }
    try MemorizationDilationBounds.requireAdmissible(
      try evaluator.arguments(of: declared), precisionInBits: evaluator.calculator.precisionInBits)
    guard quantity == "dilation" || quantity == "constraint_slack" else { return try atom(term) }
    if quantity == "constraint_slack" { return constant(Fraction(0)) }
    guard case .number(let eta) = declared.arguments["eta"],
      case .number(let norm) = declared.arguments["feature_norm"],
      case .number(let slope) = declared.arguments["C_MD"]
    else { throw .refused("a problem lacks an argument") }
    let two = Term.number(ExactDecimal(digits: "2") ?? .zero)
    let product = [
      .unary(.squareRoot, two), norm,
      .minimizer(problem: problem, quantity: "distance", index: nil),
    ].reduce(eta) { Term.binary(.multiply, $0, $1) }
    return try form(of: .binary(.divide, product, slope))
  }

  // MARK: Ranges

  /// The sum of the exact ranges of the monomials; a parameter in [a, infinity), a > 0, counts as a plus
  /// a number in [0, infinity), so that what grows outweighs what grows less.
  func range(of polynomial: Polynomial) throws(KernelError) -> DyadicInterval {
    var polynomial = polynomial
    var distances: Set<Atom> = []
    for (index, range) in evaluator.box.ranges.enumerated() {
      guard range.upper == nil, range.lower.sign > 0 else { continue }
      let atom = Atom.term(.parameter(index))
      polynomial = try polynomial.shifted(atom, from: range.lower)
      distances.insert(atom)
    }
    // Coefficients are fractions: the sum is taken over a common denominator.
    var denominator = BigInteger(1)
    for coefficient in polynomial.coefficients.values {
      let common = denominator.greatestCommonDivisor(coefficient.denominator)
      denominator = denominator * coefficient.denominator.exactQuotient(common)
    }
    var (lower, upper) = (Dyadic(0), Dyadic(0))
    for (monomial, coefficient) in polynomial.coefficients {
      var product = DyadicInterval(
        Dyadic((coefficient * Fraction(denominator)).numerator))
      for (atom, exponent) in monomial {
        let interval =
          distances.contains(atom)
          ? DyadicInterval(ordered: Dyadic(0), .infinity) : try interval(of: atom)
        let base = exponent % 2 == 0 ? interval.absolute : interval
        product = product.exactProduct(
          DyadicInterval(ordered: base.lower.power(exponent), base.upper.power(exponent)))
      }
      (lower, upper) = (lower + product.lower, upper + product.upper)
    }
    return try DyadicInterval(lower: lower, upper: upper).scaledDown(by: denominator)
  }

  private func interval(of atom: Atom) throws(KernelError) -> DyadicInterval {
    if let known = intervals[atom] { return known }
    let result: DyadicInterval
    switch atom {
    case .term(let term): result = try evaluator.value(of: term)
    case .squareRoot(let square):
      let range = try range(of: square)
      guard range.upper.sign >= 0 else { throw .refused("a square is certainly negative") }
      let cut = try DyadicInterval(lower: max(range.lower, Dyadic(0)), upper: range.upper)
      result = try evaluator.calculator.function(.squareRoot, cut)
    }
    intervals[atom] = result
    return result
  }
}

extension DyadicInterval {
  /// An outer enclosure of the quotient by a positive integer; signs of the ends are kept exactly.
  fileprivate func scaledDown(by divisor: BigInteger) throws(KernelError) -> DyadicInterval {
    if divisor == BigInteger(1) { return self }
    let bits = max(lower.mantissa.bitWidth, upper.mantissa.bitWidth, 64)
    return try divided(by: DyadicInterval(Dyadic(divisor)), precisionInBits: bits)
  }
}
