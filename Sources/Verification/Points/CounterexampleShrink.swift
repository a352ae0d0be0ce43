import Exact
import Reals
import TheoremLanguage

/// Makes a point at which a claim fails small: integers near their lower ends, reals with few
/// digits.
///
/// The failure keeps at least half its size, since shrinking to the edge would make a wrong formula
/// look like rounding.
struct CounterexampleShrink {
  let domain: Domain
  let slack: Slack

  /// The smallest failing point found near the given one.
  func shrunk(_ point: ParameterPoint, slack initial: Double) -> ParameterPoint {
    guard initial < 0 else { return point }
    var best = point
    for index in point.values.indices {
      for value in simplerValues(than: best.values[index], parameter: index, at: best) {
        var values = best.values
        values[index] = value
        let candidate = ParameterPoint(values: values, origin: best.origin)
        guard (try? domain.contains(values)) == true,
          let slack = slack.slack(at: candidate), slack <= initial / 2
        else { continue }
        best = candidate
        break
      }
    }
    return best
  }

  private func simplerValues(
    than value: Fraction, parameter: Int, at point: ParameterPoint
  ) -> [Fraction] {
    let declaration = domain.theorem.parameters[parameter]
    guard
      let range = try? domain.range(
        of: declaration, given: Array(point.values[..<parameter]))
    else { return [] }
    if declaration.isInteger || range.isEndless && !range.isLowerOpen {
      let steps = (value - range.lower).floor.int ?? 0
      let doublings = range.isEndless ? 30 : 4
      return ([0] + (0..<doublings).map { 1 << $0 }).filter { $0 < steps }
        .map { range.lower + Fraction($0) }
    }
    return [1, 2].map { value.rounded(toSignificantDigits: $0) }.filter { $0 != value }
  }
}
