import Exact
import Reals

extension ExactArithmetic {
  func quotient(_ a: ExactNumber, _ b: ExactNumber) throws -> ExactNumber {
    guard let sign = b.sign else {
      throw EvaluationError.outsideDomain(
        function: "division", argument: "\(b.enclosure)", isCertain: false)
    }
    if sign == 0 {
      throw EvaluationError.outsideDomain(function: "division", argument: "0", isCertain: true)
    }
    if a.sign == 0 { return value(of: Fraction(0)) }
    // The sign may be known where the enclosure touches zero.
    guard b.enclosure.certainSign != nil else {
      throw EvaluationError.needsPrecision("a divisor that is not told from zero")
    }
    return number(
      combine(a, b) { $0.divided(by: $1) }, try a.enclosure / b.enclosure,
      bound(a, b) { $0.divided(by: $1) })
  }

  func squareRoot(_ a: ExactNumber) throws -> ExactNumber {
    guard let sign = a.sign else {
      if a.enclosure.isCertainlyNonnegative {
        return ExactNumber(enclosing: try a.enclosure.squareRoot())
      }
      throw EvaluationError.outsideDomain(
        function: "sqrt", argument: "\(a.enclosure)", isCertain: false)
    }
    if sign == 0 { return value(of: Fraction(0)) }
    if sign > 0 && a.enclosure.lower.sign < 0 {
      throw EvaluationError.needsPrecision("a square root of a number near zero")
    }
    return number(
      a.form.flatMap { Self.squareRoot($0) }, try a.enclosure.squareRoot(),
      a.separation.map { $0.squareRoot(number: nextNumber()) })
  }

  func exponential(_ a: ExactNumber) -> ExactNumber {
    number(Self.exponential(a.form), a.enclosure.exp())
  }

  func logarithm(_ a: ExactNumber, named name: String) throws -> ExactNumber {
    guard let sign = a.sign else {
      throw EvaluationError.outsideDomain(
        function: name, argument: "\(a.enclosure)", isCertain: false)
    }
    guard sign > 0 else {
      throw EvaluationError.outsideDomain(
        function: name, argument: sign == 0 ? "0" : "\(a.enclosure)", isCertain: true)
    }
    return number(a.form.flatMap { Self.logarithm($0) }, try a.enclosure.log())
  }

  func logarithmOfOnePlus(_ a: ExactNumber) throws -> ExactNumber {
    let sum = try apply(.add, to: a, value(of: Fraction(1)))
    guard sum.sign == 1 else { return try logarithm(sum, named: "log1p") }
    return number(sum.form.flatMap { Self.logarithm($0) }, try a.enclosure.log1p())
  }

  func sigmoid(_ a: ExactNumber) -> ExactNumber {
    let form = Self.exponential(a.form.map { -$0 }).map { inverse in
      ExactQuotient(Fraction(1)).divided(by: ExactQuotient(Fraction(1)) + inverse)
    }
    return number(form, a.enclosure.sigmoid())
  }

  /// Integer powers are multiplied out, others are exponentials of logarithms.
  func power(_ a: ExactNumber, _ b: ExactNumber) throws -> ExactNumber {
    if let exponent = b.rational?.integer { return try power(a, exponent) }
    guard let sign = a.sign, sign > 0 else {
      // A base that is zero or negative has no such power, but the exponent may be an integer.
      guard b.rational != nil else {
        throw EvaluationError.needsPrecision("a power of a number that may not be positive")
      }
      return ExactNumber(enclosing: try enclosing.apply(.power, to: a.enclosure, b.enclosure))
    }
    var form: ExactQuotient?
    if let base = a.form, let exponent = b.form {
      if let twice = exponent.rational.map({ $0 + $0 })?.integer,
        twice.magnitude < Self.largestPower
      {
        form = Self.squareRoot(base).flatMap { Self.power($0, twice) }
      } else {
        form = Self.logarithm(base).flatMap { Self.exponential($0 * exponent) }
      }
    }
    return number(form, try enclosing.apply(.power, to: a.enclosure, b.enclosure))
  }

  private func power(_ a: ExactNumber, _ exponent: Int) throws -> ExactNumber {
    if exponent == 0 { return value(of: Fraction(1)) }
    if exponent < 0, a.sign == 0 {
      throw EvaluationError.outsideDomain(function: "power", argument: "0", isCertain: true)
    }
    if a.sign == 0 { return value(of: Fraction(0)) }
    if let base = a.rational, exponent.magnitude <= ExactForm.largestBits,
      base.sizeInBits * abs(exponent) <= ExactForm.largestBits
    {
      return value(of: try base.power(exponent))
    }
    let enclosure = try enclosing.apply(
      .power, to: a.enclosure, Interval(exponent, precisionInBits: precisionInBits))
    guard exponent.magnitude <= Self.largestPower else { return ExactNumber(enclosing: enclosure) }
    var separation = a.separation
    for _ in 1..<max(1, abs(exponent)) {
      separation = bound(a, ExactNumber(enclosing: enclosure, separation: separation)) {
        $0.multiplied(by: $1)
      }
    }
    if exponent < 0 {
      let one = value(of: Fraction(1))
      separation = bound(one, ExactNumber(enclosing: enclosure, separation: separation)) {
        $0.divided(by: $1)
      }
    }
    return number(a.form.flatMap { Self.power($0, exponent) }, enclosure, separation)
  }

