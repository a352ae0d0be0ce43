import Reals

/// First and second derivatives of a function at high precision, from differences.
struct Differences {
  let gradient: [Real]
  let matrix: [[Real]]

  /// The differences along axes by steps; `nil` where the function has no value.
  init?(
    of function: ([Real]) -> Real?, at point: [Real], value center: Real, along axes: [Int],
    by steps: [Real]
  ) {
    func value(_ changes: [(Int, Real)]) -> Real? {
      var moved = point
      for (axis, change) in changes { moved[axis] = moved[axis] + change }
      return function(moved)
    }
    let above = zip(axes, steps).compactMap { value([($0, $1)]) }
    let below = zip(axes, steps).compactMap { value([($0, -$1)]) }
    guard above.count == axes.count, below.count == axes.count else { return nil }
    var gradient: [Real] = []
    var matrix = axes.map { _ in axes.map { _ in center - center } }
    for i in axes.indices {
      guard let slope = try? (above[i] - below[i]) / (steps[i] + steps[i]),
        let curvature = try? (above[i] + below[i] - center - center) / (steps[i] * steps[i])
      else { return nil }
      gradient.append(slope)
      matrix[i][i] = curvature
      for j in 0..<i {
        guard let both = value([(axes[i], steps[i]), (axes[j], steps[j])]),
          let entry = try? (both - above[i] - above[j] + center) / (steps[i] * steps[j])
        else { return nil }
        (matrix[i][j], matrix[j][i]) = (entry, entry)
      }
    }
    (self.gradient, self.matrix) = (gradient, matrix)
  }

  /// A small step at a coordinate between two ends.
  static func step(at x: Real, between ends: (lower: Real?, upper: Real?)) -> Real {
    var scale = x.absolute()
    if scale.sign == 0, let lower = ends.lower, let upper = ends.upper { scale = upper - lower }
    if scale.sign == 0 { scale = Real(1, precisionInBits: x.precisionInBits) }
    return scale.absolute().scaled(byPowerOfTwo: -x.precisionInBits / 4)
  }
}
