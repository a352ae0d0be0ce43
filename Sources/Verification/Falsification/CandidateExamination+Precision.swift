import Exact
import Reals

/// Candidates at high precision.
extension CandidateExamination {
  /// Follows the slack of the candidates down at high precision, and reads off which exact point
  /// that leads to.
  func refine(_ candidates: [Candidate]) -> Finding? {
    let free = Array(search.landscape.tape.charts.indices)
    for candidate in candidates.filter({ !$0.isWithoutValue }).prefix(Self.refinedCount) {
      if let found = refine(candidate, free: free) { return found }
    }
    return nil
  }

  func refine(_ candidate: Candidate, free: [Int]) -> Finding? {
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

  private func precisePlace(_ values: [Fraction]) -> ExactDecision.Place? {
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
