import Exact
import Reals
import TestSupport
import Testing

@testable import Kernel

/// The law of normal forms: at every point that counts, P/Q is the value of the term.
///
/// Forms are built on a box and evaluated at points of it, atom by atom, where the term has an
/// enclosure of its own. `CONTAINMENT_TEST_MULTIPLIER` scales the count, which is 200 terms for
/// each kind of algebra at 1.
@Suite("Normal forms") struct NormalFormTests {
  /// A function of two arguments that costs little.
  private struct Mean: EnclosedFunction {
    let axiom = Axiom("mean", section: "1", "the function is the sigmoid of the sum")
    let range = Box.Range(lower: Fraction(0), upper: Fraction(1))

    func value(_ a: Enclosure, _ b: Enclosure) throws(KernelError) -> Enclosure {
      try (a + b).function(.sigmoid)
    }
    func slopes(_ a: Enclosure, _ b: Enclosure) throws(KernelError) -> (Enclosure, Enclosure) {
      throw .refused("no derivative is asked for")
    }
  }

  /// x in [-2, 3], y in [1/2, 4], z in [0, 2], n an integer from 2 on.
  private func statement(assuming assumptions: [Comparison] = []) throws -> Statement {
    func real(_ lower: Term, _ upper: Term?) -> Statement.Parameter {
      .init(isInteger: false, lower: lower, upper: upper)
    }
    return try Statement(
      parameters: [
        real(-2, 3), real(1 / 2, 4), real(0, 2), .init(isInteger: true, lower: 2, upper: nil),
      ],
      definitions: [], assumptions: assumptions, problems: [],
      claims: [.comparison(.init(relation: .less, left: 0, right: 1))],
      theory: Theory(
        functions: [.meanSoftplus: Mean(), .meanSigmoid: Mean(), .meanSigmoidDerivative: Mean()]))
  }

  @Test("have the value of the term", arguments: [AlgebraKind.plain, .rewriting])
  func values(_ kind: AlgebraKind) throws {
    let statement = try statement(assuming: [
      Term.parameter(0).compared(.less, .parameter(1)), Term.parameter(2).compared(.greater, 0),
    ])
    let root = try Node.root(of: statement, claim: 0)
    var generator = SeededGenerator(seed: 11, label: "normal forms \(kind)")
    let count = Int(200 * Sweep.containmentMultiplier)
    var compared = 0
    for _ in 0..<count {
      let term = generator.term(depth: 4)
      let normalizer = try root.normalizer(kind, precisionInBits: 96)
      guard let form = try? normalizer.form(of: term) else { continue }
      for _ in 0..<3 {
        let point = generator.point
        let place = try Evaluator(
          statement, box: Box(point: point), facts: [], precisionInBits: 96)
        // The conditions hold at the points that count.
        guard point[0] < point[1], point[2].sign > 0, let value = try? place.value(of: term)
        else { continue }
        let values = AtomValues(table: normalizer.table, place: place)
        guard let numerator = try? values.value(of: form.numerator),
          let denominator = try? values.value(of: form.denominator)
        else { continue }
        let product = try place.calculator.multiply(value, denominator)
        compared += 1
        check(
          product.intersection(with: numerator) != nil,
          "\(term) at \(point): \(value) is not \(numerator)/\(denominator)")
        let sign = denominator.isPositive ? 1 : denominator.isNegative ? -1 : 0
        check(sign * form.denominatorSign >= 0, "the denominator of \(term) has another sign")
        try compareRanges(form, numerator, values, normalizer)
      }
    }
    #expect(compared > count / 2)
  }

  /// The ranges on the box contain the values at the point: of the numerator and of every atom.
  private func compareRanges(
    _ form: NormalForm, _ numerator: DyadicInterval, _ values: AtomValues, _ normalizer: Normalizer
  ) throws {
    for enclosures in [AtomEnclosures.plain, .fromEnds] {
      guard let (sum, denominator) = try? normalizer.exactRange(of: form.numerator, enclosures)
      else { continue }
      let multiple = try values.place.calculator.multiply(
        numerator, DyadicInterval(Dyadic(denominator)))
      check(sum.intersection(with: multiple) != nil, "\(multiple) is not in \(sum)")
    }
    for atom in normalizer.table.atoms.indices {
      guard let range = try? normalizer.interval(of: atom),
        let value = try? values.value(ofAtom: atom)
      else { continue }
      check(
        range.intersection(with: value) != nil,
        "\(normalizer.table.atoms[atom]): \(value) is not in \(range)")
    }
  }

