import Reals

/// Step, number of nodes and strip of a trapezoidal rule for `E f(m + s z)` at a given precision.
///
/// The choices are made in double precision and are exact numbers afterwards; what they achieve is
/// bounded by `GaussianExpectation` and proved in docs/gaussian-expectation.md.
struct TrapezoidalRule {
  /// `h`, with few significant bits, so that multiples of it are exact.
  let step: Double
  /// `J`: the nodes are `-J h, ..., J h`.
  let count: Int
  /// `a`: the strip `|Im z| <= a` on which the integrand is bounded; `a |s| < 5 pi/6`.
  let strip: Double

  /// Below `5 pi/6 = 2.6179...`, with room for the rounding of one division.
  static let largestImaginaryPart = 2.6

  /// Nodes on either side of zero, at most.
  static let largestCount = 1 << 20

  /// A rule of one's own; the error bound is valid for any with `a |s| < 5 pi/6` and `J h >= 1`.
  init(step: Double, count: Int, strip: Double) {
    (self.step, self.count, self.strip) = (step, count, strip)
  }

  /// Aims at an absolute error of `2^-precisionInBits e^-extraNats`.
  ///
  /// With `L` nats asked for, `a^2/2 - 2 pi a/h = -L` gives the step, and `e^{-(J h)^2/2} = e^-L`
  /// the number of nodes. Past `largestCount` the step is widened and less is achieved.
  init(deviation: Double, precisionInBits: Int, extraNats: Double = 0) {
    let nats = Double(precisionInBits) * 0.6931471805599453 + extraNats + 4
    let reach = (2 * nats).squareRoot()
    let width = abs(deviation)
    strip = width * reach <= Self.largestImaginaryPart ? reach : Self.largestImaginaryPart / width
    let ideal = 6.28 * strip / (nats + strip * strip / 2)
    let affordable = max(ideal, reach / Double(Self.largestCount - 2))
    step = Self.shortened(affordable)
    count = min(Int((reach / step).rounded(.up)) + 1, Self.largestCount)
  }

  /// Keeps eleven significant bits, rounded down.
  private static func shortened(_ value: Double) -> Double {
    let significand = (value.significand * 1024).rounded(.down) / 1024
    return Double(sign: .plus, exponent: value.exponent, significand: significand)
  }
}
