import LinearAlgebra
import Models

/// How a run of conjugate gradients ended.
enum ConjugateGradientsEnd: Sendable, Equatable {
  /// The residual fell below the asked fraction of the right-hand side.
  case converged
  /// The iteration limit was reached first.
  case limit
  /// A direction without curvature (up to rounding): the system is singular along it. The solution
  /// so far has no component there, which makes it the minimum-norm one.
  case flat
  /// A direction of negative curvature: the matrix is not positive semidefinite.
  case negativeCurvature
}

/// Conjugate gradients for `H d = r` restricted to the free variables, in double precision.
///
/// Started from `d = 0`, every iterate lies in the Krylov space of `r`. If `H` is positive
/// semidefinite and `r` lies in its range, so does every iterate, hence the limit is the solution
/// of smallest norm: flat directions (rotations and splittings of features, when there are more
/// features than needed) receive no movement. Rounding puts a speck of `r` outside the range;
/// directions whose curvature is below `flatFraction` of the largest one seen are therefore not
/// followed. The arrays live as long as this value: no allocation in a solve.
struct ConjugateGradients {
  /// Curvature below this fraction of the largest curvature seen counts as none.
  static let flatFraction = 1e-12

  /// The solution of the last solve; zero on held variables.
  private(set) var solution: [Double]
  /// The last search direction: after `.negativeCurvature`, one along which the curvature is
  /// negative.
  private(set) var direction: [Double]
  /// Products with the matrix so far.
  private(set) var productCount = 0
  private var residual: [Double]
  private var product: [Double]

  init(count: Int) {
    solution = [Double](repeating: 0, count: count)
    direction = solution
    residual = solution
    product = solution
  }

  /// Solves `H d = r` for the variables with `isFree`, until `|H d - r| <= tolerance * |r|`.
  mutating func solve(
    _ curvature: any Curvature, rightHandSide: [Double], isFree: [Bool], tolerance: Double,
    limit: Int
  ) -> ConjugateGradientsEnd {
    var squaredResidual = start(rightHandSide, isFree)
    let goal = tolerance * tolerance * squaredResidual
    var largestCurvature = 0.0
    guard squaredResidual > 0 else { return .converged }
    for _ in 0..<limit {
      curvature.product(with: direction, into: &product)
      productCount += 1
      let bend = innerProduct(direction, product)
      let squaredLength = innerProduct(direction, direction)
      largestCurvature = max(largestCurvature, abs(bend) / squaredLength)
      let threshold = Self.flatFraction * largestCurvature * squaredLength
      if bend < -threshold { return .negativeCurvature }
      if !(bend > threshold) { return .flat }
      let next = advance(step: squaredResidual / bend, isFree)
      if next <= goal { return .converged }
      turn(factor: next / squaredResidual)
      squaredResidual = next
    }
    return .limit
  }

  private mutating func start(_ rightHandSide: [Double], _ isFree: [Bool]) -> Double {
    var squared = 0.0
    for i in 0..<solution.count {
      let entry = isFree[i] ? rightHandSide[i] : 0
      solution[i] = 0
      residual[i] = entry
      direction[i] = entry
      squared += entry * entry
    }
    return squared
  }

  /// `d += step * p`, `r -= step * H p` on the free variables; returns the new `|r|^2`.
  private mutating func advance(step: Double, _ isFree: [Bool]) -> Double {
    let count = solution.count
    solution.withUnsafeMutableBufferPointer { solution in
      direction.withUnsafeBufferPointer { direction in
        for i in 0..<count { solution[i] += step * direction[i] }
      }
    }
    residual.withUnsafeMutableBufferPointer { residual in
      product.withUnsafeBufferPointer { product in
        isFree.withUnsafeBufferPointer { isFree in
          for i in 0..<count { residual[i] -= isFree[i] ? step * product[i] : 0 }
        }
      }
    }
    return innerProduct(residual, residual)
  }

  private mutating func turn(factor: Double) {
    let count = solution.count
    direction.withUnsafeMutableBufferPointer { direction in
      residual.withUnsafeBufferPointer { residual in
        for i in 0..<count { direction[i] = residual[i] + factor * direction[i] }
      }
    }
  }
}
