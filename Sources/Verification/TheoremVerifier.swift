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

  /// The verdicts of a theorem file, or `nil` when the run was cancelled before they were complete.
  ///
  /// A file with mistakes gives a report whose `failure` holds the rendered diagnostics.
  public func verify(_ source: SourceText) -> TheoremReport? {
    report(.theoremStarted(path: source.name))
    let clock = ContinuousClock()
    let start = clock.now
    var outcome = Outcome()
    do {
      let theorem = try TheoremLoader.load(source)
      outcome.title = theorem.title
      try examine(theorem, path: source.name, into: &outcome)
    } catch let list as DiagnosticList {
      outcome.diagnostics = list
    } catch let failure as TheoremFailure {
      outcome.diagnostics = DiagnosticList([failure.diagnostic])
    } catch {
      outcome.diagnostics = DiagnosticList([TheoremFailure.unexpected(error).diagnostic])
    }
    if isCancelled() { return nil }
    let finished = outcome.report(source, seconds: (clock.now - start) / .seconds(1))
    report(.theoremFinished(finished))
    return finished
  }

  private struct Outcome {
    var title: String?
    var claims: [ClaimReport] = []
    var diagnostics: DiagnosticList?
    var statistics = DescentStatistics()

    func report(_ source: SourceText, seconds: Double) -> TheoremReport {
      TheoremReport(
        path: source.name, title: title, claims: claims,
        failure: diagnostics.map { DiagnosticRenderer.render($0, source: source) },
        descent: statistics, seconds: seconds)
    }
  }

  private func examine(
    _ theorem: ElaboratedTheorem, path: String, into outcome: inout Outcome
  ) throws {
    let domain = Domain(theorem: theorem)
    let shared = try sharedPoints(of: theorem, in: domain)
    report(.scanning(path: path))
    let weakest = WeakestPoints(
      theorem: theorem, seed: settings.seed, jobs: settings.jobs, isCancelled: isCancelled
    ).points(count: Self.weakestPoints)
    // The weakest first: where a claim fails, they are the small and telling counterexamples.
    let points = weakest.map { unique($0 + shared) }
    let verifiers = theorem.claims.map {
      ClaimVerifier(theorem: theorem, claim: $0, digits: settings.digits)
    }
    let book = ProblemBook(
      theorem: theorem, settings: settings.descent, isCancelled: isCancelled)
    book.solve(try problems(of: verifiers, at: points), jobs: settings.jobs) { done, total in
      report(.solving(path: path, done: done, total: total))
    }
    if isCancelled() { return }
    var failures: [Diagnostic] = []
    let prover = try ClaimProver(theorem: theorem, digits: settings.digits)
    for (index, (verifier, points)) in zip(verifiers, points).enumerated() {
      do {
        let claim = try verifier.report(at: points) {
          try book.optimum($0, at: $1, effort: $2)
        }
        report(.proving(path: path, claim: claim.name))
        outcome.claims.append(proved(claim, index, at: points, by: prover))
      } catch let failure as EvaluationFailure {
        let diagnostic = TheoremFailure.undefined(failure, in: verifier.claim, of: theorem)
          .diagnostic
        failures.append(diagnostic)
        outcome.claims.append(.failed(verifier.claim, in: theorem, reason: diagnostic.message))
      }
    }
    outcome.statistics = book.statistics
    if !failures.isEmpty { outcome.diagnostics = DiagnosticList(failures) }
  }

  /// The report of a claim with what the kernel returns about it; `proved` is said where nothing is
  /// left open.
  private func proved(
    _ claim: ClaimReport, _ index: Int, at points: [ParameterPoint], by prover: ClaimProver
  ) -> ClaimReport {
    var claim = claim
    switch claim.verdict {
    case .refuted:
      claim.proof = claim.failing.flatMap { prover.refutation(ofClaim: index, at: $0) }
    case .supported, .undecided:
      let deadline = ContinuousClock.now + .seconds(settings.secondsPerProof)
      let isCancelled = isCancelled
      let budget = SearchBudget(boxes: settings.boxes) {
        isCancelled() || ContinuousClock.now > deadline
      }
      claim.proof = prover.proof(ofClaim: index, at: points, budget: budget)
      if claim.proof?.isComplete == true {
        claim.verdict = .proved
        claim.reason = nil
      }
    case .proved, .contradicted, .error: break
    }
    return claim
  }

  private func unique(_ points: [ParameterPoint]) -> [ParameterPoint] {
    var seen: Set<ParameterPoint> = []
    return points.filter { seen.insert($0).inserted }
  }

  private func sharedPoints(
    of theorem: ElaboratedTheorem, in domain: Domain
  ) throws -> [ParameterPoint] {
    let choice: PointSelection.Choice
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
