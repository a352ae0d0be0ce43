import Exact
import Reals
import Testing

@testable import Models

/// Integrals over `[-22, 22]` by composite five-point Gauss-Legendre, which shares nothing with the
/// trapezoidal rule: 704 cells of width 1/16 leave an error near 1e-22 for the arguments used here.
private struct GaussLegendre {
  static let bits = 160
  private let nodes: [Real]
  private let weights: [Real]
  private let normalisation: Real

  init() throws {
    func real(_ numerator: Int, _ denominator: Int) throws -> Real {
      Real(try Fraction(numerator, denominator), precisionInBits: Self.bits)
    }
    let root = try real(10, 7).squareRoot()
    let inner = try (try real(5, 1) - root - root).squareRoot() * real(1, 3)
    let outer = try (try real(5, 1) + root + root).squareRoot() * real(1, 3)
    let tilt = try real(13, 900) * real(70, 1).squareRoot()
    let innerWeight = try real(322, 900) + tilt
    let outerWeight = try real(322, 900) - tilt
    nodes = [-outer, -inner, try real(0, 1), inner, outer]
    weights = [outerWeight, innerWeight, try real(128, 225), innerWeight, outerWeight]
    // 1/sqrt(2 pi), pi to 60 digits.
    let pi = try Fraction(
      parsing: "3.14159265358979323846264338327950288419716939937510582097494459")
    normalisation =
      try real(1, 1) / Real(Fraction(2) * pi, precisionInBits: Self.bits).squareRoot()
  }

  func expectation(_ f: (Real) throws -> Real) throws -> Real {
    var total = Real(0, precisionInBits: Self.bits)
    let half = Real(0x1p-5, precisionInBits: Self.bits)
    for cell in -352..<352 {
      let center = Real(Double(2 * cell + 1) * 0x1p-5, precisionInBits: Self.bits)
      for (node, weight) in zip(nodes, weights) {
        let z = center + half * node
        let density = (-(z * z * Real(0.5, precisionInBits: Self.bits))).exp()
        total = total + weight * density * (try f(z))
      }
    }
    return total * half * normalisation
  }
}

private func point(_ value: Double, _ bits: Int) -> Interval {
  Interval(Real(value, precisionInBits: bits))
}

private func enclose(
  _ function: LogisticFunction, _ mean: Interval, _ deviation: Interval
) throws -> Interval {
  switch function {
  case .softplus: try GaussianExpectation.softplus(mean: mean, deviation: deviation)
  case .sigmoid: try GaussianExpectation.sigmoid(mean: mean, deviation: deviation)
  case .sigmoidDerivative:
    try GaussianExpectation.sigmoidDerivative(mean: mean, deviation: deviation)
  }
}

func approximate(_ function: LogisticFunction, _ mean: Double, _ deviation: Double)
  -> Double
{
  switch function {
  case .softplus: GaussianExpectation.approximateSoftplus(mean: mean, deviation: deviation)
  case .sigmoid: GaussianExpectation.approximateSigmoid(mean: mean, deviation: deviation)
  case .sigmoidDerivative:
    GaussianExpectation.approximateSigmoidDerivative(mean: mean, deviation: deviation)
  }
}

@Suite("Gaussian expectations") struct GaussianExpectationTests {
  @Test("Gauss-Legendre quadrature, an independent method, agrees to 19 digits")
  func independentQuadrature() throws {
    let rule = try GaussLegendre()
    for (m, s) in [(0.5, 0.25), (3.0, 1.0), (-2.0, 2.5), (-7.0, 0.5), (1.5, 4.0)] {
      for function in LogisticFunction.allCases {
        let expected = try rule.expectation { z in
          let x =
            Real(m, precisionInBits: GaussLegendre.bits)
            + Real(s, precisionInBits: GaussLegendre.bits) * z
          return try function.value(Interval(x)).midpoint
        }
        let interval = try enclose(function, point(m, 140), point(s, 140))
        let error = (expected - interval.midpoint).approximateLog10OfMagnitude
        #expect(error < -19, "\(function) at m=\(m), s=\(s): off by 1e\(error)")
      }
    }
  }

