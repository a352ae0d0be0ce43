import Numbers

/// Follows a function down to a minimum at high precision, by Newton steps.
///
/// Derivatives are differences with small steps: it is a search, and what it finds is decided
/// elsewhere.
struct PreciseSearch {
  let precisionInBits: Int
  /// The value at a point; `nil` where there is none.
  let evaluate: ([Real]) -> Real?
  /// The ends between which each coordinate stays; `nil` where there is none.
  let ends: ([Real]) -> [(lower: Real?, upper: Real?)]

  /// A point and the value there.
  struct Place {
    var point: [Real]
    var value: Real
  }

  /// Minima of fourth, sixth and eighth order are reached by longer steps.
  private static let multiples = [1, 3, 5, 7]
  private static let halvings = 12
  private static let largestStepCount = 24

  /// The lowest point that steps along the free coordinates lead to.
  func minimum(from start: [Real], free: [Int]) -> Place? {
    guard let value = evaluate(start) else { return nil }
    var best = Place(point: start, value: value)
    for _ in 0..<Self.largestStepCount {
      guard let next = improved(best, free) else { break }
      best = next
    }
    return best
  }

  private func real(_ value: Int) -> Real { Real(value, precisionInBits: precisionInBits) }

  /// The step of the differences along a coordinate.
  private func differenceStep(_ x: Real, _ end: (lower: Real?, upper: Real?)) -> Real {
    var scale = x.absolute()
    if let lower = end.lower, let upper = end.upper { scale = min(max(scale, x - x), upper - lower) }
    if scale.sign == 0 { scale = end.upper.map { $0 - x } ?? real(1) }
    if scale.sign == 0 { scale = real(1) }
    return scale.absolute().scaled(byPowerOfTwo: -precisionInBits / 4)
  }

  private struct Model {
    var gradient: [Real]
    var matrix: [[Real]]
    var axes: [Int]
  }

  private func improved(_ place: Place, _ free: [Int]) -> Place? {
    let ends = ends(place.point)
    guard ends.count == place.point.count else { return nil }
    guard let model = model(at: place, free, ends) else { return nil }
    let largest = model.matrix.flatMap { $0 }.map { $0.absolute() }.max() ?? real(1)
    for shift in [nil, -60, -20, -4, 4] {
      var matrix = model.matrix
      if let shift {
        let size = largest.scaled(byPowerOfTwo: shift)
        for i in matrix.indices { matrix[i][i] = matrix[i][i] + size }
      }
      guard let step = solution(matrix, model.gradient.map { -$0 }) else { continue }
      let slope = zip(step, model.gradient).reduce(real(0)) { $0 + $1.0 * $1.1 }
      guard slope.sign < 0 else { continue }
      if let next = along(step, model.axes, from: place, ends) { return next }
    }
    return nil
  }

  private func along(
    _ step: [Real], _ axes: [Int], from place: Place, _ ends: [(lower: Real?, upper: Real?)]
  ) -> Place? {
    func moved(_ factor: Real) -> Place? {
      var point = place.point
      for (axis, change) in zip(axes, step) {
        var value = point[axis] + factor * change
        if let lower = ends[axis].lower { value = max(value, lower) }
        if let upper = ends[axis].upper { value = min(value, upper) }
        point[axis] = value
      }
      return evaluate(point).map { Place(point: point, value: $0) }
    }
    var best: Place?
    for multiple in Self.multiples {
      guard let next = moved(real(multiple)), next.value < (best ?? place).value else { break }
      best = next
    }
    if best != nil { return best }
    var factor = real(1)
    for _ in 0..<Self.halvings {
      factor = factor.scaled(byPowerOfTwo: -2)
      if let next = moved(factor), next.value < place.value { return next }
    }
    return nil
  }

  /// First and second differences along the axes that are free to move.
  private func model(
    at place: Place, _ free: [Int], _ ends: [(lower: Real?, upper: Real?)]
  ) -> Model? {
    func value(_ changes: [(Int, Real)]) -> Real? {
      var point = place.point
      for (axis, change) in changes { point[axis] = point[axis] + change }
      return evaluate(point)
    }
    var axes: [(axis: Int, h: Real, above: Real, below: Real, slope: Real)] = []
    for axis in free {
      let h = differenceStep(place.point[axis], ends[axis])
      guard let above = value([(axis, h)]), let below = value([(axis, -h)]),
        let slope = try? (above - below) / (h + h)
      else { continue }
      let isAtLower = ends[axis].lower.map { place.point[axis] <= $0 } ?? false
      let isAtUpper = ends[axis].upper.map { place.point[axis] >= $0 } ?? false
      if isAtLower && slope.sign >= 0 || isAtUpper && slope.sign <= 0 { continue }
      axes.append((axis, h, above, below, slope))
    }
    guard !axes.isEmpty else { return nil }
    var matrix = axes.map { _ in Array(repeating: real(0), count: axes.count) }
    for (i, a) in axes.enumerated() {
      let curvature = a.above + a.below - place.value - place.value
      guard let entry = try? curvature / (a.h * a.h) else { return nil }
      matrix[i][i] = entry
      for (j, b) in axes[..<i].enumerated() {
        guard let both = value([(a.axis, a.h), (b.axis, b.h)]),
          let entry = try? (both - a.above - b.above + place.value) / (a.h * b.h)
        else { return nil }
        (matrix[i][j], matrix[j][i]) = (entry, entry)
      }
    }
    return Model(gradient: axes.map(\.slope), matrix: matrix, axes: axes.map(\.axis))
  }

  /// The solution of a small system by elimination.
  private func solution(_ matrix: [[Real]], _ right: [Real]) -> [Real]? {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let count = rows.count
    for column in 0..<count {
      let pivot = (column..<count).max {
        rows[$0][column].absolute() < rows[$1][column].absolute()
      }
      guard let pivot, rows[pivot][column].sign != 0 else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<count where row != column && rows[row][column].sign != 0 {
        guard let factor = try? rows[row][column] / rows[column][column] else { return nil }
        for k in column...count { rows[row][k] = rows[row][k] - factor * rows[column][k] }
      }
    }
    let values = (0..<count).compactMap { try? rows[$0][count] / rows[$0][$0] }
    return values.count == count && values.allSatisfy(\.isFinite) ? values : nil
  }
}
