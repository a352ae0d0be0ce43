import Glibc
import Numbers
import TheoremLanguage

/// The domain of a theorem: nested parameter ranges and assumptions, as a map from the unit cube.
///
/// Bounds may depend on earlier parameters, so points are built parameter by parameter. Values are
/// short exact decimals, because a counterexample must be small enough to print in a paper.
struct Domain {
  /// Significant digits of a random real parameter: the first count that fits into the range.
  static let significantDigits = [3, 6, 17]
  /// Bits at which transcendental bounds and assumptions are first examined.
  static let precisionInBits = 128
  /// Bits at which an assumption that still cannot be told counts as not satisfied.
  static let largestPrecisionInBits = 1024

  let theorem: ElaboratedTheorem
  private let exact = RationalArithmetic()
  private let enclosing = IntervalArithmetic(precisionInBits: precisionInBits)

  var dimension: Int { theorem.parameters.count }

  /// The point at the given coordinates of the unit cube, or `nil` when a range is empty there.
  func point(
    at coordinates: [Double], origin: ParameterPoint.Origin
  ) throws -> ParameterPoint? {
    let values = try values(at: coordinates)
    return values.count == dimension ? ParameterPoint(values: values, origin: origin) : nil
  }

  /// The values of the first parameters at the given coordinates; fewer when a range is empty.
  func values(at coordinates: [Double]) throws -> [Rational] {
    var values: [Rational] = []
    for (parameter, coordinate) in zip(theorem.parameters, coordinates) {
      guard let range = try range(of: parameter, given: values) else { break }
      values.append(
        parameter.isInteger
          ? range.integer(at: coordinate)
          : range.real(at: coordinate, isLogarithmic: parameter.isLogarithmic))
    }
    return values
  }

  /// The range of a parameter once the earlier ones are fixed; `nil` when it is empty.
  func range(
    of parameter: ParameterDeclaration, given earlier: [Rational]
  ) throws -> ParameterRange? {
    let padded = earlier + Array(repeating: Rational(0), count: dimension - earlier.count)
    var lower = try bound(parameter.lower, at: padded, roundingUp: true)
    var upper = try bound(parameter.upper, at: padded, roundingUp: false)
    if parameter.isInteger {
      (lower, upper) = (-(-lower).floor, upper.floor)
    }
    return lower <= upper ? ParameterRange(lower: lower, upper: upper) : nil
  }

  /// Whether the values lie in their ranges and satisfy the assumptions.
  func contains(_ values: [Rational]) throws -> Bool {
    for (index, parameter) in theorem.parameters.enumerated() {
      guard let range = try range(of: parameter, given: Array(values[..<index])),
        range.contains(values[index]), !parameter.isInteger || values[index].isInteger
      else { return false }
    }
    return try satisfiesAssumptions(values)
  }

  /// Whether every assumption certainly holds at the values.
  ///
  /// - Throws: `EvaluationError` when an assumption has no value there.
  func satisfiesAssumptions(_ values: [Rational]) throws -> Bool {
    for index in theorem.assumptions.indices where !(try satisfies(assumption: index, values)) {
      return false
    }
    return true
  }

  /// Whether one assumption certainly holds; on a boundary that no precision decides, it does not.
  func satisfies(assumption index: Int, _ values: [Rational]) throws -> Bool {
    let condition = theorem.assumptions[index].comparison
    if let exactly = try? TermEvaluator(theorem, at: values, in: exact).holds(condition) {
      return exactly
    }
    var precisionInBits = Self.precisionInBits
    while true {
      let arithmetic =
        precisionInBits == Self.precisionInBits
        ? enclosing : IntervalArithmetic(precisionInBits: precisionInBits)
      let evaluator = try TermEvaluator(theorem, at: values, in: arithmetic)
      do {
        if let holds = try evaluator.holds(condition) { return holds }
      } catch let error as EvaluationError
        where error.mayVanishWithPrecision && precisionInBits < Self.largestPrecisionInBits
      {
        // A higher precision may tell.
      }
      guard precisionInBits < Self.largestPrecisionInBits else { return false }
      precisionInBits *= 4
    }
  }

  /// A bound as a rational inside the domain: exact when the term is, else rounded inwards.
  private func bound(_ term: Term, at values: [Rational], roundingUp: Bool) throws -> Rational {
    if let value = try? TermEvaluator(theorem, at: values, in: exact).value(of: term) {
      return value
    }
    let enclosure = try TermEvaluator(theorem, at: values, in: enclosing).value(of: term)
    guard let value = (roundingUp ? enclosure.upper : enclosure.lower).rational else {
      throw EvaluationError.needsPrecision("a bound of a parameter is not finite")
    }
    return value
  }
}

/// The range of one parameter at one choice of the earlier ones.
struct ParameterRange {
  let lower: Rational
  let upper: Rational

  func contains(_ value: Rational) -> Bool { lower <= value && value <= upper }

  /// The integer at a fraction of the range, every integer having the same share.
  func integer(at coordinate: Double) -> Rational {
    let count = (upper - lower).approximateDouble + 1
    let step = min(floor(coordinate * count), count - 1)
    return min(max(lower + Rational(Int(max(step, 0))), lower), upper)
  }

  /// The real at a fraction of the range, as a decimal with few digits where one fits.
  func real(at coordinate: Double, isLogarithmic: Bool) -> Rational {
    if coordinate <= 0 { return lower }
    if coordinate >= 1 { return upper }
    let (from, to) = (lower.approximateDouble, upper.approximateDouble)
    let value =
      isLogarithmic && from > 0
      ? exp(log(from) + coordinate * (log(to) - log(from))) : from + coordinate * (to - from)
    guard let exact = try? Rational(exactly: value) else { return lower }
    for digits in Domain.significantDigits {
      let rounded = exact.rounded(toSignificantDigits: digits)
      if contains(rounded) { return rounded }
    }
    return lower
  }

  /// The fraction of the range at which a value lies; the inverse of the two functions above.
  func coordinate(of value: Rational, isInteger: Bool, isLogarithmic: Bool) -> Double {
    let (from, to) = (lower.approximateDouble, upper.approximateDouble)
    let x = value.approximateDouble
    if isInteger { return (x - from + 0.5) / (to - from + 1) }
    guard to > from else { return 0 }
    return isLogarithmic && from > 0
      ? (log(x) - log(from)) / (log(to) - log(from)) : (x - from) / (to - from)
  }
}
