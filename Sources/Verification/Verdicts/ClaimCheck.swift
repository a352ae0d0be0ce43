import Kernel
import Models
import Reals
import TheoremLanguage

/// Examines one comparison at exact points, and says what was found.
///
/// Each side is evaluated twice. The *certified* value uses only what intervals guarantee: the
/// minimum lies below the enclosed value of a feasible point (and above a certified bound where the
/// model has one). It alone can refute. The *approximate* value takes the descent's answer for the
/// optimum; it can support or contradict, never more.
struct ClaimCheck {
  /// One side of a comparison: a term at a point.
  struct Side {
    let term: Term
    let point: ParameterPoint
  }

  let theorem: ElaboratedTheorem
  let left: Side
  let relation: Relation
  let right: Side
  let digits: Int
  let solver: Solver
  /// How hard the descents try.
  var effort = Effort.usual

  /// The optimum of a problem at a point.
  typealias Solver = (_ problem: Int, _ point: ParameterPoint, _ effort: Effort) throws -> Optimum

  /// Precision is quadrupled at most this often when an evaluation cannot tell.
  private static let largestEscalations = 2
  /// Digits of a minimiser that a small curvature may cost: a curvature of `10^-7` and three to
  /// spare.
  private static let digitsLostToCurvature = 10

  /// What the points show.
  func finding() throws -> Finding {
    var precisionInBits = VerificationSettings.precisionInBits(forDigits: digits)
    for _ in 0..<Self.largestEscalations {
      do {
        let attempt = try attempt(precisionInBits: precisionInBits)
        if !attempt.mayGain { return attempt.finding }
      } catch let failure as EvaluationFailure where failure.error.mayVanishWithPrecision {
        // A higher precision may tell.
      }
      precisionInBits *= 4
    }
    do {
      return try attempt(precisionInBits: precisionInBits).finding
    } catch let failure as EvaluationFailure where failure.error.mayVanishWithPrecision {
      return Finding(outcome: .undecided(failure.error.reason), left: nil, right: nil)
    }
  }

  /// What one precision shows, and whether a higher one may show more.
  private struct Attempt {
    let finding: Finding
    var mayGain = false
  }

  /// Both sides of the comparison.
  private struct Values {
    let left: Interval
    let right: Interval
    var isBounded: Bool { left.isBounded && right.isBounded }
  }

  /// Whether a side mentions the optimum of a problem.
  var dependsOnOptimum: Bool {
    left.term.dependsOnOptimum || right.term.dependsOnOptimum
  }

  private func attempt(precisionInBits: Int) throws -> Attempt {
    let arithmetic = IntervalArithmetic(precisionInBits: precisionInBits)
    var certain: Values?
    if let left = try certified(left, in: arithmetic),
      let right = try certified(right, in: arithmetic)
    {
      let values = Values(left: left, right: right)
      if let attempt = decided(by: values, in: arithmetic) { return attempt }
      certain = values
    }
    let found = Values(
      left: try approximate(left, in: arithmetic), right: try approximate(right, in: arithmetic))
    return try judged(found, certain: certain, in: arithmetic)
  }

  /// What certified values decide on their own.
  ///
  /// An equality is refuted where the two certainly differ, in whatever digit; it holds to the
  /// digits asked for where they certainly agree to so many and nothing tells them apart.
  private func decided(by values: Values, in arithmetic: IntervalArithmetic) -> Attempt? {
    let (left, right) = (values.left, values.right)
    guard relation == .equal else {
      return arithmetic.holds(left, relation, right).map { holds in
        attempt(holds ? .holds(digits: nil) : .refuted, values)
      }
    }
    if !left.overlaps(right) { return attempt(.refuted, values) }
    if Agreement.digits(left, right) >= digits {
      return attempt(
        .holds(digits: digits), values,
        mayGain: Agreement.isAbsoluteForWantOfPrecision(left, right) && !dependsOnOptimum)
    }
    return nil
  }

  /// What approximate values show, whose own error the descent's convergence bounds.
  private func judged(
    _ found: Values, certain: Values?, in arithmetic: IntervalArithmetic
  ) throws -> Attempt {
    if let failure = try failure() { return attempt(.undecided(failure), found) }
    let agreeing = Agreement.digits(found.left, found.right)
    let allowsEquality = relation.allowsEquality
    if agreeing >= digits && !allowsEquality {
      return attempt(.undecided(Reason.strict(digits)), found, mayGain: !dependsOnOptimum)
    }
    guard dependsOnOptimum || agreeing >= digits else {
      return attempt(.undecided(Reason.overlap), found, mayGain: true)
    }
    if let limitation = try limitation() { return attempt(.undecided(limitation), found) }
    // Nothing tells the sides apart: of an inequality, too, this holds to the digits asked for
    // only.
    if agreeing >= digits { return attempt(.holds(digits: digits), found) }
    guard let holds = arithmetic.holds(found.left, relation, found.right) else {
      return attempt(.undecided(Reason.overlap), found, mayGain: true)
    }
    if holds && allowsEquality { return attempt(.holds(digits: nil), found) }
    if agreeing >= leastDigitsWithinError || (!holds && certain?.isBounded == true) {
      return attempt(.undecided(Reason.withinError(agreeing, of: digits)), found)
    }
    return attempt(holds ? .holds(digits: nil) : .contradicted, found)
  }

