import Exact
import Reals

/// A number that is no fraction and of which only laws are known.
enum ExactAtom: Hashable, Sendable {
  /// The square root of an integer without square factors.
  case root(Fraction)
  /// The square root of a positive number that is no fraction.
  case nestedRoot(ExactQuotient)
  /// The logarithm of an integer above one.
  case logarithm(Fraction)
  /// The logarithm of a positive number that is no fraction.
  case nestedLogarithm(ExactQuotient)
  /// The root, next above a number, of a polynomial with leading coefficient one; the other
  /// coefficients, lowest first.
  case algebraic([Fraction], above: Fraction)
  /// A number of which nothing is known but that it is itself.
  case opaque(Int)
}

/// A product of powers of atoms and of an exponential.
struct ExactMonomial: Hashable, Sendable {
  var powers: [ExactAtom: Int] = [:]
  /// What the factor `exp` is taken of; `nil` for zero.
  var exponent: ExactForm?

  static let one = ExactMonomial()
}

/// A sum of products of atoms with rational factors; terms that are equal are combined.
///
/// A form without terms is zero. The converse is not promised: a form with terms may be zero, too.
struct ExactForm: Hashable, Sendable {
  /// Forms with more terms are given up.
  static let largestCount = 400
  /// Factors with more bits are given up.
  static let largestBits = 20_000

  private(set) var terms: [ExactMonomial: Fraction] = [:]

  static let zero = ExactForm()

  init() {}

  init(_ value: Fraction) { add(value, .one) }

  init(_ atom: ExactAtom) { add(Fraction(1), ExactMonomial(powers: [atom: 1])) }

  var isZero: Bool { terms.isEmpty }

  /// The value of a form without atoms.
  var rational: Fraction? {
    terms.isEmpty ? Fraction(0) : terms.count == 1 ? terms[.one] : nil
  }

  /// The only term.
  var monomial: (factor: Fraction, monomial: ExactMonomial)? {
    guard terms.count == 1, let (monomial, factor) = terms.first else { return nil }
    return (factor, monomial)
  }

  /// Whether the form is small enough to be worth computing with.
  var isSmall: Bool {
    terms.count <= Self.largestCount
      && terms.values.allSatisfy { $0.sizeInBits <= Self.largestBits }
  }

  mutating func add(_ factor: Fraction, _ monomial: ExactMonomial) {
    guard factor.sign != 0 else { return }
    let sum = (terms[monomial] ?? Fraction(0)) + factor
    terms[monomial] = sum.sign == 0 ? nil : sum
  }

  static func + (left: ExactForm, right: ExactForm) -> ExactForm {
    var result = left
    for (monomial, factor) in right.terms { result.add(factor, monomial) }
    return result
  }

  func scaled(by factor: Fraction) -> ExactForm {
    var result = ExactForm()
    for (monomial, value) in terms { result.add(value * factor, monomial) }
    return result
  }

  static prefix func - (form: ExactForm) -> ExactForm { form.scaled(by: Fraction(-1)) }

  static func * (left: ExactForm, right: ExactForm) -> ExactForm {
    var result = ExactForm()
    for (a, p) in left.terms {
      for (b, q) in right.terms {
        let product = a.times(b)
        for (monomial, factor) in product.terms { result.add(factor * p * q, monomial) }
      }
    }
    return result
  }

  /// The exponential of the form.
  func exponential() -> ExactForm {
    if isZero { return ExactForm(Fraction(1)) }
    return ExactMonomial(exponent: self).normalized()
  }
}

extension ExactMonomial {
  /// The product, in which squares of roots and exponentials of logarithms are gone.
  func times(_ other: ExactMonomial) -> ExactForm {
    var product = self
    for (atom, power) in other.powers {
      let sum = (product.powers[atom] ?? 0) + power
      product.powers[atom] = sum == 0 ? nil : sum
    }
    if let exponent = other.exponent {
      let sum = (product.exponent ?? .zero) + exponent
      product.exponent = sum.isZero ? nil : sum
    }
    return product.normalized()
  }

  /// The reciprocal of the product, whose atoms are not zero; `nil` where none is known.
  func reciprocal() -> ExactForm? {
    var inverse = ExactMonomial(exponent: exponent.map { -$0 })
    var factor = Fraction(1)
    for (atom, power) in powers {
      switch atom {
      case .root(let integer):
        // A root stands with the power one.
        guard let value = try? Fraction(1).divided(by: integer) else { return nil }
        factor = factor * value
        inverse.powers[atom] = power
      case .algebraic: return nil
      default: inverse.powers[atom] = -power
      }
    }
    return inverse.normalized().scaled(by: factor)
  }

  /// The same number as a form without what laws make simpler.
  fileprivate func normalized() -> ExactForm {
    for (atom, power) in powers {
      if let replaced = Self.power(of: atom, power) {
        var rest = self
        rest.powers[atom] = nil
        return rest.normalized() * replaced
      }
    }
    if let (rest, factor) = withoutLogarithms() { return rest.normalized() * factor }
    var form = ExactForm()
    form.add(Fraction(1), self)
    return form
  }

