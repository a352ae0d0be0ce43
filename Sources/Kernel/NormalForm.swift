import Exact

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
  /// The atoms of all polynomials.
  let table: AtomTable
  private var intervals: [Int: DyadicInterval] = [:]
  private var budget = Statement.operationBudget
  /// What was believed about minimizers.
  private(set) var axioms: Set<Axiom> = []

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    statement = evaluator.statement
    table = AtomTable(statement.limit)
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
    return try sum(right, left, isDifference: true)
  }

  /// The polynomial that is >= 0 exactly where a term is at least a value.
  func slack(of term: Term, above value: Fraction) throws(KernelError) -> Polynomial {
    try reduced(try sum(try form(of: term), try constant(value), isDifference: true))
  }

  /// The numerator with the sign of the quotient; powers of certainly positive atoms that divide
  /// every monomial are taken out.
  private func reduced(_ form: NormalForm) throws(KernelError) -> Polynomial {
    var polynomial = form.denominatorSign < 0 ? form.numerator.negated : form.numerator
    for (atom, exponent) in polynomial.commonMonomial where try interval(of: atom).isPositive {
      polynomial = polynomial.divided(by: atom, exponent)
    }
    return polynomial
  }

  func form(of term: Term) throws(KernelError) -> NormalForm {
    budget -= 1
    guard budget > 0 else { throw .limit("a term has too many operations when written out") }
    switch term {
    case .number(let value): return try constant(Fraction(value))
    case .definition(let index):
      guard case .term(let body) = statement.definitions[index] else { return try atom(term) }
      if let form = known[index] { return form }
      let form = try form(of: body)
      known[index] = form
      return form
    case .unary(.negate, let a):
      return try sum(try constant(Fraction(0)), try form(of: a), isDifference: true)
    case .unary(.squareRoot, let a): return try squareRoot(a)
    case .binary(.add, let a, let b): return try sum(try form(of: a), try form(of: b))
    case .binary(.subtract, let a, let b):
      return try sum(try form(of: a), try form(of: b), isDifference: true)
    case .binary(.multiply, let a, let b):
      return try product(try form(of: a), try form(of: b))
    case .binary(.divide, let a, let b):
      return try product(try form(of: a), try reciprocal(b))
    case .binary(.power, let a, let b):
      guard let exponent = b.integerLiteral, exponent.magnitude <= 64 else { return try atom(term) }
      return try power(a, exponent)
    case .minimizer(let problem, _, _):
      guard let model = statement.theory.models[statement.problems[problem].model] else {
        throw .refused("nothing is known about the minimizer here")
      }
      axioms.insert(model.axiom)
      let value = try model.value(of: term, by: evaluator)
      guard let value else { return try atom(term) }
      axioms.formUnion(statement.axioms(of: [value]))
      return try form(of: value)
    default: return try atom(term)
    }
  }

  private func constant(_ value: Fraction) throws(KernelError) -> NormalForm {
    NormalForm(numerator: try Polynomial(value).checked(), denominator: .one, denominatorSign: 1)
  }

  private func form(ofAtom atom: Atom) -> NormalForm {
    NormalForm(
      numerator: Polynomial(atom: table.number(of: atom)), denominator: .one, denominatorSign: 1)
  }

  private func atom(_ term: Term) throws(KernelError) -> NormalForm {
    if case .parameter = term { return form(ofAtom: .term(term)) }
    let atom = Atom.term(try statement.unfolded(term, budget: &budget))
    let form = form(ofAtom: atom)
    // Its value must exist; what has only a name in this step is the minimizer.
    if case .minimizer = term { return form }
    intervals[table.number(of: atom)] = try evaluator.value(of: term)
    return form
  }

  private func sum(
    _ a: NormalForm, _ b: NormalForm, isDifference: Bool = false
  ) throws(KernelError) -> NormalForm {
    var (result, other) = (a, isDifference ? b.numerator.negated : b.numerator)
    if a.denominator != b.denominator {
      result = try product(a, b, numerator: b.denominator)
      other = try other.multiplied(by: a.denominator, table)
    }
    result.numerator = try result.numerator.adding(other, table)
    return result
  }

  /// The product, or one with the denominator and the sign of the product.
  private func product(
    _ a: NormalForm, _ b: NormalForm, numerator: Polynomial? = nil
  ) throws(KernelError) -> NormalForm {
    NormalForm(
      numerator: try a.numerator.multiplied(by: numerator ?? b.numerator, table),
      denominator: try a.denominator.multiplied(by: b.denominator, table),
      denominatorSign: a.denominatorSign * b.denominatorSign)
  }

  private func reciprocal(_ term: Term) throws(KernelError) -> NormalForm {
    let form = try form(of: term)
    let value = try evaluator.value(of: term)
    guard !value.containsZero else { throw .undefined("a divisor may be zero") }
    // A number is divided out, so that weights of assumptions do not depend on it.
    if let number = form.numerator.constant {
      return NormalForm(
        numerator: try form.denominator.multiplied(
          by: Polynomial(try exactly(Fraction(1).divided(by: number))), table),
        denominator: .one, denominatorSign: 1)
    }
    return NormalForm(
      numerator: form.denominator, denominator: form.numerator,
      denominatorSign: form.denominatorSign * (value.isPositive ? 1 : -1))
  }

  private func power(_ base: Term, _ exponent: Int) throws(KernelError) -> NormalForm {
    let factor = exponent < 0 ? try reciprocal(base) : try form(of: base)
    var result = try constant(Fraction(1))
    for _ in 0..<abs(exponent) { result = try product(result, factor) }
    return result
  }

  /// sqrt(P/Q) = sqrt(P Q)/|Q|.
  private func squareRoot(_ term: Term) throws(KernelError) -> NormalForm {
    guard try evaluator.value(of: term).isNonnegative else {
      throw .undefined("the square root of what may be negative")
    }
    let form = try form(of: term)
    let square = try form.numerator.multiplied(by: form.denominator, table)
    return NormalForm(
      numerator: square.isZero ? .zero : self.form(ofAtom: .squareRoot(square)).numerator,
      denominator: form.denominatorSign < 0 ? form.denominator.negated : form.denominator,
      denominatorSign: 1)
  }

  // MARK: Ranges

  /// The range of a polynomial, rounded outwards to the length of its ends.
  func range(of polynomial: Polynomial) throws(KernelError) -> DyadicInterval {
    let (sum, denominator) = try exactRange(of: polynomial)
    let bits = max(sum.lower.mantissa.bitWidth, sum.upper.mantissa.bitWidth, 64)
    return denominator == BigInteger(1)
      ? sum
      : try sum.divided(by: DyadicInterval(Dyadic(denominator)), precisionInBits: bits)
  }

  /// The sum of the exact ranges of the monomials, times a common denominator, and that.
  ///
  /// A parameter in [a, infinity), a > 0, counts as a plus a number in [0, infinity), so that what
  /// grows outweighs what grows less.
  func exactRange(
    of polynomial: Polynomial
  ) throws(KernelError) -> (sum: DyadicInterval, denominator: BigInteger) {
    var polynomial = polynomial
    var distances: Set<Int> = []
    for atom in table.atoms.indices {
      guard let index = table.parameter(atom), evaluator.box.ranges[index].upper == nil,
        evaluator.box.ranges[index].lower.sign > 0
      else { continue }
      polynomial = try polynomial.shifted(atom, from: evaluator.box.ranges[index].lower, table)
      distances.insert(atom)
    }
    guard let denominator = polynomial.commonDenominator else {
      throw .limit("coefficients have more than \(Fraction.sizeLimit) bits")
    }
    var sum = DyadicInterval(Dyadic(0))
    var longest = 0
    for (monomial, coefficient) in polynomial.coefficients {
      let factor = Dyadic((coefficient * Fraction(denominator)).numerator)
      var powers: [(DyadicInterval, Int)] = []
      for (atom, exponent) in monomial {
        let halfLine = DyadicInterval(ordered: Dyadic(0), .infinity)
        powers.append((distances.contains(atom) ? halfLine : try interval(of: atom), exponent))
      }
      let (range, length) = try product(factor, powers)
      sum = DyadicInterval(ordered: sum.lower + range.lower, sum.upper + range.upper)
      longest = max(longest, length)
    }
    try table.spend(longest + polynomial.coefficients.count * longest / 64)
    return (sum, denominator)
  }

  /// The largest number of bits of a monomial.
  static let largestLength = 1_000_000
  /// The largest e for which ends of a monomial may come to 2^e or 2^-e.
  static let largestReach = 2 * DyadicInterval.largestExponent

  /// The exact range of a monomial, and how long the integers are that are added for it.
  private func product(
    _ factor: Dyadic, _ powers: [(base: DyadicInterval, exponent: Int)]
  ) throws(KernelError) -> (DyadicInterval, length: Int) {
    let bits = powers.reduce(factor.mantissa.bitWidth) { $0 + $1.base.length * $1.exponent }
    let reach = powers.reduce(0) { $0 + $1.base.reach * $1.exponent }
    guard bits <= Self.largestLength, reach <= Self.largestReach else {
      throw .limit(
        "a monomial has more than \(Self.largestLength) bits or reaches 2^\(Self.largestReach)")
    }
    let length = bits + 2 * reach
    try table.spend((1 + powers.count) * (32 + length))
    let range = powers.reduce(DyadicInterval(factor)) { product, power in
      let base = power.exponent % 2 == 0 ? power.base.absolute : power.base
      return product.exactProduct(
        DyadicInterval(
          ordered: base.lower.power(power.exponent), base.upper.power(power.exponent)))
    }
    return (range, length)
  }

  private func interval(of atom: Int) throws(KernelError) -> DyadicInterval {
    if let known = intervals[atom] { return known }
    let result: DyadicInterval
    switch table.atoms[atom] {
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
  /// The larger number of bits of the ends that are numbers, as odd numbers times powers of two.
  fileprivate var length: Int { max(lower.mantissa.bitWidth, upper.mantissa.bitWidth) }

  /// The least e for which the magnitudes of ends that are numbers, but not 0, lie between 2^e and
  /// 2^-e.
  fileprivate var reach: Int {
    [lower, upper].map { $0.isInfinite ? 0 : abs($0.magnitudeExponent) }.max() ?? 0
  }
}
