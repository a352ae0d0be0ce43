import Glibc

/// Elementary functions in double precision, written so that they never overflow.
enum Approximate {
  /// `log(1 + e^x)`.
  static func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }

  /// `1/(1 + e^-x)`.
  static func sigmoid(_ x: Double) -> Double {
    let small = exp(-abs(x))
    return (x < 0 ? small : 1) / (1 + small)
  }

  /// `sigmoid'(x) = e^-|x|/(1 + e^-|x|)^2`: no cancellation in either tail.
  static func sigmoidDerivative(_ x: Double) -> Double {
    let small = exp(-abs(x))
    return small / ((1 + small) * (1 + small))
  }

  static func exponential(_ x: Double) -> Double { exp(x) }
}
