import Kernel
import Reals
import TheoremLanguage

/// Decides a claim at an exact point: enclosures and exact zeros, nothing else.
struct ExactDecision: Sendable {
  /// The precisions that are tried one after the other.
  static let precisions = [128, 512, 2_048]

  /// A point, and for a monotone claim the second value of its parameter.
  struct Place: Hashable, Sendable {
    var values: [ExactCoordinate]
    var second: ExactCoordinate?

    /// The parameters with their values, as in `x = 1/2, y = sqrt(2)`.
    func text(in theorem: ElaboratedTheorem) -> String {
      zip(theorem.parameters, values).map { "\($0.name) = \($1.text)" }.joined(separator: ", ")
    }
  }

  /// What was decided.
  enum Outcome {
    /// The point lies in the domain and the claim fails there.
    case fails(left: Interval, right: Interval)
    /// The point lies in the domain and the claim holds there.
    case holds
    /// The point lies in the domain and the claim has no value there.
    case undefined(EvaluationError, definition: Int?)
    /// The point does not certainly lie in the domain.
    case outside
    /// The two sides cannot be told apart.
    case open
  }

  let theorem: ElaboratedTheorem
  let claim: ClaimStatement
  /// Whether the search must stop; then everything is open.
  var isCancelled: @Sendable () -> Bool = { false }

  /// What is certain at a place, at the first precision that tells.
  func outcome(at place: Place, precisions: [Int] = precisions) -> Outcome {
    var outcome = Outcome.open
    for bits in precisions {
      outcome = self.outcome(at: place, in: ExactArithmetic(precisionInBits: bits, isCancelled))
      if case .open = outcome { continue }
      return outcome
    }
    return outcome
  }

  private func outcome(at place: Place, in arithmetic: ExactArithmetic) -> Outcome {
    do {
      guard let first = try evaluator(at: place.values, in: arithmetic) else { return .outside }
      switch claim {
      case .comparison(let comparison):
        return try outcome(
          first, comparison.left, comparison.relation, first, comparison.right, arithmetic)
      case .monotone(let term, let direction, let parameter):
        guard let value = place.second else { return .outside }
        var values = place.values
        values[parameter] = value
        guard let second = try evaluator(at: values, in: arithmetic),
          let isBelow = arithmetic.holds(
            try place.values[parameter].number(in: arithmetic), .less,
            try value.number(in: arithmetic)), isBelow
        else { return .outside }
        return try outcome(
          first, term, direction == .increases ? .less : .greater, second, term, arithmetic)
      }
    } catch {
      return .open
    }
  }

  private func outcome(
    _ first: TermEvaluator<ExactArithmetic>, _ left: Term, _ relation: Relation,
    _ second: TermEvaluator<ExactArithmetic>, _ right: Term, _ arithmetic: ExactArithmetic
  ) throws -> Outcome {
    do {
      let (a, b) = (try first.value(of: left), try second.value(of: right))
      return switch arithmetic.holds(a, relation, b) {
      case true?: .holds
      case false?: .fails(left: a.enclosure, right: b.enclosure)
      case nil: .open
      }
    } catch let error as EvaluationError {
      guard case .outsideDomain(_, _, true) = error else { return .open }
      return .undefined(error, definition: first.failedDefinition ?? second.failedDefinition)
    }
  }

  /// What evaluates terms at a point; `nil` unless it certainly lies in the domain.
  private func evaluator(
    at coordinates: [ExactCoordinate], in arithmetic: ExactArithmetic
  ) throws -> TermEvaluator<ExactArithmetic>? {
    let values = try coordinates.map { try $0.number(in: arithmetic) }
    let evaluator = TermEvaluator(theorem, values: values, in: arithmetic)
    for (index, parameter) in theorem.parameters.enumerated() {
      if parameter.isInteger, coordinates[index].rational?.isInteger != true { return nil }
      guard
        arithmetic.holds(try evaluator.value(of: parameter.lower), .lessOrEqual, values[index])
          == true
      else { return nil }
      if let upper = parameter.upper {
        guard arithmetic.holds(values[index], .lessOrEqual, try evaluator.value(of: upper)) == true
        else { return nil }
      }
    }
    for assumption in theorem.assumptions {
      guard try evaluator.holds(assumption.comparison) == true else { return nil }
    }
    return evaluator
  }
}
