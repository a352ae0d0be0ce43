import Kernel
import ProofSearch
import Reals
import TheoremLanguage

/// Searches for a place where a claim about formulas fails or has no value.
///
/// Doubles and high precision steer the search; what it says rests on enclosures and exact
/// arithmetic at one exact point of the domain. The work is bounded, and the same for every number
/// of threads.
struct Falsifier {
  let theorem: ElaboratedTheorem
  let claim: ClaimStatement
  let seed: UInt64
  let isCancelled: @Sendable () -> Bool

  /// What the search came to.
  enum Result {
    case refuted(ExactDecision.Place, left: Interval, right: Interval)
    case undefined(ExactDecision.Place, EvaluationError, definition: Int?)
    /// Nothing certain; both sides meet near a place if one is named.
    case nothing(near: [Double]?)
  }

  /// What is looked for.
  enum Aim {
    case failures
    /// Points without value only, of a claim that holds wherever its sides have one.
    case undefined
  }

  var aim = Aim.failures

  /// The result of a search that starts at points, in boxes and everywhere.
  func result(near points: [ParameterPoint], in boxes: [OpenBox]) -> Result {
    guard let tape = SearchTapeCompiler.tape(of: claim, in: theorem) else {
      return .nothing(near: nil)
    }
    let landscape = SlackLandscape(tape: tape, claim: claim)
    let search = CandidateSearch(landscape: landscape, seed: seed)
    let examination = CandidateExamination(
      theorem: theorem, claim: claim, search: search, isCancelled: isCancelled)
    guard let finding = finding(search, examination, points, boxes) else {
      return .nothing(near: examination.meeting.map { $0.values.map(approximate) })
    }
    switch finding {
    case .undefined(let place, let error, let definition):
      return .undefined(place, error, definition: definition)
    case .refuted(let place, let left, let right):
      let small = PlaceShrink(decision: ExactDecision(theorem: theorem, claim: claim))
        .shrunk(place, left: left, right: right)
      return .refuted(small.place, left: small.left, right: small.right)
    }
  }

  private func approximate(_ coordinate: ExactCoordinate) -> Double {
    let number = try? coordinate.number(in: ExactArithmetic(precisionInBits: 64))
    return number?.enclosure.midpoint.approximateDouble ?? .nan
  }

  private typealias Candidate = CandidateSearch.Candidate

  /// One stage after the other, until one finds something.
  private func finding(
    _ search: CandidateSearch, _ examination: CandidateExamination, _ points: [ParameterPoint],
    _ boxes: [OpenBox]
  ) -> CandidateExamination.Finding? {
    let landscape = search.landscape
    let given = points.map { fractions(of: $0, landscape) }
    var found: [Candidate] = []
    let descents: [() -> [Candidate]] = [
      { search.descend() },
      { search.descend(fromBoxes: boxes.map { middle(of: $0, landscape) }) },
      { IntegerCandidates(search: search).candidatesAlongAxes() },
      { search.descendRelaxed() },
    ]
    let stages: [() -> [Candidate]] = [
      { search.scan(including: given) },
      { IntegerCandidates(search: search).candidates() },
    ]
    let last = [{ search.searchCritical() }]
    for stage in stages + (aim == .failures ? descents : []) + last {
      if isCancelled() { return nil }
      let candidates = stage()
      if let finding = examination.examine(candidates) { return finding }
      found += candidates
    }
    return closer(different(found), search, examination)
  }

  /// Exact points near candidates and near zeros of critical numbers.
  private func closer(
    _ best: [Candidate], _ search: CandidateSearch, _ examination: CandidateExamination
  ) -> CandidateExamination.Finding? {
    let atZeros = [
      { examination.examineSimple(Array(search.zeros.prefix(2 * Self.zeroCount))) },
      { examination.refineCritical(Array(search.zeros.prefix(Self.zeroCount))) },
    ]
    let atCandidates = [{ examination.examineSimple(best) }, { examination.refine(best) }]
    let searches =
      aim == .failures ? atCandidates + atZeros + [{ examination.examineCurves(best) }] : atZeros
    for examine in searches where !isCancelled() {
      if let finding = examine() { return finding }
    }
    return nil
  }

  private func fractions(of point: ParameterPoint, _ landscape: SlackLandscape) -> [Double] {
    let values = point.values.map(\.approximateDouble)
    guard let parameter = landscape.monotoneParameter else {
      return landscape.fractions(ofValues: values)
    }
    return landscape.fractions(ofValues: values + [values[parameter]]).dropLast() + [0.5]
  }

  private static let examinedCount = 12
  private static let zeroCount = 6

  /// The weakest candidates that are not next to one another.
  private func different(_ candidates: [Candidate]) -> [Candidate] {
    var kept: [Candidate] = []
    let ordered =
      candidates.filter { $0.isWithoutValue }
      + candidates.filter { !$0.isWithoutValue }.sorted { $0.reading.slack < $1.reading.slack }
    for candidate in ordered where kept.count < Self.examinedCount {
      let isNew = kept.allSatisfy { other in
        zip(other.reading.values, candidate.reading.values).contains {
          abs($0 - $1) > 1e-5 * (abs($0) + abs($1))
        }
      }
      if isNew { kept.append(candidate) }
    }
    return kept
  }

  /// The middle of a box in coordinates, and its size.
  private func middle(
    of box: OpenBox, _ landscape: SlackLandscape
  ) -> (middle: [Double], size: Double) {
    let ends = box.ranges.map { range -> (Double, Double) in
      let lower = range.lower.approximateDouble
      return (lower, range.upper?.approximateDouble ?? 2 * max(1, lower))
    }
    let extra = landscape.monotoneParameter
    func fractions(_ share: Double) -> [Double] {
      let values = ends.map { $0 + share * ($1 - $0) }
      return landscape.fractions(ofValues: values + (extra.map { [values[$0]] } ?? []))
    }
    var middle = fractions(0.5)
    let size = zip(fractions(0), fractions(1)).map { abs($1 - $0) }.max() ?? 0.25
    if let extra { middle[middle.count - 1] = min(1, middle[extra] + max(size / 4, 1e-6)) }
    return (middle, min(0.25, max(size / 2, 1e-12)))
  }
}
