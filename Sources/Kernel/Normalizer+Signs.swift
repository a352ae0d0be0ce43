import Exact

// Signs of terms and polynomials (docs/certificate-format.md, section 6): by enclosures, else by
// the ranges of monomials and by what conditions say.

/// How the atoms of a polynomial are enclosed when its range is found.
enum AtomEnclosures {
  /// Each in its interval.
  case plain
  /// Parameters by their distances from the lower ends of their ranges.
  case fromEnds
  /// The same, and atoms that are known to be >= 0 cut at 0.
  case known
}

extension Normalizer {
  /// 1 or -1 where the value of a term certainly has this sign, else 0.
  func sign(of term: Term, _ form: NormalForm) throws(KernelError) -> Int {
    let value = try unlessRefused { () throws(KernelError) in try evaluator.value(of: term) }
    if let value, !value.containsZero { return value.isPositive ? 1 : -1 }
    let sign = try sign(of: form)
    return sign != 0 ? sign : try signOfParts(statement.unfoldedAtTop(term))
  }

  /// The same for a term that is a product, a sum and so on, by the signs of its operands.
  private func signOfParts(_ term: Term) throws(KernelError) -> Int {
    func sign(_ part: Term) throws(KernelError) -> Int {
      try self.sign(of: part, try form(of: part))
    }
    switch term {
    case .unary(.negate, let a): return try -sign(a)
    case .binary(.multiply, let a, let b), .binary(.divide, let a, let b):
      let first = try sign(a)
      return first == 0 ? 0 : try first * sign(b)
    case .binary(.add, let a, let b):
      let first = try sign(a)
      guard first != 0, try sign(b) == first else { return 0 }
      return first
    case .binary(.power, let a, let b):
      guard let exponent = b.integerLiteral, exponent.magnitude <= 64 else { return 0 }
      let base = try sign(a)
      return exponent.isMultiple(of: 2) ? base * base : base
    default: return 0
    }
  }

  /// 1 or -1 where a form certainly has this sign, else 0.
  func sign(of form: NormalForm) throws(KernelError) -> Int {
    let numerator = form.signedNumerator
    if try isPositive(numerator, orZero: false) { return 1 }
    return try isPositive(numerator.negated, orZero: false) ? -1 : 0
  }

  /// Whether the value of a term is certainly >= 0.
  func isNonnegative(_ term: Term, _ form: NormalForm) throws(KernelError) -> Bool {
    let value = try unlessRefused { () throws(KernelError) in try evaluator.value(of: term) }
    if value?.isNonnegative == true { return true }
    if try isPositive(form.signedNumerator, orZero: true) { return true }
    switch statement.unfoldedAtTop(term) {
    case .binary(.power, _, let b): return b.integerLiteral?.isMultiple(of: 2) == true
    case .binary(.add, let a, let b):
      guard try isNonnegative(a, try self.form(of: a)) else { return false }
      return try isNonnegative(b, try self.form(of: b))
    default: return false
    }
  }

  /// Whether a comparison certainly holds, certainly fails, or (`nil`) neither.
  func holds(_ comparison: Comparison) throws(KernelError) -> Bool? {
    let holds = try unlessRefused { () throws(KernelError) in try evaluator.holds(comparison) }
    if let holds = holds ?? nil { return holds }
    guard comparison.relation != .equal,
      let slack = try unlessRefused({ () throws(KernelError) in try slack(of: comparison) })
    else { return nil }
    let isStrict = comparison.relation.isStrict
    if try isPositive(slack, orZero: !isStrict) { return true }
    return try isPositive(slack.negated, orZero: isStrict) ? false : nil
  }

