import CertificateFormat
import Exact
import Kernel
import Reals

/// Looks for weights with which a goal follows from assumptions by the step `algebra`.
///
/// At random points of the box the slack of the goal is written as a sum, with weights >= 0, of the
/// slacks of the assumptions, of the distances to the sides of the box and of 1, as well as least
/// squares can: for linear inequalities this is Farkas' lemma. Untrusted, in double precision.
struct WeightSearch {
  /// Rounds over all weights.
  private static let rounds = 3000
  /// Weights below this after the descent are taken for zero.
  private static let leastWeight = 1e-3
  /// How closely a weight is met by a fraction.
  private static let tolerance = 1e-7

  private let node: Node
  private let usable: [(index: Int, comparison: Comparison)]

  init(_ node: Node) {
    self.node = node
    usable = node.assumptions.enumerated()
      .filter { $1.relation != .equal && node.isUsable($0) }
      .map { (index: $0, comparison: $1) }
  }

  /// Weights of the assumptions that enter; `nil` where a sum does not fit.
  var weights: [StepWeight]? {
    guard !usable.isEmpty,
      case .comparison(let goal) = node.goal, goal.relation != .equal
    else { return nil }
    let ranges = node.box.ranges
    var generator = SeededGenerator(seed: 1, label: "weights")
    var rows: [[Double]] = []
    var values: [Double] = []
    let count = 2 * (usable.count + 2 * ranges.count + 1) + 4
    for _ in 0..<3 * count where rows.count < count {
      let point = ranges.map { range in
        range.lower + (range.finitePart.upper - range.lower)
          * Fraction(mantissa: BigInteger(Int(generator.next() % 1024)), exponent: -10)
      }
      guard let (row, value) = equation(goal, at: point) else { continue }
      rows.append(row)
      values.append(value)
    }
    guard rows.count == count else { return nil }
    return rounded(nonnegativeLeastSquares(rows, values))
  }

  /// The slacks that may enter the sum at a point, and the slack of the goal.
  private func equation(_ goal: Comparison, at point: [Fraction]) -> ([Double], Double)? {
    guard
      let place = try? Node.at(
        point, of: node.statement, claim: node.claim),
      let value = slack(of: goal, at: place)
    else { return nil }
    var row = [1.0]
    for (_, comparison) in usable {
      guard let slack = slack(of: comparison, at: place) else { return nil }
      row.append(slack)
    }
    for (value, range) in zip(point, node.box.ranges) where !range.isPoint {
      row.append((value - range.lower).approximateDouble)
      if let upper = range.upper { row.append((upper - value).approximateDouble) }
    }
    return (row, value)
  }

  private func slack(of comparison: Comparison, at place: Node) -> Double? {
    guard
      let left = try? place.enclosure(of: comparison.left, precisionInBits: 64),
      let right = try? place.enclosure(of: comparison.right, precisionInBits: 64)
    else { return nil }
    let difference = right.approximateMidpoint - left.approximateMidpoint
    let isReversed = comparison.relation == .greater || comparison.relation == .greaterOrEqual
    return isReversed ? -difference : difference
  }

  /// Coordinate descent on the normal equations finds which weights are positive; elimination, what
  /// they are.
  private func nonnegativeLeastSquares(_ rows: [[Double]], _ values: [Double]) -> [Double] {
    let columns = rows[0].indices
    let gram = columns.map { i in
      columns.map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } }
    }
    let target = columns.map { i in zip(rows, values).reduce(0) { $0 + $1.0[i] * $1.1 } }
    var x = Array(repeating: 0.0, count: columns.count)
    for _ in 0..<Self.rounds {
      for i in columns where gram[i][i] > 0 {
        let slope = columns.reduce(-target[i]) { $0 + gram[i][$1] * x[$1] }
        x[i] = max(0, x[i] - slope / gram[i][i])
      }
    }
    let positive = columns.filter { x[$0] > Self.leastWeight }
    let exact = ApproximateElimination.solution(
      positive.map { i in positive.map { gram[i][$0] } }, positive.map { target[$0] })
    for (column, weight) in zip(positive, exact) { x[column] = weight }
    return x
  }

  private func rounded(_ solution: [Double]) -> [StepWeight]? {
    let found = zip(usable, solution.dropFirst()).compactMap { assumption, weight in
      weight > Self.tolerance
        ? StepWeight(
          assumption: assumption.index + 1,
          weight: Fraction(simplestNear: weight, within: Self.tolerance))
        : nil
    }
    return found.isEmpty ? nil : found
  }
}
