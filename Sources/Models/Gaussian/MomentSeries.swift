import Exact
import Glibc
import Reals

/// One expectation at a large deviation, as a series in the moments of the logistic law.
///
/// Softplus is `E max(0, u + t)`, t with the logistic law, and `E t^(2j) = 2 eta(2j) (2j)!`. With
/// `G(u) = E max(0, u + s z)` and k = 0, 1, 2 for softplus, sigmoid and sigmoid',
///
///     E f(m + s z) = sum_{j < J} 2 eta(2j) G^(k+2j)(m) + R,      2 eta(0) = 1
///     |R| <= (n - 1)!!/s^(n+1),  n = k + 2J - 2 >= 0
///
/// The number of terms does not grow with the deviation. Proof: docs/gaussian-expectation.md.
struct MomentSeries {
  /// The deviation from which on series are tried.
  static let leastDeviation = 64.0
  /// The largest `|m|/s`: further out terms grow first, and relative accuracy is lost.
  static let largestRatio = 4.0
  /// More than what the rounding of the terms and their cancellation cost.
  private static let guardBits = 48

  private let function: LogisticFunction
  private let mean: Interval
  private let deviation: Interval
  private let count: Int

  /// `nil` where no series is as accurate as the precision asks for.
  init?(_ function: LogisticFunction, mean: Real, deviation: Real, precisionInBits: Int) {
    let (m, s) = (mean.approximateDouble, deviation.approximateDouble)
    guard s >= Self.leastDeviation, abs(m) <= Self.largestRatio * s,
      let count = Self.count(function, deviation: s, precisionInBits: precisionInBits)
    else { return nil }
    self.init(
      function, mean: mean, deviation: deviation, count: count, precisionInBits: precisionInBits)
  }

  /// For any number of terms, at least one; few give a wide enclosure.
  init(
    _ function: LogisticFunction, mean: Real, deviation: Real, count: Int, precisionInBits: Int
  ) {
    let working = precisionInBits + Self.guardBits
    self.function = function
    self.mean = Interval(mean).rounded(toPrecisionInBits: working)
    self.deviation = Interval(deviation).rounded(toPrecisionInBits: working)
    self.count = count
  }

  /// An enclosure of `E f(m + s z)`.
  func enclosure() throws(NumberError) -> Interval {
    let bits = deviation.precisionInBits
    let order = function.order
    let derivatives = try self.derivatives(upTo: order + 2 * (count - 1))
    var sum = derivatives[order]
    for j in stride(from: 1, to: count, by: 1) {
      sum = sum + (try Self.moment(2 * j, precisionInBits: bits)) * derivatives[order + 2 * j]
    }
    return sum + (try GaussianExpectation.symmetric(remainder().upper))
  }

  /// `G^(k)(m)` for all k up to one: `m Phi(x) + s phi(x)` and `Phi(x)` with x = m/s, then
  /// `(-1)^n He_n(x) phi(x)/s^(n+1)` for k = n + 2, by the recurrence of the Hermite polynomials.
  private func derivatives(upTo largest: Int) throws(NumberError) -> [Interval] {
    let bits = deviation.precisionInBits
    let two = Interval(2, precisionInBits: bits)
    let x = try mean / deviation
    let distribution = try (try -x / two.squareRoot()).erfc() / two
    let turn = two * Interval.pi(precisionInBits: bits)
    let density = try (try -x.power(2) / two).exp() / (try turn.squareRoot())
    var values = [mean * distribution + deviation * density, distribution]
    var (last, next) = (Interval(0, precisionInBits: bits), try density / deviation)
    for n in stride(from: 0, through: largest - 2, by: 1) {
      values.append(next)
      let factor = Interval(n, precisionInBits: bits)
      (last, next) = (next, try -(x * next + (try factor * last / deviation)) / deviation)
    }
    return values
  }

  /// `(n - 1)!!/s^(n+1)`.
  private func remainder() throws(NumberError) -> Interval {
    let bits = deviation.precisionInBits
    let n = function.order + 2 * count - 2
    var bound = try Interval(1, precisionInBits: bits) / deviation
    if !n.isMultiple(of: 2) { bound = try bound / deviation }
    for factor in stride(from: n - 1, to: 0, by: -2) {
      bound = try Interval(factor, precisionInBits: bits) * bound / (try deviation.power(2))
    }
    return bound
  }

  /// `2 eta(n) = 2 (1 - 2^(1-n)) zeta(n)` for n >= 2.
  private static func moment(_ n: Int, precisionInBits bits: Int) throws(NumberError) -> Interval {
    let one = Interval(1, precisionInBits: bits)
    let power = try Interval(2, precisionInBits: bits).power(1 - n)
    return 2 * (one - power) * Interval.zeta(n, precisionInBits: bits)
  }

  /// The least number of terms whose remainder is small beside the expectation.
  ///
  /// Expectations are at least `phi(4)/17` times a power of s, as |m| <= 4 s.
  private static func count(
    _ function: LogisticFunction, deviation: Double, precisionInBits: Int
  ) -> Int? {
    let size = log2(deviation)
    let wanted = -Double(precisionInBits + 20) + Double(1 - function.order) * size
    // Of n = k, for one term; two more with each further term.
    var n = function.order
    var bound = -Double(n + 1) * size
    while bound > wanted {
      let factor = log2(Double(n + 1)) - 2 * size
      guard factor < 0 else { return nil }
      (n, bound) = (n + 2, bound + factor)
    }
    return (n - function.order) / 2 + 1
  }
}

extension LogisticFunction {
  /// Which derivative of softplus it is.
  fileprivate var order: Int {
    switch self {
    case .softplus: 0
    case .sigmoid: 1
    case .sigmoidDerivative: 2
    }
  }
}
