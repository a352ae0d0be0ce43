import Exact
import Reals

/// Encloses the root of a continuous function between two points where its signs differ.
///
/// The search (regula falsi with the Illinois weights, bisection when it stalls) is only a guess;
/// what is returned is a bracket whose end signs were decided by intervals and on which the
/// equation was evaluated as a whole, so it is continuous there and by the intermediate value
/// theorem has a root. That no other root exists is looked for at sample points only; proving it is
/// the business of the kernel.
struct RootEnclosure {
  /// Points at which a second change of sign is looked for.
  static let uniquenessSamples = 16
  /// The search shrinks the bracket in far fewer steps; this keeps it finite on any input.
  static let largestStepCount = 2_000
  /// Widenings of a point by a factor of 16 each; a bracket far from its point is returned whole.
  static let largestWideningCount = 10_000

  private let precisionInBits: Int
  private let difference: (Interval) throws -> Interval
  private var lower: Real
  private var upper: Real
  private var lowerValue: Real
  private var upperValue: Real
  private let rises: Bool

  init(
    lower: Real, upper: Real, precisionInBits: Int,
    difference: @escaping (Interval) throws -> Interval
  ) throws {
    guard lower.isFinite, upper.isFinite, lower < upper else {
      throw EvaluationError.noUniqueRoot("the interval of the root is empty")
    }
    let (atLower, atUpper) = (try difference(Interval(lower)), try difference(Interval(upper)))
    guard let lowerSign = atLower.certainSign, let upperSign = atUpper.certainSign else {
      throw EvaluationError.needsPrecision(
        "the sign of the equation at an end of the root's interval cannot be told")
    }
    guard lowerSign != upperSign else {
      throw EvaluationError.noUniqueRoot(
        "the two sides compare the same way at both ends of the root's interval")
    }
    (self.lower, self.upper) = (lower, upper)
    (lowerValue, upperValue) = (atLower.midpoint, atUpper.midpoint)
    rises = upperSign > 0
    self.precisionInBits = precisionInBits
    self.difference = difference
  }

  /// The enclosure, about as narrow as the precision of the equation allows.
  func enclosure() throws -> Interval {
    try checkUniqueness()
    var search = self
    let bracket = try search.narrow()
    try checkContinuity(on: bracket)
    return bracket
  }

  /// A pole and a jump change the sign too; neither can be evaluated across.
  private func checkContinuity(on bracket: Interval) throws {
    do {
      _ = try difference(bracket)
    } catch let error as EvaluationError where error.mayVanishWithPrecision {
      throw EvaluationError.needsPrecision(
        "the two sides of a root's equation may jump where they change order")
    }
  }

  private func checkUniqueness() throws {
    var changes = 0
    var previous = rises ? -1 : 1
    for index in 1...Self.uniquenessSamples {
      let fraction = Fraction(index) * Self.sampleSpacing
      let point =
        lower + (upper - lower) * Real(fraction, precisionInBits: precisionInBits)
      guard let sign = try difference(Interval(point)).certainSign else { continue }
      if sign != previous { changes += 1 }
      previous = sign
    }
    if changes > 1 {
      throw EvaluationError.noUniqueRoot("the equation has more than one root in its interval")
    }
  }

  private static let sampleSpacing =
    (try? Fraction(1, uniquenessSamples + 1)) ?? Fraction(0)

  private mutating func narrow() throws -> Interval {
    var previousSide = 0
    var widthBefore = upper - lower
    for step in 1...Self.largestStepCount {
      if isNarrow { break }
      // Regula falsi can creep; every third step that has not halved the bracket bisects instead.
      let bisects = step % 3 == 0 && (upper - lower) * two > widthBefore
      if step % 3 == 0 { widthBefore = upper - lower }
      let point = bisects ? half : try falsePosition()
      let value = try difference(Interval(point))
      guard let sign = value.certainSign else { return try bracket(around: point) }
      let side = (sign > 0) == rises ? 1 : -1
      if side > 0 {
        (upper, upperValue) = (point, value.midpoint)
        if previousSide > 0 {
          lowerValue = lowerValue * Real(0.5, precisionInBits: precisionInBits)
        }
      } else {
        (lower, lowerValue) = (point, value.midpoint)
        if previousSide < 0 {
          upperValue = upperValue * Real(0.5, precisionInBits: precisionInBits)
        }
      }
      previousSide = side
    }
    return try Interval(lower: lower, upper: upper)
  }

  private var two: Real { Real(2, precisionInBits: precisionInBits) }
  private var half: Real { (lower + upper) * Real(0.5, precisionInBits: precisionInBits) }

  private var isNarrow: Bool {
    let scale = max(lower.absolute(), upper.absolute())
    return upper - lower <= scale * powerOfTwo(4 - precisionInBits)
  }

  private func falsePosition() throws -> Real {
    let slope = upperValue - lowerValue
    guard slope.sign != 0 else { return half }
    let point = try upper - upperValue * (upper - lower) / slope
    return lower < point && point < upper ? point : half
  }

  /// Widens a point at which the sign could not be told until both signs can.
  private func bracket(around point: Real) throws -> Interval {
    var reach =
      max(point.absolute(), powerOfTwo(-precisionInBits)) * powerOfTwo(2 - precisionInBits)
    for _ in 0..<Self.largestWideningCount {
      let (left, right) = (max(lower, point - reach), min(upper, point + reach))
      let leftSign = left == lower ? (rises ? -1 : 1) : try difference(Interval(left)).certainSign
      let rightSign =
        right == upper ? (rises ? 1 : -1) : try difference(Interval(right)).certainSign
      if let leftSign, let rightSign, leftSign != rightSign {
        return try Interval(lower: left, upper: right)
      }
      reach = reach * Real(16, precisionInBits: precisionInBits)
    }
    return try Interval(lower: lower, upper: upper)
  }

  private func powerOfTwo(_ exponent: Int) -> Real {
    Real(1, precisionInBits: precisionInBits).scaled(byPowerOfTwo: exponent)
  }
}

extension Interval {
  /// `-1` or `1` when every point has that sign, else `nil`.
  var certainSign: Int? {
    isCertainlyPositive ? 1 : isCertainlyNegative ? -1 : nil
  }
}