  @Test("enclosures at any precision contain the value at high precision, and are tight")
  func precisions() throws {
    var generator = SeededGenerator(seed: 5, label: "precisions")
    for round in 0..<40 {
      let m = 24 * (generator.uniform() - 0.5)
      let s = [0.001, 0.1, 1, 5, 20][round % 5] * generator.uniform()
      for function in LogisticFunction.allCases {
        let fine = try enclose(function, point(m, 220), point(s, 220))
        for bits in [53, 64, 90, 150] {
          let interval = try enclose(function, point(m, bits), point(s, bits))
          let label = "\(function) at m=\(m), s=\(s), \(bits) bits"
          #expect(interval.contains(fine), "\(label)")
          let relative =
            interval.width.approximateLog10OfMagnitude
            - interval.midpoint.approximateLog10OfMagnitude
          #expect(relative < 0.9 - 0.30103 * Double(bits), "\(label): width 1e\(relative)")
        }
      }
    }
  }

  @Test("few bits: the error bound is honest where the sum itself is rough")
  func fewBits() throws {
    var generator = SeededGenerator(seed: 6, label: "few bits")
    for _ in 0..<60 {
      let m = Double(Int.random(in: -6...6, using: &generator)) / 2
      let s = Double(Int.random(in: 1...24, using: &generator)) / 4
      for function in LogisticFunction.allCases {
        let fine = try enclose(function, point(m, 128), point(s, 128))
        for bits in 6...14 {
          let interval = try enclose(function, point(m, bits), point(s, bits))
          #expect(interval.contains(fine), "\(function) at m=\(m), s=\(s), \(bits) bits")
        }
      }
    }
  }

  @Test("the bound covers the true error of deliberately coarse rules")
  func coarseRules() throws {
    for (m, s) in [(0.5, 1.0), (3, 2), (-4, 3), (0, 6), (2, 0.25)] {
      for function in LogisticFunction.allCases {
        let fine = try enclose(function, point(m, 128), point(s, 128))
        for nats in [2.0, 4, 8, 16, 32] {
          let rule = TrapezoidalRule(deviation: s, precisionInBits: 0, extraNats: nats)
          let sums = TrapezoidalSums(
            function, mean: Real(m, precisionInBits: 128), deviation: Real(s, precisionInBits: 128),
            rule: rule, precisionInBits: 128)
          let interval = try sums.enclosure()
          #expect(interval.contains(fine), "\(function) at m=\(m), s=\(s), \(nats) nats")
        }
      }
    }
  }

  @Test("the bound covers the true error of rules that stop too early")
  func truncatedRules() throws {
    for (m, s) in [(0.5, 1.0), (-3, 2), (0, 2)] {
      for function in LogisticFunction.allCases {
        let fine = try enclose(function, point(m, 128), point(s, 128))
        for reach in [1.5, 2, 3, 4, 6] {
          let step = 0x1p-4
          let rule = TrapezoidalRule(step: step, count: Int(reach / step), strip: 1.25)
          let sums = TrapezoidalSums(
            function, mean: Real(m, precisionInBits: 128), deviation: Real(s, precisionInBits: 128),
            rule: rule, precisionInBits: 128)
          let interval = try sums.enclosure()
          #expect(interval.contains(fine), "\(function) at m=\(m), s=\(s), up to \(reach)")
        }
      }
    }
  }

