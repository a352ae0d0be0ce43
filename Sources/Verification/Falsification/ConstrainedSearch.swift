import Reals

/// Finds at high precision where a function is stationary while other functions stay zero.
///
/// Newton steps on the equations of Lagrange, from a point that nearly solves them.
struct ConstrainedSearch {
  private static let stepCount = 10

  let evaluate: ([Real]) -> Real?
  let constraints: ([Real]) -> [Real]?

  /// The stationary point that the steps along the axes lead to.
  func stationaryPoint(
    from start: [Real], along axes: [Int], ends: [(lower: Real?, upper: Real?)]
  ) -> [Real]? {
    guard let count = constraints(start)?.count, count > 0, count < axes.count else { return nil }
    var point = start
    var multipliers: [Real]?
    for _ in 0..<Self.stepCount {
      let steps = axes.map { Differences.step(at: point[$0], between: ends[$0]) }
      guard let value = evaluate(point), let levels = constraints(point),
        let model = Differences(of: evaluate, at: point, value: value, along: axes, by: steps)
      else { return nil }
      let limits = (0..<count).compactMap { index in
        Differences(
          of: { constraints($0)?[index] }, at: point, value: levels[index], along: axes, by: steps)
      }
      guard limits.count == count,
        let known = multipliers ?? leastSquares(model.gradient, limits.map(\.gradient)),
        let step = step(model, limits, known, levels)
      else { return nil }
      for (axis, change) in zip(axes, step) { point[axis] = point[axis] + change }
      multipliers = zip(known, step.dropFirst(axes.count)).map { $0 + $1 }
    }
    return point
  }

  private func dot(_ a: [Real], _ b: [Real]) -> Real {
    zip(a, b).dropFirst().reduce(a[0] * b[0]) { $0 + $1.0 * $1.1 }
  }

  /// The multipliers of the constraints' gradients that come nearest to the gradient.
  private func leastSquares(_ gradient: [Real], _ limits: [[Real]]) -> [Real]? {
    LinearSystem.solution(
      of: limits.map { row in limits.map { dot(row, $0) } }, limits.map { dot($0, gradient) })
  }

  /// The changes of the coordinates and of the multipliers.
  private func step(
    _ model: Differences, _ limits: [Differences], _ multipliers: [Real], _ levels: [Real]
  ) -> [Real]? {
    let zero = levels[0] - levels[0]
    var rows: [[Real]] = []
    var right: [Real] = []
    for i in model.gradient.indices {
      var row = model.matrix[i]
      var residual = model.gradient[i]
      for (limit, multiplier) in zip(limits, multipliers) {
        for j in row.indices { row[j] = row[j] - multiplier * limit.matrix[i][j] }
        residual = residual - multiplier * limit.gradient[i]
      }
      rows.append(row + limits.map { -$0.gradient[i] })
      right.append(-residual)
    }
    for (limit, level) in zip(limits, levels) {
      rows.append(limit.gradient + limits.map { _ in zero })
      right.append(-level)
    }
    return LinearSystem.solution(of: rows, right)
  }
}
