import Kernel
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
  ///
  /// - Throws: `RangeError` when an end has no value.
  func range(
    of parameter: ParameterDeclaration, given earlier: [Rational]
  ) throws -> ParameterRange? {
    let padded = earlier + Array(repeating: Rational(0), count: dimension - earlier.count)
    var (lower, upper): (Rational, Rational)
    do {
      lower = try bound(parameter.lower, at: padded, roundingUp: true)
      upper = try bound(parameter.upper, at: padded, roundingUp: false)
    } catch let error as EvaluationError {
      throw RangeError(parameter: parameter, earlier: earlier, error: error)
    }
    if parameter.isInteger {
      (lower, upper) = (-(-lower).floor, upper.floor)
    }
    return lower <= upper ? ParameterRange(lower: lower, upper: upper) : nil
  }

  /// The integers from the least to the largest value of an integer parameter once the earlier ones are
  /// fixed, in a range that may be empty; `nil` unless both ends are rational.
  func exactRange(
    of parameter: ParameterDeclaration, given earlier: [Rational]
  ) -> ParameterRange? {
    let padded = earlier + Array(repeating: Rational(0), count: dimension - earlier.count)
    guard let evaluator = try? TermEvaluator(theorem, at: padded, in: exact),
      let lower = try? evaluator.value(of: parameter.lower),
      let upper = try? evaluator.value(of: parameter.upper)
    else { return nil }
    return ParameterRange(lower: -(-lower).floor, upper: upper.floor)
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
    try decides(assumption: index, values) ?? false
  }

  /// Whether one assumption holds; `nil` on a boundary that no precision decides.
  func decides(assumption index: Int, _ values: [Rational]) throws -> Bool? {
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
      guard precisionInBits < Self.largestPrecisionInBits else { return nil }
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

/// An end of a parameter's range has no value at a choice of the earlier parameters.
struct RangeError: Error {
  let parameter: ParameterDeclaration
  let earlier: [Rational]
  let error: EvaluationError
}

/// The range of one parameter at one choice of the earlier ones.
struct ParameterRange {
  let lower: Rational
  let upper: Rational

  func contains(_ value: Rational) -> Bool { lower <= value && value <= upper }

  /// The integer at a fraction of the range, every integer having the same share.
  func integer(at coordinate: Double) -> Rational {
    guard let fraction = try? Rational(exactly: coordinate) else { return lower }
    let step = (fraction * (upper - lower + Rational(1))).floor
    return min(max(lower + step, lower), upper)
  }

  /// The real at a fraction of the range, as a decimal with few digits where one fits.
  func real(at coordinate: Double, isLogarithmic: Bool) -> Rational {
    if coordinate <= 0 { return lower }
    if coordinate >= 1 { return upper }
    let value = isLogarithmic ? geometric(at: coordinate) : linear(at: coordinate)
    guard let value else { return lower }
    for digits in Domain.significantDigits {
      let rounded = value.rounded(toSignificantDigits: digits)
      if contains(rounded) { return rounded }
    }
    return min(max(value, lower), upper)
  }

  private func linear(at coordinate: Double) -> Rational? {
    (try? Rational(exactly: coordinate)).map { lower + $0 * (upper - lower) }
  }

  /// MPFR's logarithms know magnitudes beyond doubles, and are the same on every machine.
  private func geometric(at coordinate: Double) -> Rational? {
    guard let (from, to) = logarithms else { return linear(at: coordinate) }
    let fraction = Real(coordinate, precisionInBits: Self.logarithmBits)
    return (from + fraction * (to - from)).exp().rational
  }

  /// The logarithms of the ends; `nil` unless both are positive.
  private var logarithms: (Real, Real)? {
    guard let from = Self.logarithm(lower), let to = Self.logarithm(upper) else { return nil }
    return (from, to)
  }

  private static let logarithmBits = 96

  private static func logarithm(_ value: Rational) -> Real? {
    try? Real(value, precisionInBits: logarithmBits).log()
  }

  /// The fraction of the range at which a value lies; the inverse of the two functions above.
  func coordinate(of value: Rational, isInteger: Bool, isLogarithmic: Bool) -> Double {
    if isInteger {
      // The middle of the integer's share.
      let (below, count) = (value - lower, upper - lower + Rational(1))
      let share = (below + below + Rational(1)).approximateDouble / 2
      return share / count.approximateDouble
    }
    guard upper > lower else { return 0 }
    if isLogarithmic, let (from, to) = logarithms, let x = Self.logarithm(value),
      let fraction = try? (x - from) / (to - from)
    {
      return fraction.approximateDouble
    }
    return ((try? (value - lower).divided(by: upper - lower)) ?? Rational(0)).approximateDouble
  }
}
