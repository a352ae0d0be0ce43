import Kernel
import Reals

/// Looks in double precision for places where a claim may fail: where its slack is least, where its
/// branches change, where its functions end, and at the corners of its domain.
final class CandidateSearch {
  /// A place worth a closer look.
  struct Candidate {
    var fractions: [Double]
    var reading: SlackLandscape.Reading

    /// Whether a side has no finite value there.
    var isWithoutValue: Bool { !reading.slack.isFinite }
  }

  static let scanCount = 2_000
  static let largestCornerCount = 512
  /// Evaluations of one descent, for each coordinate and besides.
  static let descentCount = (each: 120, besides: 200)
  /// Places from which descents set out, for each way of measuring the slack.
  static let descents = 5
  /// Open boxes whose middles are looked at, and those that are searched.
  static let boxCounts = (read: 2_000, searched: 8)
  static let largestUndefinedCount = 12

  let landscape: SlackLandscape
  private var generator: SeededGenerator
  private(set) var scanned: [Candidate] = []
  /// Places next to zeros of critical numbers, those first at which functions end.
  var zeros: [Candidate] = []
  /// The size of the sides at a typical place.
  private(set) var typicalScale = 1.0

  init(landscape: SlackLandscape, seed: UInt64) {
    self.landscape = landscape
    generator = SeededGenerator(seed: seed, label: "falsification")
  }

  var dimension: Int { landscape.dimension }
  var evaluations: Int { Self.descentCount.each * dimension + Self.descentCount.besides }

  func candidate(at fractions: [Double], as kind: SearchTape.Input = .fractions) -> Candidate? {
    landscape.reading(at: fractions, as: kind).map {
      Candidate(fractions: fractions, reading: $0)
    }
  }

  // MARK: The scan

  /// Corners, points of faces and random points, and those given; the most suspicious ones.
  func scan(including given: [[Double]]) -> [Candidate] {
    let points = corners() + given + (0..<Self.scanCount).map { _ in randomPoint() }
    scanned = points.compactMap { candidate(at: $0) }
    if scanned.count * 20 < points.count { scanned += feasiblePoints(from: points) }
    let scales = scanned.map(\.reading.scale).filter(\.isFinite).sorted()
    if !scales.isEmpty { typicalScale = max(scales[scales.count / 2], .leastNormalMagnitude) }
    return suspicious(scanned)
  }

  private func corners() -> [[Double]] {
    guard dimension < 10 else { return [] }
    return (0..<1 << dimension).prefix(Self.largestCornerCount).map { bits in
      (0..<dimension).map { Double((bits >> $0) & 1) }
    }
  }

  /// A random point, now and then on a face or in the middle.
  private func randomPoint() -> [Double] {
    (0..<dimension).map { _ in
      let (x, kind) = (generator.uniform(), generator.uniform())
      return kind < 0.06 ? 0 : kind < 0.12 ? 1 : kind < 0.15 ? 0.5 : x
    }
  }

  /// Points that satisfy narrow assumptions, by descent on what is violated.
  private func feasiblePoints(from points: [[Double]]) -> [Candidate] {
    stride(from: 0, to: points.count, by: max(1, points.count / 24)).flatMap {
      feasible(from: points[$0])
    }
  }

  /// Where descents on what is violated end.
  func feasible(from fractions: [Double]) -> [Candidate] {
    [SlackLandscape.Objective.violation, .excess].compactMap { objective in
      descend(objective, from: fractions, evaluations: 4 * evaluations)
    }
  }

  /// Those without value and those with the least slack.
  private func suspicious(_ candidates: [Candidate]) -> [Candidate] {
    let undefined = candidates.filter(\.isWithoutValue).prefix(Self.largestUndefinedCount)
    let rest = candidates.filter { !$0.isWithoutValue }
    return undefined + weakest(rest, count: Self.descents, by: \.slack)
      + weakest(rest, count: Self.descents, by: \.relativeSlack)
  }

  private func weakest(
    _ candidates: [Candidate], count: Int, by slack: (SlackLandscape.Reading) -> Double
  ) -> [Candidate] {
    Array(candidates.sorted { slack($0.reading) < slack($1.reading) }.prefix(count))
  }

  // MARK: Descents

  /// Where descents on the slack end that set out at the weakest places.
  func descend() -> [Candidate] {
    let rest = scanned.filter { !$0.isWithoutValue }
    return [SlackLandscape.Objective.slack, .relativeSlack].flatMap { objective in
      weakest(rest, count: Self.descents) {
        objective == .slack ? $0.slack : $0.relativeSlack
      }.compactMap { descend(objective, from: $0.fractions) }
    }
  }

  /// Where a descent on an objective ends.
  func descend(
    _ objective: SlackLandscape.Objective, from fractions: [Double], step: Double = 0.25,
    fixed: Set<Int> = [], evaluations limit: Int? = nil
  ) -> Candidate? {
    let search = LocalSearch { self.landscape.value(objective, at: $0, as: .fractions) }
    let start = LocalSearch.Place(
      point: fractions, value: landscape.value(objective, at: fractions, as: .fractions))
    let found = search.minimum(
      from: start, step: step, evaluations: limit ?? evaluations, fixed: fixed)
    return candidate(at: found.point)
  }

  /// Descents from the middles of boxes on which nothing was shown; `fractions` gives their middles
  /// and their size.
  func descend(fromBoxes boxes: [(middle: [Double], size: Double)]) -> [Candidate] {
    var readings: [(candidate: Candidate, size: Double)] = []
    for box in boxes.prefix(Self.boxCounts.read) {
      candidate(at: box.middle).map { readings.append(($0, box.size)) }
    }
    let undefined = readings.filter(\.candidate.isWithoutValue)
      .prefix(Self.largestUndefinedCount).map(\.candidate)
    let rest = readings.filter { !$0.candidate.isWithoutValue }
    let best = rest.sorted { $0.candidate.reading.slack < $1.candidate.reading.slack }
    return undefined
      + best.prefix(Self.boxCounts.searched).compactMap {
        descend(.slack, from: $0.candidate.fractions, step: max($0.size, 1e-9))
      }
  }

  /// Integers are taken for reals, and the neighbours of where that leads are looked at.
  func descendRelaxed() -> [Candidate] {
    let integers = landscape.tape.charts.indices.filter { landscape.tape.charts[$0].isInteger }
    guard !integers.isEmpty, integers.count <= 6 else { return [] }
    let search = LocalSearch { self.landscape.value(.slack, at: $0, as: .relaxed) }
    let starts = weakest(
      scanned.filter { !$0.isWithoutValue }, count: Self.descents, by: \.slack)
    return starts.flatMap { start -> [Candidate] in
      let found = search.minimum(
        from: LocalSearch.Place(
          point: start.fractions,
          value: landscape.value(.slack, at: start.fractions, as: .relaxed)),
        step: 0.25, evaluations: evaluations)
      guard let reading = landscape.reading(at: found.point, as: .relaxed) else { return [] }
      return (0..<1 << integers.count).compactMap { bits in
        var values = reading.values
        for (position, index) in integers.enumerated() {
          values[index].round((bits >> position) & 1 == 0 ? .down : .up)
        }
        return candidate(atValues: values, second: reading.second)
      }
    }
  }

  /// The candidate at values of the parameters.
  func candidate(atValues values: [Double], second: Double? = nil) -> Candidate? {
    let input = values + (landscape.monotoneParameter == nil ? [] : [second ?? values[0]])
    return landscape.reading(at: input, as: .values).map {
      Candidate(fractions: landscape.fractions(ofValues: input), reading: $0)
    }
  }
}