  private func attempt(
    _ outcome: Finding.Outcome, _ values: Values, mayGain: Bool = false
  ) -> Attempt {
    Attempt(
      finding: Finding(outcome: outcome, left: values.left, right: values.right), mayGain: mayGain)
  }

  /// Digits from which the descent's own error may explain a difference.
  ///
  /// The error of a minimum is of second order in the gradient and far below the last digit; that
  /// of a quantity of the minimiser is the gradient divided by the least curvature.
  private var leastDigitsWithinError: Int {
    left.term.mentionsMinimizer || right.term.mentionsMinimizer
      ? max(digits - Self.digitsLostToCurvature, digits / 2) : digits
  }

  /// The value that intervals guarantee, or `nil` where nothing certified is known of the optimum.
  private func certified(_ side: Side, in arithmetic: IntervalArithmetic) throws -> Interval? {
    do {
      return try value(of: side, in: arithmetic) { optimum, quantity in
        guard let quantity else { return optimum.bounds }
        guard let enclosure = optimum.enclosures[quantity] else { throw Uncertified() }
        return enclosure
      }
    } catch is Uncertified {
      return nil
    } catch let failure as EvaluationFailure {
      // With an unbounded enclosure of a minimum, a function may only seem to leave its domain.
      guard side.term.dependsOnOptimum, failure.error.mayVanishWithPrecision else { throw failure }
      return nil
    }
  }

  /// The value at what the descent found.
  private func approximate(_ side: Side, in arithmetic: IntervalArithmetic) throws -> Interval {
    do {
      return try value(of: side, in: arithmetic) { optimum, quantity in
        guard let quantity else { return Interval(optimum.value) }
        guard let value = optimum.quantities[quantity] else {
          throw EvaluationError.noOptimum("this problem has no \(quantity) at this point")
        }
        return Interval(value)
      }
    } catch let failure as EvaluationFailure {
      guard side.term.dependsOnOptimum,
        case .outsideDomain(let function, let argument, true) = failure.error
      else { throw failure }
      // What lies outside a domain is the descent's answer; the optimum itself may not.
      let error = EvaluationError.outsideDomain(
        function: function, argument: argument, isCertain: false)
      throw EvaluationFailure(error: error, point: failure.point)
    }
  }

  private func value(
    of side: Side, in arithmetic: IntervalArithmetic,
    reading: (Optimum, Quantity?) throws -> Interval
  ) throws -> Interval {
    try withoutActuallyEscaping(reading) { reading in
      try EvaluationFailure.placed(at: side.point) {
        try TermEvaluator(theorem, at: side.point.values, in: arithmetic) { problem, quantity in
          try reading(try solver(problem, side.point, effort), quantity)
        }.value(of: side.term)
      }
    }
  }

  /// Whether the check rests on descents that converged, so that only other minima can change it.
  func isWorthMoreStarts() throws -> Bool {
    guard dependsOnOptimum else { return false }
    return try failure() == nil && limitation() == nil
  }

  private func failure() throws -> String? { try firstOptimum(where: \.failure) }

  private func limitation() throws -> String? { try firstOptimum(where: \.limitation) }

  private func firstOptimum(where property: (Optimum) -> String?) throws -> String? {
    for side in [left, right] {
      for problem in side.term.problems.sorted() {
        let optimum = try EvaluationFailure.placed(at: side.point) {
          try solver(problem, side.point, effort)
        }
        if let text = property(optimum) { return text }
      }
    }
    return nil
  }

  /// Nothing certified is known of a quantity.
  private struct Uncertified: Error {}

  /// Why a comparison stays open, in words.
  private enum Reason {
    static let overlap = "the enclosures of the two sides overlap at every precision tried"

    static func strict(_ digits: Int) -> String {
      "both sides agree to \(digits) digits, so a strict inequality cannot be told from equality"
    }

    static func withinError(_ agreeing: Int, of digits: Int) -> String {
      "both sides agree to \(agreeing) of \(digits) digits, "
        + "and the error of the descent may explain the rest; try other digits or more starts"
    }
  }
}
