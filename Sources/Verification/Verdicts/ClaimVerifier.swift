import Kernel
import Reals
import TheoremLanguage

/// One claim of one theorem: where it is examined, and the verdict that follows.
struct ClaimVerifier: Sendable {
  /// Steps towards the neighbours at which a monotone claim is examined.
  static let neighbourSteps = [1.0 / 64, 0.5]

  let theorem: ElaboratedTheorem
  let claim: ClaimDeclaration
  let digits: Int

  /// The comparisons that examine the claim at a point; none where a monotone claim has no
  /// neighbour.
  func checks(at point: ParameterPoint, solver: @escaping ClaimCheck.Solver) throws
    -> [ClaimCheck]
  {
    func check(_ left: ClaimCheck.Side, _ relation: Relation, _ right: ClaimCheck.Side)
      -> ClaimCheck
    {
      ClaimCheck(
        theorem: theorem, left: left, relation: relation, right: right, digits: digits,
        solver: solver)
    }
    switch claim.statement {
    case .comparison(let comparison):
      return [
        check(
          .init(term: comparison.left, point: point), comparison.relation,
          .init(term: comparison.right, point: point))
      ]
    case .monotone(let term, let direction, let parameter):
      let domain = Domain(theorem: theorem)
      return try Self.neighbourSteps.compactMap { step in
        guard let pair = try domain.neighbours(of: point, along: parameter, step: step) else {
          return nil
        }
        return check(
          .init(term: term, point: pair.lower), direction == .increases ? .less : .greater,
          .init(term: term, point: pair.upper))
      }
    }
  }

  /// Examines the claim at the points and forms the verdict.
  ///
  /// - Throws: `EvaluationFailure` when a term has no value at a point of the domain: the file is
  ///   wrong there.
  func report(
    at points: [ParameterPoint], solver: @escaping ClaimCheck.Solver
  ) throws -> ClaimReport {
    var summary = ClaimSummary()
    for point in points {
      do {
        for check in try checks(at: point, solver: solver) {
          summary.add(try settledFinding(of: check), of: check)
        }
      } catch let failure as EvaluationFailure {
        guard case .noOptimum(let reason) = failure.error else { throw failure }
        summary.add(undecided: reason, at: point)
      }
      if summary.isRefuted { break }
    }
    return summary.report(of: claim, in: theorem)
  }

  /// What a check finds; a contradiction, or a doubt that a lower point would settle, only after a
  /// thorough search for lower points.
  private func settledFinding(of check: ClaimCheck) throws -> Finding {
    let finding = try check.finding()
    switch finding.outcome {
    case .holds, .refuted: return finding
    case .contradicted: break
    case .undecided: guard try check.isWorthMoreStarts() else { return finding }
    }
    var thorough = check
    thorough.effort = .thorough
    return try thorough.finding()
  }
}