  @Test("identities: E sigmoid(s z) = 1/2, and softplus(x) - softplus(-x) = x")
  func identities() throws {
    let half = try Fraction(1, 2)
    for s in [0.0, 0.01, 0.7, 3, 12] {
      for bits in [53, 128, 400] {
        let centered = try GaussianExpectation.sigmoid(
          mean: point(0, bits), deviation: point(s, bits))
        #expect(centered.contains(half), "s=\(s)")
        #expect(
          centered.width.approximateLog10OfMagnitude < 1 - 0.301 * Double(bits), "s=\(s)")
        for m in [0.25, 2, 9] {
          let up = try GaussianExpectation.softplus(mean: point(m, bits), deviation: point(s, bits))
          let down = try GaussianExpectation.softplus(
            mean: point(-m, bits), deviation: point(s, bits))
          #expect((up - down).contains(try Fraction(exactly: m)), "m=\(m), s=\(s)")
          let left = try GaussianExpectation.sigmoid(
            mean: point(m, bits), deviation: point(s, bits))
          let right = try GaussianExpectation.sigmoid(
            mean: point(-m, bits), deviation: point(s, bits))
          #expect((left + right).contains(Fraction(1)), "m=\(m), s=\(s)")
        }
      }
    }
  }

  @Test("derivatives in the mean connect the three functions")
  func derivatives() throws {
    let bits = 300
    let step = 0x1p-80
    for (m, s) in [(0.5, 1.0), (-3, 2), (4, 0.5)] {
      let pairs: [(LogisticFunction, LogisticFunction)] = [
        (.softplus, .sigmoid), (.sigmoid, .sigmoidDerivative),
      ]
      for (function, derivative) in pairs {
        let shift = Real(step, precisionInBits: bits)
        let mean = Real(m, precisionInBits: bits)
        let upper = try enclose(function, Interval(mean + shift), point(s, bits))
        let lower = try enclose(function, Interval(mean - shift), point(s, bits))
        let slope = try (upper - lower) / Interval(shift + shift)
        let exact = try enclose(derivative, point(m, bits), point(s, bits))
        let error = (slope - exact).midpoint.approximateLog10OfMagnitude
        #expect(error < -45, "\(function) at m=\(m), s=\(s): 1e\(error)")
      }
    }
  }

  @Test("s = 0 and the sign of s")
  func specialDeviations() throws {
    for function in LogisticFunction.allCases {
      for m in [-40.0, -1, 0, 2, 800] {
        let exact = try function.value(point(m, 200))
        let interval = try enclose(function, point(m, 80), point(0, 80))
        #expect(interval.contains(exact), "\(function) at \(m)")
        let nearby = try enclose(function, point(m, 80), point(1e-30, 80))
        #expect(nearby.overlaps(interval), "\(function) at \(m)")
      }
      let positive = try enclose(function, point(1, 90), point(2, 90))
      #expect(positive == (try enclose(function, point(1, 90), point(-2, 90))), "\(function)")
    }
  }

  @Test("wide arguments: every point of the box lies inside, and corners are attained")
  func wideArguments() throws {
    var generator = SeededGenerator(seed: 9, label: "wide")
    for _ in 0..<25 {
      let m = 8 * (generator.uniform() - 0.5)
      let s = 3 * (generator.uniform() - 0.3)
      let (width, height) = (2 * generator.uniform(), generator.uniform())
      let mean = try Interval(
        lower: Real(m, precisionInBits: 60), upper: Real(m + width, precisionInBits: 60))
      let deviation = try Interval(
        lower: Real(s, precisionInBits: 60), upper: Real(s + height, precisionInBits: 60))
      for function in LogisticFunction.allCases {
        let range = try enclose(function, mean, deviation)
        for _ in 0..<4 {
          let value = try enclose(
            function, point(m + width * generator.uniform(), 100),
            point(s + height * generator.uniform(), 100))
          #expect(range.contains(value), "\(function) on \(mean) x \(deviation)")
        }
      }
    }
  }

  @Test("enormous deviations: between 1/2 and what a density of at most 0.4/s adds, and tight")
  func enormousDeviations() throws {
    for s in [1e9, 1e300] {
      let sigmoid = try GaussianExpectation.sigmoid(mean: point(1, 53), deviation: point(s, 53))
      let half = Interval(try Fraction(1, 2), precisionInBits: 53)
      let wider = try half + Interval(try Fraction(2, 5), precisionInBits: 53) / point(s, 53)
      #expect(half.hull(with: wider).overlaps(sigmoid), "s=\(s)")
      #expect(sigmoid.width.approximateLog10OfMagnitude < -15, "s=\(s)")
    }
  }

  @Test("the double versions agree with the enclosures")
  func approximations() throws {
    var generator = SeededGenerator(seed: 8, label: "double")
    for round in 0..<60 {
      let m = 20 * (generator.uniform() - 0.5)
      let s = [0, 0.05, 1, 6, 40][round % 5] * generator.uniform()
      for function in LogisticFunction.allCases {
        let value = approximate(function, m, s)
        let exact = try enclose(function, point(m, 80), point(s, 80)).midpoint.approximateDouble
        #expect(agrees(value, exact, tolerance: 2e-14), "\(function) at m=\(m), s=\(s)")
      }
    }
  }
}
