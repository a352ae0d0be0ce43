import Reals

/// Looks at all integer points of a domain, where they are not too many.
struct IntegerCandidates {
  /// Points that are looked at when all parameters are integers.
  static let largestCount = 1_000_000
  /// Work allowed for them, in instructions of the tape.
  static let largestWork = 60_000_000
  /// Values of the integers that are tried when there are real parameters, too.
  static let largestMixedCount = 400
  /// Candidates that are kept.
  static let keptCount = 24
  /// How far a range without end is gone through.
  private static let endlessCount = 4_096

  let search: CandidateSearch
  private var landscape: SlackLandscape { search.landscape }

  init(search: CandidateSearch) { self.search = search }

  /// The weakest integer points; none where there are no integers or too many points.
  func candidates() -> [CandidateSearch.Candidate] {
    let charts = landscape.tape.charts
    guard charts.contains(where: \.isInteger), landscape.elimination == nil else { return [] }
    let isMixed = charts.contains { !$0.isInteger }
    let work = Self.largestWork / max(1, landscape.tape.instructions.count)
    let limit = isMixed ? Self.largestMixedCount : min(Self.largestCount, work)
    var kept: [CandidateSearch.Candidate] = []
    var undefined: [CandidateSearch.Candidate] = []
    enumerate(limit: limit) { values in
      guard let candidate = isMixed ? mixed(values) : pure(values) else { return }
      if candidate.isWithoutValue {
        if undefined.count < Self.keptCount { undefined.append(candidate) }
      } else if kept.count < 2 * Self.keptCount {
        kept.append(candidate)
      } else if candidate.reading.relativeSlack < kept[Self.keptCount - 1].reading.relativeSlack {
        kept.append(candidate)
        kept.sort { $0.reading.relativeSlack < $1.reading.relativeSlack }
        kept.removeLast(kept.count - 2 * Self.keptCount)
      }
    }
    kept.sort { $0.reading.relativeSlack < $1.reading.relativeSlack }
    return undefined + kept.prefix(Self.keptCount)
  }

  /// Of a domain of integers with too many points, the neighbours of where the slack is least along
  /// one parameter, for all values of the others.
  func candidatesAlongAxes() -> [CandidateSearch.Candidate] {
    let charts = landscape.tape.charts
    guard charts.count > 1, charts.allSatisfy(\.isInteger), landscape.elimination == nil,
      landscape.monotoneParameter == nil
    else { return [] }
    let limit = Self.largestWork / (60 * landscape.tape.instructions.count)
    return charts.indices.flatMap { axis -> [CandidateSearch.Candidate] in
      var kept: [CandidateSearch.Candidate] = []
      enumerate(limit: min(limit, Self.largestLineCount), except: axis) { values in
        for candidate in neighbours(ofLeastAlong: axis, values) {
          guard candidate.reading.relativeSlack < (kept.last?.reading.relativeSlack ?? 1) else {
            continue
          }
          kept = [kept.first, candidate].compactMap { $0 }
        }
      }
      return kept
    }
  }

  private static let largestLineCount = 20_000

  /// The integers next to where the slack is least along a parameter.
  private func neighbours(ofLeastAlong axis: Int, _ values: [Double])
    -> [CandidateSearch.Candidate]
  {
    let search = LocalSearch { t in
      var input = values
      input[axis] = t[0]
      return landscape.value(.slack, at: input, as: .values)
    }
    _ = search.evaluate([values[axis]])
    let ends = landscape.tape.ends(of: axis)
    let lower = landscape.registers[ends.lower]
    guard let upper = ends.upper.map({ landscape.registers[$0] }), lower < upper else { return [] }
    var best = (x: lower, slack: search.evaluate([lower]))
    for step in 1...8 {
      let x = lower + (upper - lower) * Double(step) / 8
      let slack = search.evaluate([x])
      if slack < best.slack { best = (x, slack) }
    }
    var (low, high) = (
      max(lower, best.x - (upper - lower) / 8), min(upper, best.x + (upper - lower) / 8)
    )
    while high - low > 1 {
      let (a, b) = (low + (high - low) * 0.382, low + (high - low) * 0.618)
      if search.evaluate([a]) < search.evaluate([b]) { high = b } else { low = a }
    }
    return [low.rounded(.down), low.rounded(.up), high.rounded(.up)].compactMap { x in
      var input = values
      input[axis] = x
      return pure(input)
    }
  }

  private func pure(_ values: [Double]) -> CandidateSearch.Candidate? {
    var input = values
    if let parameter = landscape.monotoneParameter { input.append(values[parameter] + 1) }
    return landscape.reading(at: input, as: .values).map {
      CandidateSearch.Candidate(fractions: [], reading: $0)
    }
  }

  /// The weakest place found for fixed integers.
  private func mixed(_ values: [Double]) -> CandidateSearch.Candidate? {
    let integers = Set(values.indices.filter { landscape.tape.charts[$0].isInteger })
    let count = landscape.dimension
    var best: CandidateSearch.Candidate?
    for start in [0.37, 0.0, 1.0] {
      let fractions = fractions(values, integers, start, count)
      let found = search.descend(
        .slack, from: fractions, fixed: integers, evaluations: 40 * count)
      guard let found else { continue }
      if found.isWithoutValue { return found }
      if found.reading.slack < (best?.reading.slack ?? .infinity) { best = found }
    }
    return best
  }

  private func fractions(
    _ values: [Double], _ integers: Set<Int>, _ start: Double, _ count: Int
  ) -> [Double] {
    var input = values + Array(repeating: 0, count: count - values.count)
    // Reals are placed first, because the ends of integers may depend on them.
    for index in values.indices where !integers.contains(index) { input[index] = .nan }
    let found = landscape.fractions(ofValues: input)
    return found.indices.map { integers.contains($0) ? found[$0] : start }
  }

  /// Calls `body` with the values of all parameters, reals in the middle, unless there are more
  /// points than the limit.
  private func enumerate(limit: Int, except axis: Int? = nil, _ body: ([Double]) -> Void) {
    let tape = landscape.tape
    var left = limit
    var registers: [Double] = []
    func extend(_ values: [Double], counting: Bool) -> Bool {
      guard values.count < tape.charts.count else {
        left -= 1
        if !counting { body(values) }
        return left >= 0
      }
      let index = values.count
      let rest = Array(repeating: Double.nan, count: tape.charts.count - index)
      tape.run(values + rest, as: .values, in: &registers)
      let ends = tape.ends(of: index)
      let (lower, upper) = (registers[ends.lower], ends.upper.map { registers[$0] })
      guard lower.isFinite else { return true }
      guard tape.charts[index].isInteger, index != axis else {
        let middle = (lower + (upper ?? lower + 2)) / 2
        return extend(
          values + [axis == nil ? middle : middle.rounded(.down)], counting: counting)
      }
      let last = (upper ?? lower.rounded(.up) + Double(Self.endlessCount)).rounded(.down)
      var value = lower.rounded(.up)
      if counting, index == tape.charts.count - 1 {
        left -= Int(max(0, min(last - value + 1, 1e9)))
        return left >= 0
      }
      while value <= last {
        guard extend(values + [value], counting: counting) else { return false }
        value += 1
      }
      return true
    }
    guard extend([], counting: true) else { return }
    left = limit
    _ = extend([], counting: false)
  }
}
