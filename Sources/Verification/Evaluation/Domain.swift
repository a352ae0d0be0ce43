import Exact
import Kernel
import Reals
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
  private let enclosing = IntervalArithmetic(precisionInBits: precisionInBits)

  /// How far above its lower end a parameter without upper end is sampled: as far as descent on a
  /// model ends soon, or far out where there is none.
  private func largestDistance(of parameter: ParameterDeclaration) -> Int {
    let isOpen = parameter.isLowerOpen && !parameter.isInteger
    return theorem.problems.isEmpty
      ? isOpen ? Self.largestRatio : Self.largestDistance
      : isOpen ? Self.largestModelRatio : Self.largestModelDistance
  }
  /// Nine powers of ten.
  static let largestDistance = 1_000_000_000
  private static let largestModelDistance = 8
  /// From an open end, distances are sampled down to the reciprocal.
  private static let largestRatio = 1_000_000
  private static let largestModelRatio = 1_000

  var dimension: Int { theorem.parameters.count }

  /// The point at the given coordinates of the unit cube, or `nil` when a range is empty there.
  func point(
    at coordinates: [Double], origin: ParameterPoint.Origin
  ) throws -> ParameterPoint? {
    let values = try values(at: coordinates)
    return values.count == dimension ? ParameterPoint(values: values, origin: origin) : nil
  }

  /// The values of the first parameters at the given coordinates; fewer when a range is empty.
  func values(at coordinates: [Double]) throws -> [Fraction] {
    var values: [Fraction] = []
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
    of parameter: ParameterDeclaration, given earlier: [Fraction]
  ) throws -> ParameterRange? {
    let padded = earlier + Array(repeating: Fraction(0), count: dimension - earlier.count)
    func end(_ term: Term, roundingUp: Bool, isOpen: Bool) throws -> Fraction {
      do {
        let value = try bound(term, at: padded, roundingUp: roundingUp)
        guard parameter.isInteger else { return value }
        let next = isOpen && value.isInteger ? value + Fraction(roundingUp ? 1 : -1) : value
        return Fraction(roundingUp ? next.ceiling : next.floor)
      } catch let error as EvaluationError {
        throw RangeError(parameter: parameter, earlier: earlier, error: error)
      }
    }
    let (isLowerOpen, isUpperOpen) = (parameter.isLowerOpen, parameter.isUpperOpen)
    let lower = try end(parameter.lower, roundingUp: true, isOpen: isLowerOpen)
    guard let upper = parameter.upper else {
      return ParameterRange(
        from: lower, isOpen: isLowerOpen && !parameter.isInteger,
        sampledUpTo: largestDistance(of: parameter))
    }
    let largest = try end(upper, roundingUp: false, isOpen: isUpperOpen)
    // The ends of a range of integers are integers of it.
    if parameter.isInteger {
      return lower <= largest ? ParameterRange(lower: lower, upper: largest) : nil
    }
    let range = ParameterRange(
      lower: lower, upper: largest, isLowerOpen: isLowerOpen, isUpperOpen: isUpperOpen)
    return lower < largest || range.contains(lower) && range.contains(largest) ? range : nil
  }

  /// The range of a parameter once the earlier ones are fixed, which may be empty, integers from
  /// the least to the largest; `nil` unless there are two ends and both are rational.
  func exactRange(
    of parameter: ParameterDeclaration, given earlier: [Fraction]
  ) -> ParameterRange? {
    let padded = earlier + Array(repeating: Fraction(0), count: dimension - earlier.count)
    guard let end = parameter.upper,
      let lower = try? theorem.exactEvaluator(at: padded).value(of: parameter.lower),
      let upper = try? theorem.exactEvaluator(at: padded).value(of: end)
    else { return nil }
    return parameter.isInteger
      ? ParameterRange(lower: Fraction(lower.ceiling), upper: Fraction(upper.floor))
      : ParameterRange(lower: lower, upper: upper)
  }

  /// Whether the values lie in their ranges and satisfy the assumptions.
  func contains(_ values: [Fraction]) throws -> Bool {
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
  func satisfiesAssumptions(_ values: [Fraction]) throws -> Bool {
    for index in theorem.assumptions.indices where !(try satisfies(assumption: index, values)) {
      return false
    }
    return true
  }

  /// Whether one assumption certainly holds; on a boundary that no precision decides, it does not.
  func satisfies(assumption index: Int, _ values: [Fraction]) throws -> Bool {
    try decides(assumption: index, values) ?? false
  }

  /// Whether one assumption holds; `nil` on a boundary that no precision decides.
  func decides(assumption index: Int, _ values: [Fraction]) throws -> Bool? {
    let condition = theorem.assumptions[index].comparison
    if let exactly = try? theorem.exactEvaluator(at: values).holds(condition) { return exactly }
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
  private func bound(_ term: Term, at values: [Fraction], roundingUp: Bool) throws -> Fraction {
    if let value = try? theorem.exactEvaluator(at: values).value(of: term) { return value }
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
  let earlier: [Fraction]
  let error: EvaluationError
}
