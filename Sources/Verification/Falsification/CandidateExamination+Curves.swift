import Exact
import Reals

/// Candidates on curves on which both sides of a claim meet.
extension CandidateExamination {
  /// One coordinate after the other is set to a simple fraction as long as the slack stays as
  /// small, which names a point of a curve on which the sides meet.
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
    guard let value = try? Fraction(exactly: candidate.reading.values[axis]) else { return nil }
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
}
