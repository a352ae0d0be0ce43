import Exact

// How functions are written in as few atoms as possible (docs/certificate-format.md,
// section 6; proofs in docs/proof-rules.md, 6.2).

extension Normalizer {
  /// A function of one argument in other atoms; `nil` where it stays as it is.
  func rewritten(
    _ function: UnaryFunction, _ argument: Term
  ) throws(KernelError) -> NormalForm? {
    switch function {
    case .exp: try exponential(try form(of: argument))
    case .log: try logarithm(of: argument)
    case .absolute: try magnitude(try form(of: argument))
    default:
      try function.inExponentials(argument).map { term throws(KernelError) in try form(of: term) }
    }
  }

  /// A power as an exponential; `nil` where it stays as it is.
  func rewrittenPower(_ a: Term, _ b: Term) throws(KernelError) -> NormalForm? {
    guard try isCertainlyPositive(a) else { return nil }
    return try exponential(try product(try form(of: b), try logarithm(of: a)))
  }

  private func isCertainlyPositive(_ term: Term) throws(KernelError) -> Bool {
    try unlessRefused { () throws(KernelError) in
      try sign(of: term, try form(of: term)) > 0
    } == true
  }

  private func areCertainlyPositive(_ a: Term, _ b: Term) throws(KernelError) -> Bool {
    guard try isCertainlyPositive(a) else { return false }
    return try isCertainlyPositive(b)
  }

  func isCertainlyNonnegative(_ term: Term) throws(KernelError) -> Bool {
    try unlessRefused { () throws(KernelError) in
      try isNonnegative(term, try form(of: term))
    } == true
  }

  // MARK: Exponentials and logarithms

  /// exp of a sum: the product, over its monomials c m, of exp(m/b)^a, where c = a/b; the powers of
  /// P where a monomial is a multiple of log(P).
  func exponential(_ form: NormalForm) throws(KernelError) -> NormalForm {
    let whole = try quotient(form)
    var result = try constant(Fraction(1))
    for (monomial, coefficient) in whole.numerator.sorted {
      let part = try quotient(NormalForm(Polynomial(monomial: monomial), over: whole.denominator))
      let (base, exponent) = try exponentialPower(part, coefficient)
      let factor = try power(NormalForm(base), abs(exponent))
      result = try product(result, exponent > 0 ? factor : try reciprocal(factor, sign: 1))
    }
    return result
  }

  /// exp(c m) as a power.
  private func exponentialPower(
    _ part: Quotient, _ coefficient: Fraction
  ) throws(KernelError) -> (base: Polynomial, exponent: Int) {
    if let argument = table.logarithm(part), let double = (coefficient * Fraction(2)).smallInteger {
      return double.isMultiple(of: 2)
        ? (argument, double / 2) : (try splitSquareRoot(argument), double)
    }
    guard let count = Fraction(coefficient.numerator).smallInteger,
      let root = Fraction(coefficient.denominator).smallInteger
    else { return (try exponentialAtom(part, times: coefficient, root: 1), 1) }
    return (try exponentialAtom(part, times: Fraction(1), root: root), count)
  }

  /// exp(f m/root), whose power `root` is exp(f m).
  private func exponentialAtom(
    _ part: Quotient, times factor: Fraction, root: Int
  ) throws(KernelError) -> Polynomial {
    let share = try exactly(factor.divided(by: Fraction(root)))
    let numerator = try part.numerator.multiplied(by: Polynomial(share), table)
    let atom = Atom.function(.exp, Quotient(numerator: numerator, denominator: part.denominator))
    guard root > 1 else { return Polynomial(atom: table.number(of: atom)) }
    let whole = try exponentialAtom(part, times: factor, root: 1)
    return Polynomial(atom: table.number(of: atom, power: (root, whole)))
  }

  /// log of a term: of products, quotients, powers and roots of positive terms as sums.
  private func logarithm(of term: Term) throws(KernelError) -> NormalForm {
    try spendOperation()
    let term = statement.unfoldedAtTop(term)
    switch term {
    case .unary(.exp, let a): return try form(of: a)
    case .unary(.squareRoot, let a) where try isCertainlyPositive(a):
      return try product(try logarithm(of: a), try constant(Fraction.half))
    case .binary(.multiply, let a, let b)
    where try areCertainlyPositive(a, b):
      return try sum(try logarithm(of: a), try logarithm(of: b))
    case .binary(.divide, let a, let b)
    where try areCertainlyPositive(a, b):
      return try sum(try logarithm(of: a), try logarithm(of: b), isDifference: true)
    case .binary(.power, let a, let b) where try isCertainlyPositive(a):
      return try product(try form(of: b), try logarithm(of: a))
    default: break
    }
    let form = try form(of: term)
    guard try sign(of: term, form) > 0 else {
      throw .undefined("the logarithm of what may not be positive")
    }
    return try sum(
      try logarithm(of: form.signedNumerator), try logarithm(of: form.positiveDenominator),
      isDifference: true)
  }

