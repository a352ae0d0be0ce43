import Foundation
import TestSupport
import Testing

@testable import Models

/// Expectations in double precision at large deviations, where the method changes.
@Suite("Approximate Gaussian expectations") struct GaussianExpectationApproximateTests {
  /// The sum over the values of the argument itself, in steps of 1/2: its error is that of the
  /// Fourier transform of sigmoid' at 4 pi, about 1e-15.
  private func plainSum(_ function: LogisticFunction, _ mean: Double, _ deviation: Double) -> Double
  {
    let reach = Int(24 * deviation)
    let terms = (-reach...reach).map { (k: Int) -> Double in
      let (x, z) = (mean + Double(k) / 2, Double(k) / 2 / deviation)
      let (density, tail) = (exp(-z * z / 2), exp(-abs(x)))
      switch function {
      case .softplus: return density * (max(x, 0) + log1p(tail))
      case .sigmoid: return density * (x < 0 ? tail : 1) / (1 + tail)
      case .sigmoidDerivative: return density * tail / ((1 + tail) * (1 + tail))
      }
    }
    return terms.reduce(0, +) / (2 * deviation * (2 * Double.pi).squareRoot())
  }

  @Test("the double versions agree with plain sums on both sides of the change of method")
  func largeDeviations() throws {
    for s in [255, 256, 256.0.nextUp, 257, 600] {
      for ratio in [-3, -1, -0.125, 0, 0.5, 2] {
        let m = ratio * s
        for function in LogisticFunction.allCases {
          let (value, sum) = (approximate(function, m, s), plainSum(function, m, s))
          check(abs(value - sum) <= 1e-10 * sum, "\(function) at m=\(m), s=\(s): \(value), \(sum)")
          check(value == approximate(function, m, -s), "\(function) at m=\(m), s=\(s)")
        }
      }
    }
  }

  @Test("means far beyond the deviation are those of the functions without noise")
  func farMeans() {
    for m in [1e100, 1e300] {
      let softplus = approximate(.softplus, m, 300)
      #expect(abs(softplus - m) <= 1e-15 * m && approximate(.softplus, -m, 300) == 0)
      #expect(approximate(.sigmoid, m, 300) == 1 && approximate(.sigmoid, -m, 300) == 0)
      #expect(approximate(.sigmoidDerivative, m, 300) == 0)
    }
  }

  @Test("the double versions do not jump where the method changes")
  func change() throws {
    for ratio in [-2, -0.5, 0, 1] {
      for function in LogisticFunction.allCases {
        let m = ratio * 256
        let (below, above) = (approximate(function, m, 256), approximate(function, m, 256.0.nextUp))
        #expect(abs(above - below) <= 1e-11 * below, "\(function) at m=\(m)")
      }
    }
  }
}