  /// Whether a polynomial is certainly > 0, or >= 0: itself, or what is left of it without factors
  /// that have a sign.
  package func isPositive(_ polynomial: Polynomial, orZero: Bool) throws(KernelError) -> Bool {
    if try isPlainlyPositive(polynomial, orZero: orZero) { return true }
    for factor in factors where !polynomial.isZero {
      guard let quotient = try polynomial.exactQuotient(factor, table) else { continue }
      if try isPlainlyPositive(factor, orZero: false) {
        return try isPositive(quotient, orZero: orZero)
      }
      if try isPlainlyPositive(factor.negated, orZero: false) {
        return try isPositive(quotient.negated, orZero: orZero)
      }
    }
    return false
  }

  private func isPlainlyPositive(
    _ polynomial: Polynomial, orZero: Bool
  ) throws(KernelError) -> Bool {
    if let number = polynomial.constant { return number.sign > 0 }
    if polynomial.isZero { return orZero }
    for enclosures in [AtomEnclosures.plain, .fromEnds]
    where try isPositive(polynomial, orZero: orZero, enclosures) { return true }
    if try isKnown(polynomial, orZero: orZero) { return true }
    return try isPositive(try essence(of: polynomial), orZero: orZero, .known)
  }

  /// The same by the range of the polynomial.
  private func isPositive(
    _ polynomial: Polynomial, orZero: Bool, _ enclosures: AtomEnclosures
  ) throws(KernelError) -> Bool {
    try unlessRefused { () throws(KernelError) in
      let range = try exactRange(of: polynomial, enclosures).sum
      if range.isPositive || (orZero && range.isNonnegative) { return true }
      try learnConditions()
      return range.isNonnegative ? try isAboveZero(polynomial, enclosures) : false
    } == true
  }

  /// Whether a condition says that a polynomial is > 0, or >= 0, but for positive factors.
  private func isKnown(_ polynomial: Polynomial, orZero: Bool) throws(KernelError) -> Bool {
    try learnConditions()
    for key in [try polynomial.primitive, try essence(of: polynomial)] {
      if let isStrict = known[key], isStrict || orZero { return true }
    }
    return false
  }

  /// Brings the conditions to normal form, each with what those before it say, then once more those
  /// that had none or in which a case was open; one without a form says nothing.
  private func learnConditions() throws(KernelError) {
    guard !hasLearned else { return }
    hasLearned = true
    var open: [Comparison] = []
    for condition in conditions where condition.relation != .equal {
      let before = undecidedCount
      if try !learn(condition) || undecidedCount > before { open.append(condition) }
    }
    for condition in open { _ = try learn(condition) }
  }

  /// Remembers what a condition says is positive; whether it has a form.
  private func learn(_ condition: Comparison) throws(KernelError) -> Bool {
    guard let slack = try unlessRefused({ () throws(KernelError) in try slack(of: condition) })
    else { return false }
    for key in [try slack.primitive, try essence(of: slack)] {
      known[key] = known[key] ?? false || condition.relation.isStrict
      if condition.relation.isStrict { addPositive(key) }
    }
    return true
  }

  /// Remembers a primitive polynomial of several monomials that is positive.
  func addPositive(_ polynomial: Polynomial) {
    guard polynomial.coefficients.count > 1, !positives.contains(polynomial) else { return }
    positives.append(polynomial)
  }

  /// The primitive polynomial without the atoms that are certainly positive and divide it.
  private func essence(of polynomial: Polynomial) throws(KernelError) -> Polynomial {
    var polynomial = polynomial
    for (atom, exponent) in polynomial.commonMonomial where try isPositive(atom: atom) {
      polynomial = polynomial.divided(by: atom, exponent)
    }
    return try polynomial.primitive
  }

  /// Whether an atom is certainly > 0.
  func isPositive(atom: Int) throws(KernelError) -> Bool {
    switch table.atoms[atom] {
    case .function(.exp, _): return true
    case .squareRoot(let square):
      if try isPositive(square, orZero: false) { return true }
    default: break
    }
    let range = try unlessRefused { () throws(KernelError) in try interval(of: atom) }
    if range?.isPositive == true { return true }
    return known[Polynomial(atom: atom)] ?? false
  }
}
