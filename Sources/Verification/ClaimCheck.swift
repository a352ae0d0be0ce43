import Numbers
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
  /// The optimum of a problem at a point, solved before.
  let optimum: (_ problem: Int, _ point: ParameterPoint) throws -> Optimum

  /// Precision is quadrupled at most this often when an evaluation cannot tell.
  private static let largestEscalations = 2

  /// What the points show.
  func finding() throws -> Finding {
    var precisionInBits = VerificationSettings.precisionInBits(forDigits: digits)
    for _ in 0..<Self.largestEscalations {
      do {
        let finding = try finding(precisionInBits: precisionInBits)
        guard case .undecided = finding.outcome, !dependsOnOptimum else { return finding }
      } catch let error as EvaluationError where error.mayVanishWithPrecision {
        // A higher precision may tell.
      }
      precisionInBits *= 4
    }
    do { return try finding(precisionInBits: precisionInBits) } catch let error as EvaluationError {
      guard error.mayVanishWithPrecision else { throw error }
      return Finding(outcome: .undecided(error.reason), left: nil, right: nil)
    }
  }

  private var dependsOnOptimum: Bool {
    left.term.dependsOnOptimum || right.term.dependsOnOptimum
  }

  private func finding(precisionInBits: Int) throws -> Finding {
    let arithmetic = IntervalArithmetic(precisionInBits: precisionInBits)
    let certifiedLeft = try certified(left, in: arithmetic)
    let certifiedRight = try certified(right, in: arithmetic)
    if let certifiedLeft, let certifiedRight,
      let holds = arithmetic.holds(certifiedLeft, relation, certifiedRight)
    {
      return Finding(
        outcome: holds ? .holds(digits: nil) : .refuted, left: certifiedLeft, right: certifiedRight)
    }
    let (left, right) = (
      try approximate(left, in: arithmetic), try approximate(right, in: arithmetic)
    )
    let outcome = try outcome(
      comparing: left, with: right, decided: arithmetic.holds(left, relation, right))
    return Finding(outcome: outcome, left: left, right: right)
  }

  /// The verdict of approximate values, whose own error the descent's convergence bounds.
  private func outcome(
    comparing left: Interval, with right: Interval, decided: Bool?
  ) throws -> Finding.Outcome {
    let agreeing = Agreement.digits(left, right)
    let agrees = agreeing >= digits
    if agrees && relation.allowsEquality {
      if let limitation = try limitation() { return .undecided(limitation) }
      return .holds(digits: min(agreeing, digits))
    }
    if agrees {
      return .undecided(
        "both sides agree to \(digits) digits, so a strict inequality cannot be told from equality")
    }
    if let failure = try failure() { return .undecided(failure) }
    guard dependsOnOptimum else {
      return .undecided("the enclosures of the two sides overlap at every precision tried")
    }
    if let limitation = try limitation() { return .undecided(limitation) }
    return decided == true ? .holds(digits: nil) : .contradicted
  }

  /// The value that intervals guarantee, or `nil` where nothing certified is known of the optimum.
  private func certified(_ side: Side, in arithmetic: IntervalArithmetic) throws -> Interval? {
    let evaluator = try TermEvaluator(theorem, at: side.point.values, in: arithmetic) {
      problem, quantity in
      let optimum = try optimum(problem, side.point)
      guard let quantity else { return optimum.bounds }
      guard let enclosure = optimum.enclosures[quantity] else { throw Uncertified() }
      return enclosure
    }
    do { return try evaluator.value(of: side.term) } catch is Uncertified { return nil } catch let
      error
      as EvaluationError
    {
      // With an unbounded enclosure of a minimum, a function may only seem to leave its domain.
      guard side.term.dependsOnOptimum, error.mayVanishWithPrecision else { throw error }
      return nil
    }
  }

  private func approximate(_ side: Side, in arithmetic: IntervalArithmetic) throws -> Interval {
    let evaluator = try TermEvaluator(theorem, at: side.point.values, in: arithmetic) {
      problem, quantity in
      let optimum = try optimum(problem, side.point)
      guard let quantity else { return Interval(optimum.value) }
      guard let value = optimum.quantities[quantity] else {
        throw EvaluationError.noOptimum("this problem has no \(quantity) at this point")
      }
      return Interval(value)
    }
    return try evaluator.value(of: side.term)
  }

  private func failure() throws -> String? { try firstOptimum(where: \.failure) }

  private func limitation() throws -> String? { try firstOptimum(where: \.limitation) }

  private func firstOptimum(where property: (Optimum) -> String?) throws -> String? {
    for side in [left, right] {
      for problem in side.term.problems {
        if let text = property(try optimum(problem, side.point)) { return text }
      }
    }
    return nil
  }

  /// Nothing certified is known of a quantity.
  private struct Uncertified: Error {}
}

/// What one examination found.
struct Finding: Sendable {
  enum Outcome: Sendable {
    /// True there; with the digits of agreement when it rests on an equality.
    case holds(digits: Int?)
    /// Intervals show it false there.
    case refuted
    /// Approximate values show it false there.
    case contradicted
    /// Nothing was established, and why.
    case undecided(String)
  }

  let outcome: Outcome
  /// The compared values, certified when the outcome is.
  let left: Interval?
  let right: Interval?
}

/// How well two numbers agree.
enum Agreement {
  /// More digits than anybody asks for: two equal point values.
  static let unlimited = Int.max

  /// The decimal digits to which every point of one interval agrees with every point of the other.
  ///
  /// `floor(-log10(|x - y| / max(|x|, |y|)))` for the farthest pair; against an exact zero, where no
  /// relative error exists, the absolute one.
  static func digits(_ left: Interval, _ right: Interval) -> Int {
    let distance = (left - right).absolute().upper
    guard distance.sign > 0 else { return unlimited }
    guard distance.isFinite else { return 0 }
    let magnitude = max(left.absolute().upper, right.absolute().upper)
    let scale =
      left.isPointZero || right.isPointZero ? 0 : magnitude.approximateLog10OfMagnitude
    return max(0, Int((scale - distance.approximateLog10OfMagnitude).rounded(.down)))
  }
}

extension Interval {
  /// Whether the interval is the point zero.
  var isPointZero: Bool { lower.sign == 0 && upper.sign == 0 }
}

extension Relation {
  /// Whether equal sides satisfy the relation.
  var allowsEquality: Bool {
    switch self {
    case .equal, .lessOrEqual, .greaterOrEqual: true
    case .less, .greater: false
    }
  }
}
