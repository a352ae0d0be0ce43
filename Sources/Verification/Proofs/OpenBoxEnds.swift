import Exact
import ProofSearch
import Reals
import TheoremLanguage

/// Ends of open boxes at which a claim looks false in double precision, weakest first.
///
/// Far out, where the scan does not come, an open box may be all that tells where a claim fails.
struct OpenBoxEnds {
  private static let largestBoxCount = 500
  private static let pointCount = 4

  let theorem: ElaboratedTheorem
  let claim: Int
  let seed: UInt64

  /// The points, each with few digits where the claim looks false there, too.
  func points(of boxes: [OpenBox]) -> [ParameterPoint] {
    let bench = SlackBench(theorem: theorem, seed: seed)
    let slack = bench.slacks[claim]
    func fails(_ point: ParameterPoint) -> Double? {
      guard (try? bench.domain.contains(point.values)) == true, let found = slack.slack(at: point),
        found < WeakestPoints.suspiciousSlack
      else { return nil }
      return found
    }
    let found = boxes.prefix(Self.largestBoxCount).flatMap(ends).compactMap { point in
      fails(point).map { (point: point, slack: $0) }
    }
    return found.sorted { $0.slack < $1.slack }.prefix(Self.pointCount).map { entry in
      var small = entry.point
      for index in small.values.indices {
        for digits in 1...4 {
          var values = small.values
          values[index] = values[index].rounded(toSignificantDigits: digits)
          let rounded = ParameterPoint(values: values, origin: .weakest)
          guard fails(rounded) != nil else { continue }
          small = rounded
          break
        }
      }
      return small
    }
  }

  /// The corner of all lower ends and that of all upper ends; where there is none, twice the lower.
  private func ends(of box: OpenBox) -> [ParameterPoint] {
    let upper = box.ranges.map { $0.upper ?? $0.lower + $0.lower }
    return [box.ranges.map(\.lower), upper].map { values in
      let whole = zip(theorem.parameters, values).map { $0.isInteger ? Fraction($1.floor) : $1 }
      return ParameterPoint(values: whole, origin: .weakest)
    }
  }
}
