import Exact
import Kernel

/// Looks for the point of a box at which a convex slack is least, in double precision.
///
/// Untrusted: the point is only where a tangent is tried.
struct MinimumSearch {
  /// Newton steps; convergence is quadratic.
  private static let steps = 12

  /// Steps shorter than this, relative to the point, end the search.
  private static let leastStep = 1e-13

  private let node: Node
  private let free: [Int]
  private let filter: RuleFilter?
  private let ranges: [(lower: Fraction, upper: Fraction)]

  /// A search with the derivatives of a filter, or of the kernel where there is none.
  init(_ node: Node, _ filter: RuleFilter?) {
    self.node = node
    self.filter = filter
    ranges = node.box.ranges.map(\.finitePart)
    free = node.box.ranges.indices.filter { !node.box.ranges[$0].isPoint }
  }

  /// A short rational point of the box near the minimum; `nil` when Newton's method finds none.
  var point: [Fraction]? {
    var x = node.box.ranges.map(\.middle.approximateDouble)
    for _ in 0..<Self.steps {
      guard let step = newtonStep(at: x) else { return nil }
      let before = x
      for (parameter, change) in zip(free, step) {
        let (lower, upper) = (ranges[parameter].lower, ranges[parameter].upper)
        x[parameter] = min(
          max(x[parameter] + change, lower.approximateDouble), upper.approximateDouble)
      }
      let isFound = zip(x, before).allSatisfy { abs($0 - $1) <= Self.leastStep * max(abs($0), 1) }
      if isFound { break }
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
    guard let (slopes, curvatures) = derivatives(at: x) else { return nil }
    let held = free.indices.map { index in
      let (value, range) = (x[free[index]], ranges[free[index]])
      return slopes[index] > 0
        ? value <= range.lower.approximateDouble : value >= range.upper.approximateDouble
    }
    var rows = matrix(curvatures)
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

  private func derivatives(at x: [Double]) -> (slopes: [Double], curvatures: [Double])? {
    if let filter, filter.hasCurvatures { return filter.approximateDerivatives(at: x) }
    let place = zip(x, ranges).map { value, range in
      min(max((try? Fraction(exactly: value)) ?? Fraction(0), range.lower), range.upper)
    }
    let jet = try? node.enclosedCurvature(at: place, precisionInBits: 64)
    return jet.map {
      ($0.slopes.map(\.approximateMidpoint), $0.curvatures.map(\.approximateMidpoint))
    }
  }

  private func matrix(_ packed: [Double]) -> [[Double]] {
    var rows = Array(repeating: Array(repeating: 0.0, count: free.count), count: free.count)
    var position = 0
    for i in free.indices {
      for j in i..<free.count {
        rows[i][j] = packed[position]
        rows[j][i] = rows[i][j]
        position += 1
      }
    }
    return rows
  }
}
