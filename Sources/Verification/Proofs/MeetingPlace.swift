import Exact
import ProofSearch
import Reals
import TheoremLanguage

/// Where the two sides of a claim seem to meet: the boxes that a search left open lie along a line
/// on which two parameters are equal, or close around one place.
struct MeetingPlace {
  /// In words: `along p = q`, `near x = 1.41421`.
  let text: String
  /// Points of it, in double precision.
  private let points: [[Double]]

  /// Slack below which double precision cannot tell two sides apart.
  private static let largestSlack = 1e-6
  /// The size of what counts as one place, in relation to the values there.
  private static let largestSpread = 1e-3
  /// How far apart two equal parameters may be on a box, in relation to the size of the whole.
  private static let largestGap = 0.05
  /// The share of the boxes that a line must explain.
  private static let leastShare = 0.9
  private static let pointCount = 8

  /// The place around which open boxes lie, in terms of the parameters that are used; `nil` where
  /// they show no pattern.
  init?(_ boxes: [OpenBox], parameters: [ParameterDeclaration], used: Set<Int>) {
    let ranges = boxes.compactMap(Self.finiteRanges)
    guard ranges.count == boxes.count, ranges.count >= 2 else { return nil }
    let used = used.sorted()
    let fixed = used.filter { parameter in Self.isOnePlace(ranges.map { $0[parameter] }) }
    let pairs = used.flatMap { first in used.filter { $0 > first }.map { (first, $0) } }
    let equal = pairs.first { first, second in
      !(fixed.contains(first) && fixed.contains(second))
        && Self.areAlike(ranges.map { ($0[first], $0[second]) })
    }
    var points = ranges.map { $0.map { ($0.lower + $0.upper) / 2 } }
    if let (first, second) = equal {
      text = "along \(parameters[first].name) = \(parameters[second].name)"
      for index in points.indices { points[index][second] = points[index][first] }
    } else if !fixed.isEmpty {
      let middle = points[points.count / 2]
      text =
        "near "
        + fixed.map { "\(parameters[$0].name) = \(Self.text(of: middle[$0]))" }
        .joined(separator: ", ")
    } else {
      return nil
    }
    self.points = points
  }

  private typealias Range = (lower: Double, upper: Double)

  private static func finiteRanges(of box: OpenBox) -> [Range]? {
    let ranges = box.ranges.compactMap { range -> Range? in
      range.upper.map { (range.lower.approximateDouble, $0.approximateDouble) }
    }
    return ranges.count == box.ranges.count ? ranges : nil
  }

  private static func isOnePlace(_ ranges: [Range]) -> Bool {
    let (low, high) = (
      ranges.map(\.lower).min() ?? 0, ranges.map(\.upper).max() ?? .infinity
    )
    return high - low <= largestSpread * max(1, abs(low))
  }

  /// Whether most of the intervals of two parameters lie close to one another, as those of boxes on
  /// the line where they are equal, or on a face beside it.
  private static func areAlike(_ pairs: [(Range, Range)]) -> Bool {
    let all = pairs.flatMap { [$0.0, $0.1] }
    let size = (all.map(\.upper).max() ?? 0) - (all.map(\.lower).min() ?? 0)
    let close = pairs.count { first, second in
      max(first.lower, second.lower) - min(first.upper, second.upper) <= largestGap * size
    }
    return Double(close) >= leastShare * Double(pairs.count)
  }

  private static func text(of value: Double) -> String {
    (try? Fraction(exactly: value))
      .map { ShortNumber.text(of: $0.rounded(toSignificantDigits: 6)) } ?? "\(value)"
  }

  /// What keeps a proof from closing, in words.
  func reason(ofClaim claim: Int, of theorem: ElaboratedTheorem, seed: UInt64) -> String {
    isContact(ofClaim: claim, of: theorem, seed: seed)
      ? "both sides meet \(text)" : "the boxes that are left lie \(text)"
  }

  /// Whether both sides of a claim agree in double precision at most of the points.
  private func isContact(ofClaim claim: Int, of theorem: ElaboratedTheorem, seed: UInt64) -> Bool {
    let bench = SlackBench(theorem: theorem, seed: seed)
    let step = max(1, points.count / Self.pointCount)
    let examined = stride(from: 0, to: points.count, by: step).map { points[$0] }
    let slacks = examined.map { values -> Double? in
      let exact = values.compactMap { try? Fraction(exactly: $0) }
      guard exact.count == values.count else { return nil }
      return bench.slacks[claim].slack(at: ParameterPoint(values: exact, origin: .weakest))
    }
    return slacks.count { abs($0 ?? .infinity) <= Self.largestSlack } * 2 > slacks.count
  }
}