  /// What a power of an atom is by its law; `nil` where it stays as it is.
  private static func power(of atom: ExactAtom, _ power: Int) -> ExactForm? {
    switch atom {
    case .root(let integer) where power >= 2:
      guard let whole = try? integer.power(power / 2) else { return nil }
      let rest = power.isMultiple(of: 2) ? ExactForm(Fraction(1)) : ExactForm(atom)
      return rest.scaled(by: whole)
    case .nestedRoot(let square) where power >= 2 && square.denominator.rational != nil:
      let rest = power == 2 ? ExactForm(Fraction(1)) : Self.form(atom, power - 2)
      guard let scale = square.denominator.rational,
        let inverse = try? Fraction(1).divided(by: scale)
      else { return nil }
      return rest * square.numerator.scaled(by: inverse)
    case .algebraic(let coefficients, _) where power >= coefficients.count:
      // x^m = -(c_0 + c_1 x + ...)
      var lower = ExactForm()
      for (degree, coefficient) in coefficients.enumerated() {
        lower.add(-coefficient, degree == 0 ? .one : ExactMonomial(powers: [atom: degree]))
      }
      return Self.form(atom, power - coefficients.count) * lower
    default: return nil
    }
  }

  private static func form(_ atom: ExactAtom, _ power: Int) -> ExactForm {
    power == 0
      ? ExactForm(Fraction(1)) : ExactMonomial(powers: [atom: power]).normalized()
  }

  /// Takes exp(k log n) out of the exponential as n^k, for whole multiples k.
  private func withoutLogarithms() -> (rest: ExactMonomial, factor: ExactForm)? {
    guard let exponent else { return nil }
    for (monomial, multiple) in exponent.terms {
      guard monomial.exponent == nil, monomial.powers.count == 1,
        let (atom, power) = monomial.powers.first, power == 1, let whole = multiple.floor.int,
        whole.magnitude <= 1_000, let value = Self.power(ofLogarithm: atom, whole)
      else { continue }
      if whole == 0 { continue }
      var rest = self
      var smaller = exponent
      smaller.add(Fraction(-whole), monomial)
      rest.exponent = smaller.isZero ? nil : smaller
      return (rest, value)
    }
    return nil
  }

  private static func power(ofLogarithm atom: ExactAtom, _ power: Int) -> ExactForm? {
    switch atom {
    case .logarithm(let integer): (try? integer.power(power)).map { ExactForm($0) }
    case .nestedLogarithm(let value):
      power == 1
        ? value.denominator.rational.flatMap { try? Fraction(1).divided(by: $0) }
          .map { value.numerator.scaled(by: $0) } : nil
    default: nil
    }
  }
}

/// A quotient of two forms; the lower one is not zero.
struct ExactQuotient: Hashable, Sendable {
  let numerator: ExactForm
  let denominator: ExactForm

  private init(numerator: ExactForm, denominator: ExactForm) {
    (self.numerator, self.denominator) = (numerator, denominator)
  }

  init(_ form: ExactForm) {
    self.init(numerator: form, denominator: ExactForm(Fraction(1)))
  }

  init(_ value: Fraction) { self.init(ExactForm(value)) }

  /// The quotient of two forms, whose second one must not be zero.
  init(_ numerator: ExactForm, over denominator: ExactForm) {
    if let (factor, monomial) = denominator.monomial,
      let scale = try? Fraction(1).divided(by: factor), let inverse = monomial.reciprocal()
    {
      self.init(numerator * inverse.scaled(by: scale))
      return
    }
    // The same number has the same form where the lower form's factors sum to one.
    let sum = denominator.terms.values.reduce(Fraction(0), +)
    let scale = (try? Fraction(1).divided(by: sum)) ?? Fraction(1)
    let (upper, lower) = (numerator.scaled(by: scale), denominator.scaled(by: scale))
    if upper == lower {
      self.init(Fraction(1))
    } else {
      self.init(numerator: upper, denominator: lower)
    }
  }

  var isZero: Bool { numerator.isZero }
  var isWhole: Bool { denominator.rational == Fraction(1) }
  var rational: Fraction? { isWhole ? numerator.rational : nil }
  var isSmall: Bool { numerator.isSmall && denominator.isSmall }

  static func + (left: ExactQuotient, right: ExactQuotient) -> ExactQuotient {
    if left.denominator == right.denominator {
      return ExactQuotient(left.numerator + right.numerator, over: left.denominator)
    }
    return ExactQuotient(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  static prefix func - (value: ExactQuotient) -> ExactQuotient {
    ExactQuotient(-value.numerator, over: value.denominator)
  }

  static func * (left: ExactQuotient, right: ExactQuotient) -> ExactQuotient {
    ExactQuotient(
      left.numerator * right.numerator, over: left.denominator * right.denominator)
  }

  /// The quotient by a number that is not zero.
  func divided(by divisor: ExactQuotient) -> ExactQuotient {
    ExactQuotient(
      numerator * divisor.denominator, over: denominator * divisor.numerator)
  }
}
