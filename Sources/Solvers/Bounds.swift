/// The feasible set of a bound-constrained problem: `x_i >= 0` where the mask says so.
///
/// First-order optimality there reads: `g_i = 0` for free variables and for `x_i > 0`, and
/// `g_i >= 0` where `x_i = 0`. The *projected gradient* collects the violations: it is `g_i`,
/// except where `x_i = 0` and `g_i > 0`, where it is zero. All of it in double precision.
struct Bounds: Sendable {
  let isNonnegative: [Bool]

  /// The number of variables.
  var count: Int { isNonnegative.count }

  /// Moves the point to the nearest feasible one.
  func clamp(_ point: inout [Double]) {
    for i in 0..<count where isNonnegative[i] && point[i] < 0 { point[i] = 0 }
  }

  /// Whether the bound holds variable `i`: at the bound, and the gradient pushes outwards.
  @inline(__always)
  func holds(_ i: Int, at point: [Double], gradient: [Double]) -> Bool {
    isNonnegative[i] && point[i] <= 0 && gradient[i] > 0
  }

  /// The Euclidean norm of the projected gradient.
  func projectedGradientNorm(at point: ApproximatePoint) -> Double {
    var sum = 0.0
    for i in 0..<count where !holds(i, at: point.variables, gradient: point.gradient) {
      sum += point.gradient[i] * point.gradient[i]
    }
    return sum.squareRoot()
  }

  /// Writes `P(x + step * direction)` into `result`, where `P` is the projection.
  func move(
    from point: [Double], along direction: [Double], step: Double, into result: inout [Double]
  ) {
    for i in 0..<count {
      let moved = point[i] + step * direction[i]
      result[i] = isNonnegative[i] && moved < 0 ? 0 : moved
    }
  }
}

/// A point with the value and the gradient of the objective there, in double precision.
struct ApproximatePoint: Sendable {
  var variables: [Double]
  var value: Double
  var gradient: [Double]
}

/// `sum_i a_i b_i`, in index order.
func innerProduct(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in 0..<a.count { sum += a[i] * b[i] }
  return sum
}

/// `sum_i a_i (b_i - c_i)`, in index order.
func innerProduct(_ a: [Double], withDifference b: [Double], _ c: [Double]) -> Double {
  var sum = 0.0
  for i in 0..<a.count { sum += a[i] * (b[i] - c[i]) }
  return sum
}

/// The largest magnitude of an entry; zero for no entries.
func largestMagnitude(_ a: [Double]) -> Double {
  a.reduce(0) { max($0, abs($1)) }
}
