import CertificateFormat
import Certification
import Diagnostics
import Numbers
import Solvers
import TheoremLanguage

/// From the text of one theorem to its verdicts.
public struct TheoremVerifier: Sendable {
  /// Weakest points at which each claim is examined, besides the points shared by all.
  static let weakestPoints = 3

  private let settings: VerificationSettings
  private let isCancelled: @Sendable () -> Bool
  private let report: @Sendable (VerificationEvent) -> Void

  /// A verifier that reports events as they happen, from any thread, and stops soon after
  /// `isCancelled` returns true.
  public init(
    settings: VerificationSettings, isCancelled: @escaping @Sendable () -> Bool = { false },
    onEvent: @escaping @Sendable (VerificationEvent) -> Void = { _ in }
  ) {
    self.settings = settings
    self.isCancelled = isCancelled
    report = onEvent
  }

  /// The verdicts of a theorem file; those that were reached, when the run is cancelled.
  ///
  /// A file with mistakes gives a report whose `failure` holds the rendered diagnostics. Proofs of an
  /// earlier certificate that left boxes open are taken up where they end.
  public func verify(_ source: SourceText, resuming earlier: Certificate? = nil) -> TheoremReport {
    report(.theoremStarted(path: source.name))
    let clock = ContinuousClock()
    let start = clock.now
    var outcome = Outcome()
    do {
      let theorem = try TheoremLoader.load(source)
      outcome.title = theorem.title
      try examine(theorem, path: source.name, resuming: earlier, into: &outcome)
    } catch let list as DiagnosticList {
      outcome.diagnostics = list
    } catch let failure as TheoremFailure {
      outcome.diagnostics = DiagnosticList([failure.diagnostic])
    } catch {
      outcome.diagnostics = DiagnosticList([TheoremFailure.unexpected(error).diagnostic])
    }
    let finished = outcome.report(
      source, seconds: (clock.now - start) / .seconds(1), wasInterrupted: isCancelled())
    if !finished.wasInterrupted { report(.theoremFinished(finished)) }
    return finished
  }

  private struct Outcome {
    var title: String?
    var claims: [ClaimReport] = []
    var diagnostics: DiagnosticList?
    var statistics = DescentStatistics()

    func report(
      _ source: SourceText, seconds: Double, wasInterrupted: Bool
    ) -> TheoremReport {
      TheoremReport(
        path: source.name, title: title, claims: claims,
        failure: diagnostics.map { DiagnosticRenderer.render($0, source: source) },
        descent: statistics, seconds: seconds, wasInterrupted: wasInterrupted)
    }
  }

  private func examine(
    _ theorem: ElaboratedTheorem, path: String, resuming earlier: Certificate?,
    into outcome: inout Outcome
  ) throws {
    let points = try points(of: theorem, path: path)
    let verifiers = theorem.claims.map {
      ClaimVerifier(theorem: theorem, claim: $0, digits: settings.digits)
    }
    let book = ProblemBook(
      theorem: theorem, settings: settings.descent, isCancelled: isCancelled)
    let wanted = settings.descends ? try problems(of: verifiers, at: points) : []
    book.solve(wanted, jobs: settings.jobs) { done, total in
      report(.solving(path: path, done: done, total: total))
    }
    if isCancelled() { return }
    let prover = try ClaimProver(
      theorem: theorem, digits: settings.digits, jobs: settings.jobs, earlier: earlier,
      minimizer: minimizer)
    var failures: [Diagnostic] = []
    for (index, (verifier, points)) in zip(verifiers, points).enumerated() where !isCancelled() {
      do {
        let claim =
          settings.descends
          ? try verifier.report(at: points) { try book.optimum($0, at: $1, effort: $2) }
          : .unexamined(verifier.claim, in: theorem, points: points.count)
        report(.proving(path: path, claim: claim.name))
        outcome.claims.append(try proved(claim, index, at: points, by: prover))
      } catch let failure as TheoremFailure {
        failures.append(failure.diagnostic)
        outcome.claims.append(
          .failed(verifier.claim, in: theorem, reason: failure.diagnostic.message))
      } catch let failure as EvaluationFailure {
        let failure = TheoremFailure.undefined(failure, in: verifier.claim, of: theorem)
        failures.append(failure.diagnostic)
        outcome.claims.append(
          .failed(verifier.claim, in: theorem, reason: failure.diagnostic.message))
      }
    }
    outcome.statistics = book.statistics
    if !failures.isEmpty { outcome.diagnostics = DiagnosticList(failures) }
  }

