import Exact
import Reals
import TheoremLanguage

/// Looks for a place where a claim that was not proved on its domain fails, and says so in its
/// report.
struct ClaimFalsification {
  let theorem: ElaboratedTheorem
  let claim: Int
  let seed: UInt64
  let prover: ClaimProver
  let isCancelled: @Sendable () -> Bool

  private var declaration: ClaimDeclaration { theorem.claims[claim] }

  /// Refutes the claim where a search near the points and in the open boxes shows that it fails.
  ///
  /// - Throws: `TheoremFailure` when the claim has no value at a point of its domain.
  func apply(to report: inout ClaimReport, near points: [ParameterPoint]) throws {
    guard report.verdict == .supported || report.verdict == .undecided,
      report.proof?.provedScope == nil
    else { return }
    let falsifier = Falsifier(
      theorem: theorem, claim: declaration.statement, seed: seed, isCancelled: isCancelled)
    switch falsifier.result(near: points, in: report.proof?.open ?? []) {
    case .refuted(let place, let left, let right):
      refute(&report, at: place, left, right)
    case .undefined(let place, let error, let definition):
      throw TheoremFailure.undefined(
        error, definition: definition, at: place.text(in: theorem), in: declaration, of: theorem)
    case .nothing(let near):
      // The sides of an equality meet everywhere.
      if let near, declaration.statement.relation != .equal { report.reason = meeting(near) }
    }
  }

  private func refute(
    _ report: inout ClaimReport, at place: ExactDecision.Place, _ left: Interval, _ right: Interval
  ) {
    report.proof = failing(at: place).flatMap { prover.refutation(ofClaim: claim, at: $0) }
    // The kernel encloses both sides closely enough to tell them apart; exact arithmetic need not.
    report.counterexample =
      report.proof?.counterexample ?? counterexample(at: place, left, right)
    report.verdict = .refuted
    (report.digits, report.reason, report.shortfall) = (nil, nil, nil)
    let areRootsCertain = failing(at: place).map { prover.enclosesRoots(ofClaim: claim, at: $0) }
    report.settleFailure(restsOnRoots: hasRoots && areRootsCertain != true)
  }

  private var hasRoots: Bool {
    SearchTapeCompiler.tape(of: declaration.statement, in: theorem)?.hasRoots ?? true
  }

  /// The points of a place without irrational numbers.
  private func failing(at place: ExactDecision.Place) -> FailingPoints? {
    let values = place.values.compactMap(\.rational)
    guard values.count == place.values.count else { return nil }
    let first = ParameterPoint(values: values, origin: .weakest)
    guard let parameter = monotoneParameter else { return FailingPoints(left: first, right: first) }
    guard let second = place.second?.rational else { return nil }
    var changed = values
    changed[parameter] = second
    return FailingPoints(
      left: first, right: ParameterPoint(values: changed, origin: .neighbour))
  }

  private var monotoneParameter: Int? {
    if case .monotone(_, _, let parameter) = declaration.statement { parameter } else { nil }
  }

  private func named(_ place: ExactDecision.Place) -> [(name: String, value: String)] {
    let values = zip(theorem.parameters, place.values).map { (name: $0.name, value: $1.text) }
    guard let parameter = monotoneParameter, let second = place.second else { return values }
    return values + [(name: "\(theorem.parameters[parameter].name)'", value: second.text)]
  }

  private func counterexample(
    at place: ExactDecision.Place, _ left: Interval, _ right: Interval
  ) -> Counterexample {
    let digits = SideText.digits(toTell: left, from: right)
    return Counterexample(
      parameters: named(place), left: SideText.text(of: left, digits: digits),
      right: SideText.text(of: right, digits: digits), isCertified: true)
  }

  /// Where both sides seem to meet, in a few digits, and what to try.
  private func meeting(_ place: [Double]) -> String {
    let used = prover.usedParameters(ofClaim: claim)
    let place = zip(theorem.parameters, place).enumerated().compactMap { index, pair -> String? in
      guard used.contains(index) else { return nil }
      let (parameter, value) = pair
      let rounded = (try? Fraction(exactly: value))?.rounded(toSignificantDigits: 4)
      return "\(parameter.name) = \(rounded.map(ShortNumber.text) ?? "\(value)")"
    }.joined(separator: ", ")
    return "both sides meet near \(place)"
  }
}
