import Exact
import Reals
import Testing

@testable import Models

/// Series for large deviations; the trapezoidal rule is the independent, slower way.
@Suite("Moment series") struct MomentSeriesTests {
  private func real(_ value: Double, _ bits: Int = 64) -> Real {
    Real(value, precisionInBits: bits)
  }

  private func relativeWidth(_ interval: Interval) -> Double {
    interval.width.approximateLog10OfMagnitude - interval.midpoint.approximateLog10OfMagnitude
  }

  @Test("trapezoidal sums agree, and both are tight")
  func trapezoidalSums() throws {
    for (s, bits) in [(64.0, 53), (65.5, 100)] {
      for ratio in [-4.0, 0, 0.25, 2] {
        for function in LogisticFunction.allCases {
          let (mean, deviation) = (real(ratio * s), real(s))
          let label = "\(function) at m=\(ratio * s), s=\(s), \(bits) bits"
          let series = try #require(
            MomentSeries(function, mean: mean, deviation: deviation, precisionInBits: bits))
          let sum = try series.enclosure()
          let sums = TrapezoidalSums(
            function, mean: mean, deviation: deviation, precisionInBits: bits)
          #expect(sum.overlaps(try sums.enclosure()), "\(label)")
          #expect(relativeWidth(sum) < -0.30103 * Double(bits), "\(label)")
        }
      }
    }
  }

  @Test("the remainder covers what few terms leave out")
  func fewTerms() throws {
    for (m, s) in [(0.0, 64.0), (50, 64), (-120, 64), (300, 100), (3, 1000)] {
      for function in LogisticFunction.allCases {
        func sum(_ count: Int) throws -> Interval {
          try MomentSeries(
            function, mean: real(m), deviation: real(s), count: count, precisionInBits: 300
          ).enclosure()
        }
        let fine = try #require(
          MomentSeries(function, mean: real(m), deviation: real(s), precisionInBits: 300)
        ).enclosure()
        for count in 1...8 {
          let label = "\(function) at m=\(m), s=\(s), \(count) terms"
          let (coarse, next) = (try sum(count), try sum(count + 1))
          #expect(coarse.contains(fine) && next.width < coarse.width, "\(label)")
        }
      }
    }
  }

  @Test("E sigmoid(m + s z) + E sigmoid(-m + s z) = 1 and E softplus - E softplus(-) = m")
  func reflections() throws {
    for (m, s) in [(1.0, 1e9), (-2e5, 1e5), (1e299, 1e300)] {
      func value(_ function: LogisticFunction, _ m: Double) throws -> Interval {
        try #require(
          MomentSeries(function, mean: real(m), deviation: real(s), precisionInBits: 200)
        ).enclosure()
      }
      let one = try value(.sigmoid, m) + value(.sigmoid, -m)
      #expect(one.contains(Fraction(1)) && relativeWidth(one) < -60, "m=\(m), s=\(s)")
      let mean = try value(.softplus, m) - value(.softplus, -m)
      #expect(mean.contains(try Fraction(exactly: m)), "m=\(m), s=\(s)")
    }
  }

  @Test("small deviations, far means and too many digits are left to the trapezoidal rule")
  func limits() {
    for function in LogisticFunction.allCases {
      for (m, s, bits) in [(0.0, 63.9, 53), (-257, 64, 53), (257, 64, 53), (0, 64, 4_000)] {
        let series = MomentSeries(
          function, mean: real(m), deviation: real(s), precisionInBits: bits)
        #expect(series == nil, "\(function) at m=\(m), s=\(s), \(bits) bits")
      }
    }
  }
}
