import Exact

/// Which atoms functions become in normal forms.
package enum AlgebraKind {
  /// Each is an atom, enclosed as it stands.
  case plain
  /// They are written in as few atoms as possible.
  case rewriting
}

/// Brings terms to normal form on a box, by section 6 of docs/certificate-format.md.
package final class Normalizer {
  let evaluator: Evaluator
  let statement: Statement
  let kind: AlgebraKind
  /// What holds at the points that count, from which signs are known.
  let conditions: [Comparison]
  /// The conditions whose signs are known so far, by what polynomials they say are positive.
  var known: [Polynomial: Bool] = [:]
  /// Polynomials that are known to be positive, in the order in which that was found out.
  var positives: [Polynomial] = []
  /// Primitive numerators of factors of terms, in the order in which they appeared.
  package internal(set) var factors: [Polynomial] = []
  var hasLearned = false
  /// How often a condition was neither certainly true nor certainly false.
  var undecidedCount = 0
  private var definitions: [Int: NormalForm] = [:]
  /// The atoms of all polynomials.
  package let table: AtomTable
  var intervals: [Int: DyadicInterval] = [:]
  private var budget = Statement.operationBudget
  /// What was believed about minimizers.
  private(set) var axioms: Set<Axiom> = []

  init(_ evaluator: Evaluator, _ kind: AlgebraKind, conditions: [Comparison] = []) {
    self.evaluator = evaluator
    self.kind = kind
    self.conditions = conditions
    statement = evaluator.statement
    table = AtomTable(statement.limit)
  }

  /// The polynomial that is > 0 (>= 0) exactly where a comparison holds; equal to zero for `=`.
  package func slack(of comparison: Comparison) throws(KernelError) -> Polynomial {
    try reduced(try difference(of: comparison).signedNumerator)
  }

  /// The difference of the sides, if it is a polynomial; >= 0 or > 0 where the comparison holds.
  func polynomial(of comparison: Comparison) throws(KernelError) -> Polynomial {
    let difference = try difference(of: comparison)
    guard difference.denominator == .one else { throw .refused("the goal has a denominator") }
    return difference.numerator
  }

  private func difference(of comparison: Comparison) throws(KernelError) -> NormalForm {
    let isReversed = comparison.relation.isDownward
    let left = try form(of: isReversed ? comparison.right : comparison.left)
    let right = try form(of: isReversed ? comparison.left : comparison.right)
    return try sum(right, left, isDifference: true)
  }

  /// The polynomial that is >= 0 exactly where a term is at least a value.
  func slack(of term: Term, above value: Fraction) throws(KernelError) -> Polynomial {
    let difference = try sum(try form(of: term), try constant(value), isDifference: true)
    return try reduced(difference.signedNumerator)
  }

  /// The form of a term with which an assumption is multiplied.
  func form(ofMultiplier term: Term) throws(KernelError) -> NormalForm {
    axioms.formUnion(statement.axioms(of: [term]))
    return try form(of: term)
  }

  /// The polynomial without the powers of certainly positive atoms that divide every monomial.
  private func reduced(_ polynomial: Polynomial) throws(KernelError) -> Polynomial {
    var polynomial = polynomial
    for (atom, exponent) in polynomial.commonMonomial where try interval(of: atom).isPositive {
      polynomial = polynomial.divided(by: atom, exponent)
    }
    return polynomial
  }

  /// The normal form of a term, which has a value wherever it has a form.
  func form(of term: Term) throws(KernelError) -> NormalForm {
    try spendOperation()
    switch term {
    case .number(let value): return try constant(Fraction(value))
    case .definition(let index):
      guard case .term(let body) = statement.definitions[index] else { return try atom(term) }
      if let form = definitions[index] { return form }
      let before = undecidedCount
      let form = try form(of: body)
      if undecidedCount == before { definitions[index] = form }
      return form
    case .unary(.negate, let a):
      return try sum(try constant(Fraction(0)), try form(of: a), isDifference: true)
    case .unary(.squareRoot, let a): return try squareRoot(a)
    case .unary(let function, let a): return try self.function(function, of: a, term)
    case .binary(let function, let a, let b): return try binary(function, a, b, term)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise, term)
    case .minimum, .minimizer: return try optimum(term)
    case .parameter, .bound: return form(ofAtom: .term(term))
    }
  }

  private func binary(
    _ function: BinaryFunction, _ a: Term, _ b: Term, _ term: Term
  ) throws(KernelError) -> NormalForm {
    switch function {
    case .add: return try sum(try form(of: a), try form(of: b))
    case .subtract: return try sum(try form(of: a), try form(of: b), isDifference: true)
    case .multiply: return try product(try factor(a), try factor(b))
    case .divide: return try product(try factor(a), try reciprocal(b))
    case .power:
      if let exponent = b.integerLiteral, exponent.magnitude <= 64 { return try power(a, exponent) }
      if kind == .rewriting, let form = try rewrittenPower(a, b) { return form }
      return try atom(term)
    case .minimum, .maximum: return try extremum(function, a, b, term)
    case .meanSoftplus, .meanSigmoid, .meanSigmoidDerivative:
      return try mean(function, a, b, term)
    }
  }

  /// The form of a term that is a factor of another, which may divide polynomials later.
  private func factor(_ term: Term) throws(KernelError) -> NormalForm {
    let form = try form(of: term)
    if form.numerator.coefficients.count > 1 {
      let factor = try form.numerator.primitive
      if !factors.contains(factor) { factors.append(factor) }
    }
    return form
  }

  /// The value of the branch that is taken, where that is certain.
  private func conditional(
    _ condition: Comparison, _ then: Term, _ otherwise: Term, _ term: Term
  ) throws(KernelError) -> NormalForm {
    switch try holds(condition) {
    case true: return try form(of: then)
    case false: return try form(of: otherwise)
    case nil:
      undecidedCount += 1
      return try atom(term)
    }
  }

  /// What a condition says that it equals, or what the theory knows.
  private func optimum(_ term: Term) throws(KernelError) -> NormalForm {
    for condition in conditions where condition.relation == .equal && condition.left == term {
      guard condition.right.problems.isEmpty else { continue }
      return try form(of: condition.right)
    }
    guard case .minimizer(let problem, _, _) = term else { return try atom(term) }
    guard let model = statement.theory.models[statement.problems[problem].model] else {
      throw .refused("nothing is known about the minimizer here")
    }
    axioms.insert(model.axiom)
    let value = try model.value(of: term, by: evaluator)
    guard let value else { return form(ofAtom: .term(term)) }
    axioms.formUnion(statement.axioms(of: [value]))
    return try form(of: value)
  }

  func spendOperation() throws(KernelError) {
    budget -= 1
    guard budget > 0 else { throw .limit("a term has too many operations when written out") }
  }

  func constant(_ value: Fraction) throws(KernelError) -> NormalForm {
    NormalForm(try Polynomial(value).checked())
  }

  func form(ofAtom atom: Atom) -> NormalForm {
    NormalForm(Polynomial(atom: table.number(of: atom)))
  }

  /// A term that is an atom as it is written, definitions written out; its value must exist.
  func atom(_ term: Term) throws(KernelError) -> NormalForm {
    let atom = Atom.term(try statement.unfolded(term, budget: &budget))
    let number = table.number(of: atom)
    intervals[number] = try evaluator.value(of: term)
    return NormalForm(Polynomial(atom: number))
  }

  func sum(
    _ a: NormalForm, _ b: NormalForm, isDifference: Bool = false
  ) throws(KernelError) -> NormalForm {
    var (result, other) = (a, isDifference ? b.numerator.negated : b.numerator)
    if other.isZero { return a }
    if result.numerator.isZero {
      return NormalForm(other, over: b.denominator, sign: b.denominatorSign)
    }
    if a.denominator != b.denominator {
      result = try product(a, b, numerator: b.denominator)
      other = try other.multiplied(by: a.denominator, table)
    }
    result.numerator = try result.numerator.adding(other, table)
    return result
  }

  /// The product, or one with the denominator and the sign of the product.
  func product(
    _ a: NormalForm, _ b: NormalForm, numerator: Polynomial? = nil
  ) throws(KernelError) -> NormalForm {
    NormalForm(
      try a.numerator.multiplied(by: numerator ?? b.numerator, table),
      over: try a.denominator.multiplied(by: b.denominator, table),
      sign: a.denominatorSign * b.denominatorSign)
  }

  private func reciprocal(_ term: Term) throws(KernelError) -> NormalForm {
    let form = try factor(term)
    let sign = try sign(of: term, form)
    guard sign != 0 else { throw .undefined("a divisor may be zero") }
    return try reciprocal(form, sign: sign)
  }

  /// 1 over a form that has a sign.
  func reciprocal(_ form: NormalForm, sign: Int) throws(KernelError) -> NormalForm {
    // A number is divided out, so that weights of assumptions do not depend on it.
    if let number = form.numerator.constant {
      return NormalForm(
        try form.denominator.multiplied(
          by: Polynomial(try exactly(Fraction(1).divided(by: number))), table))
    }
    return NormalForm(
      form.denominator, over: form.numerator, sign: form.denominatorSign * sign)
  }

  private func power(_ base: Term, _ exponent: Int) throws(KernelError) -> NormalForm {
    try power(exponent < 0 ? try reciprocal(base) : try form(of: base), abs(exponent))
  }

  func power(_ base: NormalForm, _ exponent: Int) throws(KernelError) -> NormalForm {
    var result = try constant(Fraction(1))
    for _ in 0..<exponent { result = try product(result, base) }
    return result
  }

  /// sqrt(P/Q) = sqrt(P Q)/|Q|.
  private func squareRoot(_ term: Term) throws(KernelError) -> NormalForm {
    if kind == .rewriting, let form = try rewrittenSquareRoot(term) { return form }
    let form = try form(of: term)
    guard try isNonnegative(term, form) else {
      throw .undefined("the square root of what may be negative")
    }
    let square = try form.numerator.multiplied(by: form.denominator, table)
    let root = kind == .rewriting ? try splitSquareRoot(square) : try squareRoot(ofWhole: square)
    return NormalForm(root, over: form.positiveDenominator)
  }

  /// The square root of a polynomial as an atom; 0 if that is 0.
  func squareRoot(ofWhole square: Polynomial) throws(KernelError) -> Polynomial {
    if square.isZero { return square }
    return Polynomial(atom: table.number(of: .squareRoot(square), power: (2, square)))
  }
}

/// The value, or `nil` where the kernel refuses to give one for another reason than the clock.
func unlessRefused<Value>(
  _ value: () throws(KernelError) -> Value
) throws(KernelError) -> Value? {
  do { return try value() } catch {
    if case .stopped = error { throw error }
    return nil
  }
}
