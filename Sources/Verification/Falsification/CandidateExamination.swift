import Exact
import Kernel
import Reals
import TheoremLanguage

/// Examines places that doubles found suspicious, and keeps to what is certain.
final class CandidateExamination {
  /// What was found.
  enum Finding {
    case refuted(ExactDecision.Place, left: Interval, right: Interval)
    case undefined(ExactDecision.Place, EvaluationError, definition: Int?)
  }

  typealias Candidate = CandidateSearch.Candidate

  /// Slack, in relation to the sides, below which both sides may meet.
  static let meetingSlack = 1e-9
  /// Exact decisions that one claim is worth.
  static let largestDecisionCount = 400
  /// Decisions at the highest precision that may stay open.
  static let largestOpenCount = 8
  /// Places that are refined.
  static let refinedCount = 4
  static let precisionInBits = 320

  let theorem: ElaboratedTheorem
  let claim: ClaimStatement
  let domain: Domain
  let search: CandidateSearch
  private let decision: ExactDecision
  let precise: PreciseSlack
  private let isCancelled: @Sendable () -> Bool
  private var openCount = 0
  private var decided: Set<ExactDecision.Place> = []
  /// A place of the domain where the two sides could not be told apart, or meet.
  private(set) var meeting: ExactDecision.Place?

  init(
    theorem: ElaboratedTheorem, claim: ClaimStatement, search: CandidateSearch,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    (self.theorem, self.claim, self.search) = (theorem, claim, search)
    domain = Domain(theorem: theorem)
    decision = ExactDecision(theorem: theorem, claim: claim, isCancelled: isCancelled)
    self.isCancelled = isCancelled
    precise = PreciseSlack(
      tape: search.landscape.tape, claim: claim, precisionInBits: Self.precisionInBits)
  }

  var isEquality: Bool { claim.relation == .equal }

  /// What is certain at a place.
  func finding(at place: ExactDecision.Place) -> Finding? {
    guard !isCancelled(), decided.count < Self.largestDecisionCount, decided.insert(place).inserted
    else { return nil }
    // Where many places stay open, the highest precision is not what is missing.
    let precisions = ExactDecision.precisions.prefix(openCount < Self.largestOpenCount ? 3 : 2)
    switch decision.outcome(at: place, precisions: Array(precisions)) {
    case .fails(let left, let right): return .refuted(place, left: left, right: right)
    case .undefined(let error, let definition):
      return .undefined(place, error, definition: definition)
    case .open:
      openCount += 1
      if meeting == nil, !isCancelled() { meeting = place }
      return nil
    case .holds, .outside: return nil
    }
  }

  // MARK: As they are

  /// The candidates themselves, where doubles say that the claim fails or has no value.
  func examine(_ candidates: [Candidate]) -> Finding? {
    let suspicious = candidates.filter {
      $0.isWithoutValue || $0.reading.slack < 0
        || $0.reading.slack <= Self.meetingSlack * $0.reading.scale
    }.sorted { order($0) < order($1) }
    for candidate in suspicious.prefix(40) {
      if let place = place(of: candidate), let found = finding(at: place) { return found }
    }
    return nil
  }

  private func order(_ candidate: Candidate) -> Double {
    candidate.isWithoutValue ? -.infinity : candidate.reading.relativeSlack
  }

  private func place(of candidate: Candidate) -> ExactDecision.Place? {
    let reading = candidate.reading
    guard let values = domain.clamped(reading.values) else { return nil }
    return place(
      values, second: reading.second.flatMap { try? Fraction(exactly: $0) })
  }

  /// The place of a claim at values; of a monotone claim the smaller value first.
  private func place(_ values: [Fraction], second: Fraction?) -> ExactDecision.Place? {
    guard let parameter = search.landscape.monotoneParameter else {
      return ExactDecision.Place(values: values.map { .rational($0) })
    }
    guard let second, second != values[parameter] else { return nil }
    var first = values
    first[parameter] = min(values[parameter], second)
    return ExactDecision.Place(
      values: first.map { .rational($0) }, second: .rational(max(values[parameter], second)))
  }

  // MARK: Simple fractions nearby

  /// Simple fractions near the candidates, where doubles say that they are no better.
  func examineSimple(_ candidates: [Candidate]) -> Finding? {
    for candidate in candidates {
      for bits in stride(from: 1, through: 49, by: 3) {
        guard let place = simplified(candidate, bits: bits) else { continue }
        if let found = finding(at: place) { return found }
      }
    }
    return nil
  }

  private func simplified(_ candidate: Candidate, bits: Int) -> ExactDecision.Place? {
    let reading = candidate.reading
    let charts = search.landscape.tape.charts
    let values = reading.values.enumerated().compactMap { index, value -> Fraction? in
      guard let exact = try? Fraction(exactly: value) else { return nil }
      return charts[index].isInteger
        ? exact : Recognition.fraction(near: exact, relativeBits: bits)
    }
    guard values.count == reading.values.count else { return nil }
    let second = reading.second.flatMap { try? Fraction(exactly: $0) }
      .map { Recognition.fraction(near: $0, relativeBits: bits) }
    guard isNoBetter(values, second, than: candidate) else { return nil }
    return place(values, second: second)
  }

  /// Whether the claim may fail at values as well as at a candidate, as far as doubles tell.
  private func isNoBetter(
    _ values: [Fraction], _ second: Fraction?, than candidate: Candidate
  ) -> Bool {
    if candidate.isWithoutValue { return true }
    // With an equality assumed, doubles are never inside.
    if search.landscape.elimination != nil { return true }
    let input = values.map(\.approximateDouble) + (second.map { [$0.approximateDouble] } ?? [])
    guard let reading = search.landscape.reading(at: input, as: .values) else { return false }
    guard reading.slack.isFinite else { return true }
    let rounding = Self.meetingSlack * max(reading.scale, search.typicalScale)
    return reading.slack <= max(rounding, candidate.reading.slack)
  }
}
