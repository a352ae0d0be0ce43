import Exact
import Reals

/// Certified enclosures of `E f(m + s z)`, `z` standard normal, for the logistic family.
///
/// `f` is softplus, the logistic function `sigmoid`, or its derivative. The method is the
/// trapezoidal rule on the real line with explicit bounds for both of its errors [TW14, Thm 5.1],
/// and for large `|s|` a series in the moments of the logistic law with a bound for its rest; the
/// constants are proved in docs/gaussian-expectation.md. Results have the larger precision of the
/// two arguments and are accurate to a few units of it for points, also in the tails, unless `|s|`
/// is thousands and `|m|` more than four times that: then the enclosure is valid but wide.
///
/// Wide arguments: `E softplus` and `E sigmoid` are monotone in `m`, and for fixed `m` in `|s|`, so
/// their ranges are taken at corners and are as tight as at points; `E sigmoid'` uses a mean-value
/// bound. The sign of `s` does not matter. Cost: per pair of nodes one logarithm or division; about
/// `bits/8` pairs for `|s| <= 1`, growing in proportion to `bits |s|` up to `|s| = 64`; from there
/// on at most a few hundred terms of the series.
public enum GaussianExpectation {
  /// `E log(1 + e^{m + s z})`.
  ///
  /// Increasing in `m` and in `|s|` (it is convex), which makes the corners exact.
  public static func softplus(
    mean: Interval, deviation: Interval
  ) throws(NumberError) -> Interval {
    let bits = max(mean.precisionInBits, deviation.precisionInBits)
    let width = deviation.absolute()
    let low = try expectation(.softplus, mean: mean.lower, deviation: width.lower, bits: bits)
    guard !isPoint(mean) || !isPoint(width) else { return low }
    let high = try expectation(.softplus, mean: mean.upper, deviation: width.upper, bits: bits)
    return try Interval(lower: low.lower, upper: high.upper)
  }

  /// `E 1/(1 + e^{-(m + s z)})`.
  ///
  /// Increasing in `m`; a larger `|s|` moves it towards 1/2. Exactly 1/2 at `m = 0`.
  public static func sigmoid(
    mean: Interval, deviation: Interval
  ) throws(NumberError) -> Interval {
    let bits = max(mean.precisionInBits, deviation.precisionInBits)
    let width = deviation.absolute()
    let lowest = mean.lower.sign >= 0 ? width.upper : width.lower
    let low = try expectation(.sigmoid, mean: mean.lower, deviation: lowest, bits: bits)
    guard !isPoint(mean) || !isPoint(width) else { return low }
    let highest = mean.upper.sign >= 0 ? width.lower : width.upper
    let high = try expectation(.sigmoid, mean: mean.upper, deviation: highest, bits: bits)
    return try Interval(lower: low.lower, upper: high.upper)
  }

  /// `E sigmoid'(m + s z)`.
  ///
  /// For wide arguments: the value at the midpoints plus `|sigmoid''| <= 0.0963` times the radius
  /// of `m`, and `E|z| |sigmoid''| <= 0.0769` times the radius of `s`; never outside `[0, 1/4]`.
  public static func sigmoidDerivative(
    mean: Interval, deviation: Interval
  ) throws(NumberError) -> Interval {
    let bits = max(mean.precisionInBits, deviation.precisionInBits)
    let width = deviation.absolute()
    let center = try expectation(
      .sigmoidDerivative, mean: mean.midpoint, deviation: width.midpoint, bits: bits)
    guard !isPoint(mean) || !isPoint(width) else { return center }
    let reach =
      Interval(try Fraction(parsing: "0.0963"), precisionInBits: bits) * Interval(mean.radius)
      + Interval(try Fraction(parsing: "0.0769"), precisionInBits: bits) * Interval(width.radius)
    let range = center + (try symmetric(reach.upper))
    return range.intersection(with: LogisticFunction.sigmoidDerivative.range(bits: bits)) ?? range
  }

  private static func isPoint(_ interval: Interval) -> Bool { interval.lower == interval.upper }

  /// `[-bound, bound]`.
  static func symmetric(_ bound: Real) throws(NumberError) -> Interval {
    try Interval(lower: -bound, upper: bound)
  }

  /// `E f(m + s z)` at a point, `s >= 0`, rounded outward to `bits`.
  private static func expectation(
    _ function: LogisticFunction, mean m: Real, deviation s: Real, bits: Int
  ) throws(NumberError) -> Interval {
    let mean = Interval(m)
    guard m.isFinite, s.isFinite else { return try function.trivialBound(mean, Interval(s)) }
    guard s.sign > 0 else {
      return try function.value(mean.rounded(toPrecisionInBits: bits + 16))
        .rounded(toPrecisionInBits: bits)
    }
    let trivial = try function.trivialBound(mean, Interval(s))
    let result =
      if let series = MomentSeries(function, mean: m, deviation: s, precisionInBits: bits) {
        try series.enclosure()
      } else {
        try TrapezoidalSums(function, mean: m, deviation: s, precisionInBits: bits).enclosure()
      }
    return (result.intersection(with: trivial) ?? result).rounded(toPrecisionInBits: bits)
  }
}
