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
  let solver: Solver
  /// How hard the descents try.
  var effort = Effort.usual

  /// The optimum of a problem at a point.
  typealias Solver = (_ problem: Int, _ point: ParameterPoint, _ effort: Effort) throws -> Optimum

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
    do {
      return try finding(precisionInBits: precisionInBits)
    } catch let error as EvaluationError {
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
      let optimum = try solver(problem, side.point, effort)
      guard let quantity else { return optimum.bounds }
      guard let enclosure = optimum.enclosures[quantity] else { throw Uncertified() }
      return enclosure
    }
    do {
      return try evaluator.value(of: side.term)
    } catch is Uncertified {
      return nil
    } catch let error as EvaluationError {
      // With an unbounded enclosure of a minimum, a function may only seem to leave its domain.
      guard side.term.dependsOnOptimum, error.mayVanishWithPrecision else { throw error }
      return nil
    }
  }

  private func approximate(_ side: Side, in arithmetic: IntervalArithmetic) throws -> Interval {
    let evaluator = try TermEvaluator(theorem, at: side.point.values, in: arithmetic) {
      problem, quantity in
      let optimum = try solver(problem, side.point, effort)
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
        if let text = property(try solver(problem, side.point, effort)) { return text }
      }
    }
    return nil
  }

  /// Nothing certified is known of a quantity.
  private struct Uncertified: Error {}
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
