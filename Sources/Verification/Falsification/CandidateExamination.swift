import Kernel
import Numbers
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
  static let largestDecisionCount = 600
  /// Places that are refined.
  static let refinedCount = 4
  private static let precisionInBits = 320

  let theorem: ElaboratedTheorem
  let claim: ClaimDeclaration
  let domain: Domain
  let search: CandidateSearch
  private let decision: ExactDecision
  private let precise: PreciseSlack
  private var decided: Set<ExactDecision.Place> = []
  /// A place of the domain where the two sides could not be told apart, or meet.
  private(set) var meeting: ExactDecision.Place?

  init(theorem: ElaboratedTheorem, claim: ClaimDeclaration, search: CandidateSearch) {
    (self.theorem, self.claim, self.search) = (theorem, claim, search)
    domain = Domain(theorem: theorem)
    decision = ExactDecision(theorem: theorem, claim: claim)
    precise = PreciseSlack(
      tape: search.landscape.tape, claim: claim.statement, precisionInBits: Self.precisionInBits)
  }

  private var isStrict: Bool {
    if case .comparison(let comparison) = claim.statement {
      return !comparison.relation.allowsEquality
    }
    return true
  }

  private var isEquality: Bool {
    if case .comparison(let comparison) = claim.statement { return comparison.relation == .equal }
    return false
  }

  /// What is certain at a place.
  func finding(at place: ExactDecision.Place) -> Finding? {
    guard decided.count < Self.largestDecisionCount, decided.insert(place).inserted else {
      return nil
    }
    switch decision.outcome(at: place) {
    case .fails(let left, let right): return .refuted(place, left: left, right: right)
    case .undefined(let error, let definition):
      return .undefined(place, error, definition: definition)
    case .open:
      if meeting == nil { meeting = place }
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
      values, second: reading.second.flatMap { try? Rational(exactly: $0) })
  }

  /// The place of a claim at values; of a monotone claim the smaller value first.
  private func place(_ values: [Rational], second: Rational?) -> ExactDecision.Place? {
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
    let values = reading.values.enumerated().compactMap { index, value -> Rational? in
      guard let exact = try? Rational(exactly: value) else { return nil }
      return charts[index].isInteger
        ? exact : Recognition.fraction(near: exact, relativeBits: bits)
    }
    guard values.count == reading.values.count else { return nil }
    let second = reading.second.flatMap { try? Rational(exactly: $0) }
      .map { Recognition.fraction(near: $0, relativeBits: bits) }
    guard isNoBetter(values, second, than: candidate) else { return nil }
    return place(values, second: second)
  }

  /// Whether the claim may fail at values as well as at a candidate, as far as doubles tell.
  private func isNoBetter(
    _ values: [Rational], _ second: Rational?, than candidate: Candidate
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

  // MARK: Curves on which both sides meet

  /// One coordinate after the other is set to a simple fraction as long as the slack stays as small,
  /// which names a point of a curve on which the sides meet.
  func examineCurves(_ candidates: [Candidate]) -> Finding? {
    let charts = search.landscape.tape.charts
    let axes = charts.indices.filter {
      !charts[$0].isInteger && $0 != search.landscape.elimination?.coordinate
    }
    for candidate in candidates.prefix(Self.curveCount) where !candidate.isWithoutValue {
      for order in axes.count > 1 ? [axes, axes.reversed()] : [] {
        var current = candidate
        var fixed: Set<Int> = []
        // The last one is where the curve leads.
        for axis in order.dropLast() {
          guard let next = fixing(axis, of: current, fixed) else { continue }
          current = next
          fixed.insert(axis)
        }
        guard !fixed.isEmpty else { continue }
        if let found = examine([current]) ?? examineSimple([current])
          ?? refine(current, free: charts.indices.filter { !fixed.contains($0) })
        {
          return found
        }
      }
    }
    return nil
  }

  private static let curveCount = 2
  /// Slack, in relation to the sides, that is nothing but rounding.
  private static let rounding = 1e-12

  /// The weakest place whose coordinate along an axis is a simple fraction, if it is as weak.
  private func fixing(_ axis: Int, of candidate: Candidate, _ fixed: Set<Int>) -> Candidate? {
    guard let value = try? Rational(exactly: candidate.reading.values[axis]) else { return nil }
    let rounding = Self.rounding * max(candidate.reading.scale, search.typicalScale)
    for bits in [1, 2, 4, 7, 10] {
      var values = candidate.reading.values
      let simple = Recognition.fraction(near: value, relativeBits: bits)
      values[axis] = simple.approximateDouble
      let input = values + (candidate.reading.second.map { [$0] } ?? [])
      let start = search.landscape.fractions(ofValues: input)
      guard
        var next = search.descend(.slack, from: start, step: 0.05, fixed: fixed.union([axis])),
        next.reading.slack <= max(rounding, candidate.reading.slack)
      else { continue }
      next.reading.values[axis] = values[axis]
      return next
    }
    return nil
  }

  // MARK: High precision

  /// Follows the slack of the candidates down at high precision, and reads off which exact point
  /// that leads to.
  func refine(_ candidates: [Candidate]) -> Finding? {
    let free = Array(search.landscape.tape.charts.indices)
    for candidate in candidates.filter({ !$0.isWithoutValue }).prefix(Self.refinedCount) {
      if let found = refine(candidate, free: free) { return found }
    }
    return nil
  }

  private func refine(_ candidate: Candidate, free: [Int]) -> Finding? {
    let charts = search.landscape.tape.charts
    let free = free.filter { !charts[$0].isInteger }
    guard !free.isEmpty, let start = start(candidate, free) else { return nil }
    var ends: [[Real]] = [start]
    if !isEquality, let found = precise.minimum(from: start, free: free) { ends.append(found) }
    if let found = precise.zeroOfCritical(from: start, free: free) { ends.append(found) }
    if let found = precise.stationaryPoint(from: start, free: free) { ends.append(found) }
    for point in ends {
      if let found = examine(point) ?? inward(from: point, free) { return found }
    }
    return nil
  }

  /// Where critical numbers vanish near the candidates, exactly.
  func refineCritical(_ candidates: [Candidate]) -> Finding? {
    let charts = search.landscape.tape.charts
    let free = charts.indices.filter { !charts[$0].isInteger }
    for candidate in candidates where !free.isEmpty {
      if let start = start(candidate, free),
        let found = precise.zeroOfCritical(from: start, free: free).flatMap({ examine($0) })
      {
        return found
      }
    }
    return nil
  }

  /// A candidate at high precision; what stays fixed are simple fractions.
  private func start(_ candidate: Candidate, _ free: [Int]) -> [Real]? {
    guard var values = domain.clamped(candidate.reading.values) else { return nil }
    for index in values.indices where !free.contains(index) {
      values[index] = Recognition.fraction(near: values[index], bits: 40)
    }
    return values.map { Real($0, precisionInBits: Self.precisionInBits) }
  }

  /// A point of high precision: itself, and the exact ones that it may stand for.
  private func examine(_ point: [Real]) -> Finding? {
    let exact = point.compactMap(\.rational)
    guard exact.count == point.count else { return nil }
    if let values = domain.clamped(exact), let place = precisePlace(values),
      let found = finding(at: place)
    {
      return found
    }
    for bits in [24, 48, 72, 100] {
      var coordinates: [ExactCoordinate] = []
      for (index, value) in point.enumerated() {
        if search.landscape.tape.charts[index].isInteger {
          coordinates.append(.rational(exact[index]))
        } else if let found = Recognition.coordinate(near: value, bits: bits) {
          coordinates.append(found)
        }
      }
      guard coordinates.count == point.count else { continue }
      if let found = finding(at: precisePlace(coordinates)) { return found }
    }
    return nil
  }

  private func precisePlace(_ values: [Rational]) -> ExactDecision.Place? {
    precisePlace(values.map { .rational($0) })
  }

  /// Of a monotone claim, the second value is a little above the first.
  private func precisePlace(_ values: [ExactCoordinate]) -> ExactDecision.Place {
    guard let parameter = search.landscape.monotoneParameter,
      let value = values[parameter].rational
    else { return ExactDecision.Place(values: values) }
    return ExactDecision.Place(
      values: values, second: .rational(value + precise.difference(at: value)))
  }

  /// Tiny steps away from a point at which both sides meet at the end of a range.
  private func inward(from point: [Real], _ free: [Int]) -> Finding? {
    guard let contact = precise.isMeeting(at: point), contact else { return nil }
    for axis in free {
      for direction in [-1, 1] {
        for exponent in stride(from: 1, through: 40, by: 1) {
          guard let moved = precise.moved(point, axis, direction, tenToMinus: exponent),
            precise.isNegative(at: moved), let place = precisePlace(moved.compactMap(\.rational))
          else { continue }
          if let found = finding(at: place) { return found }
        }
      }
    }
    return nil
  }
}