  // MARK: Forms

  static func power(_ base: ExactQuotient, _ exponent: Int) -> ExactQuotient? {
    var result = ExactQuotient(Fraction(1))
    for _ in 0..<abs(exponent) {
      result = result * base
      guard result.isSmall else { return nil }
    }
    return exponent < 0 ? ExactQuotient(Fraction(1)).divided(by: result) : result
  }

  static func exponential(_ form: ExactQuotient?) -> ExactQuotient? {
    guard let form, form.isWhole else { return nil }
    return ExactQuotient(form.numerator.exponential())
  }

  /// The root of a form that is positive.
  static func squareRoot(_ form: ExactQuotient) -> ExactQuotient? {
    guard form.isWhole, let (factor, monomial) = form.numerator.monomial, factor.sign > 0,
      monomial.powers.isEmpty
    else { return ExactQuotient(ExactForm(.nestedRoot(form))) }
    let (outer, inner) = SquareFactor.split(Fraction(factor.numerator * factor.denominator))
    guard let scale = try? outer.divided(by: Fraction(factor.denominator)) else { return nil }
    let root = inner == Fraction(1) ? ExactForm(Fraction(1)) : ExactForm(.root(inner))
    let half = monomial.exponent.map { $0.scaled(by: Fraction.half).exponential() }
    return ExactQuotient(root.scaled(by: scale) * (half ?? ExactForm(Fraction(1))))
  }

  /// The logarithm of a form that is positive.
  static func logarithm(_ form: ExactQuotient) -> ExactQuotient? {
    guard form.isWhole, let (factor, monomial) = form.numerator.monomial, factor.sign > 0
    else {
      let inverse = ExactQuotient(form.denominator, over: form.numerator)
      if inverse.isWhole, !form.isWhole { return logarithm(inverse).map { -$0 } }
      return ExactQuotient(ExactForm(.nestedLogarithm(form)))
    }
    var sum = monomial.exponent ?? .zero
    for (integer, power) in PrimeFactors.of(factor) {
      sum = sum + ExactForm(.logarithm(integer)).scaled(by: Fraction(power))
    }
    for (atom, power) in monomial.powers {
      switch atom {
      case .root(let integer):
        let scale = Fraction(power) * Fraction.half
        for (prime, count) in PrimeFactors.of(integer) {
          sum = sum + ExactForm(.logarithm(prime)).scaled(by: scale * Fraction(count))
        }
      default: return ExactQuotient(ExactForm(.nestedLogarithm(form)))
      }
    }
    return ExactQuotient(sum)
  }
}

/// Takes square factors out of integers.
enum SquareFactor {
  /// Numbers a and b with n = a^2 b, where b has no small square factor and is no square.
  static func split(_ integer: Fraction) -> (outer: Fraction, inner: Fraction) {
    if let root = root(of: integer) { return (root, Fraction(1)) }
    var (outer, inner) = (Fraction(1), Fraction(1))
    var rest = integer
    for (factor, power) in PrimeFactors.of(integer) {
      guard let whole = try? factor.power(power / 2) else { return (Fraction(1), integer) }
      outer = outer * whole
      if !power.isMultiple(of: 2) { inner = inner * factor }
      rest = factor
    }
    // What is left of a number without small factors may itself be a square.
    if let root = root(of: rest), let smaller = try? inner.divided(by: rest) {
      return (outer * root, smaller)
    }
    return (outer, inner)
  }

  /// The whole root of a square.
  static func root(of integer: Fraction) -> Fraction? {
    let bits = integer.sizeInBits + 16
    guard let enclosure = try? Interval(integer, precisionInBits: bits).squareRoot(),
      let root = (enclosure.midpoint.rational?.nearestInteger).map({ Fraction($0) })
    else { return nil }
    return root * root == integer ? root : nil
  }
}

/// Small prime factors of fractions.
enum PrimeFactors {
  static let largestPrime = 1_000

  /// The factors of a positive fraction with their powers, those of the denominator negative; what
  /// is left without small factors counts as one.
  static func of(_ value: Fraction) -> [(factor: Fraction, power: Int)] {
    let upper = ofInteger(Fraction(value.numerator))
    return upper + ofInteger(Fraction(value.denominator)).map { ($0.factor, -$0.power) }
  }

  private static func ofInteger(_ integer: Fraction) -> [(factor: Fraction, power: Int)] {
    var rest = integer
    var result: [(factor: Fraction, power: Int)] = []
    var candidate = 2
    while candidate <= largestPrime, Fraction(candidate * candidate) <= rest {
      let divisor = Fraction(candidate)
      var power = 0
      while let quotient = try? rest.divided(by: divisor), quotient.isInteger {
        rest = quotient
        power += 1
      }
      if power > 0 { result.append((divisor, power)) }
      candidate += candidate == 2 ? 1 : 2
    }
    if rest != Fraction(1) { result.append((rest, 1)) }
    return result
  }
}
