import Exact
import Reals

/// A value of a parameter that can be written down: a fraction or an irrational number with a name.
enum ExactCoordinate: Hashable, Sendable {
  case rational(Fraction)
  /// The sum of a fraction and a multiple of the square root of an integer.
  case surd(Fraction, plus: Fraction, root: Fraction)
  /// A positive fraction to the power of one over an integer.
  case radical(Fraction, degree: Int)
  /// The root of a polynomial between two fractions.
  case algebraic(AlgebraicRoot)
  /// The logarithm of a positive fraction.
  case logarithm(Fraction)
  /// The exponential of a fraction.
  case exponential(Fraction)

  /// The fraction, if it is one.
  var rational: Fraction? {
    if case .rational(let value) = self { value } else { nil }
  }

  /// The number as theorem files write it, roots of higher polynomials apart.
  var text: String {
    switch self {
    case .rational(let value): value.decimalText
    case .surd(let whole, let factor, let root): Self.text(whole, factor, root)
    case .radical(let base, let degree): "(\(base))^(1/\(degree))"
    case .algebraic(let root): root.text
    case .logarithm(let value): "log(\(value))"
    case .exponential(let value): "exp(\(value))"
    }
  }

  /// The number at a precision.
  func number(in arithmetic: ExactArithmetic) throws -> ExactNumber {
    func value(_ rational: Fraction) -> ExactNumber { arithmetic.value(of: rational) }
    switch self {
    case .rational(let rational): return value(rational)
    case .surd(let whole, let factor, let root):
      let product = try arithmetic.apply(
        .multiply, to: value(factor), try arithmetic.apply(.squareRoot, to: value(root)))
      return try arithmetic.apply(.add, to: value(whole), product)
    case .radical(let base, let degree):
      let exponent = try Fraction(1, degree)
      return try arithmetic.apply(.power, to: value(base), value(exponent))
    case .algebraic(let root):
      let enclosure = try root.enclosure(precisionInBits: arithmetic.precisionInBits)
      return arithmetic.number(
        ExactQuotient(ExactForm(.algebraic(root.coefficients, above: root.lower))), enclosure,
        root.separation(number: arithmetic.nextNumber()))
    case .logarithm(let rational): return try arithmetic.apply(.log, to: value(rational))
    case .exponential(let rational): return try arithmetic.apply(.exp, to: value(rational))
    }
  }

  /// `sqrt(2)`, `(1 + sqrt(5))/2`.
  private static func text(_ whole: Fraction, _ factor: Fraction, _ root: Fraction) -> String {
    let (p, q) = (whole.denominator, factor.denominator)
    let common = Fraction((p * q).exactQuotient(p.greatestCommonDivisor(q)))
    let (a, b) = (whole * common, factor * common)
    let factorText = b.absolute == Fraction(1) ? "" : "\(b.absolute)*"
    var text = "\(factorText)sqrt(\(root.decimalText))"
    if a.sign == 0 {
      text = (b.sign < 0 ? "-" : "") + text
    } else {
      text = "\(a) \(b.sign < 0 ? "-" : "+") \(text)"
      if common != Fraction(1) { text = "(\(text))" }
    }
    return common == Fraction(1) ? text : "\(text)/\(common)"
  }
}

/// The only root of a polynomial with rational coefficients in a small interval.
struct AlgebraicRoot: Hashable, Sendable {
  /// The coefficients below the leading one, which is one; lowest first.
  let coefficients: [Fraction]
  let lower: Fraction
  let upper: Fraction
  /// The polynomial with integer coefficients, lowest first.
  private let integers: [Fraction]

  /// Bits of the grid whose cell holds the root.
  private static let gridBits = 20

  /// The root near a number, in the cell of a grid that it lies in; `nil` unless the polynomial has
  /// one root there and no more.
  init?(ofIntegerPolynomial integers: [Fraction], near value: Fraction) {
    guard let leading = integers.last, leading.sign != 0, integers.count > 2 else { return nil }
    let scale = Fraction(1 << Self.gridBits)
    let cell = Fraction((value * scale).floor)
    guard let lower = try? cell.divided(by: scale),
      let upper = try? (cell + Fraction(1)).divided(by: scale)
    else { return nil }
    coefficients = integers.dropLast().compactMap { try? $0.divided(by: leading) }
    (self.lower, self.upper, self.integers) = (lower, upper, integers)
    guard sign(at: lower) * sign(at: upper) < 0, isMonotone else { return nil }
  }

  /// `root of x^3 - 2 in [1.25, 1.26]`.
  var text: String {
    var sum = ""
    for (power, coefficient) in integers.enumerated().reversed() where coefficient.sign != 0 {
      let size = coefficient.absolute
      let symbol = power == 0 ? "" : power == 1 ? "x" : "x^\(power)"
      let factor =
        size == Fraction(1) && power > 0 ? symbol : power > 0 ? "\(size)*\(symbol)" : "\(size)"
      sum +=
        sum.isEmpty
        ? (coefficient.sign < 0 ? "-" : "") + factor
        : (coefficient.sign < 0 ? " - " : " + ") + factor
    }
    let (low, high) = shortInterval
    return "root of \(sum) in [\(low.decimalText), \(high.decimalText)]"
  }

  /// An interval of numbers with few digits in which there is no other root.
  private var shortInterval: (Fraction, Fraction) {
    let scale = Fraction(100)
    guard let low = try? Fraction((lower * scale).floor).divided(by: scale),
      let high = try? Fraction((upper * scale).floor + .one).divided(by: scale)
    else { return (lower, upper) }
    return isMonotone(between: low, and: high) ? (low, high) : (lower, upper)
  }

  /// An enclosure by bisection.
  func enclosure(precisionInBits bits: Int) throws -> Interval {
    var (low, high) = (lower, upper)
    let atLower = sign(at: lower)
    for _ in 0..<bits {
      let middle = (low + high) * Fraction.half
      let sign = sign(at: middle)
      if sign == 0 { return Interval(middle, precisionInBits: bits) }
      if sign == atLower { low = middle } else { high = middle }
    }
    return Interval(low, precisionInBits: bits).hull(with: Interval(high, precisionInBits: bits))
  }

  /// How near to zero terms in the root can be.
  func separation(number: Int) -> SeparationBound {
    let bits = integers.map { $0.sizeInBits }
    return SeparationBound(
      rootOfDegree: integers.count - 1, leadingBits: bits.last ?? 0,
      coefficientBits: bits.max() ?? 0, number: number)
  }

  private func sign(at x: Fraction) -> Int {
    integers.reversed().reduce(Fraction(0)) { $0 * x + $1 }.sign
  }

  private var isMonotone: Bool { isMonotone(between: lower, and: upper) }

  /// Whether the derivative has one sign on an interval.
  private func isMonotone(between low: Fraction, and high: Fraction) -> Bool {
    let bits = 256
    let x = Interval(low, precisionInBits: bits).hull(with: Interval(high, precisionInBits: bits))
    var value = Interval(0, precisionInBits: bits)
    for power in (1..<integers.count).reversed() {
      value =
        value * x + Interval(integers[power] * Fraction(power), precisionInBits: bits)
    }
    return value.certainSign != nil
  }
}
