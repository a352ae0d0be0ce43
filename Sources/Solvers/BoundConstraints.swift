import LinearAlgebra

/// The feasible set of a bound-constrained problem: `x_i >= 0` where the mask says so.
///
/// First-order optimality there reads: `g_i = 0` for free variables and for `x_i > 0`, and
/// `g_i >= 0` where `x_i = 0`. The *projected gradient* collects the violations: it is `g_i`,
/// except where `x_i = 0` and `g_i > 0`, where it is zero. All of it in double precision.
struct BoundConstraints: Sendable {
  let isNonnegative: [Bool]
  /// The least value of every variable: zero or minus infinity.
  let lower: [Double]

  init(isNonnegative: [Bool]) {
    self.isNonnegative = isNonnegative
    lower = isNonnegative.map { $0 ? 0 : -.infinity }
  }

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
    projectedSquaredNorm(gradient: point.gradient, at: point.variables, lower: lower)
      .squareRoot()
  }

  /// Whether the same variables lie at their bounds.
  func haveSameActiveSet(_ a: [Double], _ b: [Double]) -> Bool {
    var changes = 0
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        lower.withUnsafeBufferPointer { lower in
          // Without an early end, so that the compiler can use vector instructions.
          for i in 0..<lower.count {
            changes &+= (a[i] <= lower[i]) != (b[i] <= lower[i]) ? 1 : 0
          }
        }
      }
    }
    return changes == 0
  }

  /// Writes `P(x + step * direction)` into `result`, where `P` is the projection.
  func move(
    from point: [Double], along direction: [Double], step: Double, into result: inout [Double]
  ) {
    result.withUnsafeMutableBufferPointer { result in
      point.withUnsafeBufferPointer { point in
        direction.withUnsafeBufferPointer { direction in
          lower.withUnsafeBufferPointer { lower in
            for i in 0..<result.count {
              let moved = point[i] + step * direction[i]
              result[i] = moved < lower[i] ? lower[i] : moved
            }
          }
        }
      }
    }
  }
}

/// A point with the value and the gradient of the objective there, in double precision.
struct ApproximatePoint: Sendable {
  var variables: [Double]
  var value: Double
  var gradient: [Double]
}

/// `result_i = a_i + factor * b_i`.
func setSum(_ a: [Double], _ b: [Double], scaledBy factor: Double, into result: inout [Double]) {
  result.withUnsafeMutableBufferPointer { result in
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for i in 0..<result.count { result[i] = a[i] + factor * b[i] }
      }
    }
  }
}

/// The largest magnitude of an entry; zero for no entries.
func largestMagnitude(_ a: [Double]) -> Double {
  a.reduce(0) { max($0, abs($1)) }
}
