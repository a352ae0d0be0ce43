import Kernel
import TheoremLanguage

/// The domain of a claim, and the points at which the claim is examined.
struct ClaimDomain {
  /// The theorem, with the conditions of the claim among its assumptions.
  let theorem: ElaboratedTheorem
  /// The weakest points first: where the claim fails, they are the small and telling
  /// counterexamples.
  var points: [ParameterPoint] = []
  /// Why no point was found, of a claim with conditions.
  var failure: TheoremFailure?
}

/// Chooses the points of a theorem, once for all claims that have the same conditions.
struct ClaimDomains {
  /// Weakest points at which each claim is examined, besides the points shared by all.
  static let weakestPoints = 3

  let settings: VerificationSettings
  let isCancelled: @Sendable () -> Bool

  /// The domains of the claims, in the order of the file.
  ///
  /// - Throws: `TheoremFailure` where no point of the theorem's own domain is found.
  func domains(of theorem: ElaboratedTheorem) throws -> [ClaimDomain] {
    var domains = theorem.claims.map { ClaimDomain(theorem: theorem.onDomain(of: $0)) }
    for group in theorem.claimsByConditions {
      let claim = theorem.claims[group[0]]
      let selected = domains[group[0]].theorem.keepingClaims { $0.hasConditions(of: claim) }
      do {
        let points = try points(of: selected, claim)
        for (index, points) in zip(group, points) { domains[index].points = points }
      } catch let failure as TheoremFailure where !claim.conditions.isEmpty {
        for index in group { domains[index].failure = failure }
      }
    }
    return domains
  }

  private func points(
    of theorem: ElaboratedTheorem, _ claim: ClaimDeclaration
  ) throws -> [[ParameterPoint]] {
    let domain = Domain(theorem: theorem)
    let shared = try sharedPoints(of: theorem, in: domain, claim)
    // Where every point is examined, none is weaker than all others.
    if let all = domain.allPoints(atMost: settings.points) {
      return theorem.claims.map { _ in unique(shared + all) }
    }
    let weakest = WeakestPoints(
      theorem: theorem, seed: settings.seed, jobs: settings.jobs, isCancelled: isCancelled
    ).points(count: Self.weakestPoints)
    return weakest.map { unique($0 + shared) }
  }

  private func unique(_ points: [ParameterPoint]) -> [ParameterPoint] {
    var seen: Set<ParameterPoint> = []
    return points.filter { seen.insert($0).inserted }
  }

  private func sharedPoints(
    of theorem: ElaboratedTheorem, in domain: Domain, _ claim: ClaimDeclaration
  ) throws -> [ParameterPoint] {
    var choice: PointSelection.Choice
    do {
      choice = try PointSelection(domain: domain, seed: settings.seed)
        .points(count: settings.points)
    } catch let error as RangeError {
      throw TheoremFailure.undefinedRange(error, of: theorem)
    }
    if let undefined = choice.undefined {
      throw TheoremFailure.undefinedAssumption(
        undefined.assumption, undefined.error, at: undefined.point, of: theorem)
    }
    if choice.points.isEmpty {
      choice.points = FeasiblePoints(domain: domain, seed: settings.seed)
        .points(count: settings.points)
    }
    guard !choice.points.isEmpty else {
      throw TheoremFailure.noPoint(
        of: theorem, in: domain, rejected: choice.rejected, conditions: claim.conditions)
    }
    return choice.points
  }
}

extension ElaboratedTheorem {
  /// The indices of the claims, those with the same conditions together.
  var claimsByConditions: [[Int]] {
    Dictionary(grouping: claims.indices) { claims[$0].conditions.map(\.comparison) }
      .values.sorted { $0[0] < $1[0] }
  }
}