  /// Descent, for proofs at points where no closed form is known.
  private var minimizer: MinimizerSearch {
    { [settings, isCancelled] model, digits in
      var descent = settings.descent
      (descent.digits, descent.method) = (digits, .refine)
      return try Descent.minimize(model, settings: descent, isCancelled: isCancelled).point
    }
  }

  /// The points at which each claim is examined, the weakest first: where a claim fails, they are the
  /// small and telling counterexamples.
  private func points(of theorem: ElaboratedTheorem, path: String) throws -> [[ParameterPoint]] {
    let domain = Domain(theorem: theorem)
    let shared = try sharedPoints(of: theorem, in: domain)
    report(.scanning(path: path))
    // Where every point is examined, none is weaker than all others.
    if let all = domain.allPoints(atMost: settings.points) {
      return theorem.claims.map { _ in unique(shared + all) }
    }
    let weakest = WeakestPoints(
      theorem: theorem, seed: settings.seed, jobs: settings.jobs, isCancelled: isCancelled
    ).points(count: Self.weakestPoints)
    return weakest.map { unique($0 + shared) }
  }

  /// The report of a claim with what the kernel returns about it; `proved` is said where nothing is
  /// left open.
  private func proved(
    _ claim: ClaimReport, _ index: Int, at points: [ParameterPoint], by prover: ClaimProver
  ) throws -> ClaimReport {
    var claim = claim
    switch claim.verdict {
    case .refuted, .contradicted:
      claim.proof = claim.failing.flatMap { prover.refutation(ofClaim: index, at: $0) }
      claim.settleFailure(restsOnRoots: prover.hasRoots)
    case .supported, .undecided:
      // Where a proof would be searched on the whole domain, looking at points first costs little.
      let isOnlyFormulas = !prover.isAboutOptimum(index)
      if !settings.descends, isOnlyFormulas, refute(&claim, index, at: points, by: prover) { break }
      claim.proof = prover.proof(ofClaim: index, at: points, budget: budget)
      if claim.proof?.isComplete == true {
        claim.establish(.proved)
      } else if claim.verdict == .undecided, settings.descends || !isOnlyFormulas {
        _ = refute(&claim, index, at: points, by: prover)
      }
      try ClaimFalsification(
        theorem: prover.theorem, claim: index, seed: settings.seed, prover: prover,
        isCancelled: isCancelled
      ).apply(to: &claim, near: points)
    case .proved, .error: break
    }
    return claim
  }

  /// Whether the kernel finds the claim false at one of the points, or between it and a neighbour.
  private func refute(
    _ claim: inout ClaimReport, _ index: Int, at points: [ParameterPoint], by prover: ClaimProver
  ) -> Bool {
    guard let proof = prover.refutation(ofClaim: index, among: points) else { return false }
    claim.proof = proof
    claim.counterexample = proof.counterexample
    claim.establish(.refuted)
    return true
  }

  /// What the search for one proof may spend, from now on.
  private var budget: SearchBudget {
    let deadline = ContinuousClock.now + .seconds(settings.secondsPerProof)
    let isCancelled = isCancelled
    return SearchBudget(boxes: settings.boxes, jobs: settings.jobs) {
      isCancelled() || ContinuousClock.now > deadline
    }
  }

  private func unique(_ points: [ParameterPoint]) -> [ParameterPoint] {
    var seen: Set<ParameterPoint> = []
    return points.filter { seen.insert($0).inserted }
  }

  private func sharedPoints(
    of theorem: ElaboratedTheorem, in domain: Domain
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
      throw TheoremFailure.noPoint(of: theorem, in: domain, rejected: choice.rejected)
    }
    return choice.points
  }

  /// Every problem that some check of some claim will ask for.
  private func problems(
    of verifiers: [ClaimVerifier], at points: [[ParameterPoint]]
  ) throws -> [(problem: Int, point: ParameterPoint)] {
    var wanted: [(Int, ParameterPoint)] = []
    for (verifier, points) in zip(verifiers, points) {
      for point in points {
        let checks = try? verifier.checks(at: point) { _, _, _ in
          throw EvaluationError.noOptimum("only asked which problems are needed")
        }
        for side in (checks ?? []).flatMap({ [$0.left, $0.right] }) {
          wanted += side.term.problems.map { ($0, side.point) }
        }
      }
    }
    return wanted
  }
}
