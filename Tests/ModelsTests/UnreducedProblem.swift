import Foundation
import Models

/// The memorization-dilation problem as docs/models.md first states it, for M = 2.
///
/// `u_1`, `u_2` and `r` are separate variables and the constraints are inequalities. The problem is
/// convex, and minimising a convex function over some of its variables leaves a convex function of
/// the others, so nested golden-section searches find its minimum without derivatives. The clean
/// part is a two-dimensional Riemann sum over `v`. Nothing is shared with the library.
struct UnreducedProblem {
  private let t, rho, eta, alpha, lambda, slope: Double

  init(_ model: MemorizationDilationModel) {
    t = model.margin.approximateDouble
    rho = model.featureNorm.approximateDouble
    eta = model.eta.approximateDouble
    alpha = model.alpha.approximateDouble
    lambda = model.lambda.approximateDouble
    slope = model.slope.approximateDouble
  }

  func minimize() -> (risk: Double, dilation: Double, first: [Double], second: [Double]) {
    // At this dilation u = (0, 0) is allowed twice over; a larger one only costs.
    let largest = 4 * eta * sqrt(2) * rho * max(rho, 3) / slope
    let dilation = golden(0, largest) { risk(dilation: $0) }
    return (
      risk(dilation: dilation), dilation, noisy(1, dilation: dilation).point,
      noisy(2, dilation: dilation).point
    )
  }

  private func risk(dilation r: Double) -> Double {
    clean(r) + eta / 2 * (noisy(1, dilation: r).value + noisy(2, dilation: r).value)
  }

  /// `w_1 = -w_2 = (t/rho^2)(h_1 - h_2)/2`.
  private func lead(of point: [Double], label: Int) -> Double {
    let classifier = [t / (2 * rho), -t / (2 * rho)]
    let logit = classifier[0] * point[0] + classifier[1] * point[1]
    return label == 1 ? 2 * logit : -2 * logit
  }

  private func loss(_ lead: Double) -> Double {
    max(-lead, 0) + log1p(exp(-abs(lead))) + alpha / 2 * lead
  }

  /// `1/2 sum_k E_v [l(h_k + r v) + lambda |h_k + r v|^2]`, `v` in the plane.
  private func clean(_ r: Double) -> Double {
    let step = 0.25
    var (total, mass) = (0.0, 0.0)
    for i in -36...36 {
      for j in -36...36 {
        let v = [step * Double(i), step * Double(j)]
        let weight = exp(-(v[0] * v[0] + v[1] * v[1]) / 2)
        mass += weight
        for label in 1...2 {
          let point = [
            (label == 1 ? rho : 0) + r * v[0], (label == 2 ? rho : 0) + r * v[1],
          ]
          let norm = point[0] * point[0] + point[1] * point[1]
          total += weight / 2 * (loss(lead(of: point, label: label)) + lambda * norm)
        }
      }
    }
    return total / mass
  }

  /// The best `u` of one label within `eta |u - h| <= C_MD r/gamma`, `h` the mean of the other
  /// class.
  private func noisy(_ label: Int, dilation r: Double) -> (value: Double, point: [Double]) {
    let reach = slope * r / (sqrt(2) * rho * eta)
    let center = label == 1 ? [0, rho] : [rho, 0]
    func value(_ point: [Double]) -> Double {
      loss(lead(of: point, label: label))
        + lambda * (point[0] * point[0] + point[1] * point[1])
    }
    func best(first: Double) -> [Double] {
      let half = sqrt(max(0, reach * reach - (first - center[0]) * (first - center[0])))
      let second = golden(max(0, center[1] - half), center[1] + half) { value([first, $0]) }
      return [first, second]
    }
    let first = golden(max(0, center[0] - reach), center[0] + reach) { value(best(first: $0)) }
    let point = best(first: first)
    return (value(point), point)
  }

  /// Golden-section search; the end points are candidates as well.
  private func golden(_ lower: Double, _ upper: Double, _ f: (Double) -> Double) -> Double {
    let ratio = (sqrt(5) - 1) / 2
    var (a, b) = (lower, upper)
    var (x, y) = (b - ratio * (b - a), a + ratio * (b - a))
    var (fx, fy) = (f(x), f(y))
    for _ in 0..<44 {
      if fx < fy {
        (b, y, fy) = (y, x, fx)
        x = b - ratio * (b - a)
        fx = f(x)
      } else {
        (a, x, fx) = (x, y, fy)
        y = a + ratio * (b - a)
        fy = f(y)
      }
    }
    let middle = (a + b) / 2
    return [lower, middle, upper].min { f($0) < f($1) } ?? middle
  }
}
