import Reals

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

  private func improved(_ place: Place, _ free: [Int]) -> Place? {
    let ends = ends(place.point)
    guard ends.count == place.point.count else { return nil }
    guard let (model, axes) = model(at: place, free, ends) else { return nil }
    let largest = model.matrix.flatMap { $0 }.map { $0.absolute() }.max() ?? real(1)
    for shift in [nil, -60, -20, -4, 4] {
      var matrix = model.matrix
      if let shift {
        let size = largest.scaled(byPowerOfTwo: shift)
        for i in matrix.indices { matrix[i][i] = matrix[i][i] + size }
      }
      guard let step = LinearSystem.solution(of: matrix, model.gradient.map { -$0 }) else {
        continue
      }
      let slope = zip(step, model.gradient).reduce(real(0)) { $0 + $1.0 * $1.1 }
      guard slope.sign < 0 else { continue }
      if let next = along(step, axes, from: place, ends) { return next }
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
  ) -> (differences: Differences, axes: [Int])? {
    var axes: [Int] = []
    var steps: [Real] = []
    for axis in free {
      let step = Differences.step(at: place.point[axis], between: ends[axis])
      guard
        let slope = Differences(
          of: evaluate, at: place.point, value: place.value, along: [axis], by: [step])?.gradient[0]
      else { continue }
      let isAtLower = ends[axis].lower.map { place.point[axis] <= $0 } ?? false
      let isAtUpper = ends[axis].upper.map { place.point[axis] >= $0 } ?? false
      if isAtLower && slope.sign >= 0 || isAtUpper && slope.sign <= 0 { continue }
      axes.append(axis)
      steps.append(step)
    }
    guard !axes.isEmpty,
      let differences = Differences(
        of: evaluate, at: place.point, value: place.value, along: axes, by: steps)
    else { return nil }
    return (differences, axes)
  }
}
