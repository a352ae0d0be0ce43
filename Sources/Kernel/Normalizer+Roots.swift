import Exact

// Square roots and absolute values in as few atoms as possible, for identities.

extension Normalizer {
  /// The square root of a square, of a product or a quotient of numbers >= 0, of an exponential.
  func rewrittenSquareRoot(_ term: Term) throws(KernelError) -> NormalForm? {
    switch statement.unfoldedAtTop(term) {
    case .unary(.exp, let a):
      return try exponential(try product(try form(of: a), try constant(Fraction.half)))
    case .binary(.power, let a, let b):
      guard let n = b.integerLiteral, n > 0, n <= 64, n.isMultiple(of: 2) else { return nil }
      return try power(try magnitude(try form(of: a)), n / 2)
    case .binary(let function, let a, let b) where function == .multiply || function == .divide:
      guard try isCertainlyNonnegative(a), try isCertainlyNonnegative(b) else { return nil }
      return try form(of: .binary(function, a.squareRoot, b.squareRoot))
    default: return nil
    }
  }

  /// The square root of a polynomial >= 0: of its content, of atoms that are >= 0 and divide it,
  /// and of what is left, if that is >= 0.
  func splitSquareRoot(_ square: Polynomial) throws(KernelError) -> Polynomial {
    if square.isZero { return square }
    let content = try square.content
    var rest = try square.primitive
    var result = Polynomial.one
    for (atom, exponent) in rest.commonMonomial {
      let base = Polynomial(atom: atom)
      let isSigned = try !isPositive(base, orZero: true)
      let taken = isSigned ? exponent - exponent % 2 : exponent
      guard taken > 0 else { continue }
      rest = rest.divided(by: atom, taken)
      let half = isSigned ? try magnitude(NormalForm(base)).numerator : base
      for _ in 0..<taken / 2 { result = try result.multiplied(by: half, table) }
      if !taken.isMultiple(of: 2) {
        result = try result.multiplied(by: try squareRoot(ofWhole: base), table)
      }
    }
    guard try isPositive(rest, orZero: true) else { return try squareRoot(ofWhole: square) }
    // sqrt(n/d) = sqrt(n d)/d
    let (factors, left) = (content.numerator * content.denominator).smallFactors
    var root = try exactly(Fraction(1).divided(by: Fraction(content.denominator)))
    var parts: [Polynomial] = []
    for (factor, count) in factors {
      root = root * Fraction(factor.power(count / 2))
      if !count.isMultiple(of: 2) { parts.append(Polynomial(Fraction(factor))) }
    }
    result = try result.multiplied(by: Polynomial(root), table)
    for part in parts + [Polynomial(Fraction(left)), rest] where part != .one {
      result = try result.multiplied(by: try squareRoot(ofWhole: part), table)
    }
    return result
  }

  /// The absolute value of a form: of atoms that divide its numerator, and of what is left.
  func magnitude(_ form: NormalForm) throws(KernelError) -> NormalForm {
    let sign = try sign(of: form)
    if sign != 0 || form.numerator.isZero {
      return sign < 0 ? try product(form, try constant(Fraction(-1))) : form
    }
    var rest = try form.numerator.primitive
    var result = Polynomial(try form.numerator.content)
    for (atom, exponent) in rest.commonMonomial {
      rest = rest.divided(by: atom, exponent)
      let base = Polynomial(atom: atom)
      let isOdd = !exponent.isMultiple(of: 2)
      let isSigned = isOdd ? try !isPositive(base, orZero: true) : false
      for _ in 0..<(isSigned ? exponent - 1 : exponent) {
        result = try result.multiplied(by: base, table)
      }
      if isSigned { result = try result.multiplied(by: try magnitudeAtom(base), table) }
    }
    if rest != .one { result = try result.multiplied(by: try magnitudeAtom(rest), table) }
    return NormalForm(result, over: form.positiveDenominator)
  }

  /// |P| as an atom, the same as |-P|; its square is that of P.
  private func magnitudeAtom(_ polynomial: Polynomial) throws(KernelError) -> Polynomial {
    if try isPositive(polynomial, orZero: true) { return polynomial }
    if try isPositive(polynomial.negated, orZero: true) { return polynomial.negated }
    func atom(_ polynomial: Polynomial) -> Atom {
      .function(.absolute, Quotient(numerator: polynomial, denominator: .one))
    }
    if table.contains(atom(polynomial.negated)) {
      undecidedCount += 1
      return Polynomial(atom: table.number(of: atom(polynomial.negated)))
    }
    undecidedCount += 1
    let square = try polynomial.multiplied(by: polynomial, table)
    return Polynomial(atom: table.number(of: atom(polynomial), power: (2, square)))
  }
}