  @Test("say a sign only where all points that count have it")
  func signs() throws {
    let statement = try statement(assuming: [
      Term.parameter(0).compared(.less, .parameter(1)), Term.parameter(2).compared(.greater, 0),
    ])
    let root = try Node.root(of: statement, claim: 0)
    var generator = SeededGenerator(seed: 12, label: "signs")
    var said = 0
    let count = Int(200 * Sweep.containmentMultiplier)
    for _ in 0..<count {
      let term = generator.term(depth: 3)
      let normalizer = try root.normalizer(.rewriting, precisionInBits: 64)
      guard let form = try? normalizer.form(of: term),
        let sign = try? normalizer.sign(of: term, form), sign != 0
      else { continue }
      said += 1
      for _ in 0..<4 {
        let point = generator.point
        guard point[0] < point[1], point[2].sign > 0,
          let value = try? Evaluator(
            statement, box: Box(point: point), facts: [], precisionInBits: 64
          ).value(of: term)
        else { continue }
        check(
          sign > 0 ? !value.negated.isNonnegative : !value.isNonnegative,
          "\(term) has sign \(sign), but is in \(value) at \(point)")
      }
    }
    #expect(said > count / 10)
  }
}

/// Values of atoms at a point, from the values of the atoms in them.
private struct AtomValues {
  let table: AtomTable
  let place: Evaluator

  func value(of polynomial: Polynomial) throws(KernelError) -> DyadicInterval {
    let calculator = place.calculator
    var sum = DyadicInterval(Dyadic(0))
    for (monomial, coefficient) in polynomial.coefficients {
      var product = calculator.number(coefficient)
      for (atom, exponent) in monomial {
        let power = try calculator.power(try value(ofAtom: atom), exponent)
        product = try calculator.multiply(product, power)
      }
      sum = try calculator.add(sum, product)
    }
    return sum
  }

  func value(ofAtom atom: Int) throws(KernelError) -> DyadicInterval {
    let calculator = place.calculator
    switch table.atoms[atom] {
    case .term(let term): return try place.value(of: term)
    case .function(let function, let quotient):
      let argument = try calculator.divide(
        try value(of: quotient.numerator), try value(of: quotient.denominator))
      return try calculator.function(function, argument)
    case .squareRoot(let square):
      let value = try value(of: square)
      guard value.upper.sign >= 0 else { throw .refused("a square is negative") }
      let cut = try DyadicInterval(lower: max(value.lower, Dyadic(0)), upper: value.upper)
      return try calculator.function(.squareRoot, cut)
    case .mean(let function, let a, let b):
      guard let known = place.statement.theory.functions[function] else {
        throw .refused("no theory says what a mean is")
      }
      func argument(_ quotient: Quotient) throws(KernelError) -> Enclosure {
        calculator(
          try calculator.divide(
            try value(of: quotient.numerator), try value(of: quotient.denominator)))
      }
      return try known.value(try argument(a), try argument(b)).interval
    }
  }
}

extension SeededGenerator {
  /// A point of the box, in sixteenths; n is below 8.
  fileprivate var point: [Fraction] {
    mutating get {
      func sixteenths(_ value: Int) -> Fraction {
        Fraction(mantissa: BigInteger(value), exponent: -4)
      }
      return [
        sixteenths(integer(-32...48)), sixteenths(integer(8...64)), sixteenths(integer(0...32)),
        Fraction(integer(2...7)),
      ]
    }
  }

  /// A random term in the four parameters.
  fileprivate mutating func term(depth: Int) -> Term {
    if depth == 0 || chance(15) {
      return chance(70) ? .parameter(below(4)) : Term(integerLiteral: integer(1...6))
    }
    let others: Set<UnaryFunction> = [.tan, .asin, .erf, .erfc, .floor]
    let functions: [UnaryFunction] =
      UnaryFunction.allCases.filter { !others.contains($0) }
      + [.squareRoot, .log, .exp, .absolute]
    if chance(45) { return .unary(pick(functions), term(depth: depth - 1)) }
    let a = term(depth: depth - 1)
    if chance(5) {
      let means: [BinaryFunction] = [.meanSoftplus, .meanSigmoid, .meanSigmoidDerivative]
      return .binary(pick(means), a, term(depth: depth - 1))
    }
    if chance(12) {
      let exponents: [Term] = [
        2, 3, -2, 1 / 2, 4, .number(ExactDecimal(digits: "5", exponent: -1) ?? .zero),
      ]
      return .binary(.power, a, pick(exponents))
    }
    let operations: [BinaryFunction] = [
      .add, .subtract, .multiply, .divide, .minimum, .maximum, .multiply, .divide, .power,
    ]
    return .binary(pick(operations), a, term(depth: depth - 1))
  }
}
