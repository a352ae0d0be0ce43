import CertificateFormat
import Diagnostics
import Kernel
import Models
import ProofSearch
import Reals
import Solvers
import TheoremLanguage

/// From the text of one theorem to its verdicts.
public struct TheoremVerifier: Sendable {
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
  /// A file with mistakes gives a report whose `failure` holds the rendered diagnostics. Proofs of
  /// an earlier certificate that left boxes open are taken up where they end.
  public func verify(_ source: SourceText, resuming earlier: Certificate? = nil) -> TheoremReport {
    report(.theoremStarted(path: source.name))
    let clock = ContinuousClock()
    let start = clock.now
    var outcome = Outcome()
    do {
      let whole = try TheoremLoader.load(source)
      let theorem = whole.keepingClaims { settings.claims.selects($0.name) }
      outcome.title = theorem.title
      outcome.spans = Dictionary(
        theorem.claims.map { ($0.name, $0.span) }, uniquingKeysWith: { first, _ in first })
      try examine(theorem, path: source.name, resuming: earlier, into: &outcome)
      if outcome.diagnostics == nil {
        try UndefinedValues(theorem: whole, seed: settings.seed, isCancelled: isCancelled).require()
      }
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
    /// Where each claim's statement stands, by the claim's name.
    var spans: [String: Span] = [:]

    private func located(_ claim: ClaimReport, in source: SourceText) -> ClaimReport {
      var claim = claim
      if let span = spans[claim.name] { claim.line = source.line(of: span.lower) }
      return claim
    }

    func report(
      _ source: SourceText, seconds: Double, wasInterrupted: Bool
    ) -> TheoremReport {
      TheoremReport(
        path: source.name, title: title, claims: claims.map { located($0, in: source) },
        failure: diagnostics.map { DiagnosticRenderer.render($0, source: source) },
        descent: statistics, seconds: seconds, wasInterrupted: wasInterrupted)
    }
  }

  private func examine(
    _ theorem: ElaboratedTheorem, path: String, resuming earlier: Certificate?,
    into outcome: inout Outcome
  ) throws {
    let limit = limit
    limit.begin(.scan)
    let domains = try domains(of: theorem, path: path, limit)
    let points = domains.map(\.points)
    let verifiers = zip(theorem.claims, domains).map {
      ClaimVerifier(theorem: $1.theorem, claim: $0, digits: settings.digits)
    }
    let book = ProblemBook(
      theorem: theorem, settings: settings.descent, isCancelled: isCancelled)
    let wanted = settings.descends ? try problems(of: verifiers, at: points) : []
    book.solve(wanted, jobs: settings.jobs) { done, total in
      report(.solving(path: path, done: done, total: total))
    }
    if isCancelled() { return }
    let prover = try ClaimProver(
      theorem: theorem, settings: settings, earlier: earlier, limit: limit,
      minimizer: minimizer(limit))
    var failures: [Diagnostic] = []
    for (index, (verifier, points)) in zip(verifiers, points).enumerated() where !isCancelled() {
      do {
        if let failure = domains[index].failure { throw failure }
        let claim = try examined(verifier, index, at: points, book, prover)
        report(.proving(path: path, claim: claim.name))
        let decision = ClaimDecision(claim: index, prover: prover, settings: settings, limit: limit)
        outcome.claims.append(try decision.decided(claim, at: points))
      } catch {
        let diagnostic = try diagnostic(of: error, in: verifier.claim, of: theorem)
        failures.append(diagnostic)
        outcome.claims.append(.failed(verifier.claim, in: theorem, reason: diagnostic.message))
      }
    }
    outcome.statistics = book.statistics
    showPoint(in: &outcome.claims, of: theorem, among: points, by: prover)
    if !failures.isEmpty { outcome.diagnostics = DiagnosticList(failures) }
  }

  private func domains(
    of theorem: ElaboratedTheorem, path: String, _ limit: ProofLimit
  ) throws -> [ClaimDomain] {
    report(.scanning(path: path))
    return try ClaimDomains(settings: settings, isCancelled: { limit.isExceeded })
      .domains(of: theorem)
  }

  /// What is wrong with a claim that has no value; other errors go on.
  private func diagnostic(
    of error: any Error, in claim: ClaimDeclaration, of theorem: ElaboratedTheorem
  ) throws -> Diagnostic {
    switch error {
    case let failure as TheoremFailure: failure.diagnostic
    case let failure as EvaluationFailure:
      TheoremFailure.undefined(failure, in: claim, of: theorem).diagnostic
    default: throw error
    }
  }

  private var limit: ProofLimit {
    ProofLimit(
      seconds: settings.secondsPerProof, memoryInMebibytes: settings.memoryInMebibytes,
      isCancelled: isCancelled)
  }

  /// What the points show of a claim, before a proof is looked for.
  private func examined(
    _ verifier: ClaimVerifier, _ index: Int, at points: [ParameterPoint], _ book: ProblemBook,
    _ prover: ClaimProver
  ) throws -> ClaimReport {
    if settings.descends {
      return try verifier.report(at: points) { try book.optimum($0, at: $1, effort: $2) }
    }
    var claim = ClaimReport.unexamined(verifier.claim, in: verifier.theorem, points: points.count)
    if !prover.isAboutOptimum(index) {
      claim.weakest = WeakestPoint(
        ofClaim: index, of: verifier.theorem, among: points, seed: settings.seed)
    }
    return claim
  }

  /// Descent, for proofs at points where no closed form is known.
  private func minimizer(_ limit: ProofLimit) -> MinimizerSearch {
    { [settings] model, digits in
      var descent = settings.descent
      (descent.digits, descent.method) = (digits, .refine)
      let found = try Descent.minimize(
        model, settings: descent, isCancelled: { limit.isExceeded })
      // Where a descent is stopped is no minimizer, and must not be kept as one.
      guard !limit.isExceeded else { throw KernelError.stopped }
      return found.point
    }
  }

  /// Adds a point of the domain to the proofs where none stands beside a proof on the domain, which
  /// alone would also hold for a domain without points: once for the claims of each domain.
  private func showPoint(
    in reports: inout [ClaimReport], of theorem: ElaboratedTheorem,
    among points: [[ParameterPoint]], by prover: ClaimProver
  ) {
    func isShown(_ claim: Int) -> Bool {
      reports[claim].proof?.certified != nil || reports[claim].proof?.refutation != nil
    }
    var isAnyShown = reports.indices.contains(where: isShown)
    let groups = theorem.claimsByConditions.map { $0.filter(reports.indices.contains) }
    // A point that satisfies the conditions of a claim is one of the theorem, too: that comes last.
    for isOwnDomain in [false, true] {
      for group in groups
      where !group.isEmpty && theorem.claims[group[0]].conditions.isEmpty == isOwnDomain {
        guard !(isOwnDomain ? isAnyShown : group.contains(where: isShown)),
          let index = group.first(where: { reports[$0].proof?.isOnDomain == true }),
          let section = prover.pointOfDomain(index, among: points[index])
        else { continue }
        reports[index].proof?.sections.insert(section, at: 0)
        isAnyShown = true
      }
    }
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
          wanted += side.term.problems.sorted().map { ($0, side.point) }
        }
      }
    }
    return wanted
  }
}