  /// log of a polynomial that is positive: of its content, of atoms and of polynomials that are
  /// known to be positive and divide it, and of what is left.
  private func logarithm(of polynomial: Polynomial) throws(KernelError) -> NormalForm {
    let content = try polynomial.content
    var rest = try polynomial.primitive
    var result = try sum(
      try logarithm(of: content.numerator), try logarithm(of: content.denominator),
      isDifference: true)
    func add(_ logarithm: NormalForm, _ count: Int = 1) throws(KernelError) {
      result = try sum(result, try product(logarithm, try constant(Fraction(count))))
    }
    for (atom, exponent) in rest.commonMonomial
    where try isPositive(atom: atom) {
      rest = rest.divided(by: atom, exponent)
      try add(try logarithm(ofAtom: atom), exponent)
    }
    for divisor in positives where rest != .one {
      while rest != .one, let quotient = try rest.exactQuotient(divisor, table) {
        rest = quotient
        try add(try logarithmAtom(divisor))
      }
    }
    if rest != .one { try add(try logarithmAtom(rest)) }
    return result
  }

  private func logarithm(ofAtom atom: Int) throws(KernelError) -> NormalForm {
    switch table.atoms[atom] {
    case .squareRoot(let square):
      return try product(try logarithm(of: square), try constant(Fraction.half))
    case .function(.exp, let argument):
      let sign = try sign(of: NormalForm(argument.denominator))
      guard sign != 0 else { return try logarithmAtom(Polynomial(atom: atom)) }
      return NormalForm(argument.numerator, over: argument.denominator, sign: sign)
    default: return try logarithmAtom(Polynomial(atom: atom))
    }
  }

  /// log of a primitive polynomial that is positive, as an atom.
  private func logarithmAtom(_ polynomial: Polynomial) throws(KernelError) -> NormalForm {
    addPositive(polynomial)
    return form(
      ofAtom: .function(.log, Quotient(numerator: polynomial, denominator: .one)))
  }

  /// log of a positive integer, small prime factors apart.
  private func logarithm(of integer: BigInteger) throws(KernelError) -> NormalForm {
    let (factors, rest) = integer.smallFactors
    var result = try constant(Fraction(0))
    for (factor, count) in factors + (rest == .one ? [] : [(rest, 1)]) {
      let logarithm = try logarithmAtom(Polynomial(Fraction(factor)))
      result = try sum(result, try product(logarithm, try constant(Fraction(count))))
    }
    return result
  }
}

// MARK: Right angles, which are 2 atan(1)

extension Normalizer {
  /// The sine and cosine of multiples of a right angle, and what has the sine 1 or -1.
  func valueAtRightAngles(
    _ function: UnaryFunction, _ form: NormalForm
  ) throws(KernelError) -> NormalForm? {
    guard function == .sin || function == .cos || function == .asin else { return nil }
    let argument = try quotient(form)
    guard argument.denominator == .one else { return nil }
    if function == .asin {
      guard argument.numerator.atoms.isEmpty, !argument.numerator.isZero else { return nil }
      let value = argument.numerator.coefficients.values.first
      guard value == Fraction(1) || value == Fraction(-1) else { return nil }
      let rightAngle = try self.form(of: 2 * .unary(.atan, 1))
      return value == Fraction(1) ? rightAngle : negated(rightAngle)
    }
    guard let count = try rightAngles(argument.numerator) else { return nil }
    let quarter = (count + (function == .sin ? 0 : 1)) & 3
    return try constant(Fraction([0, 1, 0, -1][quarter]))
  }

  /// How many right angles a multiple of one is.
  private func rightAngles(_ polynomial: Polynomial) throws(KernelError) -> Int? {
    let unit = Atom.function(.atan, Quotient(numerator: .one, denominator: .one))
    guard polynomial.coefficients.count == 1, let (monomial, value) = polynomial.sorted.first,
      monomial.count == 1, let (atom, exponent) = monomial.first, exponent == 1,
      table.atoms[atom] == unit
    else { return nil }
    return (value * Fraction.half).smallInteger
  }
}

extension UnaryFunction {
  /// What a function is in exponentials and logarithms, where it is.
  fileprivate func inExponentials(_ x: Term) -> Term? {
    switch self {
    case .expm1: return x.exp - 1
    case .log1p: return (1 + x).log
    case .softplus: return (1 + x.exp).log
    case .sigmoid: return x.exp / (1 + x.exp)
    case .sinh: return (x.exp - (0 - x).exp) / 2
    case .cosh: return (x.exp + (0 - x).exp) / 2
    case .tanh:
      let square = (2 * x).exp
      return (square - 1) / (square + 1)
    default: return nil
    }
  }
}

extension Fraction {
  /// The value of an integer that may be the exponent of an atom.
  fileprivate var smallInteger: Int? {
    guard isInteger, let value = numerator.int, value.magnitude <= Polynomial.largestExponent
    else { return nil }
    return value
  }
}

extension BigInteger {
  /// The largest factor that is looked for.
  private static let largestFactor = 1000
  /// The most bits of a number whose factors are looked for.
  private static let largestSize = 512

  /// The small prime factors of a positive number with their exponents, and what is left of it.
  var smallFactors: (factors: [(BigInteger, Int)], rest: BigInteger) {
    var (factors, rest): ([(BigInteger, Int)], BigInteger) = ([], self)
    guard bitWidth <= Self.largestSize else { return ([], self) }
    for factor in 2...Self.largestFactor {
      let factor = BigInteger(factor)
      var count = 0
      while rest.floorQuotient(factor) * factor == rest {
        (rest, count) = (rest.floorQuotient(factor), count + 1)
      }
      if count > 0 { factors.append((factor, count)) }
    }
    return (factors, rest)
  }
}
