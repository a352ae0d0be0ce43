import Exact
import Kernel

/// Brings terms to normal form as the kernel does, with coefficients in double precision.
struct ApproximateNormalizer {
  /// A quotient of polynomials, whose denominator has the sign of the product of some values.
  struct Form {
    var numerator: ApproximatePolynomial
    var denominator = ApproximatePolynomial.one
    /// The places of divisors whose signs are those of the denominator.
    var divisors: [Int] = []
  }

  /// Forms larger than this are given up.
  private var budget = 20_000
  private(set) var compiler: TapeCompiler
  private(set) var atoms: [AlgebraFilter.Atom] = []
  /// The atom of each parameter that occurs.
  private(set) var parameters: [Int: Int] = [:]
  private var places: [Int: Int] = [:]
  private var definitions: [Int: Form] = [:]
  private var roots: [ApproximatePolynomial: Int] = [:]
  private var squares: [Int: ApproximatePolynomial] = [:]

  init(_ compiler: TapeCompiler) { self.compiler = compiler }

  /// The difference of the sides of a comparison; `nil` where it is too large.
  mutating func slack(of comparison: Comparison) -> Form? {
    let isReversed = comparison.relation == .greater || comparison.relation == .greaterOrEqual
    guard let left = form(of: comparison.left), let right = form(of: comparison.right) else {
      return nil
    }
    return isReversed ? sum(left, right, sign: -1) : sum(right, left, sign: -1)
  }

  private mutating func form(of term: Term) -> Form? {
    budget -= 1
    guard budget > 0 else { return nil }
    switch term {
    case .number(let value): return constant(Fraction(value).approximateDouble)
    case .definition(let index):
      guard case .term(let body) = compiler.statement.definitions[index] else {
        return atom(term)
      }
      if let known = definitions[index] { return known }
      guard let form = form(of: body) else { return nil }
      definitions[index] = form
      return form
    case .unary(.negate, let a):
      guard var form = form(of: a) else { return nil }
      form.numerator = form.numerator.scaled(by: -1)
      return form
    case .unary(.squareRoot, let a): return squareRoot(a)
    case .binary(let function, let a, let b):
      return binary(function, a, b) ?? (Self.isRational(function) ? nil : atom(term))
    default: return atom(term)
    }
  }

  private static func isRational(_ function: BinaryFunction) -> Bool {
    [.add, .subtract, .multiply, .divide].contains(function)
  }

  private mutating func binary(_ function: BinaryFunction, _ a: Term, _ b: Term) -> Form? {
    switch function {
    case .add, .subtract:
      guard let a = form(of: a), let b = form(of: b) else { return nil }
      return sum(a, b, sign: function == .add ? 1 : -1)
    case .multiply:
      guard let a = form(of: a), let b = form(of: b) else { return nil }
      return product(a, b)
    case .divide:
      guard let a = form(of: a), let b = reciprocal(b) else { return nil }
      return product(a, b)
    case .power: return power(a, b)
    default: return nil
    }
  }

  private func constant(_ value: Double?) -> Form? {
    value.map { Form(numerator: ApproximatePolynomial($0)) }
  }

  private mutating func atom(_ term: Term) -> Form? {
    let place = compiler.place(of: term)
    let index = places[place] ?? atoms.count
    if index == atoms.count {
      atoms.append(.value(place))
      places[place] = index
      if case .parameter(let parameter) = term { parameters[parameter] = index }
    }
    return Form(numerator: ApproximatePolynomial(atom: index))
  }

  private func sum(_ a: Form, _ b: Form, sign: Double) -> Form? {
    if a.denominator == b.denominator {
      return a.numerator.adding(b.numerator.scaled(by: sign)).map {
        Form(numerator: $0, denominator: a.denominator, divisors: a.divisors)
      }
    }
    guard let first = a.numerator.multiplied(by: b.denominator, squares: squares),
      let second = b.numerator.multiplied(by: a.denominator, squares: squares),
      let numerator = first.adding(second.scaled(by: sign)),
      let denominator = a.denominator.multiplied(by: b.denominator, squares: squares)
    else { return nil }
    return Form(
      numerator: numerator, denominator: denominator, divisors: a.divisors + b.divisors)
  }

  private func product(_ a: Form, _ b: Form) -> Form? {
    guard let numerator = a.numerator.multiplied(by: b.numerator, squares: squares),
      let denominator = a.denominator.multiplied(by: b.denominator, squares: squares)
    else { return nil }
    return Form(
      numerator: numerator, denominator: denominator, divisors: a.divisors + b.divisors)
  }

  private mutating func reciprocal(_ term: Term) -> Form? {
    guard let form = form(of: term) else { return nil }
    if let number = form.numerator.constant {
      return Form(numerator: form.denominator.scaled(by: 1 / number))
    }
    return Form(
      numerator: form.denominator, denominator: form.numerator,
      divisors: form.divisors + [compiler.place(of: term)])
  }

  private mutating func power(_ base: Term, _ exponent: Term) -> Form? {
    // An exponent with a name is no literal.
    if case .definition = exponent { return nil }
    guard let exponent = compiler.integer(exponent), abs(exponent) <= 64,
      let factor = exponent < 0 ? reciprocal(base) : form(of: base)
    else { return nil }
    var result = Form(numerator: .one)
    for _ in 0..<abs(exponent) {
      guard let next = product(result, factor) else { return nil }
      result = next
    }
    return result
  }

  /// The square root of a polynomial; that of a quotient by Q is one by |Q|, which depends on the
  /// box.
  private mutating func squareRoot(_ term: Term) -> Form? {
    guard let form = form(of: term), form.denominator == .one else { return nil }
    let square = form.numerator
    let index = roots[square] ?? atoms.count
    if index == atoms.count {
      atoms.append(.squareRoot(PolynomialTape(square)))
      roots[square] = index
      squares[index] = square
    }
    return Form(numerator: ApproximatePolynomial(atom: index))
  }
}
