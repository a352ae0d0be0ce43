/// The search along critical numbers: branches, ends of domains, and exponentials.
extension CandidateSearch {
  /// Critical numbers that are followed, alone and in pairs.
  static let largestCriticalCount = 24
  static let largestPairedCount = 6
  /// Below this a critical number may be zero nearby.
  private static let nearZero = 1e-6

  /// Where critical numbers are least, largest and nearest to zero, and zeros along lines.
  func searchCritical() -> [Candidate] {
    guard !scanned.isEmpty else { return [] }
    var found: [Candidate] = []
    for index in landscape.tape.critical.indices.prefix(Self.largestCriticalCount) {
      let ends = [SlackLandscape.Objective.critical(index), .negativeCritical(index)].compactMap {
        objective -> Candidate? in
        guard let start = best(objective) else { return nil }
        return descend(objective, from: start.fractions, evaluations: evaluations / 2)
      }
      found += ends
      if ends.count == 2 {
        found += zeros(of: index, from: ends[0].fractions, to: ends[1].fractions)
      }
      for end in ends { found += slackNearby(end) }
      found += zerosAlongAxes(of: index)
      collectZero(of: index, from: found)
    }
    return found + pairs()
  }

  /// Where two critical numbers are zero at once.
  private func pairs() -> [Candidate] {
    let indices = landscape.tape.critical.indices.prefix(Self.largestPairedCount)
    let pairs = indices.flatMap { first in indices.filter { $0 > first }.map { (first, $0) } }
    return pairs.compactMap { first, second in
      let objective = SlackLandscape.Objective.criticalPair(first, second)
      guard let start = best(objective),
        let found = descend(objective, from: start.fractions, evaluations: evaluations / 2)
      else { return nil }
      if landscape.value(objective, at: found.fractions, as: .fractions) < Self.nearZero {
        zeros.append(found)
      }
      return found
    }
  }

  /// Keeps the candidate at which a critical number is nearest to zero.
  private func collectZero(of index: Int, from candidates: [Candidate]) {
    func size(_ candidate: Candidate) -> Double {
      landscape.value(.criticalSize(index), at: candidate.fractions, as: .fractions)
    }
    guard let nearest = candidates.suffix(40).min(by: { size($0) < size($1) }),
      size(nearest) < Self.nearZero
    else { return }
    let isEnd = landscape.tape.critical[index].isAtEndOfDomain
    zeros.insert(nearest, at: isEnd ? 0 : zeros.count)
  }

  /// Where a critical number is extreme, a narrow branch may begin: the slack is followed from
  /// there.
  private func slackNearby(_ candidate: Candidate) -> [Candidate] {
    guard !candidate.isWithoutValue else { return [] }
    return [1e-3, 1e-7].compactMap {
      descend(.slack, from: candidate.fractions, step: $0, evaluations: evaluations / 4)
    }
  }

  private func best(_ objective: SlackLandscape.Objective) -> Candidate? {
    var best: (Candidate, Double)?
    for candidate in scanned.prefix(400) {
      let value = landscape.value(objective, at: candidate.fractions, as: .fractions)
      if value.isFinite, value < (best?.1 ?? .infinity) { best = (candidate, value) }
    }
    return best?.0
  }

  /// Fractions with few digits, from which lines along the axes set out.
  private static let simple = [0.5, 0.25, 1.0, 0.0, 0.8]
  private static let samples = 12

  private func zerosAlongAxes(of critical: Int) -> [Candidate] {
    Self.simple.flatMap { start in
      (0..<landscape.parameterCount).flatMap { axis -> [Candidate] in
        let point = Array(repeating: start, count: dimension)
        return (0..<Self.samples).flatMap { sample -> [Candidate] in
          var (from, to) = (point, point)
          from[axis] = Double(sample) / Double(Self.samples)
          to[axis] = Double(sample + 1) / Double(Self.samples)
          return zeros(of: critical, from: from, to: to)
        }
      }
    }
  }

  /// The places on both sides of a zero between two points, where there is one.
  private func zeros(of critical: Int, from first: [Double], to second: [Double]) -> [Candidate] {
    func point(_ s: Double) -> [Double] { zip(first, second).map { $0 + s * ($1 - $0) } }
    func value(_ s: Double) -> Double {
      landscape.value(.critical(critical), at: point(s), as: .fractions)
    }
    var (low, high) = (0.0, 1.0)
    let (atLow, atHigh) = (value(low), value(high))
    guard atLow.isFinite, atHigh.isFinite, atLow * atHigh < 0 else {
      return atLow == 0 ? [candidate(at: first)].compactMap { $0 } : []
    }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if (value(middle) < 0) == (atLow < 0) { low = middle } else { high = middle }
    }
    return [low, high].compactMap { candidate(at: point($0)) }
  }
}
