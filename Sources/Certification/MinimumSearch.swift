import Kernel

/// Looks for the point of a box at which a convex slack is least, in double precision.
///
/// Untrusted: the point is only where a tangent is tried.
struct MinimumSearch {
  /// Newton steps; convergence is quadratic.
  private static let steps = 12

  private let situation: Situation
  private let free: [Int]
  private let ranges: [(lower: Fraction, upper: Fraction)]

  init(_ situation: Situation) {
    self.situation = situation
    ranges = situation.box.ranges.map(\.finitePart)
    free = situation.box.ranges.indices.filter { !situation.box.ranges[$0].isPoint }
  }

  /// A short rational point of the box near the minimum; `nil` when Newton's method finds none.
  var point: [Fraction]? {
    var x = situation.box.ranges.map(\.middle.approximateDouble)
    for _ in 0..<Self.steps {
      guard let step = newtonStep(at: x) else { return nil }
      for (parameter, change) in zip(free, step) {
        let (lower, upper) = (ranges[parameter].lower, ranges[parameter].upper)
        x[parameter] = min(
          max(x[parameter] + change, lower.approximateDouble), upper.approximateDouble)
      }
    }
    return zip(x, ranges).map { value, range in
      if range.lower == range.upper { return range.lower }
      let short = Fraction(simplestNear: value, within: 1e-9 * max(abs(value), 1))
      return min(max(short, range.lower), range.upper)
    }
  }

  /// The step to the minimum of the quadratic model, with coordinates held that an end of their
  /// range stops.
  private func newtonStep(at x: [Double]) -> [Double]? {
    let place = zip(x, ranges).map { value, range in
      min(max(Fraction(exactly: value), range.lower), range.upper)
    }
    guard let jet = try? situation.enclosedCurvature(at: place, precisionInBits: 64) else {
      return nil
    }
    let slopes = jet.slopes.map(\.approximateMidpoint)
    let held = free.indices.map { index in
      slopes[index] > 0
        ? place[free[index]] == ranges[free[index]].lower
        : place[free[index]] == ranges[free[index]].upper
    }
    var rows = matrix(jet.curvatures)
    for index in free.indices where held[index] {
      for other in free.indices { (rows[index][other], rows[other][index]) = (0, 0) }
      rows[index][index] = 1
    }
    let step = ApproximateElimination.solution(rows, zip(slopes, held).map { $1 ? 0 : -$0 })
    return free.indices.map { index in
      guard rows[index][index] == 0, slopes[index] != 0 else { return step[index] }
      // A straight line falls to the end of the range.
      let range = ranges[free[index]]
      return (slopes[index] > 0 ? range.lower : range.upper).approximateDouble - x[free[index]]
    }
  }

  private func matrix(_ packed: [DyadicInterval]) -> [[Double]] {
    var rows = Array(repeating: Array(repeating: 0.0, count: free.count), count: free.count)
    var position = 0
    for i in free.indices {
      for j in i..<free.count {
        rows[i][j] = packed[position].approximateMidpoint
        rows[j][i] = rows[i][j]
        position += 1
      }
    }
    return rows
  }
}
