/// Looks for the least value of a function on the unit cube near a point, in double precision.
///
/// One coordinate at a time with a step of its own, then along what all of them came to, now and
/// then a Newton step. The function may have kinks and places without value, where it is infinite.
struct LocalSearch {
  /// Steps below this are below the resolution of doubles.
  static let smallestStep = 1e-17

  let evaluate: ([Double]) -> Double

  /// A place and the value there.
  struct Place: Sendable {
    var point: [Double]
    var value: Double
  }

  /// The best place found with at most so many evaluations; those that start at a fixed coordinate
  /// leave it.
  func minimum(
    from start: Place, step: Double, evaluations limit: Int, fixed: Set<Int> = []
  ) -> Place {
    let axes = start.point.indices.filter { !fixed.contains($0) }
    var best = start
    var steps = Array(repeating: step, count: start.point.count)
    var left = limit
    var sweep = 0
    while left > 0, axes.contains(where: { steps[$0] > Self.smallestStep }) {
      let before = best
      for axis in axes { improve(&best, axis, &steps[axis], &left) }
      sweep += 1
      if before.value > best.value { follow(from: before, &best, &left) }
      if sweep % 4 == 0 { newton(&best, axes, &left) }
    }
    return best
  }

  private func improve(_ best: inout Place, _ axis: Int, _ step: inout Double, _ left: inout Int) {
    for signed in [step, -step] where left > 0 {
      let next = moved(best.point, axis, signed)
      guard next[axis] != best.point[axis] else { continue }
      left -= 1
      let value = evaluate(next)
      guard value < best.value else { continue }
      best = Place(point: next, value: value)
      // The same direction comes first the next time.
      step = min(0.5, abs(step) * 2) * (signed < 0 ? -1 : 1)
      step = abs(step)
      return
    }
    step /= 4
  }

  private func moved(_ point: [Double], _ axis: Int, _ step: Double) -> [Double] {
    var next = point
    next[axis] = min(1, max(0, next[axis] + step))
    return next
  }

  /// The same change once more, doubled as long as it helps.
  private func follow(from before: Place, _ best: inout Place, _ left: inout Int) {
    let change = zip(best.point, before.point).map { $0 - $1 }
    var factor = 1.0
    while left > 0 {
      let next = zip(best.point, change).map { min(1, max(0, $0 + factor * $1)) }
      left -= 1
      let value = evaluate(next)
      guard value < best.value else { return }
      best = Place(point: next, value: value)
      factor *= 2
    }
  }

  private static let derivativeSteps = [1e-3, 1e-5]

  /// A Newton step on the quadratic function through points nearby, halved until it helps.
  private func newton(_ best: inout Place, _ axes: [Int], _ left: inout Int) {
    for h in Self.derivativeSteps where left > axes.count * axes.count {
      guard let step = newtonStep(at: best, axes, h, &left) else { continue }
      var factor = 1.0
      for _ in 0..<6 {
        var next = best.point
        for (axis, change) in zip(axes, step) {
          next[axis] = min(1, max(0, next[axis] + factor * change))
        }
        left -= 1
        let value = evaluate(next)
        if value < best.value {
          best = Place(point: next, value: value)
          break
        }
        factor /= 4
      }
    }
  }

  private func newtonStep(
    at place: Place, _ axes: [Int], _ h: Double, _ left: inout Int
  ) -> [Double]? {
    func value(_ changes: [(Int, Double)]) -> Double {
      left -= 1
      var point = place.point
      for (axis, change) in changes { point[axis] += change }
      return evaluate(point)
    }
    let count = axes.count
    var matrix = Array(repeating: Array(repeating: 0.0, count: count + 1), count: count)
    var (above, below) = ([Double](), [Double]())
    for (i, axis) in axes.enumerated() {
      above.append(value([(axis, h)]))
      below.append(value([(axis, -h)]))
      matrix[i][count] = -(above[i] - below[i]) / (2 * h)
      matrix[i][i] = (above[i] + below[i] - 2 * place.value) / (h * h)
    }
    for i in 0..<count {
      for j in 0..<i {
        let both = value([(axes[i], h), (axes[j], h)])
        matrix[i][j] = (both - above[i] - above[j] + place.value) / (h * h)
        matrix[j][i] = matrix[i][j]
      }
    }
    let step = LinearSystem.solution(of: matrix)
    return step.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
  }
}
