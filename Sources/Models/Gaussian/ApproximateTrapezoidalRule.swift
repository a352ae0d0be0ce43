/// Step and number of nodes of a trapezoidal rule for `E f(m + s z)` in double precision.
///
/// `f` is analytic for `|Im w| < pi`, so the strip of `z` has half width `a = pi/|s|`, and the
/// error is about `e^{a^2/2 - 2 pi a/h}`; see docs/gaussian-expectation.md.
struct ApproximateTrapezoidalRule {
  let step: Double
  /// Nodes on either side of zero.
  let count: Int

  /// `e^-40` is 4e-18.
  private static let nats = 40.0
  /// Beyond it the deviation is in the thousands, and accuracy is given up before time is.
  private static let largestCount = 1 << 15

  init(deviation: Double) {
    let reach = (2 * Self.nats).squareRoot()
    let strip = min(reach, 2.8 / max(abs(deviation), 0.01))
    let ideal = 2 * Double.pi * strip / (Self.nats + strip * strip / 2)
    let wanted = (reach / ideal).rounded(.up)
    count = wanted < Double(Self.largestCount) ? Int(wanted) : Self.largestCount
    step = max(ideal, reach / Double(count))
  }
}
